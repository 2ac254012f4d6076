"""What the pages of figures show: ledger, months that are closed, and the receipt of each figure."""
