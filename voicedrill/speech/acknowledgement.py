"""The short listener's tokens and phrases that do not ask for the floor."""

from collections.abc import Collection, Sequence

from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.words import Word

BACKCHANNELS = frozenset(
    [
        "ah", "alright", "all right", "aha", "go on", "gotcha", "hm", "hmm", "huh", "i see", "i understand", "mhm",
        "mhmm", "mm", "mm-hm", "mm-hmm", "mmhm", "of course", "oh", "oh dear", "oh no", "ok", "okay", "right", "sure",
        "uh", "uh-huh", "uh huh", "um", "wow", "yeah", "yep", "yes", "yup",
    ]
)  # fmt: skip
"""Cue words of Gravano, Hirschberg & Beňuš 2012, and listener's phrases."""

VOSK_SPELLINGS = frozenset(
    [
        "a", "ah", "aha", "an", "ha", "her", "hm", "hmm", "huh", "i", "it", "mhmm", "mm", "of", "oh", "our", "the",
        "them", "uh", "um",
    ]
)  # fmt: skip
"""What the recogniser makes of hums that its vocabulary lacks, or of a short "right"; nobody says "the" alone."""

ACKNOWLEDGEMENTS = BACKCHANNELS | frozenset(
    [
        "absolutely", "do go on", "i am so sorry", "i am sorry", "i am very sorry", "i apologise", "i apologize",
        "i can imagine", "i hear you", "i know", "i'm listening", "i'm so sorry", "i'm sorry", "i'm very sorry",
        "i'm really sorry", "of course", "please", "please go on", "really", "so sorry", "sorry", "take your time",
        "that's awful", "that's terrible", "that must be frustrating", "that's understandable", "very sorry",
    ]
)  # fmt: skip
"""Phrases of support that may be said while the other talks."""


def is_backchannel(words: Sequence[Word], max_words: int, settings: Settings = SETTINGS) -> bool:
    """Tell whether the words are only listener's tokens, or the recogniser's guesses at hums."""
    if not 1 <= len(words) <= max_words:
        return False
    if _made_of(words, BACKCHANNELS):
        return True
    sure = [word for word in words if word.conf >= settings.unsure_conf and _plain(word) not in VOSK_SPELLINGS]
    return len(words) - len(sure) <= settings.backchannel_guesses and _made_of(sure, BACKCHANNELS)


def is_acknowledgement(words: Sequence[Word]) -> bool:
    """Tell whether the words are nothing but acknowledgement, apology or encouragement."""
    return bool(words) and _made_of(words, ACKNOWLEDGEMENTS)


def _plain(word: Word) -> str:
    return word.word.lower().replace("’", "'").strip(".,!?;:…\"'")


def _made_of(words: Sequence[Word], phrases: Collection[str]) -> bool:
    plain = [_plain(word) for word in words]
    reachable = {0}
    for end in range(1, len(plain) + 1):
        if any(start in reachable and " ".join(plain[start:end]) in phrases for start in range(end)):
            reachable.add(end)
    return len(plain) in reachable
