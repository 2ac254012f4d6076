"""
What comes from an old system: rows of a file, checked one by one before anything is written.

Words: a *row* is a line of the file with its number; a *fault* is what is wrong with a row, in Chinese.
"""
