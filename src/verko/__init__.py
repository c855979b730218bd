"""VerKo: a reproducible research compendium for studies of peer support and expertise by experience."""

__version__ = "0.1.0"
