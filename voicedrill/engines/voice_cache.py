"""Rendered lines on disk, found again by what they say and how."""

import hashlib
import io
import json
import logging
import threading
from dataclasses import astuple
from pathlib import Path
from typing import Protocol

import soundfile

from voicedrill.engines.atomic_file import write_atomically
from voicedrill.engines.ports import Rendered, Synthesiser, Voicing
from voicedrill.speech.samples import SAMPLE_RATE_HZ
from voicedrill.speech.words import Word

_LOG = logging.getLogger(__name__)

_FORMAT = 3
"""Raise when lines would sound or be timed differently from those in older caches."""

MAX_BYTES = 500_000_000
_KEPT_RATIO = 0.9
"""Share of the limit that is kept when lines are thrown out, so that it does not happen at every line."""


class NamedSynthesiser(Synthesiser, Protocol):
    """A synthesiser that says which engine and version it is, and can be closed."""

    @property
    def name(self) -> str:
        """Engine and version."""

    def close(self) -> None:
        """Let go of the engine."""


class CachedSynthesiser:
    """Renders each line once. Several threads and processes may share the folder.

    A line is two files, its sound and its words; the second has the checksum of the first, so that a damaged pair is
    noticed and rendered again.

    Parameters
    ----------
    inner : NamedSynthesiser
        What renders.
    cache_dir : Path
        Where the lines are kept.
    max_bytes : int
        Size above which the lines that were not used for longest are removed.
    """

    def __init__(self, inner: NamedSynthesiser, cache_dir: Path, max_bytes: int = MAX_BYTES) -> None:
        self._inner = inner
        self._folder = cache_dir
        self._max_bytes = max_bytes
        self._size: int | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Engine and version, as written into ``call.json``."""
        return self._inner.name

    def render(self, text: str, voicing: Voicing) -> Rendered:
        """Return the line from the cache, else speak it."""
        stem = self._stem(text, voicing)
        found = self._read(stem)
        if found is None:
            found = self._inner.render(text, voicing)
            self._write(stem, found)
        return found

    def close(self) -> None:
        """Close the engine; the cache needs nothing."""
        self._inner.close()

    def _stem(self, text: str, voicing: Voicing) -> Path:
        how = [float(value) if isinstance(value, int) else value for value in astuple(voicing)]
        said = [_FORMAT, self.name, text, *how]
        key = hashlib.sha256(json.dumps(said).encode()).hexdigest()
        return self._folder / key[:2] / key

    def _read(self, stem: Path) -> Rendered | None:
        sound_path, words_path = stem.with_suffix(".wav"), stem.with_suffix(".json")
        try:
            sound = sound_path.read_bytes()
            entry = json.loads(words_path.read_text(encoding="utf-8"))
            if entry["sha256"] != hashlib.sha256(sound).hexdigest():
                return None
            words = tuple(Word(str(word), float(start_s), float(end_s)) for word, start_s, end_s in entry["words"])
            samples, _ = soundfile.read(io.BytesIO(sound), dtype="int16")
            for path in (sound_path, words_path):
                path.touch()  # used just now: the last to be thrown out
        except (OSError, ValueError, KeyError, TypeError, soundfile.LibsndfileError):
            return None
        return Rendered(samples, words)

    def _write(self, stem: Path, line: Rendered) -> None:
        buffer = io.BytesIO()
        soundfile.write(buffer, line.samples, SAMPLE_RATE_HZ, subtype="PCM_16", format="WAV")
        sound = buffer.getvalue()
        words = [[word.word, word.start_s, word.end_s] for word in line.words]
        entry = json.dumps({"sha256": hashlib.sha256(sound).hexdigest(), "words": words}).encode()
        if write_atomically(stem.with_suffix(".wav"), sound) and write_atomically(stem.with_suffix(".json"), entry):
            self._make_room(len(sound) + len(entry))

    def _make_room(self, added: int) -> None:
        with self._lock:
            self._size = self._total() if self._size is None else self._size + added
            if self._size > self._max_bytes:
                self._throw_out_oldest()

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.glob("??/*"):
            try:
                status = path.stat()
            except OSError:
                continue  # another process removed it
            found.append((status.st_mtime, status.st_size, path))
        return sorted(found)

    def _total(self) -> int:
        return sum(size for _, size, _ in self._files())

    def _throw_out_oldest(self) -> None:
        files = self._files()
        total = sum(size for _, size, _ in files)
        for _, size, path in files:
            if total <= self._max_bytes * _KEPT_RATIO:
                break
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                _LOG.warning("cannot remove %s from the cache: %s", path.name, error)
                continue
            total -= size
        self._size = total
