"""The detectors, by what they look for."""
