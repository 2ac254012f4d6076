"""The tables of the years before 2019: local and national statistics, each row with its unit and numbers."""
