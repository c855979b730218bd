"""The case forms of a Finnish name, generated: Matti, Matin, Mattia, Mattiin, Matilla, colloquial Matil ...

Generated forms find more inflected names than a lemmatiser does, since names are seldom in its dictionary.
Too many forms do no harm here: a form that nobody says is never met. The first form of a case is the
likeliest one and is used when a replacement is put into the case of the name it stands for.
"""

from __future__ import annotations

import re
from functools import lru_cache

BACK, FRONT = "aouAOU", "äöyÄÖY"
_GRADES = [  # strong ending of a stem before its last vowel -> weak
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("mp", "mm"), ("nt", "nn"), ("lt", "ll"), ("rt", "rr"),
    ("ht", "hd"), ("lk", "l"), ("rk", "r"), ("p", "v"), ("t", "d"), ("k", ""),
]  # fmt: skip
_SINGULAR = {  # case -> endings after the stem; A stands for a/ä
    "genitive": ["n"],
    "inessive": ["ssA", "s"],
    "elative": ["stA", "st"],
    "adessive": ["llA", "l"],
    "ablative": ["ltA", "lt"],
    "allative": ["lle"],
    "translative": ["ksi", "ks"],
    "abessive": ["ttA"],
    "plural": ["t"],
}
_STRONG = {"essive": ["nA"], "possessive": ["ni", "si", "nsA", "mme", "nne"]}
_PLURAL = ["ssA", "stA", "llA", "ltA", "lle", "ksi", "nA", "ttA", "n", "hin", "neen"]
_CLITIC = re.compile(r"(?:kin|kaan|kään|ko|kö|kos|kös|han|hän|pa|pä|pas|päs)$", re.I)


@lru_cache(maxsize=20_000)
def case_forms(name: str) -> dict[str, str]:
    """Every generated form of a one-word name and its case.

    >>> forms = case_forms("Liisa")
    >>> forms["Liisalle"], forms["Liisan"], forms["Liisaa"]
    ('allative', 'genitive', 'partitive')
    >>> [form in case_forms("Virtanen") for form in ("Virtasen", "Virtasta", "Virtaselle", "Virtasilla")]
    [True, True, True, True]
    """
    forms = {name: "nominative"}
    for vowel in _harmonies(name):
        for form, case in _inflected(name, vowel):
            forms.setdefault(form, case)
    return forms


def in_case(name: str, case: str) -> str:
    """The likeliest form of `name` in `case`; the name itself where the case is unknown to the generator.

    >>> in_case("Maija", "allative"), in_case("Virtanen", "genitive"), in_case("Pekka", "inessive")
    ('Maijalle', 'Virtasen', 'Pekassa')
    """
    *first, last = name.split(" ")
    form = next((form for form, known in case_forms(last).items() if known == case), last)
    return " ".join([*first, form])


def without_clitics(word: str) -> list[str]:
    """The word, and the word without one or two clitics (-kin, -kaan, -ko, -han, -pa ...).

    >>> without_clitics("Matillakinko")
    ['Matillakinko', 'Matillakin', 'Matilla']
    """
    words = [word]
    for _ in range(2):
        shorter = _CLITIC.sub("", words[-1]).rstrip("'’:")
        if shorter == words[-1] or len(shorter) < 3:
            break
        words.append(shorter)
    return words


def _harmonies(name: str) -> list[str]:
    """a, ä or both: the last vowel that decides; foreign names with only e and i take both."""
    decisive = [sign for sign in name if sign in BACK + FRONT]
    if not decisive:
        return ["ä", "a"]
    back, front = decisive[-1] in BACK, any(sign in FRONT for sign in decisive)
    if back:
        return ["a", "ä"] if front or decisive[-1] in "yY" else ["a"]
    return ["ä", "a"] if any(sign in BACK for sign in decisive) or decisive[-1] in "yY" else ["ä"]


def _inflected(name: str, a: str) -> list[tuple[str, str]]:
    weak, strong, partitives, illatives, plurals = _stems(name, a)
    forms = [(form, "partitive") for form in partitives] + [(form, "illative") for form in illatives]
    forms += [
        (stem + ending.replace("A", a), case) for stem in weak for case, ends in _SINGULAR.items() for ending in ends
    ]
    forms += [
        (stem + ending.replace("A", a), case) for stem in strong for case, ends in _STRONG.items() for ending in ends
    ]
    forms += [(stem + ending.replace("A", a), "plural_" + ending) for stem in plurals for ending in _PLURAL]
    for stem in plurals:
        forms += [
            (stem + ending.replace("A", a), "plural_other")
            for ending in ("A", "tA", "en", "den", "ten", "jA", "jen", "in")
        ]
    return forms + _foreign(name, a)


