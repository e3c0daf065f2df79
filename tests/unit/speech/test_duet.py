"""A whole two-party call with known voices and words: every kind, in both directions, beside gaps and turns."""

import pytest

from voicedrill.speech.measure import measure
from voicedrill.speech.measurement import Measurement, Side
from voicedrill.speech.sides import SideInput
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

Stretch = tuple[float, float, str]
STORY = "i ordered it three weeks ago and nobody in your whole company told me anything about my parcel"
ANSWER = "let me stop you there please madam because i have to look"

SCENES: dict[str, tuple[list[Stretch], list[Stretch]]] = {
    "interruption": ([(0.0, 9.0, STORY)], [(4.0, 8.0, ANSWER)]),
    "butting_in": ([(0.0, 9.0, STORY)], [(4.0, 5.2, "can i just ask")]),
    "pause_interruption": ([(0.0, 4.0, "i ordered it and the")], [(4.4, 8.0, ANSWER)]),
    "backchannel": ([(0.0, 9.0, STORY)], [(4.0, 4.4, "okay")]),
    "terminal": ([(0.0, 5.0, STORY)], [(4.7, 8.0, ANSWER)]),
    "supportive": ([(0.0, 9.0, STORY)], [(4.0, 5.2, "oh i'm so sorry")]),
    "invited": ([(0.0, 4.0, "i called you yesterday"), (4.95, 9.0, "so what now")], [(4.4, 8.0, ANSWER)]),
    "noise": ([(0.0, 9.0, STORY)], [(4.0, 4.6, "")]),
}
APART_S = 12.0


def _side(stretches: list[Stretch]) -> SideInput:
    words: list[Word] = []
    for start_s, end_s, text in stretches:
        said = text.split()
        step_s = (end_s - start_s) / max(len(said), 1)
        words += [Word(one, start_s + n * step_s, start_s + (n + 1) * step_s) for n, one in enumerate(said)]
    return SideInput(Timeline.of(Interval(start_s, end_s) for start_s, end_s, _ in stretches), tuple(words))


def _measured(by: Side) -> Measurement:
    holder: list[Stretch] = []
    incomer: list[Stretch] = []
    for number, (held, came) in enumerate(SCENES.values()):
        at_s = number * APART_S
        holder += [(start_s + at_s, end_s + at_s, text) for start_s, end_s, text in held]
        incomer += [(start_s + at_s, end_s + at_s, text) for start_s, end_s, text in came]
    sides = _side(holder), _side(incomer)
    customer, trainee = sides if by == "trainee" else sides[::-1]
    return measure(len(SCENES) * APART_S, customer, trainee)


@pytest.mark.parametrize("by", ["trainee", "customer"])
def test_every_kind_is_found_where_it_is(by: Side) -> None:
    found = _measured(by).overlaps
    assert [(one.by, one.kind) for one in found] == [(by, kind) for kind in SCENES]
    starts_s = [number * APART_S + came[0][0] for number, (_, came) in enumerate(SCENES.values())]
    assert [one.start_s for one in found] == pytest.approx(starts_s)


@pytest.mark.parametrize("by", ["trainee", "customer"])
def test_the_kinds_are_counted_for_whoever_came_in(by: Side) -> None:
    measured = _measured(by)
    own, other = measured.counts, measured.counts_customer
    if by == "customer":
        own, other = other, own
    assert own == dict.fromkeys(SCENES, 1)
    assert other == dict.fromkeys(SCENES, 0)


def test_what_she_was_saying_is_quoted() -> None:
    quotes = {one.kind: one.cut_off for one in _measured("trainee").overlaps}
    assert quotes["interruption"] == "… it three weeks ago and nobody …"
    assert quotes["pause_interruption"] == "… it and the …"
    assert quotes["terminal"].endswith("about my parcel")


def test_gaps_and_turns_around_them() -> None:
    measured = _measured("trainee")
    gap = next(one for one in measured.gaps if one.after == "customer")
    assert (gap.start_s, gap.duration_s) == pytest.approx((2 * APART_S + 4.0, 0.4))
    light = {number * APART_S + 4.0 for number, kind in enumerate(SCENES) if kind in ("backchannel", "noise")}
    assert not light & {turn.start_s for turn in measured.turns}
