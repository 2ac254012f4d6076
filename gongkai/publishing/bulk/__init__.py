"""批量修改: which changes many items may take at once, and what each item makes of them.

A *change* is a line of a table: what it is called, which facts it sets, and which step of the workflow it is
for an item that is public and for a draft. A *verdict* is what one item makes of it: its facts before and
after, or why it stays as it is. Words that were reviewed (title, text, number, files) are in no change.
"""
