"""Interview transcripts in any common form: to documents and speaker turns, pseudonymised on the way."""

from verko.intake.transcripts.documents import StoredText
from verko.intake.transcripts.reading import raw_documents, read

__all__ = ["StoredText", "raw_documents", "read"]
