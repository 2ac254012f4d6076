"""年度报告: filled from figures, checked, rendered; and the way back, reading reports of earlier years."""
