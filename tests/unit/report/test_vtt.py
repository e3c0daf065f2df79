import html
import re
from pathlib import Path

import pytest
import webvtt
from golden import parcel
from golden.rows import FOLDERS, judged

from voicedrill.history.folder import open_call
from voicedrill.report.transcript import transcript
from voicedrill.report.vtt import _time, vtt

CUE = re.compile(r"(\d+)\n(\d\d:\d\d:\d\d\.\d{3}) --> (\d\d:\d\d:\d\d\.\d{3})\n<v ([^<>\n]+)>([^<>\n]*)</v>\n")


def cues(path: Path, call: parcel.Script, persona: str = parcel.PERSONA) -> list[tuple[str, ...]]:
    text = vtt(open_call(parcel.write_call(path, call.in_order(), persona=persona)))
    assert text.startswith("WEBVTT\n\n")
    found = [match.groups() for match in CUE.finditer(text)]
    assert len(found) == text.count(" --> ")
    assert [one[0] for one in found] == [str(number) for number in range(1, len(found) + 1)]
    return found


@pytest.mark.parametrize(
    ("t_s", "text"),
    [
        (0.0, "00:00:00.000"), (59.9994, "00:00:59.999"), (59.9996, "00:01:00.000"), (3599.9999, "01:00:00.000"),
        (3661.5, "01:01:01.500"),
    ],
)  # fmt: skip
def test_times(t_s: float, text: str) -> None:
    assert _time(t_s) == text


def test_cues_are_in_order_and_each_ends_after_it_begins(tmp_path: Path) -> None:
    call = parcel.Script()
    call.says("opening", "My lamp never came.", 2.0, 6.0)
    call.answers("i see", 4.0, 4.0)
    call.answers("hello", 0.0, 1.0)
    found = cues(tmp_path / "call", call)
    assert [(one[3], one[4]) for one in found] == [
        ("You", "hello"), ("Mrs. Hartley", "My lamp never came."), ("You", "i see"),
    ]  # fmt: skip
    assert all(start < end for _, start, end, _, _ in found)


def test_a_line_that_was_cut_ends_where_she_stopped(tmp_path: Path) -> None:
    call = parcel.Script()
    call.says("opening", "one two three four", 2.0, 6.0, stopped_s=3.9)
    ((_, _, end, _, text),) = cues(tmp_path / "call", call)
    assert (end, text) == ("00:00:03.900", "one two –")


def test_markup_arrows_and_line_ends_cannot_break_a_cue(tmp_path: Path) -> None:
    call = parcel.Script()
    call.says("opening", "a <b> & --> c\n\nNOTE d", 2.0, 6.0)
    persona = parcel.PERSONA.replace("name: Mrs. Hartley", "name: 'Mrs. <H> & Co'")
    ((_, _, _, name, text),) = cues(tmp_path / "call", call, persona)
    assert text == "a &lt;b&gt; &amp; --&gt; c NOTE d"
    assert name == "Mrs. &lt;H&gt; &amp; Co"


@pytest.mark.parametrize("name", FOLDERS)
def test_another_program_reads_the_same_captions(name: str) -> None:
    folder = judged(name).folder
    captions, entries = list(webvtt.from_string(vtt(folder))), transcript(folder)
    assert len(captions) == len(entries) > 0
    for number, (caption, entry) in enumerate(zip(captions, entries, strict=True), start=1):
        assert caption.identifier == str(number)
        assert caption.start_time.in_milliseconds() == round(entry.start_s * 1000)
        assert caption.end_time.in_milliseconds() == round(entry.end_s * 1000)
        assert html.unescape(caption.voice or "") == entry.name
        assert html.unescape(caption.text) == " ".join(entry.text.split())
