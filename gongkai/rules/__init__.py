"""
法定规则: what the law says, as data with dates, and the plain readers of that data.

A change in the law adds a version to a TOML file; cases begun before it keep the version of their day.
"""
