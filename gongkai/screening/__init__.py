"""发布前检查: what should not go out is found before it does.

A *material* is what somebody wants to publish, cut into *passages* that know where they stand; *detectors*
read them and give *hits*; a *mask* covers what a hit found. Knows no framework: the lists are data in
`rules/screening.toml` and `rules/lexicon`, what a body allows comes in as `Setting`. A list of words and
patterns never proves that nothing is wrong, and the screens that use it say so.
"""
