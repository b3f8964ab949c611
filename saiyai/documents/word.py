"""The way to Word files for processes that seldom make one: what writes them is loaded with the first."""

from saiyai.documents.page import Document


def word_of(document: Document) -> bytes:
    """Return a document as a Word file, for those who make a letter of it."""
    from saiyai.documents.docx import render_docx

    return render_docx(document)
