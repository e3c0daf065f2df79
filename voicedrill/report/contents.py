"""What a report of a call says, in the order in which it says it: the window, the page and the PDF all show this."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from voicedrill.history.folder import CallFolder
from voicedrill.history.notes import Notes
from voicedrill.report.call_timeline import Timeline, timeline_of
from voicedrill.report.transcript import Entry, transcript
from voicedrill.report.wording import (
    appeal_mark,
    auto_fail_sentence,
    limits,
    outcome_note,
    outcome_sentence,
    score_sentence,
)
from voicedrill.report.wrap_up import compared, judged
from voicedrill.scoring.appeal import unconfirmed
from voicedrill.scoring.highlights import highlights
from voicedrill.scoring.interview_rubric import ASKS
from voicedrill.scoring.rubric import AUTO_FAIL_ITEM, FAMILIES
from voicedrill.scoring.score_range import score_range
from voicedrill.scoring.scorecard import Band, CorrectedTurn, Finding, Scorecard
from voicedrill.scoring.tone_findings import FIRST
from voicedrill.speech.measurement import Measurement

DONE_FROM, PARTLY_FROM = 0.8, 0.4
"""Scores (0..1) from which a finding reads "done" and "partly"."""
SURE_FROM, FAIRLY_SURE_FROM = 0.8, 0.6
"""Confidences (0..1) from which a finding reads "sure" and "fairly sure"."""
_MADE_WITH = {"voice": "the voice of", "speech_to_text": "words heard by", "behaviours": "behaviours found by"}
_ADDED = {
    "notes": "Noted during the call",
    "problem": "The problem",
    "promise": "What you promised",
    "by_when": "By when",
    "compared": "Your note beside the call",
    "judged": "Your judgement and ours",
    "reflection": "How you saw it",
    "learning_note": "What you take from it",
    "company_note": "What the company should change",
}

Grade = Literal["good", "notice", "bad", "plain"]


@dataclass(frozen=True, slots=True)
class FindingText:
    """A finding with the words around it.

    Attributes
    ----------
    finding : Finding
        What was found: reason, better wording, why it matters, moments.
    asks : str
        What it asks for, in a few words.
    grade : {"good", "notice", "bad", "plain"}
        How it went, as colour and sign show it.
    word : str
        The same in a word: "done", "partly", "to work on" …
    sure : str
        "sure", "fairly sure" or "not sure".
    mark : str
        What the trainee holds against it or confirms of it; else empty.
    """

    finding: Finding
    asks: str
    grade: Grade
    word: str
    sure: str
    mark: str


@dataclass(frozen=True, slots=True)
class ReportContents:
    """All that a report says.

    Attributes
    ----------
    name, title : str
        Who called, about what.
    duration_s : float
        Length of the call.
    outcome, note : str
        One sentence on how it ended, and what helps to see that in its light.
    keep, change : tuple of FindingText
        What to keep, and what to change, the heaviest first.
    score : int or None
        0..100.
    score_range : (int, int) or None
        Between these the true score lies in 8 of 10 cases.
    band : str or None
        ``ready``, ``nearly`` or ``again``.
    score_sentence, auto_fail : str
        What the score rests on; what fails the call by itself, else empty.
    families : tuple of (str, tuple of FindingText)
        The findings by family of skills; only families that this call gave an occasion for.
    no_occasion : tuple of FindingText
        What this call gave no occasion for, or could not be measured.
    turn_taking, voice : tuple of mapping
        Tone notes (`voicedrill.scoring.tone_note.Note`): those shown at once, and those under "more".
    timeline : Timeline
        What happened when.
    transcript : tuple of Entry
        What was said, with corrected words.
    corrected : tuple of CorrectedTurn
        The turns whose words people put right.
    added : tuple of (str, str)
        What people wrote down: heading and text.
    limits : tuple of str
        What these numbers can and cannot say.
    made_with : str
        Voice, recogniser and detector; empty when not known.
    audio : Path or None
        The recording.
    """

    name: str
    title: str
    duration_s: float
    outcome: str
    note: str
    keep: tuple[FindingText, ...]
    change: tuple[FindingText, ...]
    score: int | None
    score_range: tuple[int, int] | None
    band: Band | None
    score_sentence: str
    auto_fail: str
    families: tuple[tuple[str, tuple[FindingText, ...]], ...]
    no_occasion: tuple[FindingText, ...]
    turn_taking: tuple[Mapping[str, object], ...]
    voice: tuple[Mapping[str, object], ...]
    timeline: Timeline
    transcript: tuple[Entry, ...]
    corrected: tuple[CorrectedTurn, ...]
    added: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    made_with: str
    audio: Path | None


def contents_of(
    folder: CallFolder, measurement: Measurement, card: Scorecard, notes: Notes | None = None
) -> ReportContents:
    """Return what a report of this call says."""
    provisional = {AUTO_FAIL_ITEM[item] for item in unconfirmed(card)}

    def texts(findings: tuple[Finding, ...]) -> tuple[FindingText, ...]:
        return tuple(_text(one, provisional=one.id in provisional) for one in findings)

    families = (
        (family, texts(tuple(one for one in card.findings if one.skill in skills and one.applicable)))
        for family, skills in FAMILIES.items()
    )
    chosen = highlights(card)
    within = score_range(card)
    return ReportContents(
        name=folder.casting.persona.name,
        title=folder.casting.written(folder.casting.case.title),
        duration_s=max(measurement.duration_s, folder.duration_s),
        outcome=outcome_sentence(folder),
        note=outcome_note(folder),
        keep=texts(chosen.keep),
        change=texts(chosen.change),
        score=card.score,
        score_range=within,
        band=card.band,
        score_sentence=score_sentence(card),
        auto_fail=auto_fail_sentence(card),
        families=tuple((family, found) for family, found in families if found),
        no_occasion=texts(tuple(one for one in card.findings if not one.applicable)),
        turn_taking=tuple(_note(card.tone[one]) for one in FIRST if one in card.tone),
        voice=tuple(_note(note) for one, note in card.tone.items() if one not in FIRST),
        timeline=timeline_of(folder, measurement),
        transcript=transcript(folder, card.corrected),
        corrected=card.corrected,
        added=_added(folder, card, notes or Notes()),
        limits=limits(within),
        made_with="; ".join(
            f"{what} {folder.header.models[name]}"
            for name, what in _MADE_WITH.items()
            if folder.header.models.get(name)
        ),
        audio=folder.audio_path,
    )


def _text(finding: Finding, *, provisional: bool) -> FindingText:
    grade, word = _grade(finding)
    return FindingText(
        finding=finding,
        asks=ASKS.get(finding.id, finding.id.replace("_", " ").capitalize()),
        grade="bad" if provisional else grade,
        word="provisional" if provisional else word,
        sure=_sureness(finding),
        mark=appeal_mark(finding),
    )


def _grade(finding: Finding) -> tuple[Grade, str]:
    if finding.confirmed:
        return "bad", "to work on"
    if finding.score is None:
        return "plain", "not counted"
    if finding.weight == 0:
        return "plain", "practice only"
    if finding.score >= DONE_FROM:
        return "good", "done"
    return ("notice", "partly") if finding.score >= PARTLY_FROM else ("bad", "to work on")


def _sureness(finding: Finding) -> str:
    if finding.confidence >= SURE_FROM:
        return "sure"
    return "fairly sure" if finding.confidence >= FAIRLY_SURE_FROM else "not sure"


def _note(note: object) -> Mapping[str, object]:
    assert isinstance(note, Mapping)
    return note


def _made_with(models: Mapping[str, str]) -> str:
    return "; ".join(f"{what} {models[name]}" for name, what in _MADE_WITH.items() if models.get(name))


def _added(folder: CallFolder, card: Scorecard, notes: Notes) -> tuple[tuple[str, str], ...]:
    values = {name: getattr(notes, name) for name in _ADDED if name not in ("judged", "compared")}
    values["notes"] = "; ".join(notes.notes)
    values["judged"], values["compared"] = judged(notes, card), compared(folder, notes)
    return tuple((heading, values[name]) for name, heading in _ADDED.items() if values[name])
