"""`python -m tests.screening.cases [SEED] [-v]`: print how much the check finds; with -v what it misses."""

import sys

from tests.screening.cases.collection import as_table, collection, scores

seed = next(iter(filter(str.isdigit, sys.argv[1:])), "2026")
counted = scores(collection(int(seed)))
lines = [as_table(counted)]
if "-v" in sys.argv:
    for kind, score in counted.items():
        lines += [f"{kind.value} missed {each}" for each in score.missed]
        lines += [f"{kind.value} wrong  {each}" for each in score.wrong]
sys.stdout.write("\n".join([*lines, ""]))
