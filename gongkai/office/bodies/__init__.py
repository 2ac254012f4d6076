"""What the settings of a body show: its calendar, its retention periods, who leaves it."""
