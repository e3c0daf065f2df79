import re
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.fake_speech_to_text import FakeSpeechToText
from fakes.fake_synthesiser import FakeSynthesiser
from fakes.virtual_call import MINIMAL

from voicedrill import paths
from voicedrill.audio.simulated_stream import SimulatedStream
from voicedrill.audio.simulated_trainee import SilentTrainee
from voicedrill.errors import DeviceError, EngineError
from voicedrill.history.baselines import BASELINES_JSON, Baselines, CheckedHeadset
from voicedrill.history.folder import open_call
from voicedrill.runtime import live
from voicedrill.runtime.call_setup import Engines
from voicedrill.runtime.detecting import load_detector
from voicedrill.runtime.live import HALF_DUPLEX, OTHER_LOUDSPEAKER, CallSetup, LiveCall, new_call_folder
from voicedrill.runtime.updates import DeviceLost, Failed, Finished, PhaseChanged, Update, Warned

SETUP = CallSetup(MINIMAL, seed=1)


class Closing(SimulatedStream):
    """Remembers that it was closed."""

    closed = 0

    def close(self) -> None:
        self.closed += 1
        super().close()


@pytest.fixture
def synthesiser(monkeypatch: pytest.MonkeyPatch) -> FakeSynthesiser:
    """Give the engines without loading any."""
    voice = FakeSynthesiser()
    monkeypatch.setattr(
        live, "load_engines", lambda progress, warn: Engines(FakeSpeechToText(), voice, load_detector())
    )
    return voice


def followed(setup: CallSetup, open_stream: object, act: object = None) -> list[Update]:
    """Run a call; ``act`` gets the call as soon as she can be talked to."""
    updates: list[Update] = []
    holder: list[LiveCall] = []

    def listen(update: Update) -> None:
        updates.append(update)
        if act is not None and isinstance(update, PhaseChanged) and update.phase == "talking":
            act(holder[0])

    call = LiveCall(setup, listen, open_stream)
    holder.append(call)
    call.start()
    call.join()
    return updates


def test_a_call_from_preparing_to_finished(synthesiser: FakeSynthesiser) -> None:
    stream = Closing(SilentTrainee())
    updates = followed(SETUP, lambda setup: stream, LiveCall.hang_up)
    assert isinstance(updates[-1], Finished)
    assert updates[-1].outcome == "trainee_hung_up"
    assert open_call(updates[-1].folder).outcome == "trainee_hung_up"
    assert updates[-1].folder.parent == paths.calls_dir()
    assert stream.closed
    assert synthesiser.closed


class Jabra(SimulatedStream):
    """A stream whose microphone has a name."""

    input_name = "Jabra, ALSA"


@pytest.mark.parametrize("half_duplex", [True, False])
def test_a_checked_headset_is_used(synthesiser: FakeSynthesiser, half_duplex: bool) -> None:
    usual = {"speech_rate_wpm": 150.0, "gate_dbfs": -40.0}
    known = CheckedHeadset(
        input_device="Jabra, ALSA", output_device="", made_at="", baseline=usual, half_duplex=half_duplex
    )
    Baselines(paths.data_dir()).keep(known)
    stream = Jabra(SilentTrainee())
    updates = followed(SETUP, lambda setup: stream, LiveCall.hang_up)
    assert isinstance(updates[-1], Finished)
    header = open_call(updates[-1].folder).header
    assert header.baseline == usual
    assert header.settings["half_duplex"] is half_duplex
    assert stream.half_duplex is half_duplex
    assert (Warned(HALF_DUPLEX) in updates) is half_duplex


def test_who_chose_to_do_without_a_headset_is_not_told_what_the_check_found(synthesiser: FakeSynthesiser) -> None:
    known = CheckedHeadset(input_device="Jabra, ALSA", output_device="", made_at="", baseline={}, half_duplex=True)
    Baselines(paths.data_dir()).keep(known)
    stream = Jabra(SilentTrainee())
    stream.half_duplex = True
    assert not [one for one in followed(SETUP, lambda setup: stream, LiveCall.hang_up) if isinstance(one, Warned)]


@pytest.mark.parametrize("half_duplex", [True, False])
def test_a_check_with_another_loudspeaker_says_nothing_of_this_one(
    synthesiser: FakeSynthesiser, half_duplex: bool
) -> None:
    usual = {"speech_rate_wpm": 150.0, "gate_dbfs": -40.0}
    known = CheckedHeadset(
        input_device="Jabra, ALSA",
        output_device="Speakers, ALSA",
        made_at="",
        baseline=usual | {"bleed_db": -10.0, "latency_s": 0.05},
        half_duplex=True,
    )
    Baselines(paths.data_dir()).keep(known)
    stream = Jabra(SilentTrainee())
    stream.half_duplex = half_duplex
    updates = followed(SETUP, lambda setup: stream, LiveCall.hang_up)
    assert open_call(updates[-1].folder).header.baseline == usual
    assert stream.half_duplex is half_duplex
    assert (Warned(OTHER_LOUDSPEAKER) in updates) is not half_duplex


