"""
Two more collections, written apart from the detectors: their wording, layouts, names and near misses are new.

`second.toml` shows where the detectors are wrong and may mend them; `final.toml` only scores: whoever mends
a detector leaves it alone.
"""
