from concurrent.futures import Future

import numpy as np
import pytest
from fakes.fake_synthesiser import FakeSynthesiser

from voicedrill.audio.player import Player
from voicedrill.audio.stream import BLOCK_S, BLOCK_SAMPLES, Block
from voicedrill.call.commands import Say
from voicedrill.call.events import CustomerLine, CustomerStopped
from voicedrill.errors import EngineError
from voicedrill.persona.dialogue import PossibleLine
from voicedrill.persona.schema import Voice
from voicedrill.runtime.manner import voicing
from voicedrill.runtime.speaker import Speaker

VOICE = Voice(rate_wpm=180)
NOBODY = np.zeros(BLOCK_SAMPLES, np.int16)


class Line:
    """A stream that a test moves block by block, and the speaker at it."""

    half_duplex = False

    def __init__(self, *, stepped: bool = True) -> None:
        self._player = Player()
        self.play, self.stop = self._player.play, self._player.stop
        self.synthesiser = FakeSynthesiser()
        self.speaker = Speaker(self, self.synthesiser, VOICE, stepped=stepped)
        self.events: list[CustomerLine | CustomerStopped] = []
        self.blocks = 0

    def hear(self, count: int = 1) -> None:
        for _ in range(count):
            customer, line = self._player.next_block(BLOCK_SAMPLES)
            self.speaker.hear(Block(customer, NOBODY, line), self.blocks * BLOCK_S, self.events.append)
            self.blocks += 1


@pytest.fixture
def line() -> Line:
    made = Line()
    yield made
    made.speaker.close()
    made.speaker.close()


def say(text: str = "one two three", number: int = 1, anger: float = 0.0) -> Say:
    return Say(number, "beat", text, text.replace("one", "1"), True, anger)


def test_a_line_is_told_with_the_times_at_which_it_is_heard(line: Line) -> None:
    line.hear(10)
    line.speaker.say(say())
    line.hear(1)
    assert line.events == []
    line.hear(1)
    (began,) = line.events
    assert began.t_s == pytest.approx(11 * BLOCK_S)
    assert began.end_s == pytest.approx(began.t_s + 1.0)
    assert [word.start_s for word in began.words] == pytest.approx([began.t_s + place / 3 for place in range(3)])
    assert (began.text, line.synthesiser.rendered) == ("one two three", ["1 two three"])
    assert line.speaker.speaking
    assert line.speaker.line == "one two three"
    line.hear(60)
    stopped = line.events[-1]
    assert (stopped.reason, stopped.t_s, stopped.played_s) == (
        "finished",
        pytest.approx(began.end_s),
        pytest.approx(1.0),
    )
    assert not line.speaker.speaking
    assert line.speaker.line == ""


def test_a_stopped_line_tells_how_much_of_it_was_heard(line: Line) -> None:
    line.speaker.say(say())
    line.hear(12)
    line.speaker.stop("barge_in")
    line.hear(10)
    began, stopped = line.events
    assert stopped.reason == "barge_in"
    assert 0.2 < stopped.played_s < 0.3
    assert stopped.t_s == pytest.approx(began.t_s + stopped.played_s)


def test_a_line_that_was_not_heard_yet_is_never_heard(line: Line) -> None:
    line.speaker.say(say())
    line.speaker.stop("cut_in_by_mistake")
    line.hear(5)
    line.speaker.say(say("two"))
    line.hear(1)
    line.speaker.stop("cut_in_by_mistake")
    line.hear(5)
    assert line.events == []


def test_the_next_line_waits_for_the_end_of_a_stopped_one(line: Line) -> None:
    line.speaker.say(say())
    line.hear(12)
    line.speaker.stop("barge_in")
    line.speaker.say(say("four", 2))
    line.hear(40)
    assert [(one.type, one.line_id) for one in line.events] == [
        ("customer_line", 1),
        ("customer_stopped", 1),
        ("customer_line", 2),
        ("customer_stopped", 2),
    ]


def test_the_end_of_the_call_cuts_a_line_off(line: Line) -> None:
    line.speaker.end(line.events.append)
    assert line.events == []
    line.speaker.say(say())
    line.hear(12)
    line.speaker.end(line.events.append)
    line.speaker.end(line.events.append)
    assert [one.type for one in line.events] == ["customer_line", "customer_stopped"]
    assert line.events[-1].reason == "ended"


def test_anger_makes_her_faster_and_louder(line: Line) -> None:
    line.speaker.say(say(anger=0.9))
    line.hear(60)
    assert line.events[0].end_s - line.events[0].t_s < 0.9


def test_a_voice_that_fails_is_told(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str, voicing: object) -> None:
        raise EngineError("The voice fails.")

    monkeypatch.setattr(line.synthesiser, "render", refuse)
    line.speaker.say(say())
    with pytest.raises(EngineError, match="fails"):
        line.hear(1)


def test_live_nobody_waits_for_the_voice() -> None:
    line = Line(stepped=False)
    rendering: Future = Future()
    line.speaker._wanted = (say(), rendering)
    line.hear(5)
    assert line.events == []
    rendering.set_result(line.synthesiser.render("one two three", voicing(VOICE, 0.0)))
    line.hear(2)
    assert [one.type for one in line.events] == ["customer_line"]
    line.speaker.close()


def test_lines_are_rehearsed_once_a_manner_and_never_in_step() -> None:
    live, stepped = Line(stepped=False), Line()
    lines = [PossibleLine("one", None), PossibleLine("two", "quiet")]
    live.speaker.rehearse(lines, 0.1)
    live.speaker.rehearse(lines, 0.2)
    stepped.speaker.rehearse(lines[:1], 0.1)
    live.speaker._renderer._executor.shutdown(wait=True)
    assert live.synthesiser.rendered == ["one", "two"]
    assert stepped.synthesiser.rendered == []
    live.speaker.close()
    stepped.speaker.close()
