"""The analysis of codings: codebook, agreement, saturation, co-occurrence, matrices, quotes, content analysis."""
