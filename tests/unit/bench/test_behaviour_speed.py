"""The lines that the speed of the detector is measured on."""

import sys

from bench.behaviour_speed import WARM_UP, corpus_lines, speed
from voicedrill.content.detection import Detection


class Counting:
    """Finds nothing and counts what it reads."""

    name = "counting"

    def __init__(self) -> None:
        self.read: list[tuple[str, str]] = []

    def detect(self, text: str, prev: str = "") -> list[Detection]:
        self.read.append((text, prev))
        return []


def test_every_line_is_read_once_after_the_warm_up() -> None:
    lines = [(f"text {number}", f"before {number}") for number in range(WARM_UP + 50)]
    detector = Counting()
    assert set(speed(lines, detector)) == {"lines_per_processor_s", "lines_per_wall_s", "processor_ms_a_line"}
    assert detector.read == lines


def test_the_corpus_gives_lines_without_marks() -> None:
    path = list(sys.path)
    lines = corpus_lines()
    assert sys.path == path
    assert len(lines) >= 4_000
    assert all(text.strip() and "{" not in text for text, _ in lines)
    assert any(prev for _, prev in lines)
