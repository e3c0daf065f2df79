"""The real engine: eSpeak NG through pyttsx3, from the system or from its Python package."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from voicedrill.engines import tts_child
from voicedrill.engines.ports import Voicing
from voicedrill.engines.pyttsx3_synthesiser import Pyttsx3Synthesiser
from voicedrill.engines.spoken_sound import speech_level_dbfs
from voicedrill.engines.tts_process import TtsProcess
from voicedrill.engines.voices import CACHE_VARIABLE, open_synthesiser, voice_names
from voicedrill.errors import EngineError
from voicedrill.speech.samples import SAMPLE_RATE_HZ

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="voices and rates of eSpeak")

PARAGRAPH = (
    "Every single time I call, somebody reads me the same script. I understand that it is not your fault personally, "
    "but you work for this company. When will it be fixed, and who will call me? I ordered a birthday present for my "
    "daughter, and it arrived broken. I have been a customer for eleven years, and I have never been treated like this."
)


@pytest.fixture(scope="module")
def synthesiser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pyttsx3Synthesiser]:
    voice = Pyttsx3Synthesiser(tmp_path_factory.mktemp("with a space"))
    yield voice
    voice.close()


@pytest.mark.parametrize("voice", ["en-gb+f2", "en-us+f5", "en-us"])
@pytest.mark.parametrize("rate_wpm", [140.0, 190.0])
def test_the_rate_is_heard_as_asked(synthesiser: Pyttsx3Synthesiser, voice: str, rate_wpm: float) -> None:
    line = synthesiser.render(PARAGRAPH, Voicing(voice, rate_wpm))
    assert len(line.words) / line.duration_s * 60 == pytest.approx(rate_wpm, rel=0.05)


def test_the_same_line_has_the_same_samples(synthesiser: Pyttsx3Synthesiser) -> None:
    lines = [synthesiser.render("That is not good enough!", Voicing("en-gb+f2", 170.0)) for _ in range(5)]
    assert all(np.array_equal(lines[0].samples, line.samples) for line in lines)
    assert len({line.words for line in lines}) == 1


def test_gain_raises_the_level_and_never_clips(synthesiser: Pyttsx3Synthesiser) -> None:
    plain = synthesiser.render(PARAGRAPH, Voicing("en-us", 165.0))
    loud = synthesiser.render(PARAGRAPH, Voicing("en-us", 165.0, 6.0))
    assert speech_level_dbfs(loud.samples) - speech_level_dbfs(plain.samples) == pytest.approx(6.0, abs=0.5)
    assert np.abs(loud.samples.astype(int)).max() < 0.9 * 32768


def test_silence_around_the_line_is_short(synthesiser: Pyttsx3Synthesiser) -> None:
    line = synthesiser.render("No.", Voicing("en-gb+f2", 165.0))
    heard = np.flatnonzero(np.abs(line.samples.astype(int)) > 32)
    assert heard[0] <= 0.05 * SAMPLE_RATE_HZ
    assert len(line.samples) - heard[-1] <= 0.05 * SAMPLE_RATE_HZ


def test_words_lie_around_the_pause(synthesiser: Pyttsx3Synthesiser) -> None:
    line = synthesiser.render("I called you, and nobody came.", Voicing("en-gb+f2", 150.0))
    called_you, and_nobody = line.words[2], line.words[3]
    pause = line.samples[int(called_you.end_s * SAMPLE_RATE_HZ) : int(and_nobody.start_s * SAMPLE_RATE_HZ)]
    assert len(pause) >= 0.08 * SAMPLE_RATE_HZ
    assert speech_level_dbfs(pause) < -40


@pytest.mark.parametrize(
    ("text", "voice", "says"),
    [
        ("Hello.", "xx-yy", "xx-yy"),
        ("Hello.", "en-us+f99", "f99"),
        ("Hello.", "en-gb+nope", "nope"),
        (" … ", "", "nothing"),
    ],
)
def test_what_cannot_be_spoken_is_said_clearly(
    synthesiser: Pyttsx3Synthesiser, text: str, voice: str, says: str
) -> None:
    with pytest.raises(EngineError, match=says):
        synthesiser.render(text, Voicing(voice))


@pytest.mark.parametrize(
    "text", ["I", "WWW", "It costs £129.99, on 12/03/2024; ref AB-44719-XZ.", "Don’t — you — dare!"]
)
def test_odd_lines_are_spoken(synthesiser: Pyttsx3Synthesiser, text: str) -> None:
    line = synthesiser.render(text, Voicing("en-us+f5"))
    assert line.words[-1].end_s <= line.duration_s


def test_temporary_folders_may_have_spaces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, synthesiser: Pyttsx3Synthesiser
) -> None:
    folder = tmp_path / "my temp é"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    assert synthesiser.render("Hello there.", Voicing("en-us")).duration_s > 0.3
    assert list(folder.iterdir()) == []


def without_system_libraries(prelude: str = "pass") -> list[str]:
    """The child program on a machine whose system has no eSpeak."""
    folder = str(Path(tts_child.__file__).parent)
    # ctypes finds nothing under these names: pyttsx3 can only get what was loaded before.
    program = (
        f"import sys; sys.path.append({folder!r}); import tts_child; tts_child.SYSTEM_LIBRARIES = (); {prelude}; "
        "tts_child.main()"
    )
    return [sys.executable, "-c", program]


def test_the_python_package_speaks_where_the_system_has_no_engine(tmp_path: Path) -> None:
    synthesiser = Pyttsx3Synthesiser(tmp_path, TtsProcess(command=without_system_libraries()))
    assert "espeak 1.52" in synthesiser.name
    assert synthesiser.render("Hello there, I waited.", Voicing("en-gb+f2")).duration_s > 0.5


def test_no_engine_at_all_says_what_to_install(tmp_path: Path) -> None:
    command = without_system_libraries("sys.modules['espeakng_loader'] = None")
    with pytest.raises(EngineError, match="apt install espeak-ng"):
        Pyttsx3Synthesiser(tmp_path, TtsProcess(command=command)).render("Hello.", Voicing())


def test_stdout_of_the_child_is_one_json_object(tmp_path: Path) -> None:
    request = {"do": "speak", "text": "Hello.", "voice": "gmw/en", "rate": 130, "file": str(tmp_path / "a b.wav")}
    child = subprocess.run(
        [sys.executable, "-P", tts_child.__file__],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},  # else what pyttsx3 prints is lost in the buffer
    )
    assert json.loads(child.stdout) == {"voice": "gmw/en"}
    assert "Audio saved" in child.stderr


def test_the_program_s_own_synthesiser_keeps_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    synthesiser = open_synthesiser()
    first = synthesiser.render("Hello there.", Voicing("en-us"))
    second = synthesiser.render("Hello there.", Voicing("en-us"))
    synthesiser.close()
    assert np.array_equal(first.samples, second.samples)
    assert first.words == second.words
    assert "pyttsx3" in synthesiser.name
    assert len(list(tmp_path.rglob("*.wav"))) == 1
    assert "gmw/en-us" in voice_names()
