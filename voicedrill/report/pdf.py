"""The report of a call as a PDF: the same as the page, for paper."""

from collections.abc import Mapping, Sequence
from functools import partial

from voicedrill.report.contents import FindingText, ReportContents
from voicedrill.report.paper import HUGE_PT, LARGE_PT, SMALL_PT, Paper
from voicedrill.report.pdf_timeline import TIMELINE_MM, draw_timeline
from voicedrill.report.wording import BANDS, FOR_YOU_ALONE, GRADE_SIGNS, SKILLS, heard_sentence, range_text
from voicedrill.scoring.phrasing import clock, quoted

_INDENT_MM = 5.0


def pdf_report(contents: ReportContents) -> bytes:
    """Return the file; the same call always gives the same bytes."""
    paper = Paper(f"{contents.name}: {contents.title}")
    paper.say(f"{contents.name} · {contents.title} · {clock(contents.duration_s)}", SMALL_PT, "quiet")
    paper.say(contents.outcome, HUGE_PT, strong=True)
    if contents.note:
        paper.say(contents.note)
    _highlights(
        paper, "✓ Keep", contents.keep, "Nothing stood out yet. Pick one thing from “Change” for the next call."
    )
    _highlights(paper, "→ Change", contents.change, "Nothing needs to change here. A harder customer is waiting.")
    _score(paper, contents)
    _findings(paper, contents)
    paper.keep_together(TIMELINE_MM)
    paper.heading("Timeline")
    draw_timeline(paper, contents.timeline)
    paper.heading("Taking turns")
    _notes(paper, contents.turn_taking)
    _transcript(paper, contents)
    if contents.added:
        paper.heading("In your words")
        for heading, words in contents.added:
            paper.say(heading, SMALL_PT, "quiet")
            paper.say(words)
    paper.heading("More: how you spoke")
    _notes(paper, contents.voice)
    paper.say(FOR_YOU_ALONE, SMALL_PT, "quiet")
    paper.heading("What these numbers can and cannot say")
    for sentence in contents.limits:
        paper.say(f"• {sentence}")
    if contents.made_with:
        paper.rule()
        paper.say(f"Made with {contents.made_with}.", SMALL_PT, "quiet")
    return paper.content()


def _highlights(paper: Paper, heading: str, texts: Sequence[FindingText], empty: str) -> None:
    paper.heading(heading)
    for text in texts:
        paper.together(partial(_finding, paper, text))
    if not texts:
        paper.say(empty, ink="quiet")


def _score(paper: Paper, contents: ReportContents) -> None:
    paper.heading("Score")
    if contents.score is not None and contents.band is not None:
        within = f", {range_text(contents.score_range)}" if contents.score_range else ""
        sign, band = BANDS[contents.band]
        paper.say(f"{contents.score}{within}   {sign} {band}", LARGE_PT, strong=True)
    paper.say(contents.score_sentence, ink="quiet")
    if contents.auto_fail:
        paper.say(f"! {contents.auto_fail}", ink="notice")


def _findings(paper: Paper, contents: ReportContents) -> None:
    paper.heading("Findings")
    for family, texts in contents.families:
        paper.heading(family, size_pt=11)
        for text in texts:
            paper.together(partial(_graded_finding, paper, text))
    if contents.no_occasion:
        paper.heading(f"Not counted in this call ({len(contents.no_occasion)})", size_pt=11)
        for text in contents.no_occasion:
            paper.say(f"{text.asks}{_mark(text)}: {text.finding.why}", SMALL_PT, "quiet")


def _graded_finding(paper: Paper, text: FindingText) -> None:
    sign = "!" if text.word == "provisional" else GRADE_SIGNS[text.grade]
    paper.say(f"{sign} {text.word} · {SKILLS[text.finding.skill]} · {text.sure}", SMALL_PT, text.grade)
    _finding(paper, text)


def _finding(paper: Paper, text: FindingText) -> None:
    finding = text.finding
    paper.say(f"{text.asks}{_mark(text)}", strong=True)
    paper.say(finding.why)
    with paper.indented(_INDENT_MM):
        if finding.try_:
            paper.say(f"Try: {finding.try_}", ink="accent")
        if finding.matters:
            paper.say(finding.matters, SMALL_PT, "quiet")
        for moment in finding.evidence:
            said = f"  {quoted(moment.quote)}" if moment.quote else ""
            paper.say(f"{clock(moment.start_s)}{said}", SMALL_PT, "quiet")
    paper.gap(1.5)


def _notes(paper: Paper, notes: Sequence[Mapping[str, object]]) -> None:
    for note in notes:
        paper.keep_together(12)
        paper.say(f"{note['name']}: {note['reads'] or 'not measured'}", strong=True)
        paper.say(str(note["says"]))
        with paper.indented(_INDENT_MM):
            if note["try"]:
                paper.say(f"Try: {note['try']}", ink="accent")
            where = note["where"]
            assert isinstance(where, list | tuple)
            for one in where:
                paper.say(f"{clock(one['start_s'])}  {one['what']}", SMALL_PT, "quiet")
        paper.gap(1.5)


def _transcript(paper: Paper, contents: ReportContents) -> None:
    paper.heading("Transcript")
    for entry in contents.transcript:
        paper.keep_together(10)
        with paper.indented(_INDENT_MM if entry.speaker == "trainee" else 0.0):
            paper.say(f"{clock(entry.start_s)}  {entry.name}", SMALL_PT, entry.speaker, strong=True)
            paper.say(entry.text or "You said nothing here.")
            if entry.corrected:
                paper.say(f"✎ {heard_sentence(entry.corrected)}", SMALL_PT, "quiet")
            if entry.marks:
                paper.say(" · ".join(mark.words for mark in entry.marks), SMALL_PT, "quiet")
        paper.gap(1)
    if not contents.transcript:
        paper.say("Nobody spoke in this call.", ink="quiet")


def _mark(text: FindingText) -> str:
    return f" (✎ {text.mark})" if text.mark else ""
