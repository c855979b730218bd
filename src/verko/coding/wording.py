"""What tables of the interviews are called in both languages: headers, and the study's controlled values."""

from __future__ import annotations

import pandas as pd

Text = dict[str, str]

HEADERS: dict[str, Text] = {
    "document": {"fi": "Haastattelu", "en": "Interview"},
    "sector": {"fi": "Ala", "en": "Sector"},
    "region": {"fi": "Alue", "en": "Area"},
    "period": {"fi": "Aika", "en": "Time"},
    "minutes": {"fi": "Kesto, min", "en": "Duration, min"},
    "speakers": {"fi": "Puhujia", "en": "Speakers"},
    "turns": {"fi": "Puheenvuoroja", "en": "Turns"},
    "words": {"fi": "Sanoja", "en": "Words"},
    "interviewer": {"fi": "Haastattelijan osuus, %", "en": "Interviewer's share, %"},
    "longest": {"fi": "Eniten puhuneen osuus, %", "en": "Share of the most talkative, %"},
    "variable": {"fi": "Tausta", "en": "Background"},
    "value": {"fi": "Luokka", "en": "Class"},
    "people": {"fi": "Luokat ja henkilömäärät", "en": "Classes and numbers of people"},
    "main": {"fi": "Pääluokka", "en": "Main category"},
    "upper": {"fi": "Yläluokka", "en": "Upper category"},
    "definition": {"fi": "Määritelmä", "en": "Definition"},
    "theme": {"fi": "Teema", "en": "Theme"},
    "documents": {"fi": "Haastatteluissa", "en": "In interviews"},
    "within": {"fi": "Haastatteluissa", "en": "In interviews"},
    "passages": {"fi": "Katkelmia", "en": "Passages"},
    "voices": {"fi": "Puhujia", "en": "Speakers"},
    "without": {"fi": "Ei esiinny", "en": "Not met in"},
    "used": {"fi": "Koodattuja vuoroja", "en": "Turns coded"},
    "percent": {"fi": "Yksimielisyys, %", "en": "Agreement, %"},
    "alpha": {"fi": "Alfa", "en": "Alpha"},
    "interval": {"fi": "95 %:n väli", "en": "95% interval"},
    "gwet": {"fi": "AC1", "en": "AC1"},
    "binary_u": {"fi": "|u-alfa", "en": "|u-alpha"},
    "first": {"fi": "Teema", "en": "Theme"},
    "second": {"fi": "Toinen teema", "en": "Other theme"},
    "n12": {"fi": "Yhdessä", "en": "Together"},
    "c": {"fi": "c", "en": "c"},
    "most": {"fi": "Eniten", "en": "Most"},
    "least": {"fi": "Vähiten", "en": "Least"},
    "difference": {"fi": "Ero, %-yksikköä", "en": "Difference, points"},
    "spontaneous": {"fi": "Omaehtoista puhetta", "en": "Spontaneous talk"},
    "reaction": {"fi": "Virikkeen jälkeen", "en": "After a stimulus"},
    "run": {"fi": "Haastattelut", "en": "Interviews"},
    "new": {"fi": "Uusia koodeja", "en": "New codes"},
    "share": {"fi": "Osuus, %", "en": "Share, %"},
    "first_met": {"fi": "Ensi kerran haastattelussa", "en": "First met at interview"},
    "last_new": {"fi": "Viimeinen uusi alakoodi", "en": "Last new sub code"},
    "codes_used": {"fi": "Koodeja", "en": "Codes"},
    "lemma": {"fi": "Sana", "en": "Word"},
    "count": {"fi": "Esiintymiä", "en": "Occurrences"},
    "log_ratio": {"fi": "Log-suhde", "en": "Log ratio"},
    "quotes": {"fi": "Lainauksia", "en": "Quotes"},
    "never_quoted": {"fi": "Lainaamatta jääneitä", "en": "Never quoted"},
    "level": {"fi": "Taso", "en": "Level"},
    "check": {"fi": "Huomio", "en": "Remark"},
    "concerned": {"fi": "Koodeja", "en": "Number of codes"},
    "side": {"fi": "Suunta", "en": "Side"},
    "managers": {"fi": "Johtajat", "en": "Managers"},
    "professionals": {"fi": "Ammattilaiset", "en": "Professionals"},
    "codes": {"fi": "Koodit", "en": "Codes"},
    "words_list": {"fi": "Tyypillisiä sanoja", "en": "Typical words"},
    "sub": {"fi": "Alaluokka", "en": "Sub category"},
    "reductions": {"fi": "Pelkistyksiä", "en": "Reductions"},
    "change": {"fi": "Muutos", "en": "Change"},
    "code": {"fi": "Koodi", "en": "Code"},
    "before": {"fi": "Ennen", "en": "Before"},
    "after": {"fi": "Jälkeen", "en": "After"},
    "decided": {"fi": "Päätös", "en": "Decision"},
    "same": {"fi": "Sama katkelma", "en": "Same segment"},
    "shared": {"fi": "Samoissa haastatteluissa", "en": "In the same interviews"},
    "overlap": {"fi": "Päällekkäin", "en": "Overlapping"},
    "said": {"fi": "Mitä sanottiin", "en": "What was said"},
    "remark": {"fi": "Koodaajan huomautus", "en": "The coder's remark, as written"},
    "managers_said": {"fi": "Johtajien sanoin", "en": "In the managers' words"},
    "professionals_said": {"fi": "Ammattilaisten sanoin", "en": "In the professionals' words"},
    "stimulus": {"fi": "Virike", "en": "Stimulus"},
    "questions": {"fi": "Kysymyksiä", "en": "Questions"},
    "left": {"fi": "Edellä", "en": "Left"},
    "keyword": {"fi": "Sana", "en": "Word"},
    "right": {"fi": "Jäljessä", "en": "Right"},
    "original": {"fi": "Alkuperäisilmaus", "en": "Original expression"},
    "reduced": {"fi": "Pelkistetty ilmaus", "en": "Reduced expression"},
}

