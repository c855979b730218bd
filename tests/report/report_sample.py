"""An invented study's evidence and chapters: every kind of thing that a report can hold, in both languages."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd

from verko.report import ReportAuthor, ReportMeta

META = ReportMeta(
    id="sample",
    title={"fi": "Vertaistuki ja kokemustieto", "en": "Peer support and experiential knowledge"},
    subtitle={"fi": "Esimerkkitutkimus", "en": "An example study"},
    authors=(ReportAuthor("Essi Esimerkki", "Kuvitteelan ammattikorkeakoulu"), ReportAuthor("Matti Malli")),
    date=datetime.date(2021, 3, 5),
    funding={"fi": "ESIMERKKI", "en": "EXAMPLE"},
    questions=(("RQ1", {"fi": "Miten toiminta ymmärretään?", "en": "How is the activity understood?"}),),
    synthetic=True,
)
TEMPLATE = Path(__file__).resolve().parents[2] / "report"

NUMBERS: dict[str, dict[str, Any]] = {
    "interviews.groups": {"value": 4, "unit": "groups", "digits": 0},
    "interviews.words": {"value": 12480, "unit": "words", "digits": 0},
    "interviews.share": {"value": 0.455, "unit": "", "digits": 1, "percent": True},
    "interviews.alpha": {"value": 0.8125, "unit": "alpha", "digits": 2},
    "interviews.fathers": {"value": None, "digits": 0, "suppressed": True, "below": 3},
}

QUOTES: dict[str, dict[str, Any]] = {
    "interviews.q1": {
        "document": "R03", "speaker": "A2", "start": 10, "end": 90, "text_hash": "0", "suppressed": False,
        "text": "No siis kyllä meillä arvostetaan sitä kokemusta, mutta kuka sen palkkion maksaa, siitä ei oo sovittu.",
        "translation": {"en": "Well, we do value the experience, but who pays the fee, that has not been agreed."},
        "language": "fi", "translated_by": "E. Esimerkki",
    },
    "interviews.q2": {
        "document": "R01", "speaker": "A1", "start": 0, "end": 9, "text_hash": "0", "suppressed": False,
        "text": "Yhteinen sopimus puuttuu […] vieläkin.", "translation": {},
    },
    "interviews.hidden": {
        "document": "J02", "speaker": "J", "start": 0, "end": 9, "text_hash": "0", "suppressed": True, "text": "x",
    },
}  # fmt: skip

CLAIMS: dict[str, dict[str, Any]] = {
    "interviews.c1": {
        "text": {"fi": "Palkkioista ei ollut sovittu.", "en": "Fees had not been agreed on."},
        "quotes": ["interviews.q1"], "numbers": ["interviews.groups"], "counter": ["interviews.q2"],
    },
    "interviews.unheld": {
        "text": {"fi": "Tätä ei kanna mikään.", "en": "Nothing carries this."},
        "quotes": ["interviews.hidden"], "numbers": ["interviews.gone"], "counter": [],
    },
}  # fmt: skip

HOSTILE = (
    'paha</p><script>alert(1)</script> #read("/etc/passwd") {{< include /etc/passwd >}} ```{=typst} '
    "[@kiili2021] $x$ <img src=x onerror=alert(1)> | # *a* `#panic()`{=typst} ]#panic()[ \\ //"
)

_THEMES = ("Vertaistuki tukena", "Kokemusasiantuntijuus vaikuttamisena", "Kokemustiedon ulottuvuudet", "Riskit")


def tables() -> dict[str, tuple[pd.DataFrame, dict[str, Any]]]:
    """The recorded tables: a small one, one for several pages and a wide one."""
    material = pd.DataFrame({
        "group": ["R01", "R02", "R03", "R04"], "sector_fi": ["sosiaali", "terveys", "järjestö", "terveys"],
        "sector_en": ["social", "health", "NGO", "health"],
        "people": [4, 3, 4, None], "words": [3120.0, 2890, 4100, 2370],
    })  # fmt: skip
    codes = pd.DataFrame({
        "code": [f"U{1 + row // 12}.{row % 12 + 1}" for row in range(48)],
        "theme": [_THEMES[row // 12] for row in range(48)],
        "definition": ["Maininta siitä, miten kokemustoimija ja ammattilainen jakavat vastuun ja tehtävät."] * 48,
    })  # fmt: skip
    names = [
        "Perhekeskus",
        "Neuvola",
        "Lastensuojelu",
        "Vammaispalvelu",
        "Eropalvelu",
        "Sairaala",
        "Järjestö",
        "Seurakunta",
    ]
    wide = pd.DataFrame({"form": ["vertaisryhmä", "kokemuskoulutus"], **{name: [3, 0.5] for name in names}})
    return {
        "interviews.material": (material, _table("Aineisto ryhmittäin", "Material by group", {
            "group": ("Ryhmä", "Group"), "sector": ("Toimiala", "Sector"),
            "people": ("Osallistujia", "Participants"), "words": ("Sanoja", "Words"),
        })),
        "interviews.codebook": (codes, _table("Koodikirja", "Codebook", {
            "code": ("Koodi", "Code"), "theme": ("Pääluokka", "Main category"),
            "definition": ("Määritelmä", "Definition"),
        })),
        "interviews.forms": (wide, _table("Toimintamuodot palveluittain", "Forms of activity by service", {
            "form": ("Toimintamuoto", "Form of activity"), **{name: (name, name) for name in names},
        })),
    }  # fmt: skip


def _table(fi: str, en: str, headers: dict[str, tuple[str, str]]) -> dict[str, Any]:
    return {
        "caption": {"fi": fi, "en": en},
        "headers": {name: {"fi": pair[0], "en": pair[1]} for name, pair in headers.items()},
        "digits": {},
        "align": {},
    }


def figure_svg(label: str) -> str:
    """A small bar chart."""
    bars = "".join(
        f'<rect x="40" y="{20 + 44 * row}" width="{120 + 70 * row}" height="28" fill="#1f4e79"/>' for row in range(4)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="210" viewBox="0 0 480 210">'
        f"<title>{label}</title>{bars}</svg>"
    )


def write_evidence(folder: Path, *, synthetic: bool = True, **changes: Any) -> Path:
    """Write the evidence of one notebook below `folder` and return `folder`; `changes` replaces whole kinds."""
    notebook = folder / "03-interview-analysis"
    (notebook / "tables").mkdir(parents=True)
    (notebook / "figures").mkdir()
    recorded: dict[str, Any] = {
        "notebook": notebook.name, "synthetic": synthetic, "numbers": NUMBERS, "quotes": QUOTES, "claims": CLAIMS,
        "tables": {}, "figures": {"interviews.themes": _figure(notebook)},
    }  # fmt: skip
    for name, (frame, entry) in changes.pop("tables", tables()).items():
        frame.to_parquet(notebook / "tables" / f"{name}.parquet")
        recorded["tables"][name] = entry | {"file": f"tables/{name}.parquet"}
    (notebook / "evidence.json").write_text(json.dumps(recorded | changes, ensure_ascii=False), encoding="utf-8")
    return folder


def _figure(notebook: Path) -> dict[str, Any]:
    for language in ("fi", "en"):
        path = notebook / "figures" / f"interviews.themes.{language}.svg"
        path.write_text(figure_svg(language), encoding="utf-8")
    return {
        "files": {language: f"figures/interviews.themes.{language}.svg" for language in ("fi", "en")},
        "caption": {"fi": "Teemat ryhmittäin", "en": "Themes by group"},
        "alt": {"fi": "Neljä pylvästä, joista alin on pisin.", "en": "Four bars, the lowest of them the longest."},
    }


FI = """# Haastattelut {#sec-interviews}

