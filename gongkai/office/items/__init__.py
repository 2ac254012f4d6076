"""What the pages of an item show, from drafting and review to the lists it stands in."""
