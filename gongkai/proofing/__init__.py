"""
年报核对 (checking of annual reports): files of any year and body, read, checked, put right, taken over.

Words: a *batch* is what somebody dropped in at once; a *paper* is one of its files; a *reading* is one report
that was found in it; a *correction* puts another number in the place of the one that was read, and both stay.
"""
