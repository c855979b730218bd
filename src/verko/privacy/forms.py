"""The case forms of a Finnish name, generated: Matti, Matin, Mattia, Mattiin, Matilla, colloquial Matil ...

Generated forms find more inflected names than a lemmatiser does, since names are seldom in its dictionary.
Too many forms do no harm here: a form that nobody says is never met. The first form of a case is the
likeliest one and is used when a replacement is put into the case of the name it stands for.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWELS = "aeiouyäöå"
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
_ILLATIVE = ["hen", "han", "hon", "hun", "hyn", "hän", "hön"]
_OLD_I = (
    "mäki", "joki", "lahti", "koski", "järvi", "niemi", "saari", "vuori", "lampi", "salmi", "lehti", "kivi", "meri",
    "hirvi", "kuusi", "talvi", "suomi", "lumi", "suvi",
)  # fmt: skip
"""Ends of surnames whose -i is -e- in other cases: Mäki, Mäen."""
_STRONG = {"essive": ["nA"], "possessive": ["ni", "si", "nsA", "mme", "nne"]}
_PLURAL = ["ssA", "stA", "llA", "ltA", "lle", "ksi", "nA", "ttA", "n", "hin", "neen"]
_CLITIC = re.compile(r"(?:kin|kaan|kään|ko|kö|kos|kös|han|hän|pa|pä|pas|päs)$", re.I)
_POSSESSIVE = re.compile(r"(?<=ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|tt[aä])(?:ni|si|ns[aä]|mme|nne|[aäe]n)$", re.I)
_STRONGER = [  # weak ending of a stem before its last vowel -> strong
    ("ng", "nk"), ("mm", "mp"), ("nn", "nt"), ("ll", "lt"), ("rr", "rt"), ("k", "kk"), ("p", "pp"), ("t", "tt"),
    ("d", "t"), ("v", "p"),
]  # fmt: skip


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
        for form, case in _inflected(name, vowel) if len(name) > 2 else _foreign(name, vowel):
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
    """The word, the word without one or two clitics (-kin, -kaan, -ko, -han ...), and without a possessive ending.

    >>> without_clitics("Matillakinko"), without_clitics("Matistani")
    (['Matillakinko', 'Matillakin', 'Matilla'], ['Matistani', 'Matista'])
    """
    words = [word]
    for _ in range(2):
        shorter = _CLITIC.sub("", words[-1]).rstrip("'’:")
        if shorter == words[-1] or len(shorter) < 3:
            break
        words.append(shorter)
    bare = _POSSESSIVE.sub("", words[-1])
    return words if bare == words[-1] else [*words, bare]


def _harmonies(name: str) -> list[str]:
    """a, ä or both. The last back or front vowel decides, unless only e and i follow it for long (Rovaniemellä)."""
    decisive = [sign for sign in name if sign in BACK + FRONT]
    if not decisive:
        return ["ä", "a"]
    first, other = ("a", "ä") if decisive[-1] in BACK else ("ä", "a")
    neutral = len(name) - 1 - max(name.rfind(sign) for sign in set(decisive))
    mixed = any(sign in (FRONT if first == "a" else BACK) for sign in decisive) or decisive[-1] in "yY"
    return [first, other] if mixed or neutral > 3 or "-" in name else [first]


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
        endings = ("A", "tA", "en", "den", "ten", "in")
        forms += [(stem + ending.replace("A", a), "plural_other") for ending in endings]
        if stem[-2:-1].lower() in _VOWELS:
            forms += [(stem[:-1] + ending.replace("A", a), "plural_other") for ending in ("jA", "jen", "ihin")]
    return forms + _foreign(name, a)


Stems = tuple[list[str], list[str], list[str], list[str], list[str]]


def _stems(name: str, a: str) -> Stems:
    """Weak and strong stems, partitives, illatives and plural stems of a name."""
    lower = name.lower()
    if lower.endswith("nen") and len(name) > 4:
        stem = name[:-3] + "se"
        return [stem], [stem], [name[:-3] + "st" + a], [stem + "en"], [name[:-3] + "si", name[:-3] + "s"]
    if lower[-1] in _VOWELS:
        return _after_vowel(name, a)
    if lower.endswith("s"):
        return _after_s(name, a)
    if lower.endswith("t") and len(name) > 4 and lower[-2] in _VOWELS:
        return _after_t(name, a)
    stem = name + "i"
    weak = [stem, name + "e"]
    if lower.endswith("n"):
        weak += [grade[:-1] + "me" for grade in (name, *_strengthened(name[:-1]))]  # Avain, Avaimen
        weak += [grade + "me" for grade in _strengthened(name[:-1])]
    partitives = [stem + a, name + a, name + "t" + a]
    return weak, weak, partitives, [stem + "in", name + "iin", name + "een"], [name + "ei", name + "i"]


def _after_t(name: str, a: str) -> Stems:
    """Names that are plurals (Sanomat, Yhdysvallat), and foreign ones in -t."""
    singular = [name[:-1], *_strengthened(name[:-1])]
    plurals = [name + "ei", *_plural_stems(singular)]
    stem = name + "i"
    more = [one[:-1] + end for one in singular for end in ("ain", "äin", "ien", "ojen", "öjen", "ujen", "iin", "eihin")]
    return [stem], [stem], [stem + a, name + a], [stem + "in", *more], plurals


def _strengthened(stem: str) -> list[str]:
    """Stems in strong grade of which this may be the weak one (Kuninga-: Kuninka-), the likelier first.

    >>> _strengthened("Tehda"), _strengthened("Tuoma")
    (['Tehta'], [])
    """
    body, vowel = stem[:-1], stem[-1:]
    return [body[: -len(weak)] + strong + vowel for weak, strong in _STRONGER if body.lower().endswith(weak)]


def _after_vowel(name: str, a: str) -> Stems:
    stems = [name]
    if name[-1].lower() == "i" and len(name) > 3:
        old = name.lower().endswith(_OLD_I)
        stems.insert(0 if old else 1, name[:-1] + "e")
    if name[-1].lower() == "e":
        stems += [name + "e", *(strong + "e" for strong in _strengthened(name))]
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
    long = [base + base[-1].lower(), *(strong + base[-1].lower() for strong in _strengthened(base))]  # Tuomas, Rikas
    stems = [base + "kse", name + "i", *long, base + "de", base + "he"]
    partitives = [name + "t" + a, name + "i" + a, base + "tt" + a]
    illatives = [stem + stem[-1] + "n" for stem in stems] + [stem + "seen" for stem in long]
    return stems, stems, partitives, illatives, [base + "ksi", *(stem[:-1] + "i" for stem in long)]


def _weakened(stem: str) -> list[str]:
    """The stem in weak grade, and as it is: first the likelier one (double stops always weaken in names)."""
    body, vowel = stem[:-1], stem[-1]
    for strong, weak in _GRADES:
        if body.lower().endswith(strong) and len(body) > len(strong):
            weakened = body[: -len(strong)] + weak + vowel
            first = len(strong) == 2 or stem.lower().endswith(("mäke", "joke"))
            return [weakened, stem] if first else [stem, weakened, *_with_glide(body, vowel)]
    return [stem]


def _with_glide(body: str, vowel: str) -> list[str]:
    return [body[:-1] + "v" + vowel, body[:-1] + "j" + vowel] if body.lower().endswith("k") else []


def _plural_stems(stems: list[str]) -> list[str]:
    found = []
    for stem in stems:
        body, vowel = stem[:-1], stem[-1].lower()
        found += {"a": [body + "oi", body + "i"], "ä": [body + "i", body + "öi"], "i": [body + "ei", body + "i"]}.get(
            vowel, [body + "i", stem + "i"] if vowel == "e" else [stem + "i"]
        )
    return found


def _foreign(name: str, a: str) -> list[tuple[str, str]]:
    """Forms written with an apostrophe or a colon: Mike'n, Charles'in, EU:n."""
    ends = {"genitive": ["n", "in", "s", "en"], "partitive": [a, "i" + a, "t" + a], "inessive": ["ss" + a, "iss" + a],
            "elative": ["st" + a, "ist" + a], "illative": ["hin", "iin", *_ILLATIVE], "adessive": ["ll" + a, "ill" + a],
            "ablative": ["lt" + a, "ilt" + a], "allative": ["lle", "ille"]}  # fmt: skip
    return [
        (f"{name}{mark}{ending}", case)
        for case, endings in ends.items()
        for ending in endings
        for mark in ("'", "’", ":", "")[: 4 if len(name) < 3 else 3]
    ]
