"""
主动公开 (proactive disclosure): what a body discloses of itself, from the draft to the public page and back.

Words: a *column* is a node of the disclosure column's tree; an *item* is a piece of information with its
metadata; a *version* is one exact state of an item's content and attachments, known by its digest; an
*opinion* is given on a digest and holds for that digest alone.
"""
