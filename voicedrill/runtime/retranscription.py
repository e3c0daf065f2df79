"""The trainee's words decoded again from a kept recording, beside those of the call: the call stays as it was."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from voicedrill.audio.sound import read_sound
from voicedrill.call.events import TraineeTurn
from voicedrill.engines.ports import SpeechToText
from voicedrill.errors import DataError
from voicedrill.history.folder import AUDIO_WAV, open_call
from voicedrill.runtime.debrief import save
from voicedrill.speech.rounding import rounded
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.word_errors import word_errors
from voicedrill.speech.words import Word


@dataclass(frozen=True, slots=True)
class Retranscription:
    """What decoding a call again gave.

    Attributes
    ----------
    transcript : str
        Path of the file with the new words.
    model : str
        Name of the model that found them.
    words_before, words : int
        Words of the trainee in the events, and now.
    different : int
        Words that were put in, left out or exchanged.
    """

    transcript: str
    model: str
    words_before: int
    words: int
    different: int

    @property
    def word_error_rate(self) -> float | None:
        """Share of the old words that the new ones miss or add to; None when there were none."""
        return self.different / self.words_before if self.words_before else None


def retranscribed(call_dir: Path, load: Callable[[], SpeechToText]) -> Retranscription:
    """Decode each turn of the trainee again and write ``transcript-MODEL.jsonl`` into the call folder.

    A line is a turn with ``start_s``, ``end_s``, ``text`` and ``words``, as in ``events.jsonl``, which is not touched.

    Parameters
    ----------
    call_dir : Path
        The call.
    load : callable
        Gives the recogniser; not called for a call without a recording.

    Raises
    ------
    voicedrill.errors.DataError
        When the folder is no call folder, or it has no recording of both sides.
    voicedrill.errors.UserError
        When the file cannot be written, and what ``load`` raises.
    """
    folder = open_call(call_dir)
    if folder.audio_path is None:
        raise DataError(
            f"'{call_dir}' was kept without sound ({AUDIO_WAV}), so its words cannot be decoded again. Leave it out."
        )
    channels = read_sound(folder.audio_path)
    if len(channels) != 2:
        raise DataError(
            f"'{folder.audio_path}' has {len(channels)} channel{'s' if len(channels) > 1 else ''} instead of the "
            "customer's and the trainee's, so the words cannot be decoded again. Restore it from a backup."
        )
    engine = load()
    turns = [event for event in folder.events if isinstance(event, TraineeTurn)]
    found = [_words(channels[1], turn, engine) for turn in turns]
    file = call_dir / f"transcript-{engine.model_name}.jsonl"
    save(file, "".join(_line(turn, words) for turn, words in zip(turns, found, strict=True)))
    before = [_old_words(turn) for turn in turns]
    return Retranscription(
        str(file),
        engine.model_name,
        sum(map(len, before)),
        sum(map(len, found)),
        sum(word_errors(old, [one.word for one in new]) for old, new in zip(before, found, strict=True)),
    )


def _words(samples: Samples, turn: TraineeTurn, engine: SpeechToText) -> list[Word]:
    """Return the words of a turn on the call clock; some sound around it is heard too, as in the call."""
    first = max(0, round((turn.start_s - SETTINGS.preroll_s) * SAMPLE_RATE_HZ))
    last = max(first, round((turn.end_s + SETTINGS.preroll_s) * SAMPLE_RATE_HZ))
    recogniser = engine.recogniser()
    recogniser.accept(samples[first:last])
    return [word.shifted(first / SAMPLE_RATE_HZ) for word in recogniser.final()]


def _old_words(turn: TraineeTurn) -> list[str]:
    return [word.word for word in turn.words] or turn.text.lower().split()


def _line(turn: TraineeTurn, words: list[Word]) -> str:
    plain = {
        "start_s": turn.start_s,
        "end_s": turn.end_s,
        "text": " ".join(word.word for word in words),
        "words": [asdict(word) for word in words],
    }
    return json.dumps(rounded(plain), ensure_ascii=False) + "\n"
