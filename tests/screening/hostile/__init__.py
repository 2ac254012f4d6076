"""Files made to break the check, and a program that measures what reading one of them costs."""
