"""What `dev.py` does, in the standard library only: it must run before anything is installed."""
