"""What researchers keep beside their codings: framework summaries, reductions, the earlier codebook, decisions."""
