"""Measures of a kept call from its events, and of any two-sided recording from its sound."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from voicedrill.audio.sound import read_sound
from voicedrill.call.events import Button, CustomerLine, CustomerStopped, Event, SpeechEnd, SpeechStart, TraineeTurn
from voicedrill.engines.ports import SpeechToText, VoiceActivity
from voicedrill.errors import DataError
from voicedrill.history.folder import CallFolder
from voicedrill.speech.activity import CHUNK_S, CHUNK_SAMPLES, ActivityTracker, Edge
from voicedrill.speech.loudness import level_dbfs
from voicedrill.speech.measure import measure
from voicedrill.speech.measurement import Measurement
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.sides import KnownLine, SideInput
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

_EXCUSED = {"hold": "resume", "pause": "continue"}
"""Buttons that excuse silence, each with the one that ends it."""


def measure_call(folder: CallFolder) -> Measurement:
    """Measure a kept call; speech is never decoded again.

    The customer's part is known from her lines, each only as far as it was played; the trainee's from the
    voice and the turns as they were heard. The recording gives loudness, pitch and noise; without a usable
    one these are not measured, and the reason is said.
    """
    customer_sound, trainee_sound, no_sound = _sound(folder)
    duration_s = folder.duration_s
    lines = tuple(_known_lines(folder.events))
    customer = SideInput(
        voice=Timeline.of(interval for line in lines for interval in line.voice),
        words=tuple(word for line in lines for word in line.spoken),
        lines=lines,
        samples=customer_sound,
        no_sound=no_sound,
        heard=False,
    )
    turns = [event for event in folder.events if isinstance(event, TraineeTurn)]
    words = [word.as_word() for turn in turns for word in turn.words]
    trainee = SideInput(
        voice=_trainee_voice(folder.events, duration_s),
        words=tuple(sorted(words, key=lambda word: word.start_s)),
        samples=trainee_sound,
        no_sound=no_sound,
    )
    measured = measure(duration_s, customer, trainee, _excused(folder.events, duration_s))
    return _without_overlaps(measured) if folder.header.settings.get("half_duplex") else measured


def _without_overlaps(measured: Measurement) -> Measurement:
    """Say that nobody can have come in over the other: the microphone was off while the customer spoke."""
    reason = {"overlaps": "Without a headset the microphone is off while the customer speaks."}
    trainee = replace(measured.trainee, not_measured=measured.trainee.not_measured | reason)
    return replace(measured, trainee=trainee)


def measure_recording(
    customer: Samples, trainee: Samples, stt: SpeechToText, new_activity: Callable[[], VoiceActivity]
) -> Measurement:
    """Measure a recording of two people, one channel each.

    Parameters
    ----------
    customer, trainee : ndarray of int16, shape (n,)
        The two sides on one clock; they may differ in length.
    stt : SpeechToText
        Supplies the words.
    new_activity : callable
        Makes one voice activity detector a side.
    """
    duration_s = max(len(customer), len(trainee)) / SAMPLE_RATE_HZ
    return measure(duration_s, _heard(customer, stt, new_activity()), _heard(trainee, stt, new_activity()))


def find_voice(samples: Samples, activity: VoiceActivity) -> Timeline:
    """Return when somebody speaks in ``samples``."""
    tracker = ActivityTracker()
    starts: list[float] = []
    found: list[Interval] = []
    edges = [*_edges(samples, activity, tracker), tracker.finish()]
    for edge in edges:
        if edge is None:
            continue
        if edge.kind == "start":
            starts.append(edge.t_s)
        else:
            found.append(Interval(starts[-1], min(edge.t_s, len(samples) / SAMPLE_RATE_HZ)))
    return Timeline.of(found)


def find_words(samples: Samples, voice: Timeline, stt: SpeechToText) -> tuple[Word, ...]:
    """Return the words of ``samples``; one recogniser hears each turn with some sound before and after it."""
    words: list[Word] = []
    for turn in voice.bridged(SETTINGS.turn_silence_s):
        first = max(0, round((turn.start_s - SETTINGS.preroll_s) * SAMPLE_RATE_HZ))
        last = round((turn.end_s + SETTINGS.preroll_s) * SAMPLE_RATE_HZ)
        recogniser = stt.recogniser()
        recogniser.accept(samples[first:last])
        words += [word.shifted(first / SAMPLE_RATE_HZ) for word in recogniser.final()]
    return tuple(words)


def _heard(samples: Samples, stt: SpeechToText, activity: VoiceActivity) -> SideInput:
    voice = find_voice(samples, activity)
    return SideInput(voice=voice, words=find_words(samples, voice, stt), samples=samples)


def _edges(samples: Samples, activity: VoiceActivity, tracker: ActivityTracker) -> Iterator[Edge | None]:
    padding = -len(samples) % CHUNK_SAMPLES
    chunks = np.pad(samples, (0, padding)).reshape(-1, CHUNK_SAMPLES)
    for number, chunk in enumerate(chunks, start=1):
        yield tracker.push(activity.probability(chunk), level_dbfs(chunk), number * CHUNK_S)


def _known_lines(events: Sequence[Event]) -> Iterator[KnownLine]:
    stops = {event.line_id: event for event in events if isinstance(event, CustomerStopped)}
    for line in events:
        if not isinstance(line, CustomerLine):
            continue
        stop = stops.get(line.line_id)
        finished = stop is None or stop.reason == "finished"
        yield KnownLine(
            text=line.text,
            start_s=line.t_s,
            end_s=line.end_s,
            yields=line.yields,
            words=tuple(Word(word.word, word.start_s, word.end_s) for word in line.words),
            stopped_s=line.end_s if stop is None or finished else line.t_s + stop.played_s,
            cut_in_by_mistake=stop is not None and stop.reason == "cut_in_by_mistake",
        )


def _trainee_voice(events: Sequence[Event], duration_s: float) -> Timeline:
    found: list[Interval] = []
    start_s: float | None = None
    for event in events:
        if isinstance(event, SpeechStart) and event.by == "trainee":
            start_s = event.t_s
        elif isinstance(event, SpeechEnd) and event.by == "trainee" and start_s is not None:
            found.append(Interval(start_s, event.t_s))
            start_s = None
    if start_s is not None:  # the call ended, or the program, while the trainee spoke
        found.append(Interval(start_s, duration_s))
    return Timeline.of(found)


def _excused(events: Sequence[Event], duration_s: float) -> Timeline:
    found: list[Interval] = []
    since_s: dict[str, float] = {}
    for event in events:
        if not isinstance(event, Button):
            continue
        for begin, end in _EXCUSED.items():
            if event.type == begin:
                since_s.setdefault(begin, event.t_s)
            elif event.type == end and begin in since_s:
                found.append(Interval(since_s.pop(begin), event.t_s))
    found += [Interval(start_s, duration_s) for start_s in since_s.values()]
    return Timeline.of(found)


def _sound(folder: CallFolder) -> tuple[Samples | None, Samples | None, str]:
    if folder.audio_path is None:
        return None, None, "No sound was kept of this call."
    try:
        sound = read_sound(folder.audio_path)
    except DataError:
        return None, None, "The recording of this call is damaged."
    if len(sound) != 2:
        return None, None, "The recording of this call has not two channels."
    return sound[0], sound[1], ""
