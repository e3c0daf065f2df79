"""A call goes on when its voice breaks: from then on another speaks."""

import threading
from collections.abc import Callable

from voicedrill.engines.ports import Rendered, Voicing
from voicedrill.engines.voice_cache import NamedSynthesiser
from voicedrill.errors import EngineError


class FallbackSynthesiser:
    """Speaks with ``first`` until that fails, then with ``second`` for good: a customer does not change back and forth.

    A line that neither can speak, as one without words, is an error of the line and changes nothing.

    Parameters
    ----------
    first, second : NamedSynthesiser
        The better voice and the one to rely on.
    warn : callable
        Told once, on the thread of the line, in a sentence.
    """

    def __init__(self, first: NamedSynthesiser, second: NamedSynthesiser, warn: Callable[[str], None]) -> None:
        self._first = first
        self._second = second
        self._warn = warn
        self._lock = threading.Lock()
        self._closed = False
        self.reason: str | None = None
        """Why ``second`` speaks, a sentence; None as long as ``first`` does."""

    @property
    def name(self) -> str:
        """Engine and version of the one that speaks now."""
        return (self._second if self.reason else self._first).name

    def render(self, text: str, voicing: Voicing) -> Rendered:
        """Speak ``text``; raises `EngineError` when neither can."""
        if self.reason is None:
            try:
                return self._first.render(text, voicing)
            except EngineError as error:
                if self._closed:
                    raise
                return self._instead(text, voicing, error)
        return self._second.render(text, voicing)

    def close(self) -> None:
        """Close both."""
        self._closed = True
        self._first.close()
        self._second.close()

    def _instead(self, text: str, voicing: Voicing, error: EngineError) -> Rendered:
        rendered = self._second.render(text, voicing)
        with self._lock:
            if self.reason is None:
                self.reason = f"The natural voice failed, and the system's voice speaks instead. {error}"
                self._warn(self.reason)
        return rendered
