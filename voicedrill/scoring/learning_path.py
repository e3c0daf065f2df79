"""The learning path: which customer and case come next, why, and with how much help.

The rules are ours: practise what is weakest, a little above what is mastered, with help that fades (the worked-example
and fading effects of instruction research; Renkl & Atkinson 2003).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from voicedrill.persona.schema import Case, Persona, Skill
from voicedrill.scoring.rubric import FAMILIES, NEARLY_AT

MASTERED_AT = NEARLY_AT
"""Score from which a difficulty counts as mastered: the next one opens, and help there ends."""
RECENT_CALLS = 5
"""Marks of a skill that count, the latest: what was learned since should show."""
PRIOR_MARK = 0.5
"""Mark of a skill nothing is known of."""
PRIOR_WEIGHT = 8.0
"""Weight of that mark, about what one skill weighs in one call: few calls move a level less than many."""
FAILURES_RUNNING = 2
"""Calls below `MASTERED_AT` one after the other, after which an easier one comes."""
THEMES = 2
"""A customer practises above all the first two of her skills."""

Help = Literal["script", "hints", "none"]
"""``script``: the good script can be read; ``hints``: hints during the call; ``none``."""

_SKILLS = [skill for family in FAMILIES.values() for skill in family]
_NAMES: dict[Skill, str] = {
    "details": "asking for details", "paraphrase": "repeating the problem back", "apology": "apologising",
    "appreciation": "thanking the customer", "ownership": "taking ownership", "solution": "offering a solution",
    "next_steps": "naming the next steps", "calm": "staying calm", "not_personal": "staying above personal attacks",
    "firmness": "holding a limit", "no_defensiveness": "answering without defending", "concise": "being brief",
    "interview": "answering in an interview",
}  # fmt: skip


class Mark(NamedTuple):
    """What one call showed of one skill: ``score`` 0..1, ``weight`` its share in the call, above 0."""

    score: float
    weight: float


@dataclass(frozen=True, slots=True)
class PastCall:
    """What is left of a finished call.

    Attributes
    ----------
    persona_id, case : str
        Who called, about what.
    difficulty : int
        1 to 5, as it was then.
    themes : tuple of Skill
        What it practised above all.
    score : int or None
        0..100; None for a call that was cut off or too short to judge.
    marks : mapping of Skill to Mark
        Only skills that were scored in it.

    How it ended does not matter: a hang-up can be a well-handled call, so the score decides.
    """

    persona_id: str
    case: str
    difficulty: int
    themes: tuple[Skill, ...]
    score: int | None
    marks: Mapping[Skill, Mark] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether it was judged, and below `MASTERED_AT`."""
        return self.score is not None and self.score < MASTERED_AT


@dataclass(frozen=True, slots=True)
class NextCall:
    """The recommendation.

    Attributes
    ----------
    persona : Persona
        Who calls next.
    case : Case
        About what.
    skill : Skill
        What it is chosen for.
    help : Help
        How much help the trainee gets.
    why : str
        One plain sentence, second person.
    """

    persona: Persona
    case: Case
    skill: Skill
    help: Help
    why: str


def marks(findings: Iterable[tuple[Skill, float | None, float]]) -> dict[Skill, Mark]:
    """Return the mark of each skill from the findings of a scorecard.

    Parameters
    ----------
    findings : iterable of (skill, score, weight)
        Findings that were not scored, or weigh nothing, are left out.
    """
    sums: dict[Skill, tuple[float, float]] = {}
    for skill, score, weight in findings:
        if score is not None and weight > 0:
            points, total = sums.get(skill, (0.0, 0.0))
            sums[skill] = (points + score * weight, total + weight)
    return {skill: Mark(points / total, total) for skill, (points, total) in sums.items()}


