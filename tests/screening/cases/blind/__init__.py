"""
A collection that was written and labelled before the check was ever run on it.

Whole documents, not lines: their names, places, numbers, forms of files and disguises have a generator of
their own. Labels say what ought to be found (domain of the law, not of the detectors) and are not changed
after a look at what was found.
"""
