import os
from pathlib import Path

import numpy as np
import pytest
from fakes.fake_synthesiser import FakeSynthesiser

from voicedrill.engines.ports import Rendered, Voicing
from voicedrill.engines.voice_cache import CachedSynthesiser

TEXT = "I want my money back — today, Müller!"
VOICING = Voicing("en-gb+f2", 160.0, 1.5)


def same(one: Rendered, other: Rendered) -> bool:
    return np.array_equal(one.samples, other.samples) and one.words == other.words


def entries(folder: Path, suffix: str) -> list[Path]:
    return sorted(folder.glob(f"??/*{suffix}"))


def test_a_line_is_rendered_once_even_by_another_process(tmp_path: Path) -> None:
    first, second = FakeSynthesiser(), FakeSynthesiser()
    spoken = CachedSynthesiser(first, tmp_path).render(TEXT, VOICING)
    again = CachedSynthesiser(second, tmp_path).render(TEXT, VOICING)
    assert same(spoken, again)
    assert again.samples.dtype == np.int16
    assert (first.rendered, second.rendered) == ([TEXT], [])


@pytest.mark.parametrize(
    ("text", "voicing", "engine"),
    [
        (TEXT + "!", VOICING, "fake 1"),
        (TEXT, Voicing("en-gb+f3", 160.0, 1.5), "fake 1"),
        (TEXT, Voicing("en-gb+f2", 161.0, 1.5), "fake 1"),
        (TEXT, Voicing("en-gb+f2", 160.0, 1.6), "fake 1"),
        (TEXT, VOICING, "fake 2"),
    ],
)
def test_anything_that_changes_the_sound_is_rendered_anew(
    tmp_path: Path, text: str, voicing: Voicing, engine: str
) -> None:
    CachedSynthesiser(FakeSynthesiser(), tmp_path).render(TEXT, VOICING)
    inner = FakeSynthesiser()
    inner.name = engine
    CachedSynthesiser(inner, tmp_path).render(text, voicing)
    assert inner.rendered == [text]


def test_whole_and_decimal_rates_are_the_same_line(tmp_path: Path) -> None:
    inner = FakeSynthesiser()
    cache = CachedSynthesiser(inner, tmp_path)
    cache.render(TEXT, Voicing("v", 160, 0))
    cache.render(TEXT, Voicing("v", 160.0, 0.0))
    assert inner.rendered == [TEXT]


@pytest.mark.parametrize("suffix", [".wav", ".json"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"RIFF nonsense"])
def test_a_damaged_or_missing_file_is_rendered_again(tmp_path: Path, suffix: str, content: bytes | None) -> None:
    inner = FakeSynthesiser()
    cache = CachedSynthesiser(inner, tmp_path)
    spoken = cache.render(TEXT, VOICING)
    (path,) = entries(tmp_path, suffix)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert same(cache.render(TEXT, VOICING), spoken)
    assert same(cache.render(TEXT, VOICING), spoken)
    assert inner.rendered == [TEXT, TEXT]


def test_one_flipped_byte_of_sound_is_noticed(tmp_path: Path) -> None:
    inner = FakeSynthesiser()
    cache = CachedSynthesiser(inner, tmp_path)
    cache.render(TEXT, VOICING)
    (path,) = entries(tmp_path, ".wav")
    sound = bytearray(path.read_bytes())
    sound[-1] ^= 1
    path.write_bytes(sound)
    cache.render(TEXT, VOICING)
    assert len(inner.rendered) == 2


def test_the_lines_not_used_for_longest_go_first(tmp_path: Path) -> None:
    inner = FakeSynthesiser()
    # a word of 0.375 s is 12 kB: three lines of one word fit
    cache = CachedSynthesiser(inner, tmp_path, max_bytes=40_000)
    for age_s, text in ((300, "one"), (200, "two"), (100, "three")):
        cache.render(text, VOICING)
        for path in entries(tmp_path, ""):
            stat = path.stat()
            os.utime(path, (stat.st_atime, stat.st_mtime - age_s))
    cache.render("one", VOICING)  # used: now the newest
    cache.render("four", VOICING)
    assert sum(path.stat().st_size for path in entries(tmp_path, "")) <= 36_000
    inner.rendered.clear()
    cache.render("one", VOICING)
    cache.render("four", VOICING)
    assert inner.rendered == []
    cache.render("two", VOICING)
    assert inner.rendered == ["two"]


@pytest.mark.logs_warnings
def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    spoken = CachedSynthesiser(FakeSynthesiser(), blocked / "cache").render(TEXT, VOICING)
    assert len(spoken.words) == len(TEXT.split())
    assert "cache" in caplog.text
    assert "money" not in caplog.text


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    CachedSynthesiser(FakeSynthesiser(), tmp_path).render(TEXT, VOICING)
    assert sorted(path.suffix for path in tmp_path.rglob("*") if path.is_file()) == [".json", ".wav"]


def test_closing_closes_the_engine(tmp_path: Path) -> None:
    inner = FakeSynthesiser()
    CachedSynthesiser(inner, tmp_path).close()
    assert inner.closed
