"""What was said in a kept sound."""

from collections.abc import Callable

from voicedrill.engines.ports import SpeechToText
from voicedrill.speech.muting import muted_outside
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Timeline
from voicedrill.speech.words import Word


def find_words(
    samples: Samples, voice: Timeline, stt: SpeechToText, tell: Callable[[float], None] = lambda _: None
) -> tuple[Word, ...]:
    """Return the words of ``samples``; one recogniser hears each turn with some sound before and after it.

    Parameters
    ----------
    samples : ndarray of int16, shape (n,)
    voice : Timeline
        When somebody speaks; what lies outside is not heard, as a recogniser finds words in noise too.
    stt : SpeechToText
        Supplies the recognisers.
    tell : callable
        Told the part that is done, 0..1, after each turn.
    """
    words: list[Word] = []
    for turn in voice.bridged(SETTINGS.turn_silence_s):
        first = max(0, round((turn.start_s - SETTINGS.preroll_s) * SAMPLE_RATE_HZ))
        last = round((turn.end_s + SETTINGS.preroll_s) * SAMPLE_RATE_HZ)
        recogniser = stt.recogniser()
        recogniser.accept(muted_outside(samples[first:last], voice, first / SAMPLE_RATE_HZ))
        words += [word.shifted(first / SAMPLE_RATE_HZ) for word in recogniser.final()]
        tell(min(last / len(samples), 1.0))
    return tuple(words)
