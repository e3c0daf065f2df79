"""Sentences and labels of the reports: outcome, band, signs of overlaps, skills."""

from voicedrill.call.events import TOO_MUCH
from voicedrill.history.folder import CallFolder
from voicedrill.scoring.appeal import unconfirmed
from voicedrill.scoring.phrasing import clock, pronoun
from voicedrill.scoring.scorecard import Band, CorrectedTurn, Finding, Scorecard

BANDS: dict[Band, tuple[str, str]] = {
    "ready": ("✓", "Ready"),
    "nearly": ("◐", "Nearly there"),
    "again": ("↻", "Once again"),
}
"""Icon and word of each band."""

OVERLAP_SIGNS: dict[str, tuple[str, str]] = {
    "interruption": ("▲", "bad"),
    "butting_in": ("△", "notice"),
    "pause_interruption": ("◇", "notice"),
    "backchannel": ("●", "good"),
    "terminal": ("▏", "quiet"),
    "supportive": ("○", "good"),
    "invited": ("✓", "quiet"),
}
"""Sign and colour of each kind of overlap in a timeline; colour is never the only sign. Noise is not shown."""

SKILLS = {
    "listening": "Listening", "details": "Details", "paraphrase": "Repeating back", "empathy": "Empathy",
    "apology": "Apology", "appreciation": "Appreciation", "ownership": "Ownership", "solution": "Solution",
    "next_steps": "Next steps", "calm": "Calm", "not_personal": "Not personal", "firmness": "Firmness",
    "no_defensiveness": "No defensiveness", "concise": "Concise", "interview": "Interview", "reflection": "Reflection",
}  # fmt: skip
"""Name of each skill."""

FREE_BREATHS_TO = 2
"""Difficulty up to which a pause to breathe is not even mentioned."""

FOR_YOU_ALONE = "Rate, loudness and pitch are for you alone and never count in the score."
"""Stands under the part on how the trainee spoke."""

GRADE_SIGNS: dict[str, str] = {"good": "✓", "notice": "◐", "bad": "○", "plain": "–"}
"""Sign of each grade of a finding."""

_NOT_HEARD = (
    "What was not heard clearly is not counted. “We did not find” can be our miss: say “I did, here”, and it is judged "
    "once more."
)
_OUTCOME = (
    "The outcome also depends on how hard the customer was. Compare a skill over several calls, never the totals of "
    "different customers."
)
_TONE = "How you spoke is described, never what you felt, and it never counts in the score. It is for you alone."


def range_text(within: tuple[int, int]) -> str:
    """Return a range of scores: ``77–87``."""
    return f"{within[0]}–{within[1]}"


def limits(within: tuple[int, int] | None) -> tuple[str, ...]:
    """Return what the numbers of a report can and cannot say, a sentence each."""
    always = (_NOT_HEARD, _OUTCOME, _TONE)
    if within is None:
        return always
    reach = (
        "Each finding can be wrong. Going by how sure they are, the true score lies in "
        f"{range_text(within)} in 8 of 10 calls like this one; another customer or another day is not in that."
    )
    return (reach, *always)


def outcome_sentence(folder: CallFolder) -> str:
    """Return one sentence that says how the call ended and how long it took."""
    name = folder.casting.persona.name.rstrip(".")
    her = pronoun(folder.casting.persona.pronoun)
    length = clock(folder.duration_s)
    sentences = {
        "resolved": f"{name} accepted your solution: settled in {length}.",
        "accepts_limit": f"{name} accepted the limit you set, after {length}.",
        "supervisor": f"The call went to a supervisor after {length}.",
        "hang_up": f"{name} hung up after {length}.",
        "timeout": f"Time was up after {length}, and the case was still open.",
        "trainee_hung_up": f"You ended the call after {length}"
        + (", because it was too much." if _was_too_much(folder) else "."),
        "completed": f"The interview is complete: {length}.",
        "cut_off": f"The call was cut off after {length}, before {her.subject} {her.was} done.",
    }
    return sentences[folder.outcome]


def outcome_note(folder: CallFolder) -> str:
    """Return what helps to see the outcome in its light, and what befell the call on its way."""
    return " ".join(filter(None, (_light(folder), *_lost_devices(folder), *_breaths(folder))))


def _light(folder: CallFolder) -> str:
    if _was_too_much(folder):
        return "That is always right, and the end is not judged. Take an easier customer next, or a breath in time."
    if folder.outcome == "hang_up":
        return "With somebody this angry a hang-up can come on a well-handled call. What you did is what counts here."
    if folder.outcome in ("completed", "cut_off"):
        return ""
    she = pronoun(folder.casting.persona.pronoun)
    return f"The score judges what you did; the outcome also depends on how hard {she.subject} {she.was}."


def _was_too_much(folder: CallFolder) -> bool:
    return any(event.type == "pause" and event.state == TOO_MUCH for event in folder.events)


def _lost_devices(folder: CallFolder) -> list[str]:
    """Return a sentence for each time that a device was lost."""
    lost = [event.t_s for event in folder.events if event.type == "device" and event.state == "lost"]
    return [f"At {clock(t_s)} a device was gone; the call waited, and that cost you nothing." for t_s in lost]


def _breaths(folder: CallFolder) -> list[str]:
    """Return a sentence on the breaths of a call that is no beginner's; they never weigh in the score."""
    breaths = [event.t_s for event in folder.events if event.type == "pause" and not event.state]
    if not breaths or folder.casting.persona.difficulty <= FREE_BREATHS_TO:
        return []
    times = ", ".join(clock(t_s) for t_s in breaths)
    return [f"You stopped the clock to breathe (at {times}); on a real call, ask to hold for a moment."]


def score_sentence(card: Scorecard) -> str:
    """Return what the score rests on, or why there is none, and what it would be without people's notes."""
    return " ".join(filter(None, (_rests_on(card), _without_notes(card))))


def appeal_mark(finding: Finding) -> str:
    """Return the word for what the trainee holds against a finding or confirms of it; empty without either."""
    if finding.confirmed is not None:
        return "confirmed by you" if finding.confirmed else "denied by you"
    return "disputed by you" if finding.disputed else ""


def auto_fail_sentence(card: Scorecard) -> str:
    """Return what keeps the call low by itself, and whether that is final; empty where nothing does."""
    if not card.auto_fail:
        return ""
    low = "One moment keeps this call below “nearly” by itself."
    if not unconfirmed(card):
        return f"{low} You confirmed that you said it."
    return f"{low} It is provisional until confirmed: listen to it under “Change”, and say whether you said that."


def heard_sentence(turn: CorrectedTurn) -> str:
    """Return what the recogniser had understood in a turn that was put right."""
    return f"The program had understood: “{turn.heard}”"


def _without_notes(card: Scorecard) -> str:
    before = card.without_notes
    if before is None:
        return ""
    if before.score is None or before.band is None:
        return "Without your notes there was no score."
    return f"Without your notes: {before.score} of 100, {BANDS[before.band][1]}."


def _rests_on(card: Scorecard) -> str:
    if card.score is None and card.outcome == "cut_off":
        return "No score: the program ended in the middle of the call. What was found so far is listed."
    if card.score is None:
        return "No score: the call was too short to judge."
    counted = sum(1 for finding in card.findings if finding.score is not None and finding.weight > 0)
    return f"From {counted} things this call gave an occasion for. The voice itself is never scored."
