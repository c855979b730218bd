"""What single programs write: each sample is invented, its shape is that of the program's own exports."""

from __future__ import annotations

import pytest

from verko.intake.bibliography import read_export

TITLE = "Peer support among parents"
RIS = {
    "Ovid": "TY  - JOUR\nID  - 123\nT1  - {t}.\nA1  - Exampleson, Maria K.\nY1  - 2014//\nN2  - Background: PT 12 "
    "parents.\nPT 3 more.\nJF  - Journal of Invented Studies\nVL  - 12\nIS  - 3\nSP  - 101\nEP  - 115\n"
    "UR  - https://ovidsp.example/?D=psyc&AN=1\nDO  - https://dx.doi.org/10.5555/a\nER  - \n",
    "ProQuest": "TY  - JOUR\nT1  - {t}\nAU  - Exampleson, Maria K\nAB  - We asked.\nLA  - English\nJF  - Journal of "
    "Invented Studies\nVL  - 12\nIS  - 3\nSP  - 101-115\nY1  - 2014/03/01/\nDO  - 10.5555/a\nDP  - ProQuest\nER  -",
    "EBSCO": "TY  - JOUR\nAU  - Exampleson, Maria K.\nT1  - {t}.\nJO  - Journal of Invented Studies\nY1  - 2014/03//\n"
    "VL  - 12\nIS  - 3\nSP  - 101\nEP  - 115\nN2  - We asked.\nDP  - EBSCOhost\nDO  - 10.5555/a\nER  - \n",
    "Embase": "TY  - JOUR\nT1  - {t}\nA1  - Exampleson M.K.\nY1  - 2014\nJF  - Journal of Invented Studies\nVL  - 12\n"
    "IS  - 3\nSP  - 101\nEP  - 115\nDO  - 10.5555/a    LK  - https://link.example/10.5555/a\nN2  - We asked.\nER  - \n",
    "Cochrane": "TY  - JOUR\nAN  - CN-01\nTI  - {t}\nAU  - Exampleson MK\nAB  - We asked.\nSO  - Journal of Invented "
    "Studies\nJA  - Journal of Invented Studies\nYR  - 2014\nVL  - 12\nNO  - 3\nPG  - 101-115\nDOI - 10.5555/a\n"
    "DO  - 10.5555/a\nER  - \n",
    "Mendeley": "TY  - JOUR\nT1  - {t}\nAU  - Exampleson, Maria K\nJO  - Journal of Invented Studies\nVL  - 12\nIS  - 3"
    "\nSP  - 101\nEP  - 115\nPY  - 2014\nDA  - 2014/3//\nDO  - https://doi.org/10.5555/a\nER  - \n",
    "Scopus": "\ufeffTY  - JOUR\nTI  - {t}\nT2  - Journal of Invented Studies\nVL  - 12\nIS  - 3\nSP  - 101\n"
    "EP  - 115\nPY  - 2014\nDO  - 10.5555/a\nAU  - Exampleson, M.K.\nDB  - Scopus\nM3  - Article\nER  - \n\n",
    "indented, one space": "  TY - JOUR\n  TI - {t}\n  AU - Exampleson, M.K.\n  PY - 2014\n  T2 - Journal of Invented "
    "Studies\n  SP - 101-115\n  DO - 10.5555/a\n  ER -\n",
}  # fmt: skip
BIBTEX = {
    "Zotero": "@article{{exampleson_peer_2014,\n\ttitle = {{Peer {{Support}} among {{Parents}}}},\n\tvolume = {{12}},\n"
    "\tdoi = {{10.5555/a}},\n\tnumber = {{3}},\n\tjournal = {{Journal of Invented Studies}},\n\tauthor = {{Exampleson, "
    "Maria K.}},\n\tmonth = mar,\n\tyear = {{2014}},\n\tpages = {{101--115}},\n}}\n",
    "Mendeley": "@article{{Exampleson2014,\nauthor = {{Exampleson, Maria K.}},\ntitle = {{{{{t}}}}},\njournal = "
    "{{Journal of Invented Studies}},\nyear = {{2014}},\npages = {{101--115}},\ndoi = {{10.5555/a}}\n}}\n",
    "Scopus": "\nScopus\nEXPORT DATE: 1 March 2020\n\n@ARTICLE{{Exampleson2014101,\nauthor={{Exampleson, M.K.}},\n"
    "title={{{t}}},\njournal={{Journal of Invented Studies}},\nyear={{2014}},\npages={{101-115}},\ndoi={{10.5555/a}},\n"
    "note={{cited By 3}},\nsource={{Scopus}},\n}}\n",
    "Web of Science": "@article{{ WOS:000001,\nAuthor = {{Exampleson, Maria K.}},\nTitle = {{{{Peer support among\n   "
    "parents}}}},\nJournal = {{{{Journal of Invented Studies}}}},\nYear = {{{{2014}}}},\nPages = {{{{101-115}}}},\n"
    "DOI = {{{{10.5555/a}}}},\n}}\n",
    "Rayyan": "@article{{rayyan-1,\n  title={{{t}}},\n  year={{2014}},\n  journal={{Journal of Invented Studies}},\n  "
    "pages={{101--115}},\n  authors={{Exampleson, Maria K.}},\n  doi={{10.5555/a}},\n  note={{RAYYAN-INCLUSION: "
    '{{"Aatu"=>"Included"}}}}\n}}\n',
}  # fmt: skip
SHEETS = {
    "PubMed": 'PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n'
    '99900001,{t}.,Exampleson MK.,"J Inv Stud. 2014;12(3):101-115.",Exampleson MK,Journal of Invented Studies,2014,'
    "2014/03/01,,,10.5555/a\n",
    "Dimensions": '"About the data: Exported on Mar 1, 2020. Criteria: ""peers"" in title."\nRank,Publication ID,DOI,'
    "PMID,Title,Abstract,Source title,PubYear,Volume,Issue,Pagination,Authors\n"
    '500,pub.1,10.5555/a,99900001,{t},We asked.,Journal of Invented Studies,2014,12,3,101-115,"Exampleson, Maria K."\n',
    "Lens": "Lens ID,Title,Date Published,Publication Year,Publication Type,Source Title,ISSNs,Volume,Issue Number,"
    "Start Page,End Page,Author/s,Abstract,DOI,PMID\n001,{t},2014-03-01,2014,journal article,Journal of Invented "
    "Studies,,12,3,101,115,Maria K. Exampleson,We asked.,10.5555/a,99900001\n",
    "EBSCO": "Article Title,Author,Journal Title,ISSN,Publication Date,Volume,Issue,First Page,Page Count,Accession "
    'Number,DOI,Publisher,Doctype,Subjects,Abstract\n{t}.,"Exampleson, Maria K.",Journal of Invented Studies,,'
    "Mar2014,12,3,101,15,1,10.5555/a,,Article,Peers,We asked.\n",
    "Publish or Perish": "Cites,Authors,Title,Year,Source,ArticleURL,Type,DOI,Volume,Issue,StartPage,EndPage\n"
    '3,"MK Exampleson",{t},2014,Journal of Invented Studies,,,10.5555/a,12,3,101,115\n',
    "Web of Science, tabs": "PT\tAU\tTI\tSO\tPY\tVL\tIS\tBP\tEP\tDI\n"
    "J\tExampleson, MK\t{t}\tJournal of Invented Studies\t2014\t12\t3\t101\t115\t10.5555/a\n",
    "R": '"","Title","Authors","PublicationName","Abstract","Year","DOI","Pages"\n'
    '"1","{t}","Exampleson, Maria K.","Journal of Invented Studies","NA",2014,"10.5555/a","101-115"\n',
}  # fmt: skip
SAMPLES = {
    f"{form}, {name}": text.format(t=TITLE) if form != "RIS" else text.replace("{t}", TITLE)
    for form, samples in (("RIS", RIS), ("BibTeX", BIBTEX), ("CSV", SHEETS))
    for name, text in samples.items()
}


