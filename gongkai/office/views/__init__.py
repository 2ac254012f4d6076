"""The screens of the office: each view reads a request, makes one domain call, and answers."""
