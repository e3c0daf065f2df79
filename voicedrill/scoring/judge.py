"""The judge: from a finished call to its scorecard. Pure: the same call always gives the same scorecard."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from voicedrill.call.events import Event
from voicedrill.persona.casting import Casting
from voicedrill.scoring import content_findings, timing_findings
from voicedrill.scoring.case_facts import is_tied, names, repeated_facts
from voicedrill.scoring.conversation import Conversation, Mention, is_unclear
from voicedrill.scoring.rubric import AUTO_FAIL_ITEM, NEARLY_AT, READY_AT, RUBRIC
from voicedrill.scoring.scorecard import Band, Finding, Scorecard
from voicedrill.scoring.tone_findings import tone
from voicedrill.scoring.verdict import Rule, no_occasion
from voicedrill.speech.measurement import Measurement

AUTO_FAIL_AT = 0.9
"""Confidence (0..1) of the detector from which a promise outside policy or an insult fails the call."""
AUTO_FAIL_HEARD_AT = 0.8
"""Mean confidence (0..1) of the words that show it. Ours: stricter than for any other finding."""
FEWEST_TURNS = 2
"""Turns of the trainee below which a call is too short to judge."""

_RULES: dict[str, Rule] = {**content_findings.RULES, **timing_findings.RULES}
_UNTIED = "Nothing you said was about this case alone, so the call stays below “nearly”."
_PROVISIONAL = (
    "By itself this keeps the call below “nearly”. "
    "It is provisional until confirmed: listen, and say whether you said that."
)


def judge(
    events: tuple[Event, ...],
    casting: Casting,
    measurement: Measurement,
    outcome: str,
    duration_s: float,
    *,
    baseline: Mapping[str, float] | None = None,
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

    Returns
    -------
    Scorecard
        ``score`` and ``band`` are None for calls that were cut off, too short to judge or no call at all.
    """
    call = Conversation(events, casting, measurement, outcome, duration_s)
    failed = _auto_fail(call)
    remarks = {AUTO_FAIL_ITEM[name]: _PROVISIONAL for name in failed}
    if _is_recited(call):
        remarks["empathy_tied"] = _UNTIED
    findings = () if casting.persona.kind == "interview" else _findings(call, remarks)
    score = _score(findings) if _can_be_judged(call) else None
    if score is not None and remarks:
        score = min(score, NEARLY_AT - 1)
    return Scorecard(score, _band(score), failed, outcome, findings, tone(call, baseline))


def _findings(call: Conversation, remarks: Mapping[str, str]) -> tuple[Finding, ...]:
    findings = []
    for item in RUBRIC:
        verdict = _RULES[item.id](call) if call.turns else no_occasion("You did not speak in this call.")
        weight = item.weight * call.casting.persona.weights.get(item.skill, 1.0)
        remark = remarks.get(item.id)
        finding = Finding(
            id=item.id,
            skill=item.skill,
            score=verdict.score,
            weight=weight,
            applicable=verdict.score is not None,
            confidence=verdict.confidence,
            evidence=verdict.evidence,
            why=f"{verdict.why} {remark}" if remark else verdict.why,
            try_=verdict.try_,
        )
        findings.append(finding)
    return tuple(findings)


def _auto_fail(call: Conversation) -> tuple[str, ...]:
    return tuple(name for name in AUTO_FAIL_ITEM if any(_is_sure(one) for one in call.all(name)))


def _is_sure(mention: Mention) -> bool:
    return mention.confidence >= AUTO_FAIL_AT and mention.heard >= AUTO_FAIL_HEARD_AT


def _is_recited(call: Conversation) -> bool:
    """Tell whether kind sentences named no feeling, fact or offer of this case (design.md, principle 5)."""
    kind = call.all("empathy", "apology", "scripted")
    if not kind or any(is_unclear(turn) for turn in call.turns):
        return False
    said = " ".join(turn.text for turn in call.turns)
    words = [word for offer in call.casting.case.policy.may_offer for word in offer.words]
    offered = any(names(call.casting, said, word) for word in words)
    return not offered and not repeated_facts(call, said) and not any(is_tied(call, one) for one in kind)


def _can_be_judged(call: Conversation) -> bool:
    too_short = len(call.turns) < FEWEST_TURNS
    return call.outcome != "cut_off" and not too_short and call.casting.persona.kind == "call"


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
