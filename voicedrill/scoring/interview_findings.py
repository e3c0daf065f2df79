"""The verdicts on an interview: each item over all answers that it applies to."""

from collections.abc import Iterable

from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.interview_answer import Answer, answers, was_asked
from voicedrill.scoring.interview_how import BOTH_RULES, HOW_RULES
from voicedrill.scoring.interview_rubric import BOTH, HOW, INTERVIEW_RUBRIC, TELL
from voicedrill.scoring.interview_tell import TELL_RULES, AnswerRule
from voicedrill.scoring.phrasing import clock
from voicedrill.scoring.rubric import AUTO_FAIL_ITEM, RUBRIC, Item
from voicedrill.scoring.scorecard import Finding
from voicedrill.scoring.stand_findings import clean_language
from voicedrill.scoring.verdict import Verdict, no_occasion

JUDGED_SHARE = 0.5
"""Share (0..1) of the weight of the items for the questions asked that must be judged for a score. Ours."""

_CLEAN_LANGUAGE = next(item for item in RUBRIC if item.id == AUTO_FAIL_ITEM["profanity"])
_RULES: dict[str, AnswerRule] = {**TELL_RULES, **HOW_RULES, **BOTH_RULES}
_EXTRAS = ("interview_own_story", "interview_no_ranting")
"""Items that count only where there is something: a bonus, and a fault."""
_ASKED = {"tell": "You were not asked to tell of a case.", "how": "You were not asked how you would act."}


def interview_verdicts(call: Conversation) -> tuple[tuple[Item, Verdict], ...]:
    """Return each item of the rubric with its verdict, in the order of the rubric; the last one is clean language.

    Over several answers an item's score is the mean; answers that cannot be judged are left out.
    """
    given = answers(call)
    verdicts = [(item, _verdict(call, item, given)) for item in INTERVIEW_RUBRIC]
    clean = clean_language(call) if call.turns else no_occasion("You did not speak.")
    return (*verdicts, (_CLEAN_LANGUAGE, clean))


def _verdict(call: Conversation, item: Item, given: tuple[Answer, ...]) -> Verdict:
    if not given:
        return no_occasion("You gave no answer." if was_asked(call) else "You were asked no question.")
    kind = "tell" if item in TELL else "how" if item in HOW else None
    fitting = [one for one in given if kind in (one.kind, None)]
    if kind and not fitting:
        return no_occasion(_ASKED[kind])
    return _joined([(one, no_occasion(one.unfit) if one.unfit else _RULES[item.id](one)) for one in fitting])


def _joined(judged: list[tuple[Answer, Verdict]]) -> Verdict:
    if len(judged) == 1:
        return judged[0][1]
    scored = [verdict for _, verdict in judged if verdict.score is not None]
    worst = min(scored, key=lambda verdict: verdict.score or 0.0, default=judged[0][1])
    return Verdict(
        score=round(sum(one.score or 0.0 for one in scored) / len(scored), 3) if scored else None,
        why=" ".join(f"Answer at {clock(answer.start_s)}: {verdict.why}" for answer, verdict in judged),
        try_=worst.try_,
        evidence=tuple(moment for _, verdict in judged for moment in verdict.evidence),
        confidence=min(verdict.confidence for _, verdict in judged),
        missing=any(verdict.missing for _, verdict in judged),
        missed=any(verdict.missed for verdict in scored),
    )


def is_enough(call: Conversation, findings: Iterable[Finding]) -> bool:
    """Tell whether enough was judged for a score: what is practice only leaves too little."""
    kinds = {one.kind for one in answers(call)}
    items = (*(TELL if "tell" in kinds else ()), *(HOW if "how" in kinds else ()), *BOTH)
    wanted = {item.id: item.weight for item in items if item.id not in _EXTRAS}
    judged = {one.id for one in findings if one.score is not None and one.weight > 0}
    counted = sum(weight for name, weight in wanted.items() if name in judged)
    return bool(kinds) and counted >= JUDGED_SHARE * sum(wanted.values())
