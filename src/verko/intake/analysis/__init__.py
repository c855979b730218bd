"""What researchers keep beside their codings: framework summaries, reductions, the earlier codebook, decisions."""

from verko.intake.analysis.reading import FILES, read_side_files, side_files

__all__ = ["FILES", "read_side_files", "side_files"]
