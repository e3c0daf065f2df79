"""Sound files: what users bring, what killed writers leave, what is no sound."""

import os
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voicedrill.audio.sound import read_sound, write_sound
from voicedrill.errors import DataError

RATE = 16_000


def tone(rate: int, seconds: float = 0.5, channels: int = 1) -> np.ndarray:
    times = np.arange(round(rate * seconds)) / rate
    return np.stack([0.5 * np.sin(2 * np.pi * 440 * (channel + 1) * times) for channel in range(channels)], axis=1)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_any_rate_becomes_16_khz_and_keeps_its_length_and_its_tone(tmp_path: Path, rate: int, channels: int) -> None:
    file = tmp_path / "tone.wav"
    soundfile.write(file, tone(rate, channels=channels), rate, subtype="PCM_24")
    sound = read_sound(file)
    assert sound.dtype == np.int16
    assert sound.shape[0] == channels
    assert abs(sound.shape[1] - 0.5 * RATE) <= 1
    expected = tone(RATE, channels=channels).T[:, 1000:7000] * 32_768
    assert np.abs(sound[:, 1000:7000] - expected).max() < 2


@pytest.mark.parametrize(
    ("name", "subtype", "tolerance"),
    [
        ("a.wav", "PCM_U8", 257),
        ("a.wav", "PCM_16", 1),
        ("a.wav", "PCM_24", 1),
        ("a.wav", "PCM_32", 1),
        ("a.wav", "FLOAT", 1),
        ("a.wav", "DOUBLE", 1),
        ("a.wav", "ULAW", 700),
        ("a.aiff", "PCM_16", 1),
        ("a.flac", "PCM_16", 1),
        ("a.flac", "PCM_24", 1),
        ("a.ogg", "VORBIS", 1500),
    ],
)
def test_every_width_and_format_is_read(tmp_path: Path, name: str, subtype: str, tolerance: int) -> None:
    file = tmp_path / name
    soundfile.write(file, tone(RATE), RATE, subtype=subtype)
    assert np.abs(read_sound(file)[0] - tone(RATE)[:, 0] * 32_768).max() <= tolerance


@pytest.mark.parametrize("name", ["x.wav", "x.flac", "X.WAV"])
@pytest.mark.parametrize("shape", [(4_000,), (1, 4_000), (2, 4_000)])
def test_what_is_written_comes_back_to_the_last_bit(tmp_path: Path, name: str, shape: tuple[int, ...]) -> None:
    samples = np.random.default_rng(1).integers(-32_768, 32_768, shape).astype(np.int16)
    write_sound(tmp_path / name, samples)
    assert np.array_equal(read_sound(tmp_path / name), np.atleast_2d(samples))
    assert soundfile.info(tmp_path / name).subtype == "PCM_16"


def test_long_files_are_read_across_block_borders(tmp_path: Path) -> None:
    samples = np.random.default_rng(2).integers(-9_000, 9_000, 200_001).astype(np.int16)
    write_sound(tmp_path / "long.wav", samples)
    assert np.array_equal(read_sound(tmp_path / "long.wav")[0], samples)


def test_too_loud_values_are_clipped(tmp_path: Path) -> None:
    file = tmp_path / "loud.wav"
    soundfile.write(file, np.array([2.0, -2.0, 1.0, -1.0, 0.0]), RATE, subtype="FLOAT")
    assert read_sound(file)[0].tolist() == [32_767, -32_768, 32_767, -32_768, 0]


def wav(samples: np.ndarray, *, riff: int | None = None, data: int | None = None) -> bytes:
    """Return a PCM_16 stereo WAV file whose length fields may lie."""
    content = samples.T.astype("<i2").tobytes()
    head = struct.pack("<4sI4s", b"RIFF", 36 + len(content) if riff is None else riff, b"WAVE")
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, RATE, RATE * 4, 4, 16)
    return head + form + struct.pack("<4sI", b"data", len(content) if data is None else data) + content


STEREO = np.random.default_rng(3).integers(-9_000, 9_000, (2, 8_000)).astype(np.int16)


@pytest.mark.parametrize(
    ("riff", "data"),
    [
        pytest.param(36, 0, id="never brought up to date"),
        pytest.param(0, 0, id="zeros"),
        pytest.param(36 + 16_000, 16_000, id="brought up to date in the middle"),
        pytest.param(36 + 999_999, 999_999, id="claims more than is there"),
        pytest.param(0xFFFF_FFFF, 0xFFFF_FFFF, id="written into a pipe"),
        pytest.param(None, 0, id="no length of the sound"),
        pytest.param(None, 12_000, id="too short a length of the sound"),
        pytest.param(0xFFFF_FFFF, 0, id="any length of the file and none of the sound"),
        pytest.param(None, None, id="right"),
    ],
)
def test_a_stale_header_is_overruled_by_the_files_real_length(
    tmp_path: Path, riff: int | None, data: int | None
) -> None:
    file = tmp_path / "stale.wav"
    file.write_bytes(wav(STEREO, riff=riff, data=data))
    assert np.array_equal(read_sound(file), STEREO)


