"""The controlled vocabularies of the co-development record: each value with its Finnish and English term."""

from __future__ import annotations

import unicodedata
from functools import cache

Terms = dict[str, tuple[str, str]]

KINDS: Terms = {
    "kokemusasiantuntija": ("kokemusasiantuntija", "expert by experience"),
    "ammattilainen": ("ammattilainen", "professional"),
    "hanketyontekija": ("hanketyöntekijä", "project worker"),
    "vastuutaho": ("vastuutaho", "responsible party"),
    "taustaorganisaatio": ("taustaorganisaatio", "host organisation"),
    "johto": ("johto", "management"),
    "organisaatio": ("osallistuva organisaatio", "participating organisation"),
}

VOCABULARIES: dict[str, Terms] = {
    "process_kind": {
        "yhteiskehittaminen": ("yhteiskehittäminen", "co-development with experts by experience"),
        "vertaiskehittaminen": ("vertaiskehittäminen", "peer development between organisations"),
    },
    "scale": {
        "laaja": ("laaja prosessi", "large process"),
        "konsultaatio": ("konsultaatio", "consultation"),
        "puheenvuoro": ("puheenvuoro", "talk"),
    },
    "status": {
        "suunnitteilla": ("suunnitteilla", "planned"),
        "kaynnissa": ("käynnissä", "under way"),
        "paattynyt": ("päättynyt", "ended"),
    },
    "tenk": {
        "ei_tarpeen": ("ei tarpeen", "not needed"),
        "arvioitu_ei_tarpeen": ("arvioitu, ei tarpeen", "considered, not needed"),
        "lausunto_saatu": ("lausunto saatu", "statement received"),
        "lausunto_haettu": ("lausunto haettu", "statement applied for"),
    },
    "actor_kind": KINDS,
    "age_band": {
        "alle15": ("alle 15", "under 15"),
        "15-17": ("15–17", "15–17"),
        "18-24": ("18–24", "18–24"),
        "25+": ("25 tai yli", "25 or over"),
        "ei_tietoa": ("ei tietoa", "not known"),
    },
    "known": {"kylla": ("kyllä", "yes"), "ei": ("ei", "no"), "ei_tietoa": ("ei tietoa", "not known")},
    "guardian": {"kylla": ("kyllä", "yes"), "ei": ("ei", "no"), "ei_tarpeen": ("ei tarpeen", "not needed")},
    "precondition": {
        "tahtotila": ("tahtotila", "shared will"),
        "arvostus": ("arvostus", "esteem"),
        "johdon_tuki": ("johdon tuki", "backing of management"),
        "nimetty_vastuutaho": ("nimetty vastuutaho", "named responsible party"),
        "henkiloresurssi": ("henkilöresurssi", "staff resource"),
        "aika": ("aika", "time"),
        "raha": ("raha", "money"),
    },
    "fulfilment": {
        "tayttyy": ("täyttyy", "met"),
        "osin": ("osin", "partly met"),
        "ei": ("ei täyty", "not met"),
        "ei_tietoa": ("ei tietoa", "not known"),
    },
    "covers": {
        "rooli": ("rooli", "role"),
        "tavoite": ("tavoite", "goal"),
        "palkkio": ("palkkio", "fee"),
        "salassapito": ("salassapito", "confidentiality"),
        "keskeytys": ("keskeytys", "right to stop"),
        "kaytto_ja_julkaisu": ("käyttö ja julkaisu", "use and publication"),
    },
    "fee_basis": {
        "tunti": ("tunti", "hour"),
        "kerta": ("kerta", "occasion"),
        "projekti": ("projekti", "project"),
        "muu": ("muu", "other"),
    },
    "phase": {
        "P0": ("rakenteelliset edellytykset", "structural preconditions"),
        "P1": ("valmistautuminen", "preparation"),
        "P2": ("kokemustiedon kokoaminen", "gathering experiential knowledge"),
        "P3": ("järjestely ja tiivistäminen", "organising and condensing"),
        "P4": ("peilaaminen ja reflektointi", "mirroring and reflection"),
        "P5": ("palauttaminen ja edelleen kehittäminen", "return and further development"),
        "P6": ("tuotoksen suunnittelu ja julkaisu", "planning and publishing the output"),
        "P7": ("päätös: palaute ja purkukeskustelu", "closing: feedback and debriefing"),
        "P8": ("arviointi", "evaluation"),
        "P9": ("jatkokehittäminen", "onward development"),
    },
    "level": {
        "tiedotettu": ("tiedotettu", "informed"),
        "kuultu": ("kuultu", "consulted"),
        "yhteistyo": ("yhteistyö", "collaboration"),
        "yhteispaatos": ("yhteispäätös", "joint decision"),
        "johtaa": ("johtaa", "leads"),
    },
    "event_kind": {
        "tyopaja": ("työpaja", "workshop"),
        "kokous": ("kokous", "meeting"),
        "haastattelu": ("haastattelu", "interview"),
        "seminaari": ("seminaari", "seminar"),
        "kysely": ("kysely", "questionnaire"),
        "vertaiskaynti": ("vertaiskäynti", "peer visit"),
        "muu": ("muu", "other"),
    },
    "place": {
        "lahi": ("lähitapaaminen", "in person"),
        "eta": ("etätapaaminen", "remote"),
        "hybridi": ("hybridi", "hybrid"),
    },
    "form": {
        "kirjoitus": ("kirjoitus", "writing"),
        "kuva": ("kuva", "picture"),
        "aani": ("ääni", "sound"),
        "muistiinpano": ("muistiinpano", "notes"),
        "muu": ("muu", "other"),
    },
    "storage": {
        "suojattu_levy": ("suojattu levy", "protected disk"),
        "hankkeen_kansio": ("hankkeen kansio", "project folder"),
        "paperi_lukittu": ("lukittu paperiarkisto", "locked paper archive"),
        "havitetty": ("hävitetty", "destroyed"),
        "muu": ("muu", "other"),
    },
    "knowledge": {
        "tukeva": ("tukeva vertaistieto", "supportive peer knowledge"),
        "kiistanalainen": ("kiistanalainen tieto", "contested knowledge"),
        "tunne": ("tunnetieto", "emotional knowledge"),
        "ammatillinen": ("ammatillinen tieto", "professional knowledge"),
        "muu": ("muu tieto", "other knowledge"),
    },
    "decision": {
        "hyvaksytty": ("hyväksytty", "accepted"),
        "osin": ("osin hyväksytty", "partly accepted"),
        "ei": ("ei hyväksytty", "not accepted"),
    },
    "output_kind": {
        "tyokalu": ("työkalu", "tool"),
        "koulutus": ("koulutus", "training"),
        "opas": ("opas", "guide"),
        "julkaisu": ("julkaisu", "publication"),
        "esitys": ("esitys", "presentation"),
        "toimintamalli": ("toimintamalli", "operating model"),
        "muu": ("muu", "other"),
    },
    "credit": {"nimi": ("nimellä", "by name"), "ryhma": ("ryhmänä", "as a group"), "nimeton": ("nimettä", "unnamed")},
    "confidence": {
        "vahva": ("vahva", "strong"),
        "kohtalainen": ("kohtalainen", "moderate"),
        "heikko": ("heikko", "weak"),
    },
    "respondent_group": {
        "hanketyontekija": ("hanketyöntekijät", "project staff"),
        "kokemusasiantuntija": ("kokemusasiantuntijat", "experts by experience"),
        "taustaorganisaatio": ("taustaorganisaatiot", "host organisations"),
    },
    "evaluation_theme": {
        "EQ1": ("kokemustiedon merkitys", "meaning of experiential knowledge"),
        "EQ2": ("käytännön yhteistyö", "practical cooperation"),
        "EQ3": ("kokemusasiantuntijoiden ja taustaorganisaatioiden hyöty", "gain of experts by experience and hosts"),
        "EQ4": ("kokemustiedon vaikutus", "what effect the knowledge had"),
        "EQ5": ("oman panoksen vaikutus tulokseen", "influence of own input on the result"),
        "muu": ("muu", "other"),
    },
    "direction": {
        "myonteinen": ("myönteinen", "positive"),
        "kielteinen": ("kielteinen", "negative"),
        "kehittamisehdotus": ("kehittämisehdotus", "suggestion"),
        "neutraali": ("neutraali", "neutral"),
    },
    "mode": {
        "verkkokysely": ("verkkokysely", "online questionnaire"),
        "paperikysely": ("paperikysely", "paper questionnaire"),
        "kysely_ja_puhelu": ("kysely ja puhelu", "questionnaire and telephone"),
        "puhelin": ("puhelinhaastattelu", "telephone interview"),
        "ryhma": ("ryhmäkeskustelu", "group discussion"),
        "muu": ("muu", "other"),
    },
    "org_type": {
        "kunta": ("kunta", "municipality"),
        "kuntayhtyma": ("kuntayhtymä", "joint municipal authority"),
        "hyvinvointialue": ("hyvinvointialue", "wellbeing services county"),
        "jarjesto": ("järjestö", "association"),
        "seurakunta": ("seurakunta", "parish"),
        "oppilaitos": ("oppilaitos", "educational institution"),
        "yritys": ("yritys", "company"),
        "muu": ("muu", "other"),
    },
    "exchange": {
        "kaytossa": ("käytössä", "in use"),
        "kokeilussa": ("kokeilussa", "on trial"),
        "ei_kaytossa": ("ei otettu käyttöön", "not taken into use"),
    },
    "stage": {
        "idea": ("idea", "idea"),
        "kehitteilla": ("kehitteillä", "in development"),
        "kokeilu": ("kokeilu", "trial"),
        "kayttoonotto": ("käyttöönotto", "taken into use"),
        "valmis": ("valmis", "ready"),
    },
    "model_field": {
        "name": ("Toimintamallin nimi", "Name of the operating model"),
        "short_description": ("Toimintamallin lyhyt kuvaus", "Short description"),
        "implementer": ("Toteutuspaikka", "Place of implementation"),
        "areas": ("Paikkakunta, maakunta tai hyvinvointialue", "Municipality, region or wellbeing services county"),
        "funder": ("Toimintamallin rahoittaja", "Funder"),
        "parent_whole": ("Toimintamallin kokonaisuus", "Part of a larger whole"),
        "author": ("Tekijä", "Author"),
        "created": ("Luotu", "Created"),
        "modified": ("Viimeksi muokattu", "Last modified"),
        "core_idea": ("Ratkaisun perusidea", "Basic idea of the solution"),
        "environment": ("Toimintaympäristö", "Operating environment"),
        "target_and_insight": ("Kohderyhmä ja asiakasymmärrys", "Target group and insight into clients"),
        "conditions": ("Toimivuuden ja käyttöönoton ehdot", "Conditions of working and of taking into use"),
        "evaluation_summary": ("Arvioinnin tulokset tiivistettynä", "Results of the evaluation in brief"),
        "tips": ("Vinkit toimintamallin soveltajille", "Tips for those who apply the model"),
        "stage": ("Kehittämisen vaihe", "Stage of development"),
        "target_keywords": ("Kohderyhmän asiasanat", "Keywords of the target group"),
        "attachments": ("Liitteet", "Attachments"),
        "images": ("Kuvat", "Images"),
    },
}


