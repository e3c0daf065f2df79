"""Files from outside, however damaged, end in sound or unpacked files, or in the one error meant for them."""

import io
import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import soundfile
from fakes.archives import FOLDER, tiny_archive
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.audio.sound import read_sound
from voicedrill.engines.unpack import UnpackError, unpack
from voicedrill.errors import DataError


def encoded(file_format: str) -> bytes:
    content = io.BytesIO()
    samples = np.random.default_rng(1).integers(-9_000, 9_000, (900, 2)).astype(np.int16)
    soundfile.write(content, samples, 16_000, format=file_format)
    return content.getvalue()


SOUNDS = {name: encoded(name) for name in ("WAV", "AIFF", "FLAC", "OGG")}
ARCHIVE = tiny_archive()


@st.composite
def damaged(draw: st.DrawFn, content: bytes, head: int) -> bytes:
    """Change a few bytes, most of them where the headers are, and perhaps cut the end off."""
    changed = bytearray(content)
    places = st.one_of(st.integers(0, head - 1), st.integers(0, len(content) - 1))
    for place, value in draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=6)):
        changed[place] = value
    return bytes(changed[: draw(st.one_of(st.just(len(changed)), st.integers(0, len(changed))))])


@pytest.mark.parametrize("name", SOUNDS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_sound_file_gives_sound_or_a_data_error(name: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sound"
        file.write_bytes(data.draw(damaged(SOUNDS[name], 64)))
        try:
            sound = read_sound(file)
        except DataError:
            return
        assert sound.dtype == np.int16
        assert sound.ndim == 2
        assert sound.size


@settings(max_examples=150, deadline=None)
@given(content=damaged(ARCHIVE, 200))
def test_a_damaged_archive_is_unpacked_or_refused_and_stays_inside(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "a.zip"
        archive.write_bytes(content)
        with suppress(UnpackError):
            unpack(archive, Path(folder) / "out", FOLDER)
        assert {path.name for path in Path(folder).iterdir()} <= {"a.zip", "out"}
