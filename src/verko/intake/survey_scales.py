"""Words of a scale as its numbers: "Täysin samaa mieltä" is the highest value, "En osaa sanoa" is none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from verko.intake.codevelopment.cells import CellProblem, parse
from verko.tables.sheets import Field

SCALES: tuple[tuple[str, ...], ...] = (
    ("täysin eri mieltä", "jokseenkin eri mieltä|osittain eri mieltä|melko eri mieltä|eri mieltä",
     "ei samaa eikä eri mieltä|en samaa enkä eri mieltä|neutraali|siltä väliltä",
     "jokseenkin samaa mieltä|osittain samaa mieltä|melko samaa mieltä|samaa mieltä", "täysin samaa mieltä"),
    ("strongly disagree|completely disagree", "disagree|somewhat disagree|partly disagree",
     "neither agree nor disagree|neutral|undecided", "agree|somewhat agree|partly agree",
     "strongly agree|completely agree"),
    ("erittäin huonosti|erittäin huono", "huonosti|huono|melko huonosti|melko huono",
     "ei hyvin eikä huonosti|kohtalaisesti|kohtalainen", "hyvin|hyvä|melko hyvin|melko hyvä",
     "erittäin hyvin|erittäin hyvä"),
    ("very poorly|very poor|very badly|very bad", "poorly|poor|badly|bad", "fairly|fair|moderately|moderate",
     "well|good", "very well|very good|excellent"),
    ("erittäin tyytymätön", "tyytymätön|melko tyytymätön",
     "en tyytyväinen enkä tyytymätön|ei tyytyväinen eikä tyytymätön", "tyytyväinen|melko tyytyväinen",
     "erittäin tyytyväinen"),
    ("very dissatisfied", "dissatisfied|somewhat dissatisfied", "neither satisfied nor dissatisfied",
     "satisfied|somewhat satisfied", "very satisfied"),
    ("ei lainkaan|en lainkaan", "vähän|melko vähän|hieman", "jonkin verran|jossain määrin", "paljon|melko paljon",
     "erittäin paljon"),
    ("not at all", "a little|slightly", "somewhat|to some extent", "much|a lot|quite a lot", "very much"),
)  # fmt: skip
"""Labels from the lowest to the highest, with the ways they are written; the third is left out of a scale of four."""

NO_OPINION = frozenset({
    "en osaa sanoa", "eos", "ei osaa sanoa", "en tiedä", "ei mielipidettä", "ei koske minua", "ei kokemusta",
    "cannot say", "can't say", "don't know", "do not know", "no opinion", "not applicable", "n/a", "i don't know",
})  # fmt: skip
_NUMBER = Field("number", "value on the scale", "asteikon arvo")
_LED = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(?:[-–:.)=]\s*|\s)(\D.*)")
_TRAILED = re.compile(r"(\D.*?)\s*[(\[](\d+)[)\]]")


def headed(name: str) -> str:
    """A header or label as it is compared: case, non-breaking spaces and line breaks do not matter.

    >>> headed("Mikä\\u00a0 toimi?\\n")
    'mikä toimi?'
    """
    return " ".join(name.replace("\u00a0", " ").replace("’", "'").split()).casefold()


def scale_value(
    written: str, *, labels: Mapping[str, str], low: float | None = None, high: float | None = None
) -> float | None:
    """The number of a scale answer: None for "cannot say". Raises CellProblem.

    labels: the study's own words -> numbers, which go first. low, high: the ends of the scale, where it has been told;
        without them a label counts on a scale from 1 to 5.

    >>> scale_value("Täysin samaa mieltä", labels={}), scale_value("Täysin samaa mieltä", labels={}, low=1, high=4)
    (5.0, 4.0)
    >>> scale_value("4 - Hyvin", labels={}), scale_value("3,5", labels={}), scale_value("En osaa sanoa", labels={})
    (4.0, 3.5, None)
    """
    said = headed(written)
    if said in labels:
        return _within(parse(_NUMBER, labels[said]), low, high)
    if said in NO_OPINION:
        return None
    placed = _by_label(said, 1 if low is None else low, 5 if high is None else high)
    if placed is not None:
        return placed
    led, trailed = _LED.fullmatch(written.strip()), _TRAILED.fullmatch(written.strip())
    number = led[1] if led else trailed[2] if trailed else written
    return _within(parse(_NUMBER, number), low, high)


def is_label(written: str) -> bool:
    """Whether a text is a known label of a scale, or says that the respondent cannot say.

    >>> is_label("Strongly agree"), is_label("Hyvä ryhmä")
    (True, False)
    """
    said = headed(written)
    return said in NO_OPINION or any(said in spelt.split("|") for scale in SCALES for spelt in scale)


def _by_label(said: str, low: float, high: float) -> float | None:
    steps = int(high - low) + 1
    for scale in SCALES:
        ladder = scale if steps == len(scale) else scale[:2] + scale[3:]
        for place, spelt in enumerate(ladder):
            if said in spelt.split("|"):
                if steps not in (4, 5):
                    raise CellProblem(f"is a label, and the scale has {steps} steps: map it, as Label=number")
                return float(low + place)
    return None


def _within(value: object, low: float | None, high: float | None) -> float:
    number = float(value)  # type: ignore[arg-type]
    if (low is not None and number < low) or (high is not None and number > high):
        raise CellProblem(f"is outside the scale from {low:g} to {high:g}" if low is not None and high is not None
                          else "is outside the scale")  # fmt: skip
    return number
