"""
The look of portal, office and documents: tokens, components, icons and the tags that draw them.

Three drawings are ours: the *strip* of days, the *receipt* of a figure, the *balance* of a table.
"""