def next_call(past: Sequence[PastCall], personas: Iterable[Persona]) -> NextCall | None:
    """Return the call to practise next; None when nothing but the last one is within reach.

    Parameters
    ----------
    past : sequence of PastCall
        All calls so far, the latest last. Interviews are no part of the path.
    personas : iterable of Persona
        The customers to choose from; interviewers are passed over.
    """
    customers = sorted((one for one in personas if one.kind == "call"), key=lambda one: one.id)
    choices = _choices(past, customers)
    if not choices:
        return None
    if not past:
        persona, case = min(choices, key=lambda one: (one[0].difficulty, one[0].temper.anger))
        why = f"{persona.name} is the easiest customer to begin with, and the good script helps you."
        return NextCall(persona, case, persona.skills[0], "script", why)
    easiest = min(persona.difficulty for persona in customers)
    mastered = max((call.difficulty for call in past if _is_mastered(call)), default=easiest - 1)
    down = _stepped_down(past)
    limit = max(easiest, mastered + 1 if down is None else min(mastered + 1, down))
    within = [one for one in choices if one[0].difficulty <= limit]
    if not within:
        return None
    skill = min({skill for persona, _ in within for skill in _themes(persona)}, key=lambda one: _need(past, one))
    persona, case = min(
        (one for one in within if skill in _themes(one[0])), key=lambda one: _rank(past, one[0], one[1], skill)
    )
    eased = down is not None and persona.difficulty <= down
    return NextCall(persona, case, skill, help_at(past, persona.difficulty), _why(past, persona, skill, eased))


def help_at(past: Sequence[PastCall], difficulty: int) -> Help:
    """Return how much help a trainee gets in a call of this difficulty: it fades."""
    there = [call for call in past if call.difficulty == difficulty and call.score is not None]
    if not there:
        return "script"
    return "none" if any(_is_mastered(call) for call in there) else "hints"


def _choices(past: Sequence[PastCall], personas: Sequence[Persona]) -> list[tuple[Persona, Case]]:
    """Return every call that may come next: not the last one again, and one that follows another only after it."""
    played = {(call.persona_id, call.case) for call in past if call.score is not None}
    last = (past[-1].persona_id, past[-1].case) if past else None
    return [
        (persona, case)
        for persona in personas
        for case in persona.cases
        if (persona.id, case.id) != last and (case.follows is None or (persona.id, case.follows) in played)
    ]


def _themes(persona: Persona) -> tuple[Skill, ...]:
    return persona.skills[:THEMES]


def _is_mastered(call: PastCall) -> bool:
    return call.score is not None and not call.failed


def _stepped_down(past: Sequence[PastCall]) -> int | None:
    """Return the difficulty below the last one when the latest judged calls failed, else None."""
    judged = [call for call in past if call.score is not None]
    latest = judged[-FAILURES_RUNNING:]
    if len(latest) == FAILURES_RUNNING and all(call.failed for call in latest):
        return latest[-1].difficulty - 1
    return None


def _marks_of(past: Sequence[PastCall], skill: Skill) -> list[Mark]:
    return [call.marks[skill] for call in past if skill in call.marks][-RECENT_CALLS:]


def _is_new(past: Sequence[PastCall], skill: Skill) -> bool:
    return not any(skill in call.marks or skill in call.themes for call in past)


def _level(past: Sequence[PastCall], skill: Skill) -> float:
    """Return the mean mark of a skill, drawn towards the middle as long as few calls are known."""
    known = [*_marks_of(past, skill), Mark(PRIOR_MARK, PRIOR_WEIGHT)]
    return sum(mark.score * mark.weight for mark in known) / sum(mark.weight for mark in known)


def _need(past: Sequence[PastCall], skill: Skill) -> tuple[bool, float, int]:
    """Order skills: what was never practised, then the lowest level, then as the families list them."""
    return not _is_new(past, skill), round(_level(past, skill), 6), _SKILLS.index(skill)


def _rank(past: Sequence[PastCall], persona: Persona, case: Case, skill: Skill) -> tuple[int, int, int, int, str, int]:
    """Order calls for a skill: the hardest, the least played, the longest ago, first themes before second ones."""
    times = [index for index, call in enumerate(past) if (call.persona_id, call.case) == (persona.id, case.id)]
    last = times[-1] if times else -1
    return -persona.difficulty, len(times), last, persona.skills.index(skill), persona.id, persona.cases.index(case)


def _why(past: Sequence[PastCall], persona: Persona, skill: Skill, eased: bool) -> str:
    name = _NAMES.get(skill, skill)
    known = _marks_of(past, skill)
    call = f"a call with {persona.name}, difficulty {persona.difficulty}, practises it"
    if eased:
        call += ", an easier call after two hard ones"
    if _is_new(past, skill):
        return f"You have not practised {name} yet: {call}."
    if not known:
        return f"{_sentence_case(name)} could not be judged so far: {call}."
    mean = sum(mark.score * mark.weight for mark in known) / sum(mark.weight for mark in known)
    calls = "your last call" if len(known) == 1 else f"your last {len(known)} calls"
    return f"{_sentence_case(name)} needs practice most ({mean * 100:.0f} of 100 in {calls} with it): {call}."


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
