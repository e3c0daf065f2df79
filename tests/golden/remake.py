"""Write the golden calls and their expected scores anew; look at the difference before it is kept.

Run: python tests/golden/remake.py [NAME…], where NAME is one of the written calls; without names all are made. It
prints a table of the written calls, and below each what their trainers see otherwise.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

from golden import parcel  # noqa: E402
from golden.folders import make  # noqa: E402
from golden.review import differences  # noqa: E402
from golden.written import names, written_call  # noqa: E402

from voicedrill.runtime.debrief import debrief  # noqa: E402
from voicedrill.scoring.highlights import highlights  # noqa: E402


def remake_parcel() -> None:
    """Write the two calls about a parcel, whose behaviours are written by hand."""
    for name, events in (("good", parcel.good_call()), ("poor", parcel.poor_call())):
        debrief(parcel.write_call(HERE / f"parcel_{name}", events))


def remake_written(name: str) -> None:
    """Write one of the written calls and its line of the table."""
    written = written_call(name)
    card = debrief(make(name, written)).scorecard
    change = ", ".join(one.id for one in highlights(card).change[:2])
    sys.stdout.write(f"{name:24} {card.score!s:>5} {card.band!s:7} {card.outcome:15} {change}\n")
    seen = differences(card, written.trainer)
    for item, sentence in seen:
        known = " (disputed)" if item in written.trainer.disputed else ""
        sys.stdout.write(f"    {item} {sentence}{known}\n")
    for item in written.trainer.disputed.keys() - {item for item, _ in seen}:
        sys.stdout.write(f"    {item}: nothing to dispute any more\n")


if __name__ == "__main__":
    if not sys.argv[1:]:
        remake_parcel()
    for each in sys.argv[1:] or names():
        remake_written(each)
