"""
The public site of each body: home, the disclosure column, items, search, asking and tracking, reports.

A *frame* is what stands around every page; a *block* is one of the five parts of the disclosure column; a
*listing* is a list of items with filters that can be linked to. Only live items are ever shown here.
"""