Ryhmiä oli {{< var interviews.groups >}}, sanoja {{< var interviews.words >}}, osuus {{< var interviews.share >}}
ja alfa {{< var interviews.alpha >}}. Isiä oli {{< var interviews.fathers >}}. Aineisto on koottu taulukkoon
(@tbl-interviews-material), teemat kuvaan (@fig-interviews-themes; luku [-@sec-rights]). Ks. [@kiili2021].

{{< include _evidence/tables/interviews.material.md >}}

## Oikeudet {#sec-rights}

{{< include _evidence/claims/interviews.c1.md >}}

{{< include _evidence/quotes/interviews.q1.md >}}

{{< include _evidence/quotes/interviews.q2.md >}}

{{< include _evidence/figures/interviews.themes.md >}}

::: {.content-visible when-meta="has.interviews.agreement"}
Yksimielisyys oli {{< var interviews.agreement >}}.
:::

::: {.content-visible when-meta="has.interviews.forms"}
Palvelut: @tbl-interviews-forms.

{{< include _evidence/tables/interviews.forms.md >}}
:::

::: {.callout-note title="Rajaus"}
Ryhmä on analyysin yksikkö; katso @sec-interviews.
:::

### Kolmas taso

* luettelo, jossa on linkki [väitteeseen](#claim-interviews-c1)
* toinen kohta[^1]

[^1]: Alaviitteen teksti.

1. numeroitu
2. luettelo
"""

EN = """# Interviews {#sec-interviews}

There were {{< var interviews.groups >}} groups, {{< var interviews.words >}} words,
a share of {{< var interviews.share >}} and an alpha of {{< var interviews.alpha >}}.
There were {{< var interviews.fathers >}} fathers. The material is in
@tbl-interviews-material, the themes in @fig-interviews-themes; see @sec-rights. See [@kiili2021].

{{< include _evidence/tables/interviews.material.md >}}

## Rights {#sec-rights}

{{< include _evidence/claims/interviews.c1.md >}}

{{< include _evidence/quotes/interviews.q1.md >}}

{{< include _evidence/quotes/interviews.q2.md >}}

{{< include _evidence/figures/interviews.themes.md >}}

::: {.content-visible when-meta="has.interviews.agreement"}
Agreement was {{< var interviews.agreement >}}.
:::

::: {.content-visible when-meta="has.interviews.forms"}
Services: @tbl-interviews-forms.

{{< include _evidence/tables/interviews.forms.md >}}
:::

::: {.callout-note title="Limits"}
The group is the unit of analysis; see @sec-interviews.
:::

### Third level

* a list with a link to [the claim](#claim-interviews-c1)
* another item[^1]

[^1]: The text of the footnote.

1. numbered
2. list
"""

ABSTRACT = {
    "fi": "# Tiivistelmä {.unnumbered}\n\nTutkimus koskee vertaistukea ja sen johtamista.\n",
    "en": "# Abstract {.unnumbered}\n\nThe study is about peer support and how it is led.\n",
}
APPENDIX = {
    "fi": "# Liitteet\n\n{{< include _evidence/tables/interviews.codebook.md >}}\n",
    "en": "# Appendices\n\n{{< include _evidence/tables/interviews.codebook.md >}}\n",
}
BIB = """@article{kiili2021,
  author = {Kiili and Itäpuisto and Moilanen and Svenlin and Malinen},
  title = {Professionals' views on children's service user involvement},
  journal = {Journal of Children's Services}, year = {2021}, volume = {16}, number = {2}, pages = {145--158},
  doi = {10.1108/JCS-10-2020-0069}
}
"""


def write_sources(folder: Path, chapters: dict[str, str] | None = None) -> Path:
    """Write chapters, bibliography and project file below `folder`; `chapters` are the Finnish ones to use instead."""
    for language, text in (("fi", FI), ("en", EN)):
        written = {
            "00-abstract.qmd": ABSTRACT[language],
            "05-interviews.qmd": text,
            "90-appendix.qmd": APPENDIX[language],
        }
        if chapters is not None:
            written = chapters
        (folder / language).mkdir(parents=True)
        for name, content in written.items():
            (folder / language / name).write_text(content, encoding="utf-8")
    (folder / "references.bib").write_text(BIB, encoding="utf-8")
    shutil.copyfile(TEMPLATE / "_quarto.yml", folder / "_quarto.yml")
    shutil.copytree(TEMPLATE / "style", folder / "style")
    return folder
