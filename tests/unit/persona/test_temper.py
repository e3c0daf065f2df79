import pytest

from voicedrill.persona.schema import TemperStart
from voicedrill.persona.temper import MAX_ANGER_STEP, RULES, Cause, TemperModel, TemperState, mood

GOOD = ("empathy_specific", "empathy_generic", "apology", "paraphrase", "ownership", "solution", "next_steps", "heard")


def model(**start: float) -> TemperModel:
    return TemperModel(TemperStart(**start))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_moves_as_it_says(rule: str) -> None:
    temper = model(anger=0.6, trust=0.5, patience=0.5)
    changes = temper.react([Cause(rule, "the words")])
    stated = RULES[rule]
    if not any((stated.anger, stated.trust, stated.patience)):
        assert changes == []
        return
    (change,) = changes
    assert (change.cause, change.quote, change.reason) == (rule, "the words", stated.reason)
    assert change.state == temper.state
    for name in ("anger", "trust", "patience"):
        moved = change.delta.get(name, 0.0)
        assert (moved > 0) == (getattr(stated, name) > 0)
        assert (moved < 0) == (getattr(stated, name) < 0)


@pytest.mark.parametrize("rule", GOOD)
def test_relief_wears_off(rule: str) -> None:
    temper = model(anger=0.9, trust=0.0)
    moved = [temper.react([Cause(rule)])[0].delta["anger"] for _ in range(3)]
    assert moved[0] < moved[1] < moved[2] < 0


def test_anger_grows_by_reactivity_and_falls_by_forgiveness_and_trust() -> None:
    assert model(reactivity=1.4).react([Cause("judging")])[0].delta["anger"] == pytest.approx(0.21)
    assert model(reactivity=0.6).react([Cause("judging")])[0].delta["anger"] == pytest.approx(0.09)
    assert model(forgiveness=1.4, trust=1.0).react([Cause("apology")])[0].delta["anger"] == pytest.approx(-0.14)
    assert model(forgiveness=0.6, trust=0.0).react([Cause("apology")])[0].delta["anger"] == pytest.approx(-0.03)


def test_a_factor_weakens_all_three() -> None:
    delta = model(patience=0.5, trust=0.0).react([Cause("solution", factor=0.5)])[0].delta
    assert delta == {"anger": pytest.approx(-0.0375), "trust": 0.05, "patience": 0.05}


@pytest.mark.parametrize(
    ("causes", "start", "moved"),
    [
        (["profanity"], 0.5, 0.2),
        (["profanity", "judging"], 0.5, MAX_ANGER_STEP),
        (["profanity", "judging", "defensive", "bare_policy"], 0.2, MAX_ANGER_STEP),
        # what the top of the scale swallows may not come back as relief
        (["profanity", "empathy_specific", "apology", "solution", "paraphrase"], 1.0, -MAX_ANGER_STEP),
    ],
)
def test_one_turn_moves_anger_by_a_step_at_most(causes: list[str], start: float, moved: float) -> None:
    temper = model(anger=start, trust=1.0, forgiveness=1.4)
    temper.react([Cause(one) for one in causes])
    assert temper.state.anger - start == pytest.approx(moved)


def test_anger_never_falls_below_the_floor_nor_jumps_up_to_it() -> None:
    calm = model(anger=0.2, floor=0.15, trust=1.0)
    calm.react([Cause("solution")])
    assert calm.state.anger == 0.15
    below = model(anger=0.1, floor=0.3)
    assert below.react([Cause("apology")])[0].delta == {"trust": 0.05}
    assert below.state.anger == 0.1


def test_a_beat_shifts_as_it_says() -> None:
    temper = model(anger=0.5, trust=0.5, patience=0.5)
    (change,) = temper.shift(0.1, -0.1, 0.2, "her words")
    assert change.delta == {"anger": 0.1, "trust": -0.1, "patience": 0.2}
    assert (change.cause, change.quote) == ("beat", "her words")
    assert temper.shift(0, 0, 0, "nothing") == []


def test_patience_wears_to_nothing() -> None:
    temper = model(patience=0.1)
    temper.wear_patience(0.04)
    assert temper.state.patience == pytest.approx(0.06)
    temper.wear_patience(1.0)
    assert temper.state.patience == 0.0


@pytest.mark.parametrize(
    ("anger", "patience", "word"),
    [
        (0.8, 0.41, "furious"),
        (0.8, 0.4, "icy"),
        (0.79, 1.0, "fed up"),
        (0.6, 1.0, "fed up"),
        (0.59, 1.0, "losing patience"),
        (0.45, 1.0, "losing patience"),
        (0.44, 1.0, "listening"),
        (0.44, 0.34, "losing patience"),
        (0.31, 0.35, "listening"),
        (0.3, 1.0, "relieved"),
    ],
)
def test_mood(anger: float, patience: float, word: str) -> None:
    assert mood(TemperState(anger, 0.5, patience)) == word


def test_what_hurts_does_not_wear_off() -> None:
    bored = model()
    assert [bored.react([Cause("stalling")])[0].delta["patience"] for _ in range(4)] == [pytest.approx(-0.06)] * 4
