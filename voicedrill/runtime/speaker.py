"""The customer's mouth: renders her lines, plays them, and knows which sample of which line was heard when."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from voicedrill.audio.stream import BLOCK_S, Block, CallStream
from voicedrill.call.commands import Say
from voicedrill.call.events import CustomerLine, CustomerStopped, SpokenWord, StopReason
from voicedrill.engines.line_renderer import LineRenderer
from voicedrill.engines.ports import Rendered, Synthesiser, Voicing
from voicedrill.engines.written_words import written_words
from voicedrill.persona.dialogue import PossibleLine
from voicedrill.persona.schema import Voice
from voicedrill.runtime.manner import voicing

HOLE_S = 0.5
"""A line that has not been heard for so long is over, however much of it is left."""


@dataclass
class _Playing:
    say: Say
    rendered: Rendered
    ticket: int
    start_s: float | None = None
    """When its first sample was heard; None before."""
    played_s: float = 0.0
    until_s: float = 0.0
    """End of the latest block in which it was heard."""
    missing_s: float = 0.0
    """How long it has not been heard: a device that stumbles leaves a hole in a line."""
    stopped: StopReason | None = None

    @property
    def is_over(self) -> bool:
        """Whether a silence is its end and no hole."""
        left_s = self.rendered.duration_s - self.played_s
        return self.stopped is not None or left_s < BLOCK_S or self.missing_s > HOLE_S


class Speaker:
    """Says one line at a time.

    Parameters
    ----------
    stream : CallStream
        Where it is played.
    synthesiser : Synthesiser
        What renders it.
    voice : Voice
        The persona's voice.
    stepped : bool
        Wait for each rendering, so that it costs no time on the call clock (``--fast``).
    """

    def __init__(self, stream: CallStream, synthesiser: Synthesiser, voice: Voice, *, stepped: bool) -> None:
        self._stream = stream
        self._voice = voice
        self._stepped = stepped
        self._renderer = LineRenderer(synthesiser)
        self._taker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="line-taker")
        self._rehearsed: Voicing | None = None
        self._wanted: tuple[Say, Future[Rendered]] | None = None
        self._playing: _Playing | None = None

    @property
    def speaking(self) -> bool:
        """True while a line is heard."""
        return self._playing is not None and self._playing.start_s is not None

    @property
    def line(self) -> str:
        """The text that is on its way or being said; empty when there is none."""
        if self._wanted is not None:
            return self._wanted[0].text
        return self._playing.say.text if self._playing is not None else ""

    def say(self, say: Say) -> None:
        """Render the line; it plays as soon as it is ready."""
        self._wanted = (
            say,
            self._taker.submit(self._renderer.take, say.spoken, voicing(self._voice, say.anger, say.manner)),
        )

    def rehearse(self, lines: Iterable[PossibleLine], anger: float) -> None:
        """Render lines ahead in the background, in the voice of her present temper; no effect when stepped."""
        usual = voicing(self._voice, anger)
        if self._stepped or usual == self._rehearsed:
            return
        self._rehearsed = usual
        for line in lines:
            self._renderer.request(line.spoken, voicing(self._voice, anger, line.manner))

    def stop(self, reason: StopReason) -> None:
        """Stop the line; one that was not heard yet is never heard."""
        if self._wanted is not None:
            self._wanted[1].cancel()
            self._wanted = None
        if self._playing is not None:
            self._stream.stop()
            self._playing.stopped = self._playing.stopped or reason
            if self._playing.start_s is None:
                self._playing = None

    def hear(self, block: Block, start_s: float, tell: Callable[[CustomerLine | CustomerStopped], None]) -> None:
        """Follow what was heard in the block that began at ``start_s``, and start what is ready."""
        playing = self._playing
        if playing is not None and block.line == playing.ticket:
            if playing.start_s is None:
                playing.start_s = start_s
                tell(_line_event(playing, start_s))
            playing.played_s += BLOCK_S
            playing.until_s = start_s + BLOCK_S
            playing.missing_s = 0.0
        elif playing is not None and playing.start_s is not None:
            playing.missing_s += BLOCK_S
            if playing.is_over:
                self._playing = None
                tell(_stopped_event(playing, "finished"))
        self._start_ready(start_s)

    def end(self, tell: Callable[[CustomerStopped], None]) -> None:
        """Tell of the line that the end of the call cuts off, if there is one."""
        playing, self._playing = self._playing, None
        if playing is not None and playing.start_s is not None:
            tell(_stopped_event(playing, "ended"))

    def close(self) -> None:
        """Let go of the renderer; safe to call twice."""
        self._renderer.close()
        self._taker.shutdown(cancel_futures=True)

    def _start_ready(self, now_s: float) -> None:
        if self._wanted is None or self._playing is not None or now_s < self._wanted[0].not_before_s:
            return
        say, rendering = self._wanted
        if self._stepped or rendering.done():
            self._wanted = None
            rendered = rendering.result()
            self._playing = _Playing(say, rendered, self._stream.play(rendered.samples))


def _stopped_event(playing: _Playing, otherwise: StopReason) -> CustomerStopped:
    played_s = min(playing.played_s, playing.rendered.duration_s)
    return CustomerStopped(
        t_s=playing.until_s - (playing.played_s - played_s),
        line_id=playing.say.line_id,
        played_s=played_s,
        reason=playing.stopped or otherwise,
    )


def _line_event(playing: _Playing, start_s: float) -> CustomerLine:
    say, rendered = playing.say, playing.rendered
    words = tuple(
        SpokenWord(word=word.word, start_s=start_s + word.start_s, end_s=start_s + word.end_s)
        for word in written_words(say.text, rendered.words)
    )
    return CustomerLine(
        t_s=start_s,
        line_id=say.line_id,
        beat=say.beat,
        text=say.text,
        words=words,
        end_s=start_s + rendered.duration_s,
        yields=say.yields,
    )
