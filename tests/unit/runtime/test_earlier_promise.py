"""What becomes of a promise between two calls."""

from pathlib import Path

import pytest
from fakes.engine import HEADER

from voicedrill.call.events import Button, Connected, Ended, Event, HeardBehaviour, TraineeTurn
from voicedrill.errors import UserError
from voicedrill.history.folder import CallFolderWriter, CallHeader, open_call
from voicedrill.history.notes import change_notes
from voicedrill.persona.casting import Promise
from voicedrill.runtime.earlier_promise import case_after, earlier_promise

SAID = "I will call you back by five tomorrow."


def _call(path: Path, text: str, *notes: str, behaviours: tuple[str, ...] = ("next_steps",)) -> Path:
    heard = tuple(HeardBehaviour(id=one, confidence=0.9, quote=text) for one in behaviours)
    events: list[Event] = [
        Connected(t_s=0.0),
        TraineeTurn(t_s=4.0, start_s=1.0, end_s=3.5, text=text, behaviours=heard),
    ]
    events += [Button(t_s=5.0, type="note", text=note) for note in notes]
    return _written(path, HEADER, [*events, Ended(t_s=9.0, outcome="resolved")])


def _written(path: Path, header: CallHeader, events: list[Event]) -> Path:
    writer = CallFolderWriter(path, header)
    for event in events:
        writer.write(event)
    writer.close()
    return path


@pytest.mark.parametrize(
    ("notes", "state"),
    [
        (("call back by five tomorrow",), "kept"),
        (("Call tomorrow at 5",), "kept"),
        (("order 44719", "callback tomorrow by 5 o'clock"), "kept"),
        (("call back by six tomorrow",), "broken"),
        (("call back on Friday",), "broken"),
        ((), "forgotten"),
        (("order 44719, very angry, 2 letters",), "forgotten"),
    ],
)
def test_the_notes_decide_what_became_of_a_promise(tmp_path: Path, notes: tuple[str, ...], state: str) -> None:
    promise = earlier_promise(open_call(_call(tmp_path / "one", SAID, *notes)))
    assert promise is not None
    assert promise.state == state
    assert promise.words == "by five tomorrow"


def test_a_promise_beyond_policy_is_broken_though_it_was_noted(tmp_path: Path) -> None:
    path = _call(tmp_path / "one", SAID, "by five tomorrow", behaviours=("next_steps", "over_promise"))
    assert earlier_promise(open_call(path)) == Promise("by five tomorrow", "broken")


def test_nothing_comes_back_without_a_time(tmp_path: Path) -> None:
    assert earlier_promise(open_call(_call(tmp_path / "one", "I will call you back soon.", "call tomorrow"))) is None
    assert earlier_promise(open_call(_call(tmp_path / "two", SAID, behaviours=()))) is None


def test_the_time_of_the_wrap_up_goes_before_free_notes(tmp_path: Path) -> None:
    path = _call(tmp_path / "one", SAID, "call back on Friday")
    with change_notes(path) as file:
        file.keep(file.notes.model_copy(update={"promise": "call back", "by_when": "five tomorrow"}))
    assert earlier_promise(open_call(path)) == Promise("by five tomorrow", "kept")


def test_a_call_folder_keeps_the_promise_for_casting_it_again(tmp_path: Path) -> None:
    promise = Promise("by five tomorrow", "forgotten")
    path = _written(tmp_path / "one", HEADER.model_copy(update={"promise": promise}), [Connected(t_s=0.0)])
    casting = open_call(path).casting
    assert casting.promise == promise
    assert casting.written("You said {promise}.") == "You said by five tomorrow."
    assert '"promise"' not in (_call(tmp_path / "two", SAID) / "call.json").read_text(encoding="utf-8")


def test_the_case_that_follows_is_found(tmp_path: Path) -> None:
    path = _call(tmp_path / "one", SAID)
    persona = open_call(path).casting.persona
    first = next(case for case in persona.cases if case.id == HEADER.case)
    second = first.model_copy(update={"id": "second", "follows": first.id})
    twice = persona.model_copy(update={"cases": (*persona.cases, second)})
    assert case_after(path, twice) == ("second", Promise("by five tomorrow", "forgotten"))
    with pytest.raises(UserError, match="No case of"):
        case_after(path, persona)
    with pytest.raises(UserError, match="not with 'other'"):
        case_after(path, twice.model_copy(update={"id": "other"}))
