"""The judge: from a finished call to its scorecard. Pure: the same call always gives the same scorecard."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from voicedrill.call.events import Event
from voicedrill.persona.casting import Casting
from voicedrill.scoring import content_findings, timing_findings
from voicedrill.scoring.appeal import NO_APPEALS, Appeals
from voicedrill.scoring.appeals import settled, without_denied
from voicedrill.scoring.conversation import Conversation, Mention
from voicedrill.scoring.interview_findings import interview_verdicts, is_enough
from voicedrill.scoring.measured import unmeasured
from voicedrill.scoring.recital import is_recited
from voicedrill.scoring.rubric import AUTO_FAIL_ITEM, NEARLY_AT, READY_AT, RUBRIC, Item
from voicedrill.scoring.scorecard import Band, Finding, Scorecard
from voicedrill.scoring.tone_findings import tone
from voicedrill.scoring.verdict import Rule, Verdict, no_occasion
from voicedrill.scoring.warning import ended_abuse
from voicedrill.speech.measurement import Measurement

AUTO_FAIL_AT = 0.9
"""Confidence (0..1) of the detector from which a promise outside policy or an insult fails the call."""
AUTO_FAIL_HEARD_AT = 0.8
"""Mean confidence (0..1) of the words that show it. Ours: stricter than for any other finding."""
RANTS_TOO_MANY = 2
"""Clear rants about customers that keep an interview below ``nearly``. Ours."""
FEWEST_TURNS = 2
"""Turns of the trainee below which a call is too short to judge."""

_RULES: dict[str, Rule] = {**content_findings.RULES, **timing_findings.RULES}
_PROMISED = "It keeps the call below “ready”: what policy does not allow was promised."
_RANTED = "Running customers down more than once keeps the answer below “nearly”."
_UNTIED = (
    "Most of your kind sentences could be said on any call, and we did not find that you repeated what this call was "
    "about, so the call stays below “nearly”."
)
_UNMEASURED = "Practice only: how well we detect this has not been measured."
_NOTHING_MORE_DUE = "You ended an abusive call after two warnings, so there was no occasion for it."
_PROVISIONAL = (
    "By itself this keeps the call below “nearly”. "
    "It is provisional until confirmed: listen, and say whether you said that."
)
_FINAL = "By itself this keeps the call below “nearly”. You confirmed that you said it."


def judge(
    events: tuple[Event, ...],
    casting: Casting,
    measurement: Measurement,
    outcome: str,
    duration_s: float,
    *,
    baseline: Mapping[str, float] | None = None,
    appeals: Appeals = NO_APPEALS,
) -> Scorecard:
    """Judge a call.

    Parameters
    ----------
    events : tuple of Event
        Everything that happened.
    casting : Casting
        Who called about what.
    measurement : Measurement
        Timing and tone of the same call.
    outcome : str
        How it ended.
    duration_s : float
        Its length on the call clock.
    baseline : mapping, optional
        The trainee's usual values by the names of `SideMeasures`; only the tone notes use it.
    appeals : Appeals, optional
        Disputes and confirmations; corrections are in the events already (`voicedrill.scoring.appeals.corrected`).

    Returns
    -------
    Scorecard
        ``score`` and ``band`` are None for calls that were cut off or too short to judge.
    """
    heard = Conversation(events, casting, measurement, outcome, duration_s)
    call = without_denied(heard, appeals)
    failed = _auto_fail(call)
    remarks = {AUTO_FAIL_ITEM[name]: _FINAL if appeals.said(name) else _PROVISIONAL for name in failed}
    if is_recited(call):
        remarks["empathy_tied"] = _UNTIED
    if _rants(call):
        remarks["interview_no_ranting"] = _RANTED
    highest = NEARLY_AT - 1 if remarks else 100
    if "over_promise" not in failed and any(one.clear for one in call.all("over_promise")):
        remarks["no_over_promise"] = _PROMISED
        highest = min(highest, READY_AT - 1)
    findings = _findings(call, remarks)
    findings = settled(findings, heard, appeals, failed)
    score = _score(findings) if _can_be_judged(call, findings) else None
    if score is not None:
        score = min(score, highest)
    return Scorecard(score, _band(score), failed, outcome, findings, tone(call, baseline))


def _findings(call: Conversation, remarks: Mapping[str, str]) -> tuple[Finding, ...]:
    if call.casting.persona.kind == "interview":
        verdicts = interview_verdicts(call)
        return tuple(_finding(call, item, verdict, remarks.get(item.id)) for item, verdict in verdicts)
    ended = ended_abuse(call)
    return tuple(_finding(call, item, _verdict(call, item, ended), remarks.get(item.id)) for item in RUBRIC)


def _verdict(call: Conversation, item: Item, ended: bool) -> Verdict:
    if not call.turns:
        return no_occasion("You did not speak in this call.")
    verdict = _RULES[item.id](call)
    return no_occasion(_NOTHING_MORE_DUE) if ended and verdict.missing else verdict


def _finding(call: Conversation, item: Item, verdict: Verdict, remark: str | None) -> Finding:
    practice = item.weight > 0 and bool(unmeasured(item.rests_on))
    parts = [verdict.why, remark, _UNMEASURED if practice and verdict.score is not None else None]
    return Finding(
        id=item.id,
        skill=item.skill,
        score=verdict.score,
        weight=0.0 if practice else item.weight * call.casting.persona.weights.get(item.skill, 1.0),
        applicable=verdict.score is not None,
        confidence=verdict.confidence,
        evidence=verdict.evidence,
        why=" ".join(part for part in parts if part),
        try_=verdict.try_,
        matters=item.matters,
        missed=verdict.missed and verdict.score is not None and verdict.score < 1.0,
    )


def _rants(call: Conversation) -> bool:
    clear = [one for one in call.all("ranting") if one.clear]
    return call.casting.persona.kind == "interview" and len(clear) >= RANTS_TOO_MANY


def _auto_fail(call: Conversation) -> tuple[str, ...]:
    return tuple(name for name in AUTO_FAIL_ITEM if any(_is_sure(one) for one in call.all(name)))


def _is_sure(mention: Mention) -> bool:
    return mention.confidence >= AUTO_FAIL_AT and mention.heard >= AUTO_FAIL_HEARD_AT


def _can_be_judged(call: Conversation, findings: tuple[Finding, ...]) -> bool:
    if call.outcome == "cut_off":
        return False
    if call.casting.persona.kind == "interview":
        return is_enough(call, findings)
    return len(call.turns) >= FEWEST_TURNS


def _score(findings: tuple[Finding, ...]) -> int | None:
    counted = [(finding.weight, finding.score) for finding in findings if finding.score is not None]
    total = sum(weight for weight, _ in counted)
    if total <= 0:
        return None
    share = sum(weight * score for weight, score in counted) / total
    return int(Decimal(str(round(100 * share, 6))).quantize(Decimal(1), ROUND_HALF_UP))


def _band(score: int | None) -> Band | None:
    if score is None:
        return None
    return "ready" if score >= READY_AT else "nearly" if score >= NEARLY_AT else "again"
