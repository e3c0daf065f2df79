"""A call written down event by event, as a running call would have left it."""

from collections.abc import Mapping, Sequence

from voicedrill.call.events import (
    Button,
    Connected,
    CustomerLine,
    CustomerStopped,
    Ended,
    Event,
    HeardBehaviour,
    HeardWord,
    Ringing,
    SpeechEnd,
    SpeechStart,
    SpokenWord,
    Temper,
    TraineeTurn,
)

TURN_END_S = 0.7
"""A turn is understood so long after its last word."""


def words_of(
    text: str, start_s: float, end_s: float, conf: float = 0.95, unsure: Mapping[str, float] | None = None
) -> tuple[HeardWord, ...]:
    """Spread the words of a turn evenly over its time; ``unsure`` gives some words another confidence."""
    words = text.lower().split()
    step = (end_s - start_s) / max(1, len(words))
    return tuple(
        HeardWord(
            word=word, start_s=start_s + at * step, end_s=start_s + (at + 1) * step, conf=(unsure or {}).get(word, conf)
        )
        for at, word in enumerate(words)
    )


class Script:
    """Writes down a call, one event after the other."""

    def __init__(self, anger: float = 0.7, trust: float = 0.4) -> None:
        self.events: list[Event] = [Ringing(t_s=-2.0), Connected(t_s=0.0)]
        self.temper = (anger, trust, 1.0)

    def says(
        self, beat: str, text: str, start_s: float, end_s: float, *, stopped_s: float | None = None,
        yields: bool | None = None,
    ) -> None:  # fmt: skip
        """Let the customer say a line; ``stopped_s`` is when she was made to stop."""
        number = sum(isinstance(event, CustomerLine) for event in self.events) + 1
        spoken = tuple(
            SpokenWord(word=word.word, start_s=word.start_s, end_s=word.end_s)
            for word in words_of(text, start_s, end_s)
        )
        line = CustomerLine(
            t_s=start_s, line_id=number, beat=beat, text=text, words=spoken, end_s=end_s,
            yields=text.endswith("?") if yields is None else yields,
        )  # fmt: skip
        end = end_s if stopped_s is None else stopped_s
        reason = "finished" if stopped_s is None else "barge_in"
        self.events += [
            line,
            SpeechStart(t_s=start_s, by="customer"),
            SpeechEnd(t_s=end, by="customer"),
            CustomerStopped(t_s=end, line_id=number, played_s=end - start_s, reason=reason),
        ]

    def answers(
        self, text: str, start_s: float, end_s: float, found: dict[str, str] | None = None,
        *, conf: float = 0.95, sure: float = 0.95,
    ) -> None:  # fmt: skip
        """Let the trainee speak; ``found`` are the behaviours and the words that show them."""
        behaviours = [HeardBehaviour(id=name, confidence=sure, quote=quote) for name, quote in (found or {}).items()]
        self.is_heard(text, start_s, end_s, words_of(text, start_s, end_s, conf), behaviours)

    def is_heard(
        self, text: str, start_s: float, end_s: float, words: tuple[HeardWord, ...],
        behaviours: Sequence[HeardBehaviour],
    ) -> None:  # fmt: skip
        """Let the trainee speak these words."""
        turn = TraineeTurn(
            t_s=end_s + TURN_END_S, start_s=start_s, end_s=end_s, text=text, words=words, behaviours=tuple(behaviours)
        )
        self.events += [SpeechStart(t_s=start_s, by="trainee"), SpeechEnd(t_s=end_s, by="trainee"), turn]

    def feels(self, t_s: float, anger: float, trust: float, cause: str, quote: str, reason: str) -> None:
        """Move the customer's temper."""
        delta = {"anger": anger - self.temper[0], "trust": trust - self.temper[1]}
        self.temper = (anger, trust, 1.0)
        self.events.append(
            Temper(
                t_s=t_s, anger=anger, trust=trust, patience=1.0, cause=cause, quote=quote, delta=delta, reason=reason
            )
        )

    def presses(self, kind: str, t_s: float, text: str = "") -> None:
        """Press a button."""
        self.events.append(Button(t_s=t_s, type=kind, text=text))

    def ends(self, outcome: str, t_s: float) -> None:
        """End the call."""
        self.events.append(Ended(t_s=t_s, outcome=outcome))

    def in_order(self) -> tuple[Event, ...]:
        """Return the events as a running call would have written them."""
        return tuple(sorted(self.events, key=lambda event: event.t_s))
