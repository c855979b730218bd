"""Limits and trustworthiness: what the material itself shows for and against the findings."""

from __future__ import annotations

import pandas as pd

from verko.synthesis.material import Material
from verko.synthesis.strands import claims_table, questions_table

Text = dict[str, str]
_FEW = 5  # units below which a data set is said to be small

CRITERIA: dict[str, Text] = {
    "credibility": {"fi": "Uskottavuus", "en": "Credibility"},
    "transferability": {"fi": "Siirrettävyys", "en": "Transferability"},
    "dependability": {"fi": "Riippuvuus (johdonmukaisuus)", "en": "Dependability"},
    "confirmability": {"fi": "Vahvistettavuus", "en": "Confirmability"},
}
OPEN: dict[str, Text] = {
    "credibility": {
        "fi": "Tulkinnan osuvuutta ei voi laskea: lukija arvioi sen lainauksista.",
        "en": "Whether an interpretation fits cannot be computed: the reader judges it from the quotes.",
    },
    "transferability": {
        "fi": "Aineistot eivät ole otoksia, eikä osuuksia voi yleistää.",
        "en": "The data sets are no samples, and shares cannot be generalised.",
    },
    "dependability": {
        "fi": "Koodausten yhtenevyys kertoo koodikirjan käytöstä, ei tulkinnan oikeellisuudesta.",
        "en": "Agreement between coders tells of the use of the codebook, not of the interpretation's truth.",
    },
    "confirmability": {
        "fi": "Tutkijan asemaa ja ennakkokäsityksiä ei voi lukea taulukoista: ne kuuluvat tekstiin.",
        "en": "The researcher's position and preconceptions are in no table: they belong in the text.",
    },
}
"""What no material shows by itself."""


def limits(material: Material) -> pd.DataFrame:
    """Limits that can be read from the material: one row each, columns limit_fi and limit_en.

    They are found by rule, and so are only the limits that a rule can find.
    """
    return pd.DataFrame([*_of_sets(material), *_of_questions(material), *_of_reading(material), *_of_claims(material)],
                        columns=["limit_fi", "limit_en"])  # fmt: skip


def _limit(fi: str, en: str) -> dict[str, str]:
    return {"limit_fi": fi, "limit_en": en}


def _of_sets(material: Material) -> list[dict[str, str]]:
    found = []
    for name in material.data_sets:
        units, fi, en = material.units(name), material.title(name, "fi"), material.title(name, "en")
        if units < _FEW:
            found.append(_limit(f"Aineisto on pieni ({units}): {fi}.", f"The data set is small ({units}): {en}."))
    coders = material["codings"].groupby("document_id")["coder"].nunique()
    alone = int((coders == 1).sum())
    if alone:
        found.append(_limit(f"Yhden koodaajan varassa olevia aineistoyksiköitä: {alone}.",
                            f"Units that rest on one coder: {alone}."))  # fmt: skip
    return found


def _of_questions(material: Material) -> list[dict[str, str]]:
    found = []
    for row in questions_table(material).itertuples():
        if row.sets == 0:
            found.append(_limit(f"{row.question}: mikään aineisto ei vastaa kysymykseen.",
                                f"{row.question}: no data set answers the question."))  # fmt: skip
        elif row.sets_with_claims == 0:
            found.append(_limit(f"{row.question}: kysymyksestä ei ole esitetty yhtään väitettä.",
                                f"{row.question}: no claim has been made on the question."))  # fmt: skip
        elif row.sets_with_claims == 1:
            found.append(_limit(f"{row.question}: väitteet nojaavat yhteen aineistoon.",
                                f"{row.question}: the claims rest on one data set."))  # fmt: skip
    return found


def _of_reading(material: Material) -> list[dict[str, str]]:
    refused = int(material["accounts"]["refused"].sum())
    if not refused:
        return []
    return [_limit(f"Aineistosta jäi lukematta {refused} kohtaa; ne ovat liitteen luettelossa.",
                   f"Of the material, {refused} items could not be read; the appendix lists them.")]  # fmt: skip


def _of_claims(material: Material) -> list[dict[str, str]]:
    claims = claims_table(material)
    bare = int((claims["quotes"] == 0).sum())
    one_sided = int(((claims["quotes"] > 0) & (claims["counter"] == 0)).sum())
    found = []
    if bare:
        found.append(
            _limit(f"Väitteitä, joita kantavat vain luvut: {bare}.", f"Claims carried by numbers alone: {bare}.")
        )
    if one_sided:
        found.append(_limit(f"Väitteitä, joille ei ole nimetty vastaesimerkkiä: {one_sided}.",
                            f"Claims with no counter-example named: {one_sided}."))  # fmt: skip
    return found


def trustworthiness(material: Material) -> pd.DataFrame:
    """T13: the four criteria of trustworthiness, what the material shows for each, and what it does not show.

    Columns criterion, shown, open, each in both languages.
    """
    facts = {
        "credibility": _credibility(material),
        "transferability": _transferability(material),
        "dependability": _dependability(material),
        "confirmability": _confirmability(material),
    }
    rows = [
        {f"{column}_{lang}": text[lang] for lang in ("fi", "en")
         for column, text in (("criterion", CRITERIA[name]), ("shown", shown), ("open", OPEN[name]))}
        for name, shown in facts.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _credibility(material: Material) -> Text:
    claims = claims_table(material)
    sets, countered = len(material.data_sets), int((claims["counter"] > 0).sum())
    returned = int((material["phase"]["type"] == "P5").sum())
    return {
        "fi": f"Aineistoja {sets}; väitteitä {len(claims)}, joista vastaesimerkki on nimetty {countered}; "
        f"tiedon palautuskierroksia osallistujille {returned}.",
        "en": f"Data sets {sets}; claims {len(claims)}, of which {countered} name a counter-example; "
        f"rounds of returning knowledge to participants {returned}.",
    }


def _transferability(material: Material) -> Text:
    sectors = material["documents"]["sector"].dropna().nunique()
    kinds = material["webpages"]["org_type"].dropna().nunique()
    return {
        "fi": f"Taustatiedot kerrotaan karkeina luokkina: toimialoja {sectors}, organisaatiotyyppejä {kinds}.",
        "en": f"Background is told in coarse classes: sectors {sectors}, types of organisation {kinds}.",
    }


def _dependability(material: Material) -> Text:
    sums = material["accounts"][["announced", "read", "refused"]].sum()
    coders = material["codings"]["coder"].dropna().nunique()
    return {
        "fi": f"Jokainen tiedosto on tilitetty: ilmoitettu {sums['announced']}, luettu {sums['read']}, "
        f"hylätty {sums['refused']}; koodaajia {coders}; sama ajo tuottaa samat luvut.",
        "en": f"Every file is accounted for: announced {sums['announced']}, read {sums['read']}, "
        f"refused {sums['refused']}; coders {coders}; the same run gives the same numbers.",
    }


def _confirmability(material: Material) -> Text:
    counts = {kind: len(material.evidence(kind)) for kind in ("numbers", "tables", "quotes", "claims")}
    return {
        "fi": f"Lukuja {counts['numbers']}, taulukoita {counts['tables']}, lainauksia {counts['quotes']} ja väitteitä "
        f"{counts['claims']}: jokainen on kirjattu lähteineen, ja lainausten teksti on tarkistettu tiivisteestä.",
        "en": f"Numbers {counts['numbers']}, tables {counts['tables']}, quotes {counts['quotes']} and claims "
        f"{counts['claims']}: each is recorded with its source, and the text of quotes is proven by its hash.",
    }
