"""The corpus of agents' utterances: how its files are written, read and checked.

One utterance a line; what shows a behaviour stands in braces with the behaviour's name, several with commas, and braces
may stand inside braces. A customer's line may come first, with two bars after it. ``#`` begins a comment::

    where is my parcel || {apology,empathy:I'm so sorry to hear that}, {question:could I take the order number}?

Run ``python models/behaviours/corpus.py FILE…`` to check files and count what they hold.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

FOLDER = Path(__file__).with_name("corpus")
CALL_LABELS = (
    "greeting", "empathy", "apology", "ownership", "question", "paraphrase", "solution", "next_steps", "check",
    "appreciation", "reassurance", "hold", "escalation", "firm", "defensive", "closing",
    "profanity", "taking_offence", "judging",
)  # fmt: skip
"""Behaviours that the words of a call alone can show (design.md §7); the head is trained on these."""
LABELS = (*CALL_LABELS, "situation", "action", "outcome", "specific", "hypothetical", "ranting")
"""And those of interview answers, which content/interview.yaml finds."""


@dataclass(frozen=True, slots=True)
class Span:
    """The characters ``start:end`` of an utterance that show a behaviour."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One utterance: the customer's line before it (often empty), its text, what it shows, and its file's name."""

    prev: str
    text: str
    spans: tuple[Span, ...]
    source: str = ""

    @property
    def labels(self) -> frozenset[str]:
        """Each behaviour once."""
        return frozenset(span.label for span in self.spans)


def read_row(line: str) -> Row:
    """Read one line of a corpus file.

    Raises
    ------
    ValueError
        When a brace is not closed, a behaviour is unknown, or nothing is said.
    """
    prev, bars, marked = line.rpartition("||")
    text, spans = _unmarked(marked.strip() if bars else line.strip())
    if not text.strip():
        raise ValueError("nothing is said")
    return Row(prev.strip(), text, spans)


def read_corpus(files: list[Path] | None = None) -> list[Row]:
    """Return every row of the files (all of the folder when none are named), in order.

    Raises
    ------
    ValueError
        At the first wrong line; the message names file and line.
    """
    rows = []
    for file in files or sorted(FOLDER.glob("*.txt")):
        for number, line in _lines(file):
            try:
                rows.append(replace(read_row(line), source=file.stem))
            except ValueError as error:
                raise ValueError(f"{file.name}:{number}: {error}") from error
    return rows


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    text, spans, opened, at = "", [], [], 0
    while at < len(marked):
        sign = marked[at]
        if sign == "{":
            names, colon, _ = marked[at + 1 :].partition(":")
            labels = tuple(name.strip() for name in names.split(","))
            unknown = [name for name in labels if name not in LABELS]
            if not colon or unknown:
                raise ValueError(f"there is no behaviour {(unknown or [names])[0][:30]!r}")
            opened.append((labels, len(text)))
            at += 1 + len(names) + 1
        elif sign == "}":
            if not opened:
                raise ValueError("a brace is closed that was not opened")
            labels, start = opened.pop()
            spans += [Span(label, start, len(text)) for label in labels]
            at += 1
        else:
            text += sign
            at += 1
    if opened:
        raise ValueError("a brace is not closed")
    return text, tuple(sorted(spans, key=lambda span: (span.start, span.end, span.label)))


def main() -> None:
    """Check the files named and print what they hold."""
    rows, wrong, seen = [], 0, Counter()
    for file in [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.txt")):
        for number, line in _lines(file):
            try:
                rows.append(read_row(line))
            except ValueError as error:
                print(f"{file.name}:{number}: {error}")
                wrong += 1
                continue
            seen[rows[-1].text.lower()] += 1
    counts = Counter(label for row in rows for label in row.labels)
    print(f"{len(rows)} utterances, {sum(not row.spans for row in rows)} without any behaviour, {wrong} wrong lines, "
          f"{sum(count - 1 for count in seen.values())} said twice")  # fmt: skip
    for label in LABELS:
        print(f"  {label:<16}{counts[label]:>6}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
