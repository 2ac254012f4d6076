"""
Administrative reviews and suits about replies (行政复议、行政诉讼), tied to the request they are about.

Words: a *remedy* is one review or one suit; the *organ* decides it; its *outcome* is a column of the
statutory table.
"""
