"""What databases, reference managers and screening tools call the columns of their CSV exports."""

from __future__ import annotations

COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "titles", "article title", "document title", "item title", "primary title", "title primary",
              "ti", "display_name", "publication title (document)", "study title", "primary_title", "t1"),
    "authors": ("authors", "author", "author(s)", "author/s", "author names", "authors, primary", "author full names",
                "author_names", "au", "af", "creator", "authorships.author.display_name", "first author", "a1"),
    "year": ("year", "publication year", "published year", "pub year", "publication_year", "pubyear", "py",
             "published_year", "publication date", "date", "date published", "published", "publication_date", "issued"),
    "venue": ("source title", "journal", "journal/book", "publication title", "publication", "journal title", "so",
              "periodical full", "journal name", "secondary title", "t2", "container_title", "journal_name",
              "primary_location.source.display_name", "publication name", "book title", "source", "periodical abbrev"),
    "volume": ("volume", "journal volume", "volume number", "vl", "biblio.volume"),
    "issue": ("issue", "number", "journal issue", "issue number", "is", "biblio.issue"),
    "pages": ("pages", "page range", "page", "pagination", "art. no.", "article number", "ar"),
    "page_start": ("page start", "start page", "first page", "bp", "start_page", "biblio.first_page"),
    "page_end": ("page end", "end page", "last page", "ep", "end_page", "biblio.last_page", "other pages"),
    "doi": ("doi", "item doi", "di", "digital object identifier", "doi link", "ids.doi", "doi number"),
    "pmid": ("pubmed id", "pmid", "pubmed_id", "pm", "ids.pmid", "pubmed-id"),
    "abstract": ("abstract", "abstract note", "ab", "abstracts", "abstract text", "notes_abstract", "description"),
    "keywords": ("author keywords", "keywords", "keyword(s)", "descriptor(s)", "manual tags", "de", "tags", "subjects",
                 "index keywords", "mesh terms", "descriptors", "keyword"),
    "language": ("language", "language of original document", "language(s)", "la", "languages"),
    "type": ("document type", "item type", "type", "reference type", "publication type", "content type", "doctype",
             "dt", "ref_type", "itemtype", "pt"),
    "notes": ("notes", "note", "n1"),
    "citation": ("citation",),
    "link": ("url", "link", "links", "open url link", "citation", "fulltext url", "source"),
}  # fmt: skip
"""Names of columns by field, best first; compared without case, spaces and underscores."""


def columns_of(header: list[str]) -> dict[str, list[int]]:
    """Where each field stands in a header, best column first.

    >>> columns_of(["Authors", "Title", "DOI"])
    {'title': [1], 'authors': [0], 'doi': [2]}
    """
    names = [_plain(name.strip('\ufeff" \t')) for name in header]
    places = {field: [names.index(name) for name in known if name in names] for field, known in _PLAIN.items()}
    return {field: found for field, found in places.items() if found}


def _plain(name: str) -> str:
    """Without case, spaces and underscores: `PublicationName`, `publication_name` and `Publication Name` are one.

    >>> _plain("Publication_Name ")
    'publicationname'
    """
    return name.lower().replace(" ", "").replace("_", "")


_PLAIN = {field: tuple(dict.fromkeys(_plain(name) for name in names)) for field, names in COLUMNS.items()}
