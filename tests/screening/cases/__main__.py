"""
`python -m tests.screening.cases [first|second|final] [SEED] [-v]`: print how much the check finds.

With -v what it misses and what it takes wrongly; without a collection, all three one after the other.
"""

import sys

from tests.screening.cases.collection import KINDS, as_table, collection, scores, totals
from tests.screening.cases.heldout.writing import read

ALL = {"first": lambda: KINDS, "second": lambda: read("second"), "final": lambda: read("final")}

seed = int(next(iter(filter(str.isdigit, sys.argv[1:])), "2026"))
for name in [name for name in ALL if name in sys.argv] or list(ALL):
    documents = collection(seed, ALL[name]())
    counted = scores(documents)
    lines = [f"\n{name}: {len(documents)} documents, seed {seed}", as_table(counted), totals(counted)]
    if "-v" in sys.argv:
        for kind, score in counted.items():
            lines += [f"{kind.value} missed {each}" for each in score.missed]
            lines += [f"{kind.value} wrong  {each}" for each in score.wrong]
    sys.stdout.write("\n".join([*lines, ""]))
