"""What the pages of reviews and suits show: their steps, and what was lost."""
