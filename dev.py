#!/usr/bin/env python3
"""The one door of this checkout: run, test, setup, check, fix, docs, bench (`python3 dev.py --help`)."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an old Python must still read this file, and say so in one line
    sys.exit("dev.py: Python 3.11 or newer is needed; this is {}.".format(sys.version.split()[0]))  # noqa: UP032

from devkit.door import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
