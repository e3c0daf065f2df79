import pytest

from voicedrill.scoring.tone_findings import tone
from voicedrill.speech.measurement import SideMeasures

USUAL = {"articulation_rate_wpm": 200.0, "loudness_dbfs": -25.0, "pitch_median_hz": 180.0, "pitch_range_st": 6.0}


def says(name: str, value: float) -> str:
    result = tone(SideMeasures(**{name: value}), USUAL)[name]  # type: ignore[arg-type]
    assert isinstance(result, dict)
    return str(result["says"])


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("articulation_rate_wpm", 229.9, "about as usual"), ("articulation_rate_wpm", 230.0, "15 % faster"),
        ("articulation_rate_wpm", 170.1, "about as usual"), ("articulation_rate_wpm", 169.9, "15 % slower"),
        ("loudness_dbfs", -19.1, "about as usual"), ("loudness_dbfs", -19.0, "6 dB louder"),
        ("loudness_dbfs", -32.9, "about as usual"), ("loudness_dbfs", -33.0, "8 dB quieter"),
        ("pitch_range_st", 3.0, "about as usual"), ("pitch_range_st", 2.9, "moved less"),
        ("pitch_median_hz", 190.0, "190 Hz; your usual is 180 Hz"),
    ],
)  # fmt: skip
def test_a_change_is_told_beside_the_own_usual(name: str, value: float, words: str) -> None:
    assert words in says(name, value)


def test_what_was_not_measured_says_why_and_without_a_usual_nothing_is_judged() -> None:
    noisy = SideMeasures(not_measured={"loudness_dbfs": "the room was too noisy (SNR 7 dB)"}, pitch_median_hz=180.0)
    result = tone(noisy, None)
    assert result["loudness_dbfs"]["says"] == (  # type: ignore[index]
        "Your loudness was not measured here: the room was too noisy (SNR 7 dB)."
    )
    assert "no usual pitch" in result["pitch_median_hz"]["says"]  # type: ignore[index]


def test_no_mood_is_ever_named() -> None:
    sentences = " ".join(says(name, value) for name in USUAL for value in (-60.0, 1.0, 999.0))
    assert not {"angry", "nervous", "stressed", "anxious", "sounded", "emotion"} & set(sentences.lower().split())
