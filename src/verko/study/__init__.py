"""The declared study: everything that is a choice, read from one `study.yml`."""

from verko.study.loading import load_study
from verko.study.model import (
    AcceptedLoss,
    BibliographySet,
    CodevelopmentSet,
    CodingSet,
    DataSet,
    FeedbackSet,
    LocalText,
    Study,
    TranscriptSet,
    WebpageSet,
)

__all__ = [
    "AcceptedLoss",
    "BibliographySet",
    "CodevelopmentSet",
    "CodingSet",
    "DataSet",
    "FeedbackSet",
    "LocalText",
    "Study",
    "TranscriptSet",
    "WebpageSet",
    "load_study",
]
