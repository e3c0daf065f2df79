"""The temper keeps its bounds and its direction, whatever is said."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from voicedrill.persona.schema import TemperStart
from voicedrill.persona.temper import MAX_ANGER_STEP, RULES, Cause, TemperModel, TemperState

unit = st.floats(0, 1)
starts = st.builds(
    TemperStart,
    anger=unit,
    trust=unit,
    patience=unit,
    reactivity=st.floats(0.6, 1.4),
    forgiveness=st.floats(0.6, 1.4),
    floor=st.floats(0.1, 0.3),
)
causes = st.builds(Cause, st.sampled_from(sorted(RULES)), st.just("words"), st.sampled_from([0.5, 1.0, 2.0]))
turns = st.lists(st.lists(causes, max_size=6), max_size=12)
good = st.sampled_from(sorted(name for name, rule in RULES.items() if rule.anger < 0))


def path(start: TemperStart, said: list[list[Cause]]) -> list[TemperState]:
    model = TemperModel(start)
    states = [model.state]
    for one in said:
        model.react(one)
        states.append(model.state)
    return states


@given(starts, turns)
def test_bounds_and_steps(start: TemperStart, said: list[list[Cause]]) -> None:
    states = path(start, said)
    for before, after in pairwise(states):
        assert all(0 <= value <= 1 for value in (after.anger, after.trust, after.patience))
        assert abs(after.anger - before.anger) <= MAX_ANGER_STEP + 1e-9
        assert after.anger >= min(start.floor, before.anger) - 1e-9
    assert states == path(start, said)


@given(starts, turns, st.lists(good, max_size=5))
def test_a_turn_of_good_causes_never_makes_her_angrier(
    start: TemperStart, said: list[list[Cause]], kind: list[str]
) -> None:
    model = TemperModel(start)
    for one in said:
        model.react(one)
    before = model.state
    model.react([Cause(rule) for rule in kind])
    assert model.state.anger <= before.anger
    assert model.state.trust >= before.trust
    assert model.state.patience >= before.patience


@given(starts, turns)
def test_the_changes_told_add_up(start: TemperStart, said: list[list[Cause]]) -> None:
    model = TemperModel(start)
    for one in said:
        before = model.state
        changes = model.react(one)
        for name in ("anger", "trust", "patience"):
            told = sum(change.delta.get(name, 0.0) for change in changes)
            assert abs(told - (getattr(model.state, name) - getattr(before, name))) < 1e-3
