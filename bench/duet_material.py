"""Where the duets' speech lies in the evaluation data: times only, in two halves that share no voice.

Sentences are complete as written. A cut is a moment between two words of a sentence at which more has to come.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """A stretch of one file that holds a whole sentence; times in seconds."""

    file: str
    channel: int
    start_s: float
    end_s: float
    cuts_s: tuple[float, ...] = ()


@dataclass(frozen=True)
class Voice:
    """One speaker."""

    name: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Half:
    """Voices that talk with each other; ``parity`` says which of the short tokens they use."""

    voices: tuple[Voice, ...]
    parity: int


def _voice(name: str, file: str, *sentences: tuple[float, float, tuple[float, ...]]) -> Voice:
    return Voice(name, tuple(Sentence(file, 0, *one) for one in sentences))


def _files(name: str, stem: str, *sentences: tuple[str, float, float, tuple[float, ...]]) -> Voice:
    return Voice(name, tuple(Sentence(stem.format(part), 0, *rest) for part, *rest in sentences))


_AGENT = _voice(
    "agent2",
    "amazon-transcribe-live-call-analytics__agent2",
    (2.1, 6.2, (2.76, 3.27, 4.56, 4.68)),
    (10.7, 13.8, (11.66, 12.11, 12.68)),
    (15.3, 19.6, (15.72, 17.01, 18.78)),
    (23.1, 26.6, (24.63, 24.81, 24.99, 25.71)),
    (62.3, 65.6, (63.47, 63.56, 64.52, 64.67)),
    (73.3, 78.2, (74.29, 74.5, 74.65, 75.79)),
    (78.5, 81.9, (79.34, 80.15, 80.33)),
    (107.8, 111.8, (109.12, 109.75, 110.68, 110.83)),
)
_HARVARD = _voice(
    "harvard",
    "python-speech-recognition__harvard",
    (1.2, 3.95, (2.34, 2.52)),
    (4.3, 6.6, (5.25, 5.37, 5.82)),
    (6.95, 9.6, (7.98, 8.97)),
    (9.9, 12.3, (11.0, 11.76)),
    (12.55, 14.6, (13.68, 13.83, 13.98)),
    (15.0, 17.8, (16.23, 16.44, 16.56)),
)
_STELLA_63 = _voice(
    "stella63",
    "Accent-Classifier__AUD-20180314-WA0063",
    (1.14, 4.6, (1.61, 1.76, 3.17, 3.44)),
    (10.72, 14.75, (11.42, 11.45, 12.89, 14.06)),
    (14.85, 20.8, (15.29, 16.22, 17.45)),
)
_SPEECHBRAIN = _files(
    "speechbrain",
    "speechbrain__spk1_snt{}",
    ("1", 0.0, 2.87, (0.75, 1.77, 1.92)),
    ("2", 0.0, 3.15, (0.6, 1.62, 2.13)),
    ("3", 0.0, 2.72, (1.41, 1.65)),
    ("4", 0.0, 2.53, (1.17, 2.01, 2.1)),
    ("5", 0.0, 2.6, (0.75, 0.96, 1.98, 2.07)),
)
_AUSTEN = _files(
    "austen",
    "pocketsphinx__sense_and_sensibility_01_austen_64kb-{}",
    ("0870", 0.0, 7.1, (1.61, 2.72, 2.93, 5.63)),
    ("0880", 0.2, 2.99, (0.54, 1.14)),
    ("0890", 0.0, 5.3, (1.35, 2.4, 3.63, 3.9)),
    ("0920", 0.0, 6.05, (1.01, 2.54, 3.2, 5.17)),
    ("0930", 0.0, 3.29, (0.69, 1.08, 1.71)),
)
_STELLA_95 = _voice(
    "stella95",
    "Accent-Classifier__AUD-20180314-WA0095",
    (1.58, 4.1, (2.19, 3.27, 3.45)),
    (10.4, 13.95, (11.1, 11.13, 12.42, 13.38)),
    (14.2, 19.2, (14.64, 15.42, 15.63, 16.65)),
)
_STELLA_88 = _voice(
    "stella88",
    "Accent-Classifier__AUD-20180314-WA0088",
    (1.38, 4.1, (2.03, 3.17, 3.44)),
    (10.35, 14.15, (11.21, 11.27, 12.53, 13.46)),
    (14.35, 20.8, (14.87, 15.8, 16.1, 17.12)),
)
_WATSON = _voice(
    "watson",
    "speech-to-text-nodejs__en-US_Broadband_sample1",
    (0.5, 3.6, (1.73, 1.85, 2.81)),
    (3.9, 5.9, (4.29, 5.19)),
    (9.35, 13.4, (9.91, 12.13, 12.19)),
    (31.55, 33.85, (32.32, 33.04, 33.13)),
)

HALVES = {
    "first": Half((_AGENT, _HARVARD, _STELLA_63, _SPEECHBRAIN), 0),
    "second": Half((_AUSTEN, _STELLA_95, _WATSON, _STELLA_88), 1),
}

CALL = "amazon-transcribe-live-call-analytics__Auto_Repairs_40_UTC_{}"
"""One file a side of a real call of two people: ``agent`` and ``caller``."""

TOKENS = (
    ("agent", 65.50, 66.10, "okay"),
    ("caller", 229.55, 230.05, "right"),
    ("agent", 134.10, 134.55, "mhm"),
    ("caller", 30.55, 31.15, "yeah"),
    ("caller", 29.95, 30.50, "yeah"),
    ("caller", 31.70, 32.35, "um"),
    ("caller", 89.15, 89.65, "yes"),
    ("agent", 220.90, 221.36, "okay"),
    ("caller", 242.42, 243.08, "alright"),
    ("caller", 120.00, 120.60, "oh wow"),
    ("agent", 93.08, 93.72, "okay"),
    ("caller", 19.25, 20.10, "uh"),
)
"""Listener's tokens, each whole; those at even and odd places go to different halves."""

SUPPORT = (("agent", 45.33, 46.16, "i'm so sorry"), ("agent", 45.33, 46.16, "i'm so sorry"))
