"""
依申请公开的文书: a letter of one kind, made from a template, numbered and frozen, sent out and served.

*Template*: the wording an office may change; *letter*: one document of one request; *dispatch* and *service*:
when it went out (that decides whether it was in time) and when it arrived (that starts the remedy periods).
"""
