"""What the embedded index holds of a document: its fields, and how each is looked for."""

from datetime import date

import tantivy

from gongkai.search.engine import Document
from gongkai.search.numbers import keys_of
from gongkai.search.tokens import letters_text, words_text

FORM = 3  # of the schema; another number begins another folder
FAR = date.max.toordinal()


def _schema() -> tantivy.Schema:
    build = tantivy.SchemaBuilder()
    # deletion by term finds signed numbers only
    build.add_integer_field("item", stored=True, indexed=True, fast=True)
    for name in ("title", "words"):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    build.add_text_field("letters", tokenizer_name="whitespace", index_option="position")
    build.add_text_field("number", tokenizer_name="raw", index_option="basic")
    for name in ("body", "column", "year"):
        build.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("kind", "topic", "validity"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("order", "ceased", "holds"):
        build.add_integer_field(name, indexed=True, fast=True)
    return build.build()


def entry_of(document: Document) -> tantivy.Document:
    """Return what is kept of a document."""
    entry = tantivy.Document()
    entry.add_integer("item", document.item_id)
    title = words_text(document.title)
    entry.add_text("title", title)
    entry.add_text("words", f"{title} {words_text(document.text)}")
    entry.add_text("letters", letters_text(document.title))
    entry.add_text("letters", letters_text(document.text))
    for key in {key for number in document.numbers for key in keys_of(number)}:
        entry.add_text("number", key)
    entry.add_unsigned("body", document.body)
    for column in (document.column, *document.further):
        entry.add_unsigned("column", column)
    entry.add_unsigned("year", document.published_on.year)
    entry.add_text("kind", document.kind)
    entry.add_text("topic", document.topic)
    entry.add_text("validity", document.validity)
    # newest first, and always in the same order: the day, then the key
    entry.add_integer("order", document.published_on.toordinal() << 40 | document.item_id)
    entry.add_integer("ceased", document.ceased_on.toordinal() if document.ceased_on else FAR)
    entry.add_integer("holds", document.holds_until.toordinal())
    return entry


SCHEMA = _schema()
