"""What the pages of a case show, who may do what there, and what a step will bring about."""
