"""Reading what an officer drops on the form: Word, Excel and PDF files as clean HTML, pictures beside it."""

from gongkai.publishing.papers.outcome import Picture, Reading
from gongkai.publishing.papers.reading import PAPERS, read_paper

__all__ = ["PAPERS", "Picture", "Reading", "read_paper"]
