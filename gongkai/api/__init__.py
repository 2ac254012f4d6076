"""
开放目录: what is public, as data for other programs; read only, nothing that is not on the portal as well.

Words: a *line* is an item in a list, without its text; a *cursor* marks the place behind the last line.
"""
