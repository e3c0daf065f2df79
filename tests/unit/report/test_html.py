import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
import soundfile
from golden import parcel
from markupsafe import escape

from voicedrill.call.events import Event
from voicedrill.report.contents import contents_of
from voicedrill.report.html import html_report
from voicedrill.runtime.debrief import debrief
from voicedrill.scoring.scorecard import CorrectedTurn, WithoutNotes

VOID = {"meta", "link", "br", "img", "input", "hr"}
EVIL = "<script>alert(1)</script>"


class Page(HTMLParser):
    """Collects what the tests ask, and sees that every element is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {}
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.inside.setdefault(self.open[-1] if self.open else "", []).append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def with_sound(path: Path, seconds: float = 40.0) -> None:
    """Write a two-sided recording beside the call: a tone of her, another of the trainee."""
    t = np.arange(int(16_000 * seconds)) / 16_000
    sides = [6000 * np.sin(2 * np.pi * hz * t) for hz in (220, 150)]
    soundfile.write(path / "audio.wav", np.stack(sides, axis=1).astype(np.int16), 16_000, subtype="PCM_16")


def report(path: Path, events: tuple[Event, ...], *, persona: str = parcel.PERSONA, sound: bool = False) -> str:
    parcel.write_call(path, events, persona=persona)
    if sound:
        with_sound(path)
    result = debrief(path)
    return html_report(result.contents)


def test_the_page_says_outcome_score_keep_change_and_all_findings(tmp_path: Path) -> None:
    text = report(tmp_path / "call", parcel.poor_call())
    page = Page(text)
    assert page.all("html") == [{"lang": "en"}]
    assert page.inside["h1"] == ["Mrs. Hartley hung up after 0:36."]
    assert "Once again" in text
    assert "provisional" in text
    headings = [words.strip() for words in page.inside["h2"] if words.strip()]
    assert headings == [
        "Keep", "Change", "Score", "Findings", "Timeline", "Taking turns", "Transcript",
        "What these numbers can and cannot say",
    ]  # fmt: skip
    assert {"Listen", "Care", "Solve", "Stand", "Tell"} <= set(page.inside["h3"])
    for finding in debrief(tmp_path / "call").scorecard.findings:
        assert finding.why.replace("'", "&#39;") in text
        assert finding.try_.replace("'", "&#39;") in text


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    text = report(tmp_path / "call", parcel.good_call(), sound=True)
    page = Page(text)
    assert "http" not in text.replace("http-equiv", "")
    assert not page.all("link")
    assert not page.all("img")
    assert [one["src"][:5] for one in page.all("audio") if one["src"]] == ["data:"]


def test_the_policy_allows_our_script_and_style_alone(tmp_path: Path) -> None:
    text = report(tmp_path / "call", parcel.good_call())
    page = Page(text)
    policy = next(one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"]


def test_markup_in_a_persona_or_a_transcript_stays_text(tmp_path: Path) -> None:
    persona = parcel.PERSONA.replace("name: Mrs. Hartley", f"name: 'Mrs. {EVIL}'").replace(
        "title: The lamp that never came", f"title: 'The lamp {EVIL}'"
    )
    call = parcel.Script()
    call.says("opening", f"My lamp {EVIL} never came.", 0.5, 4.0)
    call.answers(f"you should {EVIL} have read it", 3.0, 6.0, {"defensive": f"you should {EVIL} have"})
    call.feels(6.5, 0.8, 0.2, "defensive", EVIL, EVIL)
    call.answers(f"{EVIL} i said it", 8.0, 9.0, {"over_promise": EVIL})
    call.ends("hang_up", 10.0)
    text = report(tmp_path / "call", call.in_order(), persona=persona)
    assert text.count("<script") == 1
    assert EVIL not in text
    assert "&lt;script&gt;alert(1)" in text
    assert len(Page(text).all("script")) == 1


def test_the_sound_is_inside_and_every_moment_can_be_heard(tmp_path: Path) -> None:
    text = report(tmp_path / "call", parcel.poor_call(), sound=True)
    page = Page(text)
    (audio,) = page.all("audio")
    assert audio["src"] is not None
    kind, data = audio["src"].split(",", 1)
    assert kind in {"data:audio/mpeg;base64", "data:audio/ogg;base64"}
    heard, rate = soundfile.read(io.BytesIO(base64.b64decode(data)))
    assert len(heard) / rate == pytest.approx(40.0, abs=0.2)
    buttons = page.all("button")
    assert buttons
    for button in buttons:
        assert button["type"] == "button"
        assert (button["aria-label"] or "").startswith("Hear it at ")
        assert float(button["data-end"] or 0) >= float(button["data-start"] or 0) >= 0
    starts = {button["data-start"] for button in buttons}
    for finding in debrief(tmp_path / "call").scorecard.findings:
        assert {str(round(one.start_s, 3)) for one in finding.evidence} <= starts


@pytest.mark.parametrize("damage", [None, b"", b"RIFF"])
def test_the_page_works_without_sound(tmp_path: Path, damage: bytes | None) -> None:
    path = parcel.write_call(tmp_path / "call", parcel.poor_call())
    if damage is not None:
        (path / "audio.wav").write_bytes(damage)
    result = debrief(path)
    text = html_report(result.contents)
    assert "<button" not in text
    assert "<audio" not in text
    assert "Text only was kept" in text


def test_a_call_that_was_cut_off_at_once_still_has_a_page(tmp_path: Path) -> None:
    text = report(tmp_path / "call", parcel.Script().in_order())
    assert "cut off" in text
    assert "No score" in text
    assert "Nobody spoke" in text
    Page(text)


def test_the_same_call_gives_the_same_page(tmp_path: Path) -> None:
    assert report(tmp_path / "a", parcel.poor_call()) == report(tmp_path / "b", parcel.poor_call())


def test_light_dark_and_stillness_are_respected(tmp_path: Path) -> None:
    text = report(tmp_path / "call", parcel.good_call())
    assert "prefers-color-scheme: dark" in text
    assert "prefers-reduced-motion" in text
    assert "focus-visible" in text


def test_taking_turns_is_open_and_the_voice_closed_under_more(tmp_path: Path) -> None:
    text = report(tmp_path / "call", parcel.poor_call())
    more = text.index("More: how you spoke")
    assert text.index('id="findings"') < text.index('id="tone-interruptions"') < text.index('id="tone-dead_air"') < more
    assert more < text.index('id="tone-articulation_rate_wpm"') < text.index('id="tone-talk_share"')
    assert "was not measured here" in text[more:]
    assert "never count in the score" in text[more:]
    assert "<details open" not in text


def test_every_note_with_its_moments_stands_in_the_page(tmp_path: Path) -> None:
    text = report(tmp_path / "call", parcel.poor_call(), sound=True)
    starts = {button["data-start"] for button in Page(text).all("button")}
    for note in debrief(tmp_path / "call").scorecard.tone.values():
        assert isinstance(note, dict)
        for words in (note["name"], note["says"], note["try"], *(one["what"] for one in note["where"])):
            assert str(escape(words)) in text
        assert {str(round(one["start_s"], 3)) for one in note["where"]} <= starts


def test_a_finding_says_why_it_matters_and_what_is_practice_only(tmp_path: Path) -> None:
    page = report(tmp_path / "call", parcel.poor_call())
    assert '<p class="matters quiet">“I” satisfies more than “we”' in page
    assert "practice only" in page


def test_an_auto_fail_is_provisional_until_it_is_confirmed(tmp_path: Path) -> None:
    open_ = appealed_report(tmp_path / "call", auto_fail=("over_promise",))
    assert 'aria-hidden="true">!</span> provisional</span>' in open_
    assert "It is provisional until confirmed" in open_
    final = appealed_report(tmp_path / "call", auto_fail=("over_promise",), confirmed=True)
    assert 'aria-hidden="true">!</span> provisional</span>' not in final
    assert "One moment keeps this call below “nearly” by itself. It is provisional" not in final
    assert "You confirmed that you said it." in final
    assert "confirmed by you" in final


def test_what_people_noted_is_shown_beside_what_was_found(tmp_path: Path) -> None:
    page = appealed_report(
        tmp_path / "call",
        disputed=True,
        without_notes=WithoutNotes(41, "again"),
        corrected=(CorrectedTurn(4.0, 8.0, "low <b>", "hello"),),
    )
    assert "disputed by you" in page
    assert "Without your notes: 41 of 100, Once again." in page
    assert "The program had understood: “low &lt;b&gt;”" in page
    plain = appealed_report(tmp_path / "call")
    assert not [words for words in ("by you", "Without your notes", "had understood") if words in plain]


def appealed_report(path: Path, **changes: object) -> str:
    """Return the page of a call whose promise item weighs nothing; the first changes are of that finding."""
    result = debrief(path) if path.exists() else debrief(parcel.write_call(path, parcel.poor_call()))
    of_finding = {name: changes.pop(name) for name in ("disputed", "confirmed") if name in changes}
    promise = replace(
        next(one for one in result.scorecard.findings if one.id == "no_over_promise"),
        score=0.0, applicable=True, weight=0.0, **of_finding,  # type: ignore[arg-type]
    )  # fmt: skip
    findings = tuple(promise if one.id == promise.id else one for one in result.scorecard.findings)
    card = replace(result.scorecard, findings=findings, **changes)  # type: ignore[arg-type]
    return html_report(contents_of(result.folder, result.measurement, card))


def test_the_recording_can_be_left_out(tmp_path: Path) -> None:
    text = report(tmp_path / "call", parcel.good_call(), sound=True)
    assert "<audio" in text
    small = html_report(debrief(tmp_path / "call").contents, audio=False)
    assert "<audio" not in small
    assert "<button" not in small
    assert "The recording is not in this page." in small


def test_score_with_its_range_and_what_it_cannot_say(tmp_path: Path) -> None:
    text = report(tmp_path / "call", parcel.poor_call())
    contents = debrief(tmp_path / "call").contents
    low, high = contents.score_range
    assert low < contents.score < high
    assert f'{contents.score}<span class="quiet"> of 100, {low}–{high}</span>' in text
    assert f"the true score lies in {low}–{high} in 8 of 10 calls" in text
    assert (
        text.index('id="change"') < text.index('id="score"') < text.index('id="findings"') < text.index('id="limits"')
    )


def test_what_people_wrote_is_in_the_report(tmp_path: Path) -> None:
    parcel.write_call(tmp_path / "call", parcel.good_call())
    notes = {"schema_version": 1, "notes": ["three calls"], "promise": "I call her <b>Thursday</b>."}
    (tmp_path / "call" / "notes.json").write_text(json.dumps(notes), encoding="utf-8")
    text = html_report(debrief(tmp_path / "call").contents)
    assert "In your words" in text
    assert "three calls" in text
    assert "I call her &lt;b&gt;Thursday&lt;/b&gt;." in text