@pytest.mark.parametrize("extra", [1, 2, 3])
def test_half_a_frame_at_the_end_is_dropped(tmp_path: Path, extra: int) -> None:
    file = tmp_path / "stale.wav"
    file.write_bytes(wav(STEREO, riff=36, data=0) + b"\1" * extra)
    assert np.array_equal(read_sound(file), STEREO)


def test_what_a_right_header_names_after_the_sound_is_not_sound(tmp_path: Path) -> None:
    file = tmp_path / "tagged.wav"
    tag = struct.pack("<4sI8s", b"LIST", 8, b"INFOabcd")
    file.write_bytes(wav(STEREO, riff=36 + STEREO.nbytes + len(tag)) + tag)
    assert np.array_equal(read_sound(file), STEREO)


def test_a_long_file_takes_no_more_memory_than_its_samples(tmp_path: Path) -> None:
    samples = np.zeros((2, 4_000_000), np.int16)
    write_sound(tmp_path / "long.wav", samples)
    tracemalloc.start()
    sound = read_sound(tmp_path / "long.wav")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sound.shape == samples.shape
    assert peak < 1.25 * samples.nbytes


def test_reading_tells_how_far_it_is(tmp_path: Path) -> None:
    write_sound(tmp_path / "long.wav", np.zeros(200_000, np.int16))
    told: list[float] = []
    read_sound(tmp_path / "long.wav", told.append)
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_length_of_days_is_refused_before_room_is_made(tmp_path: Path) -> None:
    content = bytearray((write_sound(tmp_path / "a.flac", STEREO), (tmp_path / "a.flac").read_bytes())[1])
    content[21] |= 0x0F  # the upper bits of the number of samples in FLAC's STREAMINFO
    (tmp_path / "a.flac").write_bytes(content)
    with pytest.raises(DataError, match="longer than 24 hours"):
        read_sound(tmp_path / "a.flac")


WHOLE = wav(STEREO)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a sound file"),
        (b"RIF", "not a sound file"),
        (b"Hello, this is a letter.\n" * 9, "not a sound file"),
        (b"ID3\3" + bytes(200), "not a sound file"),
        (WHOLE[:8], "cannot be read"),
        (WHOLE[:20], "cannot be read"),
        (WHOLE[:30], "cannot be read"),
        (WHOLE[:40], "cannot be read"),
        (WHOLE[:44], "no sound at all"),
        (WHOLE[:24] + bytes(4) + WHOLE[28:], "sample rate|cannot be read"),
        (WHOLE[:24] + struct.pack("<I", 7) + WHOLE[28:], "sample rate of 7 Hz"),
        (WHOLE[:32] + bytes(2) + WHOLE[34:], None),
        (b"RIFF\0\0\0\0junk" * 50, "cannot be read"),
        (b"fLaC" + bytes(500), "cannot be read"),
        (b"OggS" + bytes(500), "cannot be read"),
    ],
)
def test_what_is_no_sound_is_refused_in_one_sentence(tmp_path: Path, content: bytes, says: str | None) -> None:
    file = tmp_path / "odd.wav"
    file.write_bytes(content)
    if says is None:  # libsndfile makes good for a wrong frame size
        assert np.array_equal(read_sound(file), STEREO)
        return
    with pytest.raises(DataError, match=says) as caught:
        read_sound(file)
    message = str(caught.value)
    assert message.startswith(f"{file} ")
    assert "\n" not in message


def test_half_a_flac_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "half.flac"
    write_sound(file, STEREO)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(DataError, match="cannot be read"):
        read_sound(file)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("rate", [16_000, 44_100])
def test_values_that_are_not_numbers_are_refused(tmp_path: Path, bad: float, rate: int) -> None:
    sound = tone(rate)
    sound[-1] = bad
    soundfile.write(tmp_path / "nan.wav", sound, rate, subtype="FLOAT")
    with pytest.raises(DataError, match="not numbers"):
        read_sound(tmp_path / "nan.wav")


def test_missing_files_folders_and_pipes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"There is no file .*nothing\.wav"):
        read_sound(tmp_path / "nothing.wav")
    with pytest.raises(DataError, match="is not a file"):
        read_sound(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.wav")
        with pytest.raises(DataError, match="is not a file"):
            read_sound(tmp_path / "pipe.wav")


def test_a_sound_file_may_have_any_name(tmp_path: Path) -> None:
    for name in ("grüße 1.dat", "sound.raw", "no_suffix"):
        (tmp_path / name).write_bytes(WHOLE)
        assert np.array_equal(read_sound(tmp_path / name), STEREO)


@pytest.mark.parametrize("name", ["a.mp3", "a", "folder_that_is_not_there/a.wav"])
def test_writing_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match=r"a.* cannot be written"):
        write_sound(tmp_path / name, STEREO)
    assert not (tmp_path / name).exists()
