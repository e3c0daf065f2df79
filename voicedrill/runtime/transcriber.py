"""The words of the trainee's turns, one recogniser a turn; beside the worker or in step with it."""

import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from voicedrill.engines.ports import Recogniser, SpeechToText
from voicedrill.speech.samples import Samples
from voicedrill.speech.words import Word

Stage = Literal["so_far", "final"]


@dataclass(frozen=True, slots=True)
class Understood:
    """Words of a turn.

    ``so_far``: the turn goes on, and the words may still change. ``final``: it is over; she answers on them, and
    they are what is kept and scored.
    """

    turn: int
    words: tuple[Word, ...]
    stage: Stage


class Transcriber(Protocol):
    """Takes sound turn by turn; what it understands is fetched with `results`."""

    def begin(self, turn: int, start_s: float) -> None:
        """Start a turn whose first sample is at ``start_s`` on the call clock."""

    def feed(self, samples: Samples) -> None:
        """Take the next samples of the turn."""

    def ask(self) -> None:
        """Ask for the words so far."""

    def end(self) -> None:
        """End the turn: gives its final words."""

    def results(self) -> list[Understood]:
        """Return what has been understood since the last call."""

    def close(self) -> list[Understood]:
        """Finish what is under way and return the last results; safe to call twice."""


class SteppedTranscriber:
    """Does everything at once, in the caller's thread: the call waits for the words (``--fast``)."""

    def __init__(self, engine: SpeechToText) -> None:
        self._engine = engine
        self._recogniser: Recogniser | None = None
        self._turn = 0
        self._start_s = 0.0
        self._results: deque[Understood] = deque()

    def begin(self, turn: int, start_s: float) -> None:
        """Start a turn with a fresh recogniser."""
        self._turn, self._start_s = turn, start_s
        self._recogniser = self._engine.recogniser()

    def feed(self, samples: Samples) -> None:
        """Take the next samples."""
        if self._recogniser is not None:
            self._recogniser.accept(samples)

    def ask(self) -> None:
        """Note the words so far."""
        if self._recogniser is not None:
            self._note(self._recogniser.partial(), "so_far")

    def end(self) -> None:
        """Note the final words of the turn."""
        recogniser, self._recogniser = self._recogniser, None
        if recogniser is not None:
            self._note(recogniser.final(), "final")

    def results(self) -> list[Understood]:
        """Return and forget the results."""
        return [self._results.popleft() for _ in range(len(self._results))]

    def close(self) -> list[Understood]:
        """End an open turn."""
        self.end()
        return self.results()

    def _note(self, words: list[Word], stage: Stage) -> None:
        self._results.append(Understood(self._turn, tuple(word.shifted(self._start_s) for word in words), stage))


class ThreadedTranscriber:
    """Does the same in a thread of its own, so that the call never waits for the recogniser."""

    def __init__(self, engine: SpeechToText) -> None:
        self._inner = SteppedTranscriber(engine)
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="transcriber")
        self._thread.start()

    def begin(self, turn: int, start_s: float) -> None:
        """Queue the beginning of a turn."""
        self._work.put(lambda: self._inner.begin(turn, start_s))

    def feed(self, samples: Samples) -> None:
        """Queue samples."""
        self._work.put(lambda: self._inner.feed(samples))

    def ask(self) -> None:
        """Queue the question for the words so far."""
        self._work.put(self._inner.ask)

    def end(self) -> None:
        """Queue the end of the turn."""
        self._work.put(self._inner.end)

    def results(self) -> list[Understood]:
        """Return what is there by now; raises what the recogniser raised."""
        if self._failure is not None:
            raise self._failure
        return self._inner.results()

    def close(self) -> list[Understood]:
        """Finish the queue and end the thread."""
        if self._thread.is_alive():
            self._work.put(self._inner.end)
            self._work.put(None)
            self._thread.join()
        return self._inner.results()

    def _run(self) -> None:
        while (job := self._work.get()) is not None:
            try:
                job()
            except Exception as error:  # noqa: BLE001 - handed to the worker, which raises it
                self._failure = error
                return
