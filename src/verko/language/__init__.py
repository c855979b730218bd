"""Finnish and English text: words, lemmas, keyness, collocations, concordance. Nothing is downloaded."""

from verko.language.collocations import collocations
from verko.language.concordance import concordance
from verko.language.keyness import CRITICAL, keyness, log_likelihood, log_ratio
from verko.language.lemmas import Lemma, Lemmatiser, content_lemmas, lemmatiser
from verko.language.stopwords import is_stop_word, language_of, stop_words
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
    "is_stop_word",
    "keyness",
    "language_of",
    "lemmatiser",
    "log_likelihood",
    "log_ratio",
    "sentences",
    "stop_words",
    "words",
]
