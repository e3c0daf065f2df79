"""One spoken reply outside a call: the microphone is open until the trainee has finished."""

import logging
import threading
from collections.abc import Callable

from voicedrill.audio.duplex_stream import DuplexStream
from voicedrill.audio.stream import BLOCK_S, CallStream
from voicedrill.engines.ports import SpeechToText, VoiceActivity
from voicedrill.engines.progress import Progress
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.errors import UserError
from voicedrill.runtime.ears import Ears
from voicedrill.runtime.reply_updates import Listening, ReplyUpdate, Said
from voicedrill.runtime.transcriber import ThreadedTranscriber
from voicedrill.runtime.updates import Failed, Preparing
from voicedrill.speech.loudness import level_dbfs

LIMIT_S = 30.0
"""A reply that goes on longer ends here."""
WAIT_S = 10.0
"""Who has said nothing by then will not."""
_TELL_EVERY_BLOCKS = 5
_LOG = logging.getLogger(__name__)


class SpokenReply:
    """Hears one reply and tells its words, on a thread of its own.

    Parameters
    ----------
    input_device, output_device : str or None
        Names of microphone and loudspeaker; None for the system's own choice.
    listener : callable
        Told what happens; the last update is `Said` or `voicedrill.runtime.updates.Failed`.
    open_stream : callable
        Opens the devices; tests give a stream of their own.
    load : callable
        Loads the recogniser.
    new_activity : callable
        Makes what finds the voice.
    """

    def __init__(
        self,
        input_device: str | None,
        output_device: str | None,
        listener: Callable[[ReplyUpdate], None],
        open_stream: Callable[[str | None, str | None], CallStream] = DuplexStream,
        load: Callable[[Progress], SpeechToText] = load_speech_to_text,
        new_activity: Callable[[], VoiceActivity] = SileroActivity,
    ) -> None:
        self._devices = input_device, output_device
        self._tell = listener
        self._open_stream, self._load, self._new_activity = open_stream, load, new_activity
        self._finished = threading.Event()
        self._thread = threading.Thread(target=self._run, name="spoken-reply")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def finish(self) -> None:
        """End it with what was heard."""
        self._finished.set()

    def join(self) -> None:
        """Wait until it has ended and the devices are free."""
        self._thread.join()

    def _run(self) -> None:
        try:
            engine = self._load(lambda text, fraction: self._tell(Preparing(text, fraction)))
            self._tell(Preparing("Opening the microphone", None))
            text = "" if self._finished.is_set() else self._hear(engine)
        except UserError as error:
            self._tell(Failed(str(error)))
        except Exception:  # noqa: BLE001
            # The window must learn of it, whatever it was; the traceback is for the log.
            _LOG.exception("the reply stopped")
            self._tell(Failed("The microphone was closed because of a fault in the program."))
        else:
            self._tell(Said(text))

    def _hear(self, engine: SpeechToText) -> str:
        stream = self._open_stream(*self._devices)
        ears = Ears(self._new_activity(), ThreadedTranscriber(engine), patient=True)
        now_s, spoke = 0.0, False
        words: list[str] = []
        try:
            for count, block in enumerate(stream.blocks(), start=1):
                now_s += BLOCK_S
                edges, ended = ears.hear(block.trainee, now_s)
                spoke = spoke or bool(edges)
                words += [word.word for one in ears.understood() if one.stage == "final" for word in one.words]
                if count % _TELL_EVERY_BLOCKS == 0:
                    self._tell(Listening(level_dbfs(block.trainee)))
                if ended or self._finished.is_set() or now_s >= (LIMIT_S if spoke else WAIT_S):
                    break
        finally:
            stream.close()
            _, rest = ears.close(now_s)
        words += [word.word for one in rest if one.stage == "final" for word in one.words]
        return " ".join(words)
