"""One invented reference as every format writes it."""

EXPECTED = {
    "title": "Peer support among parents",
    "authors": ["Exampleson, Maria K.", "Inventius, Aino"],
    "year": 2014,
    "venue": "Journal of Invented Studies",
    "volume": "12",
    "issue": "3",
    "pages": "101-115",
    "doi": "10.5555/jis.2014.1",
    "abstract": "What parents say.",
    "keywords": ["Peers", "Parents"],
}

RIS = """TY  - JOUR
TI  - Peer support among parents
AU  - Exampleson, Maria K.
AU  - Inventius, Aino
PY  - 2014/05//
JF  - Journal of Invented Studies
VL  - 12
IS  - 3
SP  - 101
EP  - 115
DO  - https://doi.org/10.5555/JIS.2014.1
AB  - What parents say.
KW  - Peers
KW  - Parents
ER  -
"""
MEDLINE = """PMID- 99900001
TI  - Peer support
      among parents.
FAU - Exampleson, Maria K.
FAU - Inventius, Aino
DP  - 2014 May
JT  - Journal of Invented Studies
VI  - 12
IP  - 3
PG  - 101-15
LID - 10.5555/jis.2014.1 [doi]
AB  - What parents say.
MH  - Peers
MH  - Parents"""
WOS = """FN Clarivate
VR 1.0
PT J
AF Exampleson, Maria K.
   Inventius, Aino
TI Peer support among
   parents
SO Journal of Invented Studies
DE Peers; Parents
AB What parents say.
PY 2014
VL 12
IS 3
BP 101
EP 115
DI 10.5555/jis.2014.1
ER

EF
"""
BIBTEX = """@article{a,
  title = {Peer support among {P}arents},
  author = {Exampleson, Maria K. and Inventius, Aino},
  journal = {Journal of Invented Studies},
  year = 2014, volume = {12}, number = {3}, pages = {101--115},
  doi = {10.5555/jis.2014.1}, abstract = {What parents say.},
  keywords = {Peers; Parents}
}
"""
ENDNOTE_XML = """<?xml version="1.0"?><xml><records><record><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style>Exampleson, Maria K.</style></author><author>Inventius, Aino</author></authors>
</contributors><titles><title><style>Peer support </style><style>among parents</style></title>
<secondary-title>Journal of Invented Studies</secondary-title></titles><pages>101-15</pages><volume>12</volume>
<number>3</number><keywords><keyword>Peers</keyword><keyword>Parents</keyword></keywords>
<dates><year>2014</year></dates><abstract>What parents say.</abstract>
<electronic-resource-num>10.5555/jis.2014.1</electronic-resource-num></record></records></xml>"""
ENDNOTE = """%0 Journal Article
%T Peer support among parents
%A Exampleson, Maria K.
%A Inventius, Aino
%D 2014
%J Journal of Invented Studies
%V 12
%N 3
%P 101-115
%R 10.5555/jis.2014.1
%X What parents say.
%K Peers
Parents
"""
CSV = (
    "Authors,Title,Year,Source title,Volume,Issue,Page start,Page end,DOI,Abstract,Author Keywords\n"
    '"Exampleson, Maria K.; Inventius, Aino",Peer support among parents,2014,Journal of Invented Studies,12,3,101,115,'
    "10.5555/jis.2014.1,What parents say.,Peers; Parents\n"
)
FORMATS = {
    "RIS": RIS,
    "MEDLINE": MEDLINE,
    "Web of Science": WOS,
    "BibTeX": BIBTEX,
    "EndNote XML": ENDNOTE_XML,
    "EndNote tagged": ENDNOTE,
    "CSV": CSV,
    "CSV with semicolons": CSV.replace(",", "¤").replace(";", ",").replace("¤", ";").replace('"', ""),
}
