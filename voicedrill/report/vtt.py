"""The transcript as WebVTT, with a voice tag for each speaker."""

from voicedrill.history.folder import CallFolder
from voicedrill.report.transcript import Entry, transcript

_SHORTEST_S = 0.2
"""A cue must end after it begins."""


def vtt(folder: CallFolder) -> str:
    """Return a WebVTT file of the call; cues may overlap, as people do."""
    cues = [_cue(number, entry) for number, entry in enumerate(transcript(folder), start=1)]
    return "\n".join(["WEBVTT", "", *cues])


def _cue(number: int, entry: Entry) -> str:
    start_s = max(0.0, entry.start_s)
    end_s = max(entry.end_s, start_s + _SHORTEST_S)
    return f"{number}\n{_time(start_s)} --> {_time(end_s)}\n<v {_escaped(entry.name)}>{_escaped(entry.text)}</v>\n"


def _time(t_s: float) -> str:
    seconds, milliseconds = divmod(round(t_s * 1000), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{milliseconds:03d}"


def _escaped(text: str) -> str:
    plain = " ".join(text.split())  # a line end would end the cue
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
