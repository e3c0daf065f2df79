"""The report on paper: all of it, the same bytes each time, whatever a name is made of."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from voicedrill.history.folder import open_call
from voicedrill.history.notes import Notes
from voicedrill.report.contents import ReportContents
from voicedrill.report.paper import Paper
from voicedrill.report.pdf import pdf_report
from voicedrill.runtime.debrief import assess

GOLDEN = Path(__file__).parents[2] / "golden" / "calls"


def contents(name: str) -> ReportContents:
    return assess(open_call(GOLDEN / name), Notes(notes=("three calls",), promise="I call on Thursday.")).contents


def words(content: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("name", ["over_promising", "interview_tell_good"])
def test_everything_the_report_says_is_on_paper(name: str) -> None:
    said = contents(name)
    text = words(pdf_report(said))
    for sentence in (said.outcome, said.score_sentence, *said.limits, "three calls", "I call on Thursday."):
        assert " ".join(sentence.split())[:40] in text  # the rest may stand on the next page
    for _family, findings in said.families:
        for one in findings:
            assert one.asks in text
            assert one.finding.why[:40] in text
    for entry in said.transcript:
        assert entry.text[:25] in text


def test_the_same_call_is_the_same_file() -> None:
    said = contents("ideal")
    assert pdf_report(said) == pdf_report(said)


def test_any_name_can_be_printed() -> None:
    names = ("מרים לוי", '😀😀 Ms. "Hartley" <b>', "王小明", "a\x00b\tc\nd", "x" * 400, "")
    paper = Paper(names[0])
    for name in names:
        paper.say(f"{name} hung up.")
    assert words(paper.content()).count("hung up.") == len(names)


def test_signs_without_a_letter_become_one_box() -> None:
    paper = Paper("x")
    assert paper.drawable("a 王小明 b\n\tc") == "a □ b c"
    paper.content()


def test_a_call_without_a_score_or_a_word_has_a_report() -> None:
    empty = replace(
        contents("silent"), score=None, score_range=None, band=None, keep=(), change=(), families=(), transcript=()
    )
    text = words(pdf_report(empty))
    assert "Nobody spoke in this call." in text
    assert "Nothing stood out yet." in text