@pytest.mark.parametrize("name", SAMPLES)
def test_each_programs_export_gives_the_same_publication(tmp_path, name):
    path = tmp_path / "export.txt"
    path.write_text(SAMPLES[name], encoding="utf-8")
    [found], account = read_export(path)
    assert account.format == name.split(",")[0]
    assert (account.announced, account.read) == (1, 1)
    assert found.title.rstrip(".").lower() == TITLE.lower()
    assert (found.year, found.venue, found.doi) == (2014, "Journal of Invented Studies", "10.5555/a")
    assert found.pages.startswith("101")
    assert "exampleson" in found.authors[0].lower()
    assert found.abstract != "NA"


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_no_line_end_and_no_encoding_changes_what_is_read(tmp_path, ends, encoding):
    for name, text in SAMPLES.items():
        text = text.lstrip("\ufeff").replace("Maria", "Märia")
        path, other = tmp_path / "one.txt", tmp_path / "two.txt"
        path.write_text(text, encoding="utf-8")
        other.write_bytes(text.replace("\n", ends).encode(encoding))
        assert read_export(path)[0] == read_export(other)[0], name


def test_files_joined_end_to_end_announce_the_sum(tmp_path):
    for samples in (RIS, BIBTEX):
        form = "RIS" if samples is RIS else "BibTeX"
        path = tmp_path / "joined.txt"
        path.write_text("\n".join(SAMPLES[f"{form}, {name}"] for name in samples), encoding="utf-8")
        references, account = read_export(path)
        assert (account.announced, len(references)) == (len(samples), len(samples))


def test_entries_of_eric_and_pubmed_in_one_file_are_all_read(tmp_path):
    eric = "\nOWN - ERIC\nTI  - Help among peers\nAU  - Inventius, A.\nDP  - 2012\n"
    pubmed = "\nPMID- 99900001\nOWN - NLM\nTI  - Peers at work.\nDP  - 2014 Mar\n"
    path = tmp_path / "both.nbib"
    path.write_text(pubmed + eric + pubmed.replace("99900001", "99900002"), encoding="utf-8")
    references, account = read_export(path)
    assert [each.title for each in references] == ["Peers at work", "Help among peers", "Peers at work"]
    assert account.announced == 3
