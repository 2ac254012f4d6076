"""
What the office records by hand because it does not happen in the system (台账).

Words: an *entry* is a quantity of one kind on one day, with who recorded it and what proves it; a wrong entry
is never changed but *corrected* by a further one. A *duty*
says which unit owes which kind each month; the *sheet* of a month is what the unit files.
"""
