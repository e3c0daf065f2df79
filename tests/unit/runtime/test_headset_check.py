"""The whole check on a simulated stream: nobody waits, nothing is random."""

import queue
from collections.abc import Callable

import numpy as np
import pytest
from fakes.fake_activity import FakeActivity
from fakes.fake_speech_to_text import GAP_S, WORD_S, FakeSpeechToText

from voicedrill.audio.simulated_stream import SimulatedStream
from voicedrill.audio.simulated_trainee import FileTrainee, SilentTrainee
from voicedrill.errors import DeviceError, EngineError
from voicedrill.runtime.headset_check import CheckEngines, HeadsetCheck
from voicedrill.runtime.headset_steps import STEPS, QuietStep
from voicedrill.runtime.headset_updates import (
    CheckEnded,
    CheckFinished,
    CheckUpdate,
    HeadsetResult,
    StepBegan,
    StepProgress,
    StepStuck,
)
from voicedrill.runtime.updates import Failed
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

READ = "we will send the lamp to you " * 8
TALK = "then i took the bus to work " * 12
PAUSE = np.zeros(3 * SAMPLE_RATE_HZ, np.int16)


def spoken(text: str) -> Samples:
    """Return a vowel of 250 Hz for each word that comes and goes as a syllable does."""
    count = round(WORD_S * SAMPLE_RATE_HZ)
    angle = np.arange(count) * 250 * 2 * np.pi / SAMPLE_RATE_HZ
    hum = 4000 * np.hanning(count) * sum(np.sin(number * angle) for number in range(1, 5))
    word = np.concatenate([np.rint(hum).astype(np.int16), np.zeros(round(GAP_S * SAMPLE_RATE_HZ), np.int16)])
    return np.tile(word, len(text.split()))


MINUTE = np.concatenate([spoken(READ), PAUSE, spoken(TALK)])


