"""The learning path keeps its promises whatever happened before."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from voicedrill.persona.loader import load_persona
from voicedrill.persona.schema import Persona, Skill
from voicedrill.scoring.learning_path import MASTERED_AT, Mark, PastCall, next_call
from voicedrill.scoring.rubric import FAMILIES

_FILE = Path(__file__).parents[1] / "data" / "personas" / "minimal.yaml"
_BASE = load_persona(_FILE.read_text(encoding="utf-8"), _FILE.name)
_SKILLS: list[Skill] = [skill for family in FAMILIES.values() for skill in family]
_CASES = tuple(
    _BASE.cases[0].model_copy(update={"id": case_id, "follows": follows})
    for case_id, follows in (("first", None), ("second", None), ("after", "first"))
)


@st.composite
def _libraries(draw: st.DrawFn) -> list[Persona]:
    count = draw(st.integers(1, 6))
    return [
        _BASE.model_copy(
            update={
                "id": f"customer_{number}",
                "difficulty": draw(st.integers(1, 5)),
                "skills": tuple(draw(st.lists(st.sampled_from(_SKILLS), min_size=1, max_size=4, unique=True))),
                "cases": _CASES[: draw(st.integers(1, 3))],
            }
        )
        for number in range(count)
    ]


@st.composite
def _histories(draw: st.DrawFn, library: list[Persona]) -> list[PastCall]:
    past = []
    for _ in range(draw(st.integers(1, 8))):
        persona = draw(st.sampled_from(library))
        found = draw(st.dictionaries(st.sampled_from(_SKILLS), st.builds(Mark, st.floats(0, 1), st.floats(0.5, 20))))
        score = draw(st.none() | st.integers(0, 100))
        case = draw(st.sampled_from(persona.cases))
        past.append(PastCall(persona.id, case.id, persona.difficulty, persona.skills[:2], score, found))
    return past


@given(st.data())
def test_the_rules_hold_whatever_happened_before(data: st.DataObject) -> None:
    library = data.draw(_libraries())
    past = data.draw(_histories(library))
    advice = next_call(past, library)
    assert advice == next_call(past, list(reversed(library)))
    if advice is None:
        return
    persona, case = advice.persona, advice.case
    easiest = min(one.difficulty for one in library)
    mastered = max((one.difficulty for one in past if (one.score or 0) >= MASTERED_AT), default=0)
    assert persona.difficulty <= max(easiest, mastered + 1)
    judged = [one for one in past if one.score is not None]
    if len(judged) > 1 and all(one.failed for one in judged[-2:]):
        assert persona.difficulty <= max(easiest, judged[-1].difficulty - 1)
    assert (persona.id, case.id) != (past[-1].persona_id, past[-1].case)
    assert case.follows is None or (persona.id, case.follows) in {(one.persona_id, one.case) for one in judged}
    assert advice.skill in persona.skills[:2]
    there = [one.score for one in judged if one.difficulty == persona.difficulty]
    assert advice.help == ("none" if max(there, default=0) >= MASTERED_AT else "hints" if there else "script")
    assert advice.why.endswith(".")
    assert "\n" not in advice.why
