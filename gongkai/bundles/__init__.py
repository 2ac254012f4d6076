"""
案卷: all papers of one request as one PDF with an index, and as one ZIP; for the archive and for courts.

A *part* is one document of the bundle: a sheet set from records, or a file; what cannot go in is *left out*
and listed with its reason. It stands above letters and remedies, whose papers it gathers.
"""
