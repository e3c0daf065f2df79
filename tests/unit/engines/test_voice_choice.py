import pytest

from voicedrill.engines.voice_choice import EngineVoice, chosen_voice
from voicedrill.errors import EngineError

ESPEAK = (
    EngineVoice("gmw/en-029", "English (Caribbean)", ("en-029",), "Male"),
    EngineVoice("gmw/en", "English (Great Britain)", ("en-gb",), "Male"),
    EngineVoice("gmw/en-us", "English (America)", ("en-us",), "Male"),
)
WINDOWS = (
    EngineVoice("TTS_DE", "Microsoft Hedda", ("de-DE",), "Female"),
    EngineVoice("TTS_DAVID", "Microsoft David", ("en-US",), "Male"),
    EngineVoice("TTS_ZIRA", "Microsoft Zira", ("en-US",), "Female"),
)
MAC = (
    EngineVoice("com.apple.daniel", "Daniel", ("en_GB",), "VoiceGenderMale"),
    EngineVoice("com.apple.kate", "Kate", ("en_GB",), "VoiceGenderFemale"),
    EngineVoice("com.apple.serena", "Serena", ("en_GB",), "VoiceGenderFemale"),
)


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ("en-gb+f2", "gmw/en+f2"),
        ("en-us+f5", "gmw/en-us+f5"),
        ("EN-US", "gmw/en-us"),
        ("gmw/en+m3", "gmw/en+m3"),
        ("English (America)", "gmw/en-us"),
        ("", "gmw/en-us"),
        ("piper:joe-us", "gmw/en-us"),
    ],
)
def test_espeak_voices_go_by_id_name_or_language_with_a_variant(asked: str, chosen: str) -> None:
    assert chosen_voice(asked, ESPEAK, espeak=True) == chosen


@pytest.mark.parametrize(
    ("asked", "voices", "chosen"),
    [
        ("en-us+f5", WINDOWS, "TTS_ZIRA"),
        ("en-us+m1", WINDOWS, "TTS_DAVID"),
        ("en-gb+f2", WINDOWS, "TTS_ZIRA"),
        ("Microsoft Hedda", WINDOWS, "TTS_DE"),
        ("", WINDOWS, "TTS_DAVID"),
        ("en-gb+f2", MAC, "com.apple.serena"),
        ("en-gb+f3", MAC, "com.apple.kate"),
        ("en-us+m3", MAC, "com.apple.daniel"),
    ],
)
def test_other_engines_give_the_nearest_voice(asked: str, voices: tuple[EngineVoice, ...], chosen: str) -> None:
    assert chosen_voice(asked, voices, espeak=False) == chosen


@pytest.mark.parametrize(
    ("asked", "voices", "espeak"), [("xx-yy+f2", ESPEAK, True), ("fr", WINDOWS, False), ("Nobody", MAC, False)]
)
def test_an_unknown_voice_is_refused_by_name(asked: str, voices: tuple[EngineVoice, ...], espeak: bool) -> None:
    with pytest.raises(EngineError, match=asked.replace("+", r"\+")):
        chosen_voice(asked, voices, espeak=espeak)
