"""``voicedrill measure`` with the real detector and recogniser: people who read aloud, and what is no speech."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from voicedrill.audio.sound import read_sound, write_sound
from voicedrill.cli.main import main
from voicedrill.engines.speech_to_text import VoskSpeechToText, load_speech_to_text
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.words import Word

PEOPLE = Path("/usr/share/pocketsphinx/test/data/librivox")
"""Debian's package pocketsphinx-testdata; ``make test`` installs it."""


def _measured(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    with pytest.raises(SystemExit) as caught:
        main(["measure", *map(str, arguments), "--json"])
    out, err = capsys.readouterr()
    assert (caught.value.code, err) == (0, "")
    return json.loads(out)


@pytest.fixture(scope="module")
def call() -> Samples:
    """Return two readers one after the other, a channel each, in a room with some noise."""
    files = sorted(PEOPLE.glob("*.wav"))
    assert len(files) == 5, f"{PEOPLE} lacks its recordings; install the package pocketsphinx-testdata"
    customer, trainee = (read_sound(file)[0] for file in (files[0], files[3]))
    sides = np.random.default_rng(5).normal(0.0, 4.0, (2, len(customer) + len(trainee) + 2 * SAMPLE_RATE_HZ))
    sides[0, SAMPLE_RATE_HZ // 2 :][: len(customer)] += customer
    sides[1, len(customer) + SAMPLE_RATE_HZ :][: len(trainee)] += trainee
    return np.rint(sides).astype(np.int16)


def test_two_people(tmp_path: Path, capsys: pytest.CaptureFixture[str], call: Samples) -> None:
    write_sound(tmp_path / "call.wav", call)
    measured = _measured(capsys, tmp_path / "call.wav")
    assert [turn["speaker"] for turn in measured["turns"]] == ["customer", "trainee"]
    assert measured["customer"]["words"] == pytest.approx(22, abs=2)
    assert measured["trainee"]["words"] == pytest.approx(19, abs=2)
    assert measured["overlaps"] == []
    assert 120 < measured["trainee"]["speech_rate_wpm"] < 260


def test_the_same_voices_in_both_channels_are_no_overlaps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], call: Samples
) -> None:
    both = np.rint(call + 0.12 * call[::-1]).astype(np.int16)  # -18 dB
    write_sound(tmp_path / "call.wav", both)
    measured = _measured(capsys, tmp_path / "call.wav")
    assert measured["overlaps"] == []
    write_sound(tmp_path / "call.wav", np.rint(call + 0.8 * call[::-1]).astype(np.int16))
    with pytest.raises(SystemExit) as caught:
        main(["measure", str(tmp_path / "call.wav")])
    assert caught.value.code == 2
    assert "heard in both channels" in capsys.readouterr().err


def test_music_and_silence_are_no_speech(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    time_s = np.arange(10 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    chord = sum(np.sin(2 * np.pi * hz * time_s) / n for n in (1, 2, 3) for hz in (220 * n, 277.2 * n, 329.6 * n))
    music = 2000.0 * chord * (0.5 + 0.5 * np.sign(np.sin(2 * np.pi * 1.5 * time_s)))
    write_sound(tmp_path / "music.wav", np.stack([np.rint(music), np.zeros(len(time_s))]).astype(np.int16))
    measured = _measured(capsys, tmp_path / "music.wav")
    assert measured["customer"]["words"] == measured["trainee"]["words"] == 0
    assert measured["customer"]["speech_rate_wpm"] is None
    assert measured["trainee"]["not_measured"]["loudness_dbfs"] == "No speech was heard."


def test_a_recogniser_hears_each_turn_as_if_it_were_the_first(call: Samples) -> None:
    def heard(speech_to_text: VoskSpeechToText, samples: Samples) -> list[Word]:
        recogniser = speech_to_text.recogniser()
        recogniser.accept(samples)
        return recogniser.final()

    first, second = load_speech_to_text(), load_speech_to_text()
    alone = heard(first, call[1])
    assert alone
    heard(second, call[0, : 3 * SAMPLE_RATE_HZ + 7])
    assert heard(second, call[0, :0]) == []
    assert heard(second, call[1]) == alone


def test_two_recognisers_at_once_do_not_disturb_each_other(call: Samples) -> None:
    speech_to_text = load_speech_to_text()
    alone = []
    for side in call:
        recogniser = speech_to_text.recogniser()
        recogniser.accept(side)
        alone.append(recogniser.final())
    both = [speech_to_text.recogniser() for _ in call]
    for start in range(0, call.shape[1], SAMPLE_RATE_HZ):
        for recogniser, side in zip(both, call, strict=True):
            recogniser.accept(side[start : start + SAMPLE_RATE_HZ])
    assert [recogniser.final() for recogniser in both] == alone
