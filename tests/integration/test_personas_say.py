"""A customer's line on real sound: calm and furious differ as anger should be heard."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from voicedrill.audio.sound import read_sound
from voicedrill.cli.personas_say import command
from voicedrill.engines.spoken_sound import speech_level_dbfs
from voicedrill.speech.samples import Samples

TEXT = "I have called three times about this already, and nobody has ever called me back."


def said(tmp_path: Path, *options: str) -> Samples:
    path = tmp_path / "line.wav"
    result = CliRunner().invoke(command, ["okafor_broadband", TEXT, "-o", str(path), *options])
    assert result.exit_code == 0, result.output
    (samples,) = read_sound(path)
    return samples


def test_anger_is_faster_and_louder_and_quiet_is_softer(tmp_path: Path) -> None:
    calm, furious = said(tmp_path, "--anger", "0.1"), said(tmp_path, "--anger", "0.95")
    assert 1.15 <= len(calm) / len(furious) <= 1.25
    assert speech_level_dbfs(furious) - speech_level_dbfs(calm) == pytest.approx(5, abs=1)
    quiet = said(tmp_path, "--anger", "0.95", "--manner", "quiet")
    assert speech_level_dbfs(quiet) < speech_level_dbfs(furious) - 2


def test_an_unknown_customer_is_a_mistake() -> None:
    result = CliRunner().invoke(command, ["nobody_here", "Hello.", "-o", "x.wav"])
    assert result.exit_code != 0
