"""Write the golden calls and their expected scores anew; look at the difference before it is kept.

Run: python tests/golden/remake.py
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

from golden import parcel  # noqa: E402

from voicedrill.runtime.debrief import debrief  # noqa: E402

if __name__ == "__main__":
    for name, events in (("good", parcel.good_call()), ("poor", parcel.poor_call())):
        debrief(parcel.write_call(HERE / f"parcel_{name}", events))