Stems = tuple[list[str], list[str], list[str], list[str], list[str]]


def _stems(name: str, a: str) -> Stems:
    """Weak and strong stems, partitives, illatives and plural stems of a name."""
    lower = name.lower()
    if lower.endswith("nen") and len(name) > 4:
        stem = name[:-3] + "se"
        return [stem], [stem], [name[:-3] + "st" + a], [stem + "en"], [name[:-3] + "si", name[:-3] + "s"]
    if lower[-1] in "aeiouyäöå":
        return _after_vowel(name, a)
    if lower.endswith("s"):
        return _after_s(name, a)
    stem = name + "i"
    return [stem, name + "e"], [stem], [stem + a, name + a, name + "t" + a], [stem + "in", name + "iin"], [name + "ei"]


def _after_vowel(name: str, a: str) -> Stems:
    stems = [name]
    if name[-1].lower() == "i" and len(name) > 3:
        stems.append(name[:-1] + "e")
    if name[-1].lower() == "e":
        stems.append(name + "e")
    strong = [*stems, name[:-2] + "te"] if name.lower().endswith("si") else stems
    weak = [grade for stem in stems for grade in _weakened(stem)]
    if name.lower().endswith("si"):
        weak.append(name[:-2] + "de")
    partitives = [stem + a for stem in stems] + [name + "t" + a, name + "tt" + a]
    if name.lower().endswith("i"):
        partitives += [name[:-1] + "t" + a, name[:-2] + "tt" + a]
    illatives = [stem + stem[-1].lower() + "n" for stem in strong] + [
        name + "h" + name[-1].lower() + "n",
        name + "seen",
    ]
    return weak, strong, partitives, illatives, _plural_stems([*weak, *stems])


def _after_s(name: str, a: str) -> Stems:
    base = name[:-1]
    stems = [name[:-1] + "kse", name + "i", base + base[-1].lower(), base + "de", base + "he"]
    strong = [*stems, base[:-2] + base[-2] + base[-2:] + base[-1].lower()] if len(base) > 3 else stems
    partitives = [name + "t" + a, name + "i" + a, base + "tt" + a]
    return (
        stems,
        strong,
        partitives,
        [stem + stem[-1] + "n" for stem in strong] + [stems[2] + "seen"],
        [name[:-1] + "ksi", base + "i"],
    )


def _weakened(stem: str) -> list[str]:
    """The stem in weak grade, and as it is: first the likelier one (double stops always weaken in names)."""
    body, vowel = stem[:-1], stem[-1]
    for strong, weak in _GRADES:
        if body.lower().endswith(strong) and len(body) > len(strong):
            weakened = body[: -len(strong)] + weak + vowel
            return [weakened, stem] if len(strong) == 2 else [stem, weakened, *_with_glide(body, vowel)]
    return [stem]


def _with_glide(body: str, vowel: str) -> list[str]:
    return [body[:-1] + "v" + vowel, body[:-1] + "j" + vowel] if body.lower().endswith("k") else []


def _plural_stems(stems: list[str]) -> list[str]:
    found = []
    for stem in stems:
        body, vowel = stem[:-1], stem[-1].lower()
        found += {"a": [body + "oi", body + "i"], "ä": [body + "i", body + "öi"], "i": [body + "ei", body + "i"]}.get(
            vowel, [stem + "i", body + "i"]
        )
    return found


def _foreign(name: str, a: str) -> list[tuple[str, str]]:
    """Forms written with an apostrophe or a colon: Mike'n, Charles'in, EU:n."""
    ends = {"genitive": ["n", "in"], "partitive": [a, "i" + a, "t" + a], "inessive": ["ss" + a, "iss" + a],
            "elative": ["st" + a, "ist" + a], "illative": ["hin", "iin", "en"], "adessive": ["ll" + a, "ill" + a],
            "ablative": ["lt" + a, "ilt" + a], "allative": ["lle", "ille"]}  # fmt: skip
    return [
        (f"{name}{mark}{ending}", case)
        for case, endings in ends.items()
        for ending in endings
        for mark in ("'", "’", ":")
    ]
