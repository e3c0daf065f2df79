"""A call survives the loss of its devices; the phone rings until it is answered; a call can be stopped kindly."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.engine import Call, assemble
from fakes.fake_speech_to_text import FakeSpeechToText, spoken
from fakes.virtual_call import casting

from voicedrill.audio import reconnecting_stream
from voicedrill.audio.reconnecting_stream import ReconnectingStream
from voicedrill.audio.simulated_stream import SimulatedStream
from voicedrill.audio.simulated_trainee import ScriptedTrainee, Utterance
from voicedrill.audio.sound import read_sound
from voicedrill.audio.stream import Block
from voicedrill.call.events import Button, CustomerLine, CustomerStopped, Temper
from voicedrill.errors import DeviceError
from voicedrill.history.folder import open_call
from voicedrill.runtime.call_engine import CallEngine
from voicedrill.runtime.debrief import debrief
from voicedrill.runtime.measuring import measure_call
from voicedrill.runtime.updates import DeviceLost, PhaseChanged, Suggested, Update

GONE = "The microphone 'Jabra Evolve' is gone."
TEXTS = ("good morning how can I help", "I am so sorry about that", "I will send it again today")


class Losing(SimulatedStream):
    """Is gone after so many blocks."""

    def __init__(self, trainee: ScriptedTrainee, blocks: float = float("inf")) -> None:
        super().__init__(trainee)
        self.left = blocks
        self.closed = False

    def blocks(self) -> Iterator[Block]:
        for block in super().blocks():
            if self.left <= 0:
                raise DeviceError(GONE)
            self.left -= 1
            yield block

    def close(self) -> None:
        self.closed = True
        super().close()


class Desk:
    """Opens streams in a row, and answers what the call tells."""

    def __init__(self, folder: Path, *streams: SimulatedStream | DeviceError, rings: bool = False) -> None:
        self.opened: list[tuple[str | None, str | None]] = []
        self.streams = list(streams)
        self.answers: dict[type[Update], Callable[[], None]] = {}
        self.updates: list[Update] = []
        stream = ReconnectingStream(self._open, "Jabra Evolve", None)
        self.call: Call = assemble(folder, stream, casting(), FakeSpeechToText(*TEXTS))
        parts = self.call.parts.__class__(**{**vars(self.call.parts), "reconnecting": stream, "rings": rings})
        self.engine = CallEngine(parts, self._listen)
        self.folder = folder

    def on(self, kind: type[Update], act: Callable[[], None]) -> None:
        self.answers[kind] = act

    def _open(self, input_device: str | None, output_device: str | None) -> SimulatedStream:
        self.opened.append((input_device, output_device))
        stream = self.streams.pop(0)
        if isinstance(stream, DeviceError):
            raise stream
        return stream

    def _listen(self, update: Update) -> None:
        self.updates.append(update)
        if type(update) in self.answers:
            self.answers[type(update)]()

    def told(self, kind: type[Update]) -> list[Update]:
        return [update for update in self.updates if isinstance(update, kind)]


@pytest.fixture(autouse=True)
def _devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconnecting_stream, "refresh", lambda: None)
    monkeypatch.setattr(reconnecting_stream, "names", lambda direction: ("Built-in",))


def trainee() -> ScriptedTrainee:
    return ScriptedTrainee([Utterance(spoken(text)) for text in TEXTS])


def buttons(folder: Path) -> list[tuple[str, str]]:
    return [(one.type, one.state) for one in open_call(folder).events if isinstance(one, Button)]


def test_the_call_waits_and_goes_on_where_it_was(tmp_path: Path) -> None:
    speaks = trainee()
    first, second = Losing(speaks, 50 + 100), Losing(speaks)  # one second of ringing, two of her first line
    desk = Desk(tmp_path / "call", first, second)
    desk.on(DeviceLost, lambda: desk.engine.choose_devices("Built-in", None))
    outcome = desk.engine.run()
    assert outcome != "cut_off"
    assert desk.told(DeviceLost) == [DeviceLost(GONE, ("Built-in",), ("Built-in",))]
    assert desk.opened == [("Jabra Evolve", None), ("Built-in", None)]
    assert first.closed
    assert buttons(desk.folder)[:4] == [
        ("device", "lost"),
        ("pause", "device"),
        ("device", "back"),
        ("continue", "device"),
    ]
    call = open_call(desk.folder)
    lines = [one for one in call.events if isinstance(one, CustomerLine)]
    stops = [one for one in call.events if isinstance(one, CustomerStopped)]
    assert stops[0].reason == "ended"
    assert lines[1].text.split()[-3:] == lines[0].text.split()[-3:], "she takes her sentence up again"
    recording = read_sound(desk.folder / "audio.wav")
    assert recording.shape[0] == 2
    assert recording.shape[-1] / 16_000 == pytest.approx(call.duration_s, abs=0.03)
    assert debrief(desk.folder).scorecard is not None


def test_the_wait_costs_the_trainee_nothing(tmp_path: Path) -> None:
    speaks = trainee()
    desk = Desk(tmp_path / "call", Losing(speaks, 150), Losing(speaks, 150), Losing(speaks))
    desk.on(DeviceLost, lambda: desk.engine.choose_devices(None, None))
    desk.engine.run()
    assert len(desk.told(DeviceLost)) == 2, "also a second loss"
    call = open_call(desk.folder)
    times = [one.t_s for one in call.events if isinstance(one, Button)]
    assert times[0] == times[3], "the call clock stands still"
    assert not [one for one in call.events if isinstance(one, Temper) and one.t_s in times]
    assert not [one for one in measure_call(call).dead_air if one.start_s <= max(times) + 1.0]


def test_what_cannot_be_opened_is_asked_again(tmp_path: Path) -> None:
    speaks = trainee()
    refusal = DeviceError("'Built-in' cannot be opened. Choose another device.")
    desk = Desk(tmp_path / "call", Losing(speaks, 150), refusal, Losing(speaks))
    desk.on(DeviceLost, lambda: desk.engine.choose_devices("Built-in", "Built-in"))
    desk.engine.run()
    assert [one.message for one in desk.told(DeviceLost)] == [GONE, str(refusal)]


def test_notes_are_kept_and_hanging_up_works_while_the_device_is_gone(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "call", Losing(trainee(), 150))

    def act() -> None:
        desk.engine.press("note", "order 4471")
        desk.engine.press("mute")
        desk.engine.hang_up()

    desk.on(DeviceLost, act)
    assert desk.engine.run() == "trainee_hung_up"
    call = open_call(desk.folder)
    assert call.outcome == "trainee_hung_up"
    assert [one.text for one in call.events if one.type == "note"] == ["order 4471"]


def test_a_device_lost_while_the_phone_rings(tmp_path: Path) -> None:
    speaks = trainee()
    desk = Desk(tmp_path / "call", Losing(speaks, 10), Losing(speaks))
    desk.on(DeviceLost, lambda: desk.engine.choose_devices(None, None))
    desk.engine.run()
    assert buttons(desk.folder) == []
    assert [one.phase for one in desk.told(PhaseChanged)][:3] == ["ringing", "ringing", "talking"]


def test_the_phone_rings_until_it_is_answered(tmp_path: Path) -> None:
    stream = Losing(trainee())
    desk = Desk(tmp_path / "call", stream, rings=True)
    rung: list[int] = []
    play = stream.play

    def listen(samples: object) -> int:
        rung.append(len(samples))
        if len(rung) == 3:  # the third ring: six seconds later
            desk.engine.press("answer")
        return play(samples)

    stream.play = listen
    desk.engine.run()
    assert rung[:3] == [48_000] * 3
    call = open_call(desk.folder)
    assert call.events[1].type == "connected"
    assert desk.engine.connected


def test_nobody_who_hangs_up_unanswered_has_made_a_call(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "call", Losing(trainee()), rings=True)
    desk.engine.hang_up()
    desk.engine.run()
    assert not desk.engine.connected


def test_unanswered_she_is_put_through(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "call", Losing(trainee()), rings=True)
    desk.engine.run()
    assert desk.engine.connected


def test_too_much_ends_the_call_kindly(tmp_path: Path) -> None:
    stream = Losing(trainee())
    desk = Desk(tmp_path / "call", stream)
    desk.on(PhaseChanged, lambda: desk.engine.press("stop"))
    assert desk.engine.run() == "trainee_hung_up"
    assert buttons(desk.folder) == [("pause", "too_much")]
    found = debrief(desk.folder)
    assert "too much" in found.contents.outcome


def test_a_breath_brings_two_ways_to_go_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "call", Losing(trainee(), 400))
    pressed: list[str] = []

    def breathe() -> None:
        if not pressed:
            pressed.append("pause")
            desk.engine.press("pause")
            desk.engine.press("continue")

    desk.on(PhaseChanged, lambda: desk.engine._connected and breathe())
    desk.on(DeviceLost, desk.engine.hang_up)
    desk.engine.run()
    (suggested,) = desk.told(Suggested)
    assert len(suggested.ways) == 2
    assert all(suggested.ways)
