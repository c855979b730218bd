"""The words of a deposit package: its README in Finnish and English, and its licence."""

from __future__ import annotations

from collections.abc import Sequence

from verko import __version__
from verko.figures.base import SYNTHETIC_MARK
from verko.study import Study

_FI = """# {title}

{mark}Tämä on tutkimuksen talletuspaketti. Tekijät: {authors}.

| Kansio | Sisältö |
|---|---|
| `report/` | raportti HTML- ja PDF-tiedostoina |
| `evidence/` | luvut, taulukot, kuvat, sitaatit ja väitteet, joihin raportti nojaa |
| `tables/` | taulukot, jotka saa antaa: aineiston luku, koodikirja, kirjallisuuden valinta, verkkosivujen kuvailu |
| `manifest.json` | kaikkien lähtötiedostojen ja tulosten tarkisteet ja ohjelmaversiot |
| `ro-crate-metadata.json` | paketin kuvailu (RO-Crate 1.1) |
| `SHA256SUMS.txt` | paketin tiedostojen tarkisteet: `sha256sum -c SHA256SUMS.txt` |

Paketissa ei ole alkuperäistä aineistoa, litteraatteja, osallistujien taustatietoja, nimilistaa eikä avainta.
Sitaatit on pseudonymisoitu. Pseudonymisoitu tieto on henkilötietoa, eikä pakettia sanota anonyymiksi.

Käyttöehdot: `LICENCE.txt`. Raportti on tehty VerKo-kompendiumin versiolla {version}.
"""
_EN = """# {title}

{mark}This is the deposit package of the study. Authors: {authors}.

| Folder | What is in it |
|---|---|
| `report/` | the report as HTML and PDF |
| `evidence/` | numbers, tables, figures, quotes and claims that the report rests on |
| `tables/` | tables that may be given away: account of the material, codebook, review decisions, sheet of web pages |
| `manifest.json` | hashes of every source file and result, and the versions of the programs |
| `ro-crate-metadata.json` | description of the package (RO-Crate 1.1) |
| `SHA256SUMS.txt` | hashes of the files of this package: `sha256sum -c SHA256SUMS.txt` |

Raw material, transcripts, backgrounds of participants, the list of names and the key are not in the package. Quotes are
pseudonymised. Pseudonymised data are personal data, and the package is not called anonymous.

Terms of use: `LICENCE.txt`. The report was made with the VerKo compendium, version {version}.
"""


def readme_text(study: Study, files: Sequence[str]) -> str:
    """What a stranger reads first, in the languages of the study.

    >>> print(readme_text(Study(title={"en": "A study"}, synthetic=True), []).splitlines()[0])
    # A study
    """
    parts = []
    for language, text in (("fi", _FI), ("en", _EN)):
        if language in study.languages:
            mark = f"**{SYNTHETIC_MARK[language]}**\n\n" if study.synthetic else ""
            authors = "; ".join(author.name for author in study.authors) or "–"
            title = study.title.in_language(language)
            parts.append(text.format(title=title, mark=mark, authors=authors, version=__version__))
    return "\n---\n\n".join(parts) + f"\n{len(files)} files of results.\n"


def licence_text(study: Study) -> str:
    """The licence that the study has declared, or that none has been granted.

    >>> licence_text(Study(title={"en": "A study"}, synthetic=True, licence="CC BY 4.0"))
    'The contents of this package are licensed under: CC BY 4.0\\n'
    """
    if study.licence:
        return f"The contents of this package are licensed under: {study.licence}\n"
    return (
        "No licence has been granted: ask the authors before you use the contents.\n"
        "Käyttölupaa ei ole annettu: kysy tekijöiltä ennen sisällön käyttöä.\n"
    )
