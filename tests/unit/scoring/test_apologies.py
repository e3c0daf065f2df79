import pytest
from fakes.small_calls import conversation, turns, verdict
from golden import parcel

from voicedrill.scoring.apologies import apologies


@pytest.mark.parametrize(
    ("text", "found", "count"),
    [
        ("i am sorry about the lamp", True, 1),
        ("i am so sorry i do apologise", True, 2),
        ("sorry sorry sorry", True, 3),
        ("sorry sorry sorry", False, 3),
        ("sorry could you repeat that", False, 0),
        ("i am sorry about the lamp and sorry what was the number", True, 1),
        ("sorry but that is how it is", False, 0),
        ("please bear with us", True, 1),
        ("sorry", False, 0),
        ("okay", False, 0),
        ("my apologies please accept my apology i apologize", True, 3),
    ],
)
def test_every_apology_of_a_turn_counts(text: str, found: bool, count: int) -> None:
    said = apologies(conversation(turns((text, {"apology": text} if found else {}))))
    assert len(said) == count


@pytest.mark.parametrize(("times", "score"), [(1, 1.0), (2, 1.0), (3, 0.5), (4, 0.0)])
def test_more_than_two_are_too_many_also_in_one_turn(times: int, score: float) -> None:
    text = " ".join(["sorry"] * times)
    found = verdict("apology_once", turns((text, {"apology": "sorry"})))
    assert found.score == score
    assert bool(found.try_) == (score < 1.0)


def test_words_that_were_not_heard_clearly_do_not_count() -> None:
    call = parcel.Script()
    call.answers("sorry sorry sorry sorry", 1.0, 3.0, {"apology": "sorry"})
    turn = call.events[-1]
    words = tuple(
        word.model_copy(update={"conf": 0.59 if at > 1 else 0.6})
        for at, word in enumerate(turn.words)  # type: ignore[union-attr]
    )
    call.events[-1] = turn.model_copy(update={"words": words})
    assert len(apologies(conversation(call.in_order()))) == 2


def test_each_apology_has_its_moment() -> None:
    first, second = apologies(conversation(turns(("sorry about that sorry again", {"apology": "sorry about that"}))))
    assert first.start_s < second.start_s
    assert first.end_s <= second.start_s
