"""Words left out where the words of records are shown: function words of three languages, and those of abstracts.

They are left out of topics and maps only. In the ordering they stay: taking them out there costs up to 13 points of
work saved.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import pandas as pd
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from verko.language import stop_words

_RIGHTS = re.compile(r"\s*(?:©|\(c\)|copyright).*$", re.IGNORECASE | re.DOTALL)


@cache
def words_left_out() -> frozenset[str]:
    """Function words of English, Finnish and Swedish, and words that nearly every abstract has.

    >>> {"the", "että", "och", "tutkimus"} <= words_left_out(), "vertaistuki" in words_left_out()
    (True, False)
    """
    own = _listed("stop_words_sv") | _listed("words_of_abstracts")
    return ENGLISH_STOP_WORDS | stop_words("en") | stop_words("fi") | own


def _listed(name: str) -> frozenset[str]:
    return frozenset(resources.files("verko.literature").joinpath(f"{name}.txt").read_text(encoding="utf-8").split())


def texts_of(records: pd.DataFrame) -> pd.Series:
    """Title and abstract of each record in one text, without the publisher's line of copyright.

    >>> texts_of(pd.DataFrame({"title": ["Peers"], "abstract": ["They help. © 2018 The Authors."]})).tolist()
    ['Peers. They help.']
    """
    abstracts = records["abstract"].fillna("").astype(str).map(lambda text: _RIGHTS.sub("", text))
    return (records["title"].fillna("").astype(str) + ". " + abstracts).str.strip()
