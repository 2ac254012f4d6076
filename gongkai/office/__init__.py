"""
The back office (办公端): our own screens, drawn in the Wagtail admin shell with one menu and one login.

Words: a *desk* is who works, in which body, with which roles, on which day; a *section* is one line of
the menu with its addresses and the roles that see it.
"""
