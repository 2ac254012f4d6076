"""
Who discloses (行政机关): bodies in a tree, their units, the people in them and what each may do.

Words: a *body* is an administrative organ with its own portal; a *unit* is a division of it; an *assignment*
gives a user a role in a unit; a *sequence* hands out numbers of a body without gaps.
"""