def test_a_microphone_that_was_not_checked_has_no_baseline(synthesiser: FakeSynthesiser) -> None:
    last = followed(SETUP, lambda setup: Jabra(SilentTrainee()), LiveCall.hang_up)[-1]
    assert isinstance(last, Finished)
    assert open_call(last.folder).header.baseline is None


def test_damaged_baselines_are_told_and_do_not_stop_the_call(synthesiser: FakeSynthesiser) -> None:
    (paths.data_dir() / BASELINES_JSON).write_text("{", encoding="utf-8")
    updates = followed(SETUP, lambda setup: Jabra(SilentTrainee()), LiveCall.hang_up)
    assert "is damaged" in next(one.message for one in updates if isinstance(one, Warned))
    assert isinstance(updates[-1], Finished)


def test_text_only_keeps_no_sound(synthesiser: FakeSynthesiser) -> None:
    setup = CallSetup(MINIMAL, seed=1, keep="words")
    updates = followed(setup, lambda setup: SimulatedStream(SilentTrainee()), LiveCall.hang_up)
    assert isinstance(updates[-1], Finished)
    assert open_call(updates[-1].folder).audio_path is None


@pytest.mark.parametrize(("cues", "push_to_talk"), [(True, False), (False, True)])
def test_hints_and_push_to_talk_are_kept_with_the_call(
    synthesiser: FakeSynthesiser, cues: bool, push_to_talk: bool
) -> None:
    setup = CallSetup(MINIMAL, seed=1, cues=cues, push_to_talk=push_to_talk)
    kept = open_call(followed(setup, lambda setup: SimulatedStream(SilentTrainee()), LiveCall.hang_up)[-1].folder)
    assert (kept.header.settings["cues"], kept.header.settings["push_to_talk"]) == (cues, push_to_talk)
    assert [event.text for event in kept.events if event.type == "mute"] == ["push_to_talk"] * push_to_talk


def test_no_device_is_told(synthesiser: FakeSynthesiser) -> None:
    def refuse(setup: CallSetup) -> SimulatedStream:
        raise DeviceError("There is no microphone. Plug one in.")

    (failed,) = [one for one in followed(SETUP, refuse) if isinstance(one, Failed)]
    assert failed == Failed("There is no microphone. Plug one in.", None)
    assert synthesiser.closed


def test_no_engine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(progress: object, warn: object) -> Engines:
        raise EngineError("The model is missing.")

    monkeypatch.setattr(live, "load_engines", refuse)
    assert followed(SETUP, lambda setup: pytest.fail("opened"))[-1] == Failed("The model is missing.", None)


@pytest.mark.parametrize(
    ("setup", "says"), [(CallSetup("id: x"), "the chosen customer"), (CallSetup(MINIMAL, case_id="late"), "no case")]
)
def test_a_wrong_setup_is_told(setup: CallSetup, says: str, synthesiser: FakeSynthesiser) -> None:
    last = followed(setup, lambda setup: pytest.fail("opened"))[-1]
    assert isinstance(last, Failed)
    assert says in last.message


@pytest.mark.logs_warnings
def test_a_bug_is_told_too(synthesiser: FakeSynthesiser) -> None:
    def broken(setup: CallSetup) -> SimulatedStream:
        raise ZeroDivisionError

    last = followed(SETUP, broken)[-1]
    assert last == Failed("The call stopped because of a fault in the program.", None)


def test_a_lost_device_keeps_the_folder(synthesiser: FakeSynthesiser) -> None:
    class Lost(SimulatedStream):
        def blocks(self):
            for number, block in enumerate(super().blocks()):
                if number == 100:
                    raise DeviceError("The headset is gone.")
                yield block

    updates: list[Update] = []

    def listen(update: Update) -> None:
        updates.append(update)
        if isinstance(update, DeviceLost):
            call.hang_up()

    call = LiveCall(SETUP, listen, lambda setup: Lost(SilentTrainee()))
    call.start()
    call.join()
    assert isinstance(updates[-1], Finished)
    assert open_call(updates[-1].folder).outcome == "trainee_hung_up"


def test_a_call_that_is_not_answered_leaves_nothing(synthesiser: FakeSynthesiser) -> None:
    call = LiveCall(
        replace(SETUP, rings=True), lambda _: call.hang_up(), lambda setup: SimulatedStream(SilentTrainee())
    )
    call.start()
    call.join()
    assert not list(paths.calls_dir().glob("*"))


def test_a_call_given_up_before_it_began(synthesiser: FakeSynthesiser) -> None:
    updates: list[Update] = []
    call = LiveCall(SETUP, updates.append, lambda setup: pytest.fail("opened"))
    call.press("hold")
    call.hang_up()
    call.start()
    call.join()
    assert isinstance(updates[-1], Failed)
    assert "given up" in updates[-1].message
    assert synthesiser.closed


def test_a_folder_is_named_by_time_and_customer() -> None:
    folder = new_call_folder("hartley_parcel")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-\d{6}-hartley_parcel", folder.name)
    assert not Path(folder).exists()
