"""What the pages of letters show: one case's letters, their steps, and many at once."""
