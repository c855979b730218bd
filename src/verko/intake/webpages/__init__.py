"""Web pages of organisations: main text, title and language of each, and the sheet a person filled in."""

from verko.intake.webpages.reading import read

__all__ = ["read"]
