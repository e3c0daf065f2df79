"""Which of the engine's voices is meant by a persona's voice name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.errors import EngineError

DEFAULT_VOICE = "en-us"
NEURAL_PREFIX = "piper:"

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class EngineVoice:
    """A voice as its engine names it."""

    id: str
    name: str
    languages: tuple[str, ...]
    gender: str


def chosen_voice(asked: str, voices: Sequence[EngineVoice], *, espeak: bool) -> str:
    """Return the engine's id of the voice ``asked``.

    Parameters
    ----------
    asked : str
        An id, a name or a language of the engine's voices, for eSpeak with a variant (``en-gb+f2``); empty for
        American English. Where eSpeak is not the engine, ``en-gb+f2`` means the second of its female British voices, or
        the nearest there is, so that personas written for eSpeak have a voice on every system. A neural voice that is
        not there, like ``piper:joe-us``, is replaced by American English.
    voices : sequence of EngineVoice
        What the engine has.
    espeak : bool
        Whether the engine is eSpeak, which knows variants.

    Raises
    ------
    EngineError
        When there is no such voice.
    """
    base, plus, variant = (asked or DEFAULT_VOICE).casefold().partition("+")
    for voice in voices:
        if base in {voice.id.casefold(), voice.name.casefold(), *_languages(voice)}:
            if espeak:
                return voice.id + plus + variant
            if base not in _languages(voice):
                return voice.id
    if not espeak and _LANGUAGE.fullmatch(base):
        alike = _alike(base, variant, voices)
        if alike:
            return alike[(_number(variant) - 1) % len(alike)].id
    if base.startswith(NEURAL_PREFIX):
        return chosen_voice("", voices, espeak=espeak)
    raise EngineError(f"The voice '{asked}' is not known here: `voicedrill doctor` lists the voices of this machine.")


def _alike(language: str, variant: str, voices: Sequence[EngineVoice]) -> Sequence[EngineVoice]:
    primary = language.partition("-")[0]
    spoken = [voice for voice in voices if language in _languages(voice)] or [
        voice for voice in voices if primary in {one.partition("-")[0] for one in _languages(voice)}
    ]
    gender = {"f": "female", "m": "male"}.get(variant[:1])
    return [voice for voice in spoken if _gender(voice) == gender] or spoken


def _languages(voice: EngineVoice) -> list[str]:
    return [language.casefold().replace("_", "-") for language in voice.languages]


def _gender(voice: EngineVoice) -> str:
    # SAPI 5 says "Female", macOS "VoiceGenderFemale"
    gender = voice.gender.casefold()
    return "female" if "female" in gender else "male" if "male" in gender else ""


def _number(variant: str) -> int:
    digits = re.search(r"\d+", variant)
    return int(digits[0]) if digits else 1
