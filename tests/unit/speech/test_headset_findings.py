from dataclasses import replace

import pytest

from voicedrill.speech.baseline import Room, Take
from voicedrill.speech.headset_findings import HeadsetFinding, findings, needs_half_duplex
from voicedrill.speech.loudness import Loudness
from voicedrill.speech.measurement import SideMeasures
from voicedrill.speech.settings import SETTINGS as S

OWN = -20.0
ROOM = Room(-60.0, latency_s=0.05)


def take(level: float = OWN, voice_s: float = 40.0, words: int = 100, clipped: float = 0.0, refused: str = "") -> Take:
    measured = SideMeasures(
        words=words, phonation_s=voice_s, not_measured={"articulation_rate_wpm": refused} if refused else {}
    )
    return Take(measured, (), Loudness(level, -60.0, clipped), level)


def found(room: Room = ROOM, *takes: Take) -> dict[str, HeadsetFinding]:
    return {one.id: one for one in findings(room, takes or (take(),))}


def test_a_good_headset() -> None:
    assert set(found()) == {"noise", "neighbours", "bleed", "latency", "level", "words"}
    assert {one.state for one in found().values()} == {"ok"}
    assert not any(one.help for one in found().values())


@pytest.mark.parametrize(
    ("snr_db", "state"),
    [
        (S.snr_min_db - 0.1, "mend"),
        (S.snr_min_db, "notice"),
        (S.snr_good_db - 0.1, "notice"),
        (S.snr_good_db, "ok"),
    ],
)
def test_noise(snr_db: float, state: str) -> None:
    assert found(replace(ROOM, noise_dbfs=OWN - snr_db))["noise"].state == state


@pytest.mark.parametrize(("below_db", "state"), [(-0.1, "mend"), (0.0, "mend"), (0.1, "ok")])
def test_neighbours(below_db: float, state: str) -> None:
    one = found(replace(ROOM, neighbours_dbfs=OWN - S.gate_below_db - below_db))["neighbours"]
    assert one.state == state
    assert ("push-to-talk" in one.help) is (state == "mend")


@pytest.mark.parametrize(("above_db", "half_duplex"), [(-0.1, False), (0.0, False), (0.1, True)])
def test_bleed(above_db: float, half_duplex: bool) -> None:
    room = replace(ROOM, bleed_dbfs=OWN + S.bleed_max_db + above_db)
    assert found(room)["bleed"].state == ("notice" if half_duplex else "ok")
    assert needs_half_duplex(room, [take()]) is half_duplex


def test_no_levels_are_told_to_trainees() -> None:
    said = []
    for noise_dbfs in (-90.0, OWN - S.snr_good_db + 1, OWN):
        for other_dbfs in (None, -70.0, -30.0, OWN):
            room = replace(ROOM, noise_dbfs=noise_dbfs, neighbours_dbfs=other_dbfs, bleed_dbfs=other_dbfs)
            said += [one for taken in ((), (take(),), (take(-80.0),)) for one in findings(room, taken)]
    assert not [one for one in said if "dB" in one.found + one.help]


@pytest.mark.parametrize(("latency_s", "state"), [(S.latency_long_s, "ok"), (S.latency_long_s + 0.01, "notice")])
@pytest.mark.parametrize("measured", [True, False])
def test_latency(latency_s: float, state: str, measured: bool) -> None:
    one = found(replace(ROOM, latency_s=latency_s, latency_measured=measured))["latency"]
    assert one.state == state
    assert f"{latency_s * 1000:.0f} ms" in one.found
    assert ("taken into account" in one.found) is not measured


@pytest.mark.parametrize(
    ("level", "state"), [(S.quiet_speech_dbfs - 0.1, "mend"), (S.quiet_speech_dbfs, "ok"), (-3.0, "ok")]
)
def test_too_quiet(level: float, state: str) -> None:
    assert found(replace(ROOM, noise_dbfs=-90.0), take(level))["level"].state == state


@pytest.mark.parametrize(
    ("clipped", "state"), [(S.clip_max_ratio, "ok"), (S.clip_max_ratio * 1.1, "mend"), (0.5, "mend")]
)
def test_clipping_in_one_part_is_enough(clipped: float, state: str) -> None:
    assert found(ROOM, take(), take(clipped=clipped))["level"].state == state


@pytest.mark.parametrize(
    ("voice_s", "expected"), [(S.baseline_min_voice_s - 0.1, "speech"), (S.baseline_min_voice_s, "words")]
)
def test_too_little_speech(voice_s: float, expected: str) -> None:
    last = list(found(ROOM, take(voice_s=voice_s / 2), take(voice_s=voice_s / 2)).values())[-1]
    assert last.id == expected
    assert last.state == ("mend" if expected == "speech" else "ok")


@pytest.mark.parametrize(
    ("words", "state"), [(S.baseline_min_words - 1, "mend"), (S.baseline_min_words, "ok"), (0, "mend")]
)
def test_too_few_words(words: float, state: str) -> None:
    assert found(ROOM, take(words=int(words)))["words"].state == state


def test_a_rate_that_could_not_be_measured_is_told_with_its_reason() -> None:
    one = found(ROOM, take(), take(refused="The words were not heard clearly enough."))["words"]
    assert one.state == "mend"
    assert "not heard clearly enough" in one.found


def test_zeros_are_all_there_is_to_say() -> None:
    (one,) = findings(Room(None), ())
    assert one.id == "microphone"
    assert one.state == "mend"
    assert one.help


def test_before_anybody_spoke_nothing_is_held_against_the_voice() -> None:
    early = findings(replace(ROOM, neighbours_dbfs=-50.0, bleed_dbfs=-10.0), ())
    assert "A voice was heard while you were to say nothing." in {one.found for one in early}
    assert {one.state for one in early} == {"ok", "notice"}
    assert not needs_half_duplex(replace(ROOM, bleed_dbfs=-10.0), ())


def test_nobody_spoke() -> None:
    one = findings(ROOM, [Take(SideMeasures(), (), None, -96.0)])[-1]
    assert one.id == "speech"
    assert "0 s" in one.found
