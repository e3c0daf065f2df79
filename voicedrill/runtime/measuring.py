"""Measures of a kept call from its events, and of any two-sided recording from its sound."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from voicedrill.audio.sound import read_sound
from voicedrill.call.events import Button, CustomerLine, CustomerStopped, Event, SpeechEnd, SpeechStart, TraineeTurn
from voicedrill.engines.ports import SpeechToText, VoiceActivity
from voicedrill.engines.progress import Progress, no_progress
from voicedrill.errors import DataError
from voicedrill.history.folder import CallFolder
from voicedrill.persona.dialogue import beats_on
from voicedrill.runtime.voice import hear_out
from voicedrill.runtime.words import find_words
from voicedrill.speech.bleed import heard_in_both
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
    lines = tuple(_known_lines(folder.events, beats_on(folder.casting.persona, "silence")))
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
        in_company="neighbours_dbfs" in (folder.header.baseline or {}),
    )
    measured = measure(duration_s, customer, trainee, _excused(folder.events, duration_s))
    if not folder.header.settings.get("half_duplex"):
        return measured
    return _without_overlaps(measured, "The microphone was off while the customer spoke.")


def measure_recording(
    customer: Samples,
    trainee: Samples,
    stt: SpeechToText,
    new_activity: Callable[[], VoiceActivity],
    progress: Progress = no_progress,
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
    progress : callable
        Told what is being done and how far it is.

    Raises
    ------
    voicedrill.errors.DataError
        When both channels hold the same voices nearly equally loud, so that nobody can tell who speaks.
    """
    sides = (("customer", customer), ("trainee", trainee))
    heard_out = [
        hear_out(samples, new_activity(), partial(progress, f"Finding the {name}'s voice")) for name, samples in sides
    ]
    bleed_db = heard_in_both(customer, trainee, *(one.voice for one in heard_out))
    if bleed_db is not None and bleed_db > -SETTINGS.gate_below_db:
        raise DataError(
            "Each voice is heard in both channels, nearly as loud as on its own, so the speakers cannot be told "
            "apart. Record each with a microphone and a channel of their own."
        )
    heard = [
        SideInput(
            voice=one.voice,
            words=find_words(samples, one.voice, stt, partial(progress, f"Understanding the {name}")),
            samples=samples,
            in_company=one.in_company,
        )
        for (name, samples), one in zip(sides, heard_out, strict=True)
    ]
    progress("Measuring", None)
    measured = measure(max(len(customer), len(trainee)) / SAMPLE_RATE_HZ, *heard)
    if bleed_db is None or bleed_db <= SETTINGS.bleed_max_db:
        return measured
    return _without_overlaps(measured, f"Each voice is heard in both channels ({bleed_db:.0f} dB beside the own).")


def _without_overlaps(measured: Measurement, reason: str) -> Measurement:
    """Say why it is not known who came in over the other."""
    sides = [
        replace(side, not_measured=side.not_measured | {"overlaps": reason})
        for side in (measured.trainee, measured.customer)
    ]
    return replace(
        measured,
        trainee=sides[0],
        customer=sides[1],
        overlaps=(),
        counts=dict.fromkeys(measured.counts, 0),
        counts_customer=dict.fromkeys(measured.counts_customer, 0),
    )


def _known_lines(events: Sequence[Event], into_silence: frozenset[str]) -> Iterator[KnownLine]:
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
            into_silence=line.beat in into_silence,
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
    known_s = max((event.t_s for event in folder.events), default=0.0)  # a line's planned end may never have come
    if sound.shape[1] / SAMPLE_RATE_HZ < known_s - SETTINGS.sound_missing_s:
        return None, None, "The recording of this call is not complete."
    return sound[0], sound[1], ""
