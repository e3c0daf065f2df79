"""Which silences were the trainee's: before an answer, and inside a turn."""

from voicedrill.call.events import SpeechEnd, SpeechStart
from voicedrill.scoring.conversation import Conversation
from voicedrill.speech.dead_air import is_announced
from voicedrill.speech.measurement import Gap
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Interval


def answer_times(call: Conversation) -> list[Gap]:
    """Return the silences between her words and the trainee's answer.

    Left out are holds, pauses of the practice, waits that were announced, and what is dead air already.
    """
    return [gap for gap in call.measurement.gaps if gap.after == "customer" and not _is_explained(call, gap)]


def long_pauses(call: Conversation) -> list[Interval]:
    """Return the trainee's silences of `Settings.long_pause_s` or more inside a turn, without holds and dead air."""
    turns = [turn for turn in call.measurement.turns if turn.speaker == "trainee"]
    found = []
    since_s: float | None = None
    for event in call.events:
        if isinstance(event, SpeechEnd) and event.by == "trainee":
            since_s = event.t_s
        elif isinstance(event, SpeechStart) and event.by == "trainee" and since_s is not None:
            pause = Interval(since_s, event.t_s)
            inside = any(turn.start_s <= pause.start_s and pause.end_s <= turn.end_s for turn in turns)
            if pause.length_s >= SETTINGS.long_pause_s and inside and not _is_taken(call, pause):
                found.append(pause)
    return found


def _is_taken(call: Conversation, silence: Gap | Interval) -> bool:
    """Tell whether a hold or pause of the practice lies in a silence, or it is dead air."""
    if any(silence.start_s <= press.t_s < silence.end_s for press in call.buttons("hold", "pause")):
        return True
    return any(silence.start_s < one.end_s and one.start_s < silence.end_s for one in call.measurement.dead_air)


def _is_explained(call: Conversation, gap: Gap) -> bool:
    if _is_taken(call, gap):
        return True
    words = [word.as_word() for turn in call.turns for word in turn.words if word.end_s <= gap.start_s]
    return is_announced(words, gap.start_s)