CHECKS: dict[str, Text] = {
    "unused": {"fi": "ei käytetty tässä aineistossa", "en": "not used in this material"},
    "one_coder": {"fi": "vain yhden koodaajan käyttämä", "en": "used by one coder only"},
    "one_word": {"fi": "yhden sanan nimi: aihe vai teema?", "en": "named by one word: a topic or a theme?"},
    "no_definition": {"fi": "ei määritelmää", "en": "no definition"},
    "few_documents": {"fi": "vain yhdessä haastattelussa", "en": "in one interview only"},
    "few_people": {"fi": "vain yhden haastateltavan puhetta", "en": "voiced by one participant only"},
    "two_parents": {"fi": "luokka kahden eri luokan alla", "en": "a category under two categories"},
    "only_main": {"fi": "pelkistys suoraan pääluokan alla", "en": "a reduction straight under a main category"},
    "one_reduction": {"fi": "luokka yhden pelkistyksen varassa", "en": "a category that rests on one reduction"},
    "mixed": {"fi": "sama pelkistys useassa luokassa", "en": "one reduction under several categories"},
    "not_coded": {"fi": "pelkistys, jonka ilmausta ei ole koodattu", "en": "a reduction whose words nobody coded"},
    "elsewhere": {
        "fi": "luokka, jonka koodikirja asettaa muualle",
        "en": "a category that the codebook puts elsewhere",
    },
    "undecided": {"fi": "muutos, jolle ei ole päätöstä", "en": "a change without a decision"},
    "not_done": {"fi": "päätös, jota koodikirja ei noudata", "en": "a decision that the codebook does not follow"},
}

VALUES: dict[str, str] = {
    "terveydenhuolto": "health care",
    "lastensuojelu": "child welfare",
    "järjestö": "association",
    "perhekeskus": "family centre",
    "sosiaalipalvelut": "social services",
    "seurakunta": "parish",
    "hyvinvointialue": "wellbeing services county",
    "kunta": "municipality",
    "sivistystoimi": "education",
    "varhaiskasvatus": "early childhood education",
    "vammaispalvelu": "disability services",
    "vammaispalvelut": "disability services",
    "perhe- ja sosiaalipalvelut": "family and social services",
    "kasvatus ja koulutus": "education",
    "hallinto ja kehittäminen": "administration and development",
    "monialainen": "several sectors",
    "mielenterveys": "mental health services",
    "muu": "other",
    "kaupunkimainen": "urban",
    "taajaan asuttu": "semi-urban",
    "maaseutumainen": "rural",
    "useita kuntia": "several municipalities",
    "ammattilainen": "professional",
    "johtaja": "manager",
    "terveydenhuollon ammattilainen": "health care professional",
    "sosiaalialan ammattilainen": "social care professional",
    "järjestötyöntekijä": "employee of an association",
    "perhetyön ammattilainen": "family work professional",
    "kasvatus- ja koulutusalan ammattilainen": "education professional",
    "kirkon työntekijä": "church employee",
    "johtaja tai lähiesihenkilö": "manager or line manager",
}
VARIABLES: dict[str, Text] = {
    "sector": {"fi": "Ala", "en": "Sector"},
    "profession": {"fi": "Ammattiryhmä", "en": "Profession"},
    "age_band": {"fi": "Ikä", "en": "Age"},
    "region": {"fi": "Alue", "en": "Area"},
}


def headers(*columns: str) -> dict[str, Text]:
    """The headers of these columns, in both languages.

    >>> headers("theme")
    {'theme': {'fi': 'Teema', 'en': 'Theme'}}
    """
    return {column: HEADERS[column] for column in columns}


def bilingual(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """The frame with `<column>_fi` and `<column>_en`: known values translated, others as they stand, missing as –."""
    values = [value if isinstance(value, str) and value else "–" for value in frame[column]]
    english = [VALUES.get(value, value) for value in values]
    return frame.assign(**{f"{column}_fi": values, f"{column}_en": english})


def worded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without the columns that stand there in both languages too: the report shows words, not ids.

    >>> worded(pd.DataFrame({"theme": ["U1"], "theme_fi": ["Tuki"], "theme_en": ["Support"]})).columns.tolist()
    ['theme_fi', 'theme_en']
    """
    doubled = [column for column in frame.columns if {f"{column}_fi", f"{column}_en"} <= set(frame.columns)]
    return frame.drop(columns=doubled)
