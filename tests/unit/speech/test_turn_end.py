import pytest

from voicedrill.speech.turn_end import TurnEnd


def words(last_word: str | None) -> list[str]:
    return ["the", last_word] if last_word else []


def _after_voice(end_s: float = 5.0, *, patient: bool = False) -> TurnEnd:
    turn_end = TurnEnd(patient=patient)
    turn_end.voice_started(1.0)
    turn_end.voice_ended(end_s)
    return turn_end


@pytest.mark.parametrize(
    ("last_word", "silence_s", "ended"),
    [
        ("parcel", 0.699, False),
        ("parcel", 0.7, True),
        ("parcel", 0.701, True),
        (None, 0.699, False),
        (None, 0.7, True),
        ("and", 0.701, False),
        ("And", 1.199, False),
        ("because", 1.2, True),
        ("um", 1.199, False),
        ("to", 1.201, True),
    ],
)
def test_the_silence_that_ends_a_turn(last_word: str | None, silence_s: float, ended: bool) -> None:
    assert _after_voice().ended_at(5.0 + silence_s, words(last_word)) == (5.0 if ended else None)


@pytest.mark.parametrize(
    ("said", "silence_s", "ended"),
    [
        ("and then he thanked me", 2.499, False),
        ("and then he thanked me", 2.5, True),
        ("", 2.499, False),
        ("He thanked me. That's my answer", 0.7, True),
        ("he thanked me that is my answer", 0.7, True),
        ("that is my answer", 0.699, False),
        ("that is my answer because", 2.4, False),
    ],
)
def test_an_interviewer_waits_until_the_answer_is_finished(said: str, silence_s: float, ended: bool) -> None:
    turn_end = _after_voice(patient=True)
    assert turn_end.ended_at(5.0 + silence_s, said.split()) == (5.0 if ended else None)


def test_it_is_said_once() -> None:
    turn_end = _after_voice()
    assert turn_end.ended_at(6.0, []) == 5.0
    assert turn_end.ended_at(9.0, []) is None


def test_no_end_before_or_during_the_voice() -> None:
    turn_end = TurnEnd()
    assert turn_end.ended_at(100.0, []) is None
    turn_end.voice_started(100.0)
    assert turn_end.ended_at(200.0, []) is None


def test_a_new_beginning_calls_the_end_off() -> None:
    turn_end = _after_voice()
    turn_end.voice_started(5.5)
    assert turn_end.ended_at(7.0, []) is None
    turn_end.voice_ended(8.0)
    assert turn_end.ended_at(8.7, []) == 8.0


def test_reset_forgets() -> None:
    turn_end = _after_voice()
    turn_end.reset()
    assert turn_end.ended_at(9.0, []) is None
