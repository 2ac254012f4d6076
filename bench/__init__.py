"""Measurements, as ratios within one run: `python3 dev.py bench [NAME…]`."""
