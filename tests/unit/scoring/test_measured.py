from voicedrill.persona.schema import Behaviour
from voicedrill.scoring.measured import MEASURED, unmeasured
from voicedrill.scoring.rubric import RUBRIC

BEHAVIOURS = set(Behaviour.__args__)  # type: ignore[attr-defined]


def test_the_sixteen_behaviours_have_figures() -> None:
    assert len(MEASURED) >= 16
    for figure in MEASURED.values():
        assert 0.0 < figure.precision <= 1.0
        assert 0.0 < figure.recall <= 1.0
        assert figure.positives > 0
        assert figure.near_misses > 0
        assert figure.source


def test_what_is_missing_is_named_in_order() -> None:
    assert unmeasured(("empathy", "no_such", "apology", "nor_this")) == ("no_such", "nor_this")
    assert unmeasured(()) == ()


def test_the_rubric_rests_on_what_a_detector_finds() -> None:
    assert {name for item in RUBRIC for name in item.rests_on} <= BEHAVIOURS | {"jargon"}
