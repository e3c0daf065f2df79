"""Lines rendered ahead of the moment they are needed."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

from voicedrill.engines.ports import Rendered, Synthesiser, Voicing


class LineRenderer:
    """Renders the lines the customer may say next, one after the other, in a thread of its own.

    Parameters
    ----------
    synthesiser : Synthesiser
        What renders; it must bear being called from two threads.
    """

    def __init__(self, synthesiser: Synthesiser) -> None:
        self._synthesiser = synthesiser
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="line-renderer")
        self._lines: dict[tuple[str, Voicing], Future[Rendered]] = {}
        self._lock = threading.Lock()

    def request(self, text: str, voicing: Voicing) -> None:
        """Have the line rendered when its time comes; asking twice changes nothing."""
        with self._lock:
            if (text, voicing) not in self._lines:
                self._lines[text, voicing] = self._executor.submit(self._synthesiser.render, text, voicing)

    def take(self, text: str, voicing: Voicing) -> Rendered:
        """Return the line: at once when it is ready, soon when it is under way, else rendered before all others.

        Raises
        ------
        EngineError
            When it cannot be rendered.
        """
        with self._lock:
            line = self._lines.pop((text, voicing), None)
        if line is None or line.cancel():
            return self._synthesiser.render(text, voicing)
        return line.result()

    def close(self) -> None:
        """Forget what is not begun and end the thread."""
        self._executor.shutdown(wait=True, cancel_futures=True)
