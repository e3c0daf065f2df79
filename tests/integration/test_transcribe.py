"""``voicedrill transcribe`` and the recogniser below it, on recordings of people reading aloud."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.sound import read_sound, write_sound
from voicedrill.cli.main import main
from voicedrill.engines.speech_to_text import CHUNK_SAMPLES, VoskSpeechToText, load_speech_to_text
from voicedrill.speech.words import Word

PEOPLE = Path("/usr/share/pocketsphinx/test/data/librivox")
"""Debian's package pocketsphinx-testdata; ``make test`` installs it."""

RATE = 16_000


@pytest.fixture(scope="module")
def speech_to_text() -> VoskSpeechToText:
    return load_speech_to_text()


@pytest.fixture(scope="module")
def recordings() -> list[Path]:
    files = sorted(PEOPLE.glob("*.wav"))
    assert len(files) == 5, f"{PEOPLE} lacks its recordings; install the package pocketsphinx-testdata"
    return files


def references() -> list[list[str]]:
    lines = (PEOPLE / "transcription").read_text().splitlines()
    return [re.sub(r"</?s>|\(.*\)", "", line).split() for line in sorted(lines, key=lambda line: line[-6:])]


def errors(reference: list[str], heard: list[str]) -> int:
    """Count substituted, missing and additional words (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for count, expected in enumerate(reference, 1):
        diagonal, row[0] = row[0], count
        for place, word in enumerate(heard, 1):
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (expected != word))
    return row[-1]


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        main([str(argument) for argument in arguments])
    return caught.value.code


def hear(speech_to_text: VoskSpeechToText, samples: np.ndarray, pieces: list[int] | None = None) -> list[Word]:
    recogniser = speech_to_text.recogniser()
    for piece in np.split(samples, np.cumsum(pieces) if pieces else []):
        recogniser.accept(piece)
        recogniser.partial()
    return recogniser.final()


def test_people_are_understood_with_at_most_4_errors_in_71_words(
    recordings: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("transcribe", *recordings, "--json") == 0
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [result["file"] for result in results] == [str(file) for file in recordings]
    expected = references()
    assert sum(map(len, expected)) == 71
    assert sum(errors(*pair) for pair in zip(expected, (r["text"].split() for r in results), strict=True)) <= 4
    for result in results:
        words = result["words"]
        assert result["text"] == " ".join(word["word"] for word in words)
        assert all(list(word) == ["word", "start_s", "end_s", "conf"] for word in words)
        times = [time for word in words for time in (word["start_s"], word["end_s"])]
        assert times == sorted(times)
        assert 0.0 <= times[0] < times[-1] <= result["duration_s"]
        assert all(0.0 <= word["conf"] <= 1.0 for word in words)


def test_text_mode_names_the_files_only_when_there_are_several(
    recordings: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("transcribe", recordings[4]) == 0
    assert capsys.readouterr().out == "he might even have been made amiable himself\n"
    assert run("transcribe", recordings[4], recordings[4]) == 0
    assert (
        capsys.readouterr().out.splitlines() == [f"{recordings[4]}: he might even have been made amiable himself"] * 2
    )


def test_channels_are_mixed_and_foreign_rates_converted(
    recordings: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    speech = read_sound(recordings[4])[0]
    write_sound(tmp_path / "two.flac", np.stack([speech, np.zeros_like(speech)]))
    assert run("transcribe", tmp_path / "two.flac") == 0
    assert capsys.readouterr().out == "he might even have been made amiable himself\n"


def test_silence_gives_no_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_sound(tmp_path / "silence.wav", np.zeros(2 * RATE, np.int16))
    assert run("transcribe", tmp_path / "silence.wav", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": str(tmp_path / "silence.wav"), "duration_s": 2.0, "text": "", "words": [],
    }  # fmt: skip


def test_a_bad_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.wav").write_text("Dear all")
    for name in ("letter.wav", "nothing.wav"):
        assert run("transcribe", tmp_path / name, "--json") == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert name in err


def test_the_same_samples_give_the_same_words_however_they_arrive(
    speech_to_text: VoskSpeechToText, recordings: list[Path]
) -> None:
    speech = read_sound(recordings[3])[0]
    at_once = hear(speech_to_text, speech)
    assert hear(speech_to_text, speech) == at_once
    assert hear(speech_to_text, speech, [1, 320, 7_777, 0, CHUNK_SAMPLES, 30_000]) == at_once
    assert hear(speech_to_text, speech, [320] * 50) == at_once


def test_word_times_stay_right_across_pauses(speech_to_text: VoskSpeechToText, recordings: list[Path]) -> None:
    speech = read_sound(recordings[4])[0]
    start_s = next(word.start_s for word in hear(speech_to_text, speech) if word.word == "himself")
    pause = np.random.default_rng(1).normal(0, 20, 3 * RATE).astype(np.int16)
    words = hear(speech_to_text, np.concatenate([speech, pause] * 4))
    period_s = (len(speech) + len(pause)) / RATE
    found = [word.start_s for word in words if word.word == "himself"]
    assert found == pytest.approx([start_s + number * period_s for number in range(4)], abs=0.1)


def test_partial_words_grow_and_the_final_result_closes(
    speech_to_text: VoskSpeechToText, recordings: list[Path]
) -> None:
    recogniser = speech_to_text.recogniser()
    assert recogniser.partial() == []
    counts = []
    for second in np.split(read_sound(recordings[0])[0], range(RATE, 7 * RATE, RATE)):
        recogniser.accept(second)
        counts.append(len(recogniser.partial()))
    assert counts == sorted(counts)
    assert counts[2] >= 3
    final = recogniser.final()
    assert recogniser.final() == recogniser.partial() == final
    with pytest.raises(ValueError, match="final result"):
        recogniser.accept(np.zeros(320, np.int16))


def test_a_recogniser_that_heard_nothing_has_no_words(speech_to_text: VoskSpeechToText) -> None:
    assert speech_to_text.recogniser().final() == []
    assert hear(speech_to_text, np.zeros(0, np.int16)) == []
    assert hear(speech_to_text, np.zeros(1, np.int16)) == []


def test_the_model_is_named_for_the_record(speech_to_text: VoskSpeechToText) -> None:
    assert speech_to_text.model_name == "vosk-model-small-en-us-0.15"
