"""What the pages of a normative document show: its course, its steps, where it is cited."""
