from collections.abc import Iterator

import numpy as np
import pytest
from fakes.sound import FakeSound

from voicedrill.audio.playback import ClipPlayer
from voicedrill.errors import DeviceError


@pytest.fixture
def player(sound: FakeSound) -> Iterator[ClipPlayer]:
    player = ClipPlayer()
    yield player
    player.close()


def test_a_clip_is_played_to_its_end(sound: FakeSound, player: ClipPlayer) -> None:
    assert not player.playing
    player.play(np.full(800, 7, np.int16))
    for _ in range(3):
        assert player.playing
        sound.tick()
    sound.tick()
    assert not player.playing
    played = np.concatenate(sound.streams[0].played)
    assert (played == 7).sum(axis=0).tolist() == [800, 800]


def test_the_channels_of_a_call_are_heard_together(sound: FakeSound, player: ClipPlayer) -> None:
    player.play(np.array([[100] * 320, [20] * 320], np.int16))
    sound.tick()
    assert set(sound.streams[0].played[0].ravel().tolist()) == {120}


def test_loud_channels_are_clipped(sound: FakeSound, player: ClipPlayer) -> None:
    player.play(np.full((2, 320), 30_000, np.int16))
    sound.tick()
    assert set(sound.streams[0].played[0].ravel().tolist()) == {32_767}


def test_stopping_fades(sound: FakeSound, player: ClipPlayer) -> None:
    player.stop()
    player.play(np.full(16_000, 700, np.int16))
    sound.tick()
    player.stop()
    for _ in range(5):
        sound.tick()
    assert not player.playing
    assert np.abs(np.diff(np.concatenate(sound.streams[0].played)[:, 0].astype(int))).max() < 5


def test_a_second_clip_takes_the_place_of_the_first(sound: FakeSound, player: ClipPlayer) -> None:
    player.play(np.full(16_000, 700, np.int16))
    player.play(np.full(16_000, 800, np.int16))
    sound.tick()
    assert [stream.closed for stream in sound.streams] == [1, 0]
    assert set(sound.streams[1].played[0].ravel().tolist()) == {800}


def test_closing_twice(sound: FakeSound, player: ClipPlayer) -> None:
    player.play(np.full(16_000, 700, np.int16))
    player.close()
    player.close()
    assert not player.playing
    assert sound.streams[0].closed == 1


def test_a_loudspeaker_that_refuses_16_khz_gets_its_own_rate(sound: FakeSound, player: ClipPlayer) -> None:
    sound.refused_hz = {16_000}
    player.play(np.full(16_000, 700, np.int16))
    assert sound.streams[0].samplerate == 48_000


def test_a_loudspeaker_that_refuses_everything(sound: FakeSound, player: ClipPlayer) -> None:
    sound.refuses_to_start = True
    with pytest.raises(DeviceError, match="'USB Headset' cannot be opened"):
        player.play(np.full(16_000, 700, np.int16))
    assert not player.playing
    assert all(stream.closed for stream in sound.streams)