def term(vocabulary: str, value: str, language: str) -> str:
    """The Finnish or English term of a value; the value itself where the vocabulary does not hold it.

    >>> term("actor_kind", "hanketyontekija", "fi"), term("actor_kind", "hanketyontekija", "en")
    ('hanketyöntekijä', 'project worker')
    """
    return VOCABULARIES[vocabulary].get(value, (value, value))[0 if language == "fi" else 1]


def terms(vocabulary: str, language: str) -> dict[str, str]:
    """Every value of a vocabulary with its term, in the vocabulary's order.

    >>> list(terms("place", "en").values())
    ['in person', 'remote', 'hybrid']
    """
    return {value: term(vocabulary, value, language) for value in VOCABULARIES[vocabulary]}


def value_of(vocabulary: str, written: str) -> str | None:
    """The value that somebody wrote as the value itself or as its Finnish or English term; None when it is none.

    >>> value_of("status", "Käynnissä"), value_of("status", "kaynnissa"), value_of("status", "kesken")
    ('kaynnissa', 'kaynnissa', None)
    """
    return _spellings(vocabulary).get(_folded(written))


@cache
def _spellings(vocabulary: str) -> dict[str, str]:
    spelt: dict[str, str] = {}
    for value, both in VOCABULARIES[vocabulary].items():
        for form in (value, *both):
            spelt.setdefault(_folded(form), value)
    return spelt


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.strip().casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.replace("–", "-").replace("_", " ").split())
