"""A turn of the trainee as the call folder keeps it."""

from voicedrill.call.events import HeardBehaviour, HeardWord, TraineeTurn
from voicedrill.content.detection import Detection
from voicedrill.runtime.detecting import Meant
from voicedrill.runtime.ears import TurnSpan
from voicedrill.speech.words import Word


def text_of(words: tuple[Word, ...]) -> str:
    """Return the words as one text."""
    return " ".join(word.word for word in words)


def recorded_turn(
    now_s: float, span: TurnSpan, words: tuple[Word, ...], found: list[Detection], meant: Meant
) -> TraineeTurn:
    """Return the event of a turn that was understood at ``now_s`` on the call clock, with what it does and means."""
    return TraineeTurn(
        t_s=now_s,
        start_s=span.start_s,
        end_s=span.end_s,
        text=text_of(words),
        words=tuple(
            HeardWord(word=word.word, start_s=word.start_s, end_s=word.end_s, conf=word.conf) for word in words
        ),
        behaviours=tuple(
            HeardBehaviour(id=one.id, confidence=one.confidence, quote=one.quote, by=one.by) for one in found
        ),
        asked=meant.asked,
        offered=meant.offered,
        named=meant.named,
    )
