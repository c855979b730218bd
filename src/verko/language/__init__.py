"""Finnish and English text: words, lemmas, keyness, collocations, concordance. Nothing is downloaded."""
