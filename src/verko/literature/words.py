"""Headings of the review's tables, in the report's two languages."""

from __future__ import annotations

Text = dict[str, str]

_HEADINGS: dict[str, tuple[str, str]] = {
    "database": ("Tietokanta", "Database"),
    "search_date": ("Hakupäivä", "Date of search"),
    "search_string": ("Hakulauseke", "Search string"),
    "announced": ("Osumia", "Hits"),
    "references": ("Osumia", "References"),
    "records": ("Viitteitä", "Records"),
    "unique": ("Vain tässä", "Only here"),
    "shared": ("Muissakin", "Elsewhere too"),
    "included": ("Mukana", "Included"),
    "included_unique": ("Niistä vain tässä", "Of them only here"),
    "text": ("Vaihe", "Step"),
    "n": ("n", "n"),
    "phase": ("Osa", "Part"),
    "missing": ("Vain toinen ratkaisi", "Only one decided"),
    "stage": ("Vaihe", "Stage"),
    "measure": ("Tunnusluku", "Measure"),
    "value": ("Arvo", "Value"),
    "low": ("95 %:n väli alkaa", "95% interval from"),
    "high": ("päättyy", "to"),
    "study": ("Tutkimus", "Study"),
    "title": ("Otsikko", "Title"),
    "year": ("Vuosi", "Year"),
    "databases": ("Löytyi tietokannoista", "Found in"),
    "criterion": ("Kriteeri", "Criterion"),
    "kind": ("Laji", "Kind"),
    "outcome": ("Ratkaisu", "Outcome"),
    "question": ("Tutkimuskysymys", "Research question"),
    "venue": ("Julkaisu", "Venue"),
    "fact": ("Asia", "Matter"),
    "told": ("Kuvaus", "Description"),
    "number": ("Kohta", "Item"),
    "item": ("Mitä pitää kertoa", "What to report"),
    "where": ("Missä", "Where"),
    "status": ("Tila", "Status"),
    "problem": ("Ongelma", "Problem"),
    "read": ("Luettu", "Read"),
    "found": ("Löytynyt", "Found"),
    "irrelevant_run": ("Peräkkäin pois", "Out in a row"),
    "possibly_left": ("Jäljellä enintään", "Left at most"),
    "p_missed": ("p", "p"),
    "left": ("Todella jäljellä", "Really left"),
    "interval": ("95 %:n väli", "95% interval"),
    "topic": ("Aihe", "Topic"),
    "words": ("Kuvaavimmat sanat", "Most telling words"),
}


def headings(*columns: str, **own: Text) -> dict[str, Text]:
    """Headings for `columns`, in their order, then those given as keywords: a charted field has its own label.

    >>> headings("year", country={"fi": "Maa", "en": "Country"})["country"]["fi"]
    'Maa'
    """
    known = {column: {"fi": _HEADINGS[column][0], "en": _HEADINGS[column][1]} for column in columns}
    return known | own
