"""Finnish and English text: words, lemmas, keyness, dispersion, collocations, concordance. Nothing is downloaded."""

from verko.language.collocations import collocations
from verko.language.concordance import concordance
from verko.language.dispersion import deviation_of_proportions, dispersion, juilland_d, normalized_deviation
from verko.language.keyness import CRITICAL, keyness, log_likelihood, log_ratio
from verko.language.lemmas import Lemma, Lemmatiser, content_lemmas, lemmatiser
from verko.language.stopwords import is_stop_word, language_of, stop_words
from verko.language.talk import in_context, neighbours, pairs, said, spread, typical
from verko.language.tokens import Token, count_words, sentences, words

__all__ = [
    "CRITICAL",
    "Lemma",
    "Lemmatiser",
    "Token",
    "collocations",
    "concordance",
    "content_lemmas",
    "count_words",
    "deviation_of_proportions",
    "dispersion",
    "in_context",
    "is_stop_word",
    "juilland_d",
    "keyness",
    "language_of",
    "lemmatiser",
    "log_likelihood",
    "log_ratio",
    "neighbours",
    "normalized_deviation",
    "pairs",
    "said",
    "sentences",
    "spread",
    "stop_words",
    "typical",
    "words",
]
