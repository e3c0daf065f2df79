"""What the cues know of a call, on a counted clock."""

import pytest
from fakes.virtual_call import ANGRY, STORY, VirtualCall, casting

from voicedrill.call.commands import Command
from voicedrill.call.cue_watch import CueWatch
from voicedrill.call.events import Connected, CustomerLine, SpeechStart
from voicedrill.call.inputs import Input
from voicedrill.speech.settings import SETTINGS


class WatchedCall(VirtualCall):
    """A call with somebody who listens along."""

    def __init__(self, **temper: float) -> None:
        self.watch = CueWatch()
        super().__init__(casting(**temper))

    def step(self, event: Input) -> list[Command]:
        self.watch.hear(event)
        return super().step(event)

    @property
    def talks_over(self) -> bool:
        return self.watch.talks_over(self.now_s)

    @property
    def talks_s(self) -> float:
        return self.watch.talks_s(self.now_s)


@pytest.fixture
def call() -> WatchedCall:
    """Return a call in which she, who never gives way at once, is in the middle of a sentence of her story."""
    call = WatchedCall(anger=ANGRY, holds_floor=0.5)
    call.until_silent()
    call.say("good morning what can i do for you", "greeting")
    call.until_she_speaks()
    call.wait(1.0)
    return call


@pytest.mark.parametrize(
    ("text", "limit_s"),
    [
        ("wait a moment please", SETTINGS.interruption_min_s),
        ("", SETTINGS.backchannel_max_s),
        ("okay", SETTINGS.supportive_max_s),
        ("i'm so sorry", SETTINGS.supportive_max_s),
    ],
)
@pytest.mark.parametrize(("late_s", "over"), [(-0.02, False), (0.0, True), (0.02, True)])
def test_support_may_be_longer_than_a_voice_that_wants_the_floor(
    call: WatchedCall, text: str, limit_s: float, late_s: float, over: bool
) -> None:
    call.voice_on()
    call.so_far(text)
    call.wait(limit_s + late_s)
    assert call.talks_over is over
    call.voice_off()
    assert not call.talks_over


def test_what_counts_as_talking_over_is_what_the_customer_minds(call: WatchedCall) -> None:
    call.voice_on()
    call.so_far("wait a moment please")
    call.wait(SETTINGS.interruption_min_s - 0.02)
    while not call.talks_over:
        assert "interruption" not in call.causes
        call.wait(0.02)
    call.wait(0.1)  # she looks ten times a second
    assert "interruption" in call.causes


@pytest.mark.parametrize(("yields", "at_s", "over"), [(False, 1.0, True), (True, 1.0, False), (False, 0.1, False)])
def test_coming_in_when_she_asks_or_has_only_just_begun_is_no_talking_over(
    yields: bool, at_s: float, over: bool
) -> None:
    watch = CueWatch()
    watch.hear(Connected(t_s=0.0))
    watch.hear(CustomerLine(t_s=2.0, line_id=1, beat="x", text="x", words=(), end_s=12.0, yields=yields))
    watch.hear(SpeechStart(t_s=2.0 + at_s, by="trainee"))
    assert watch.talks_over(5.0) is over


@pytest.mark.parametrize(("left_s", "over"), [(0.55, True), (0.45, False)])
def test_her_last_half_second_is_nobodys_loss(call: WatchedCall, left_s: float, over: bool) -> None:
    line = next(one for one in call.inputs if isinstance(one, CustomerLine) and one.text == STORY)
    call.wait(line.end_s - call.now_s - 1.6)
    call.voice_on()
    call.so_far("wait a moment please")
    call.wait(line.end_s - call.now_s - left_s)
    assert call.talks_over is over


def test_the_floor_is_held_over_short_pauses() -> None:
    call = WatchedCall()
    call.until_silent()
    call.wait(1.0)
    assert call.talks_s == 0.0
    call.voice_on()
    call.wait(2.0)
    call.voice_off()
    call.wait(SETTINGS.turn_silence_s - 0.1)
    call.voice_on()
    call.wait(1.0)
    assert call.talks_s == pytest.approx(2.0 + SETTINGS.turn_silence_s - 0.1 + 1.0)
    call.voice_off()
    call.wait(SETTINGS.turn_silence_s + 0.1)
    assert call.talks_s == 0.0
    call.voice_on()
    assert call.talks_s == 0.0


def test_her_time_is_not_the_trainees(call: WatchedCall) -> None:
    call.voice_on()
    call.so_far("wait a moment please")
    call.wait(2.0)
    assert call.talks_s == 0.0
    call.until_silent()
    call.wait(1.0)
    assert call.talks_s == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize(("count", "enough"), [(6, False), (7, True), (8, True)])
def test_a_turn_of_a_few_words_has_no_rate(count: int, enough: bool) -> None:
    call = WatchedCall()
    call.until_silent()
    call.voice_on()
    call.wait(2.0)
    call.so_far("word " * count)
    assert call.watch.is_long_enough is enough
    call.voice_off()
    call.wait(0.3)
    call.voice_on()
    assert call.watch.is_long_enough is enough, "a breath is not the end of the turn"
    call.voice_off()
    call.turn("word " * count)
    assert not call.watch.is_long_enough
    assert len(call.watch.words) == count


def test_the_voice_so_far_ends_now() -> None:
    call = WatchedCall()
    call.voice_on()
    call.wait(1.0)
    call.voice_off()
    call.wait(1.0)
    call.voice_on()
    call.wait(0.5)
    assert [(round(one.start_s, 3), round(one.end_s, 3)) for one in call.watch.voice(call.now_s)] == [
        (0.0, 1.0),
        (2.0, 2.5),
    ]


@pytest.mark.parametrize(("off", "on"), [("hold", "resume"), ("pause", "continue")])
def test_off_the_line_nobody_talks_too_long(off: str, on: str) -> None:
    call = WatchedCall()
    call.until_silent()
    call.voice_on()
    call.wait(1.0)
    call.press(off)
    assert call.talks_s == 0.0
    call.press("note")
    assert call.talks_s == 0.0
    call.press(on)
    assert call.talks_s > 0.0


# -- since when she waits -------------------------------------------------------------------------------


def test_she_waits_from_her_last_word_or_the_trainees() -> None:
    call = WatchedCall()
    assert call.session.waits_since_s is None
    call.until_she_speaks()
    assert call.session.waits_since_s is None
    call.until_silent()
    ended_s = call.now_s
    call.wait(2.0)
    assert call.session.waits_since_s == pytest.approx(ended_s, abs=0.03)
    call.voice_on()
    assert call.session.waits_since_s is None
    call.wait(0.3)
    call.voice_off()
    assert call.session.waits_since_s is None, "it is still being understood"
    call.wait(0.7)
    call.turn("")
    assert call.session.waits_since_s == pytest.approx(call.now_s - 0.7)


def test_announced_silence_and_hold_are_not_waiting() -> None:
    call = WatchedCall()
    call.until_silent()
    call.say("one moment please while i check", "hold")
    call.until_silent()
    call.wait(1.0)
    assert call.session.waits_since_s == pytest.approx(call.now_s - 1.0 + SETTINGS.announced_s, abs=0.03)
    call.press("hold")
    assert call.session.waits_since_s is None
