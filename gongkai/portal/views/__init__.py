"""The public pages: each view reads a request, asks the domain, and answers."""