def passage() -> Samples:
    """Return five seconds of noise with the rhythm of speech."""
    noise = np.random.default_rng(5).normal(0, 3000, 5 * SAMPLE_RATE_HZ)
    return np.rint(noise * (np.arange(noise.size) // 4000 % 2)).astype(np.int16)


class Person(FileTrainee):
    """Speaks when the passage is over; the microphone hears some of the passage and of the people around."""

    def __init__(
        self, sound: Samples = MINUTE, *, bleed_db: float = -120.0, neighbour: int = 0, dead: bool = False
    ) -> None:
        super().__init__(sound, 1.0)
        self._bleed = 10 ** (bleed_db / 20)
        self._neighbour, self.dead = neighbour, dead

    def hear(self, customer: Samples, t_s: float) -> Samples:
        block = super().hear(customer, t_s) + np.rint(customer * self._bleed).astype(np.int16)
        if self._neighbour and t_s < 5.0:
            block = block + self._neighbour * np.resize(np.array([1, -1], np.int16), len(block))
        return np.zeros_like(block) if self.dead else block.astype(np.int16)


def engines() -> Callable[[object], CheckEngines]:
    return lambda _progress: CheckEngines(FakeSpeechToText(READ, TALK), passage(), FakeActivity)


def run(
    person: SilentTrainee,
    react: Callable[[HeadsetCheck, CheckUpdate], None] | None = None,
    load: Callable[[object], CheckEngines] | None = None,
    open_stream: Callable[[SilentTrainee], SimulatedStream] = SimulatedStream,
) -> list[CheckUpdate]:
    """Run a check to its end; ``react`` is called with every update, else it ends when it has nothing to do."""
    updates: list[CheckUpdate] = []
    told: queue.SimpleQueue[CheckUpdate] = queue.SimpleQueue()
    check = HeadsetCheck(None, None, told.put, lambda _input, _output: open_stream(person), load or engines())
    check.start()
    while not updates or not isinstance(updates[-1], CheckEnded | Failed):
        updates.append(told.get(timeout=30))
        if react is not None:
            react(check, updates[-1])
        elif isinstance(updates[-1], CheckFinished | StepStuck):
            check.end()
    check.join()
    return updates


def result(updates: list[CheckUpdate]) -> HeadsetResult:
    return next(one.result for one in reversed(updates) if isinstance(one, CheckFinished))


def states(found: HeadsetResult) -> dict[str, str]:
    return {one.id: one.state for one in found.findings}


def test_a_good_headset_gives_a_baseline() -> None:
    updates = run(Person())
    assert [one.step for one in updates if isinstance(one, StepBegan)] == ["quiet", "listen", "read", "talk"]
    found = result(updates)
    assert set(states(found).values()) == {"ok"}
    assert not found.half_duplex
    assert found.baseline is not None
    kept = found.kept("2026-11-22T18:00:00+00:00").baseline
    assert kept["articulation_rate_wpm"] == pytest.approx(150, rel=0.05)
    assert kept["pitch_median_hz"] == pytest.approx(250, abs=2)
    assert -25.0 < kept["loudness_dbfs"] < -15.0
    assert kept["noise_dbfs"] == pytest.approx(-70.0, abs=1.0)
    assert kept["gate_dbfs"] < kept["loudness_dbfs"]
    assert "bleed_db" not in kept
    for step in STEPS:
        told = [one.fraction for one in updates if isinstance(one, StepProgress) and one.step == step]
        assert told == sorted(told)
        assert told[0] < 0.1
        assert told[-1] > 0.9


def test_bleed_above_the_limit_is_half_duplex_and_quiet_neighbours_are_kept_out() -> None:
    bleed_db = -3.0
    found = result(run(Person(bleed_db=bleed_db, neighbour=320)))
    assert found.half_duplex
    assert states(found)["bleed"] == "notice"
    assert states(found)["neighbours"] == "ok"
    assert "they will be kept out" in str(found.findings)
    assert found.baseline is not None
    own_dbfs = found.baseline.usual["loudness_dbfs"]
    played_dbfs = 20 * np.log10(3000 / 32_768)
    assert found.baseline.bleed_db == pytest.approx(played_dbfs + bleed_db - own_dbfs, abs=1.0)
    assert found.baseline.latency_s == pytest.approx(0.0, abs=0.001)
    assert "off while the customer" in str(found.findings)


def test_zeros_are_told_at_once_and_can_be_tried_again() -> None:
    person = Person(dead=True)

    def react(check: HeadsetCheck, update: CheckUpdate) -> None:
        if isinstance(update, StepStuck):
            person.dead = False
            check.again(update.step)
        quick(check, update)

    updates = run(person, react)
    stuck = next(one for one in updates if isinstance(one, StepStuck))
    assert stuck.step == "quiet"
    assert stuck.result.findings[0].id == "microphone"
    assert "no sound at all" in stuck.result.findings[0].found
    assert stuck.result.room.latency_s == 0.0
    assert [one.step for one in updates if isinstance(one, StepBegan)][:3] == ["quiet", "quiet", "listen"]


def quick(check: HeadsetCheck, update: CheckUpdate) -> None:
    """Read and talk for a moment only."""
    if isinstance(update, StepProgress) and update.step in ("read", "talk") and update.fraction > 0.1:
        check.finish_step(update.step)
    elif isinstance(update, CheckFinished):
        check.end()


def test_neighbours_as_loud_as_the_trainee_have_to_be_mended() -> None:
    found = result(run(Person(neighbour=3000), quick))
    assert states(found)["neighbours"] == "mend"
    assert found.baseline is None
    with pytest.raises(ValueError, match="no baseline"):
        found.kept("now")


def test_who_says_nothing_is_told_and_can_try_again() -> None:
    updates = run(Person(spoken("")))
    stuck = next(one for one in updates if isinstance(one, StepStuck))
    assert stuck.step == "read"
    assert states(stuck.result)["speech"] == "mend"


def test_who_reads_too_little_is_told() -> None:
    found = result(run(Person(), quick))
    assert states(found)["speech"] == "mend"
    assert found.baseline is None


def test_a_check_given_up_leaves_nothing_running() -> None:
    def react(check: HeadsetCheck, update: CheckUpdate) -> None:
        if isinstance(update, StepProgress) and update.step == "read":
            check.end()

    updates = run(Person(), react)
    assert isinstance(updates[-1], CheckEnded)
    assert not [one for one in updates if isinstance(one, CheckFinished)]


def test_no_device_and_no_engine_are_told() -> None:
    told: list[CheckUpdate] = []

    def no_device(_input: str | None, _output: str | None) -> SimulatedStream:
        raise DeviceError("There is no microphone. Plug one in.")

    def no_engine(_progress: object) -> CheckEngines:
        raise EngineError("The model is missing.")

    for open_stream, load in ((no_device, engines()), (no_device, no_engine)):
        check = HeadsetCheck(None, None, told.append, open_stream, load)
        check.start()
        check.join()
    assert [one.message for one in told if isinstance(one, Failed)] == [
        "There is no microphone. Plug one in.",
        "The model is missing.",
    ]


@pytest.mark.logs_warnings
def test_a_bug_is_told_too() -> None:
    def broken(_progress: object) -> CheckEngines:
        raise ZeroDivisionError

    assert isinstance(run(Person(), load=broken)[-1], Failed)


def test_finishing_a_step_twice_does_not_end_the_next_one() -> None:
    def hasty(check: HeadsetCheck, update: CheckUpdate) -> None:
        if isinstance(update, StepBegan) and update.step == "talk":
            check.finish_step("read")
        elif isinstance(update, CheckFinished | StepStuck):
            check.end()

    assert isinstance(run(Person(), hasty)[-2], CheckFinished)


class Devices:
    """Counts the streams that are open."""

    def __init__(self) -> None:
        self.open = self.opened = 0

    def __call__(self, person: SilentTrainee) -> SimulatedStream:
        self.open += 1
        self.opened += 1
        stream = SimulatedStream(person)
        close = stream.close

        def close_and_count() -> None:
            close()
            self.open -= 1

        stream.close = close_and_count
        return stream


def test_the_devices_are_free_while_a_result_is_looked_at() -> None:
    devices = Devices()
    at_results: list[int] = []

    def react(check: HeadsetCheck, update: CheckUpdate) -> None:
        if isinstance(update, StepProgress):
            quick(check, update)
        elif isinstance(update, CheckFinished):
            at_results.append(devices.open)
            if len(at_results) == 1:
                check.again("read")
            else:
                check.end()

    updates = run(Person(), react, open_stream=devices)
    assert at_results == [0, 0]
    assert devices.opened == 2
    assert [one.step for one in updates if isinstance(one, StepBegan)][4:] == ["read", "talk"]
    assert isinstance(updates[-1], CheckEnded)


def test_a_device_that_is_gone_at_the_result_is_told_only_when_it_is_needed_again() -> None:
    gone = False

    def open_stream(person: SilentTrainee) -> SimulatedStream:
        if gone:
            raise DeviceError("The headset is gone.")
        return SimulatedStream(person)

    def react(check: HeadsetCheck, update: CheckUpdate) -> None:
        nonlocal gone
        if isinstance(update, StepProgress):
            quick(check, update)
        elif isinstance(update, CheckFinished):
            gone = True
            check.again("talk")

    updates = run(Person(), react, open_stream=open_stream)
    assert isinstance(updates[-3], CheckFinished)
    assert updates[-1] == Failed("The headset is gone.")


@pytest.mark.logs_warnings
def test_the_microphone_is_let_go_of_even_when_a_step_fails_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    devices = Devices()

    def fail(_step: QuietStep) -> None:
        raise ZeroDivisionError

    def react(check: HeadsetCheck, update: CheckUpdate) -> None:
        if isinstance(update, StepProgress) and update.step == "quiet":
            check.end()

    monkeypatch.setattr(QuietStep, "close", fail)
    assert isinstance(run(Person(), react, open_stream=devices)[-1], Failed)
    assert devices.opened == 1
    assert devices.open == 0
