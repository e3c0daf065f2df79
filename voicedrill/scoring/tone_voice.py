"""Tone notes on the voice: rate, loudness, pitch, raised voice, fillers, microphone.

Only behaviour is described, and only beside the trainee's own usual; nothing is compared with other people.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log2

from voicedrill.scoring.phrasing import clock, listed, times
from voicedrill.scoring.tone_note import NO_USUAL_TRY, Moment, Note, not_measured, reason_of, strongest
from voicedrill.speech.measurement import SideMeasures, TurnTone
from voicedrill.speech.settings import SETTINGS

_RATE, _LOUDNESS, _PITCH, _RANGE = "articulation_rate_wpm", "loudness_dbfs", "pitch_median_hz", "pitch_range_st"
_NOWHERE: tuple[Moment, ...] = ()

_Compared = tuple[str, str, tuple[Moment, ...]]
"""What a comparison says, what to try, and where."""
_Compare = Callable[[SideMeasures, float, float], _Compared]
"""Compares a value with the usual one."""


def voice(side: SideMeasures, usual: Mapping[str, float]) -> Iterator[Note]:
    """Yield the notes on how the trainee spoke; ``usual`` has the names of `SideMeasures`."""
    band = f"{SETTINGS.rate_band_low_wpm:.0f} to {SETTINGS.rate_band_high_wpm:.0f}"
    rate = f"words a minute, pauses left out ({band} is common)"
    yield _beside(side, usual, _RATE, "Speaking rate", rate, _rate)
    yield _other_gain(side, usual) or _beside(
        side, usual, _LOUDNESS, "Loudness", "dB below the loudest that can be recorded", _loudness
    )
    yield _beside(side, usual, _PITCH, "Pitch", "Hz in the middle", _pitch)
    yield _beside(side, usual, _RANGE, "Pitch range", "semitones from low to high", _range)
    yield _raised(side, usual)
    yield _fillers(side)
    yield _microphone(side)


def _beside(
    side: SideMeasures, usual: Mapping[str, float], note_id: str, name: str, unit: str, compare: _Compare
) -> Note:
    """Return the note on a measure beside its usual value, or what is missing for that."""
    value, own = getattr(side, note_id), usual.get(note_id)
    if value is None:
        return not_measured(note_id, name, reason_of(side, note_id), usual=own)
    places = 1 if note_id == _RANGE else 0
    reads = f"{abs(value):.{places}f} {unit}"
    if own is None:
        says, try_, where = f"There is no usual {name.lower()} of yours to compare with yet.", NO_USUAL_TRY, _NOWHERE
    else:
        reads += f"; your usual: {abs(own):.{places}f}"
        says, try_, where = compare(side, value, own)
    return Note(note_id, name, value, own, reads, says, try_, where)


def _rate(side: SideMeasures, value: float, own: float) -> _Compared:
    found = [
        (change, Moment(turn.start_s, turn.end_s, f"{_share(change)} than your usual."))
        for turn in side.tone_turns
        if turn.articulation_rate_wpm is not None and _is_told(change := turn.articulation_rate_wpm / own - 1)
    ]
    change = value / own - 1
    if not _is_told(change):
        return f"Your speaking rate was about as usual.{_but(found)}", "", strongest(found)
    try_ = "Say one thing, breathe out, then the next." if change > 0 else "Finish a thought in one go, then pause."
    return f"You spoke {_share(change)} than your usual.", try_, strongest(found)


def _is_told(change: float) -> bool:
    return round(abs(change), 9) >= SETTINGS.rate_change


def _share(change: float) -> str:
    return f"{100 * abs(change):.0f} % {'faster' if change > 0 else 'slower'}"


def _loudness(side: SideMeasures, value: float, own: float) -> _Compared:
    found = [
        (change, Moment(turn.start_s, turn.end_s, f"{_decibels(change)} than your usual."))
        for turn, change in _louder_turns(side.tone_turns, own)
        if _is_other_loudness(change)
    ]
    change = value - own
    if not _is_other_loudness(change):
        return f"Your loudness was about as usual.{_but(found)}", "", strongest(found)
    try_ = "Begin your next sentence low." if change > 0 else "Speak towards the microphone, to the last word."
    return f"You spoke {_decibels(change)} than your usual.", try_, strongest(found)


def _louder_turns(turns: Sequence[TurnTone], own: float) -> Iterator[tuple[TurnTone, float]]:
    for turn in turns:
        if turn.loudness_dbfs is not None and turn.end_s - turn.start_s >= SETTINGS.loudness_min_s:
            yield turn, turn.loudness_dbfs - own


def _is_other_loudness(change: float) -> bool:
    return change >= SETTINGS.louder_db or change <= -SETTINGS.quieter_db


def _decibels(change: float) -> str:
    return f"{abs(change):.0f} dB {'louder' if change > 0 else 'quieter'}"


def _other_gain(side: SideMeasures, usual: Mapping[str, float]) -> Note | None:
    """Return why loudness cannot be compared: the noise floor moved together with the voice."""
    if side.loudness_dbfs is None or side.noise_dbfs is None or not {_LOUDNESS, "noise_dbfs"} <= usual.keys():
        return None
    change = side.loudness_dbfs - usual[_LOUDNESS]
    moved = side.noise_dbfs - usual["noise_dbfs"]
    if not _is_other_loudness(change) or abs(moved) < SETTINGS.gain_change_db or moved * change < 0:
        return None
    reason = f"noise of the room or gain of the microphone differ from your usual by {abs(moved):.0f} dB"
    return not_measured(_LOUDNESS, "Loudness", reason, usual=usual[_LOUDNESS])


def _pitch(_side: SideMeasures, value: float, own: float) -> _Compared:
    return f"Your pitch was {value:.0f} Hz; your usual is {own:.0f} Hz. By itself it means nothing.", "", _NOWHERE


def _range(_side: SideMeasures, value: float, own: float) -> _Compared:
    if value < SETTINGS.flat_range_st and value < SETTINGS.flat_range * own:
        says = f"Your voice moved less than it usually does: {value:.1f} semitones; your usual is {own:.1f}."
        return says, "Lean on the one word that matters in a sentence.", _NOWHERE
    return "Your pitch range was about as usual.", "", _NOWHERE


def _raised(side: SideMeasures, usual: Mapping[str, float]) -> Note:
    """Return the note on a raised voice: only louder, faster and higher in the same turn is one."""
    name = "Raised voice"
    if not {_RATE, _LOUDNESS, _PITCH} <= usual.keys():
        says = "A raised voice shows only beside your usual rate, loudness and pitch, and these are not known yet."
        return Note("raised_voice", name, says=says, try_=NO_USUAL_TRY, why_not=says)
    if _other_gain(side, usual) is not None:
        return not_measured("raised_voice", name, "your loudness cannot be compared with your usual here")
    judged = [
        (louder, turn.articulation_rate_wpm / usual[_RATE] - 1, 12 * log2(turn.pitch_median_hz / usual[_PITCH]), turn)
        for turn, louder in _louder_turns(side.tone_turns, usual[_LOUDNESS])
        if turn.articulation_rate_wpm is not None and turn.pitch_median_hz is not None
    ]
    if not judged:
        return not_measured("raised_voice", name, "no turn was long and clear enough for rate, loudness and pitch")
    found = [
        (
            louder,
            Moment(turn.start_s, turn.end_s, f"{_decibels(louder)}, {_share(faster)}, {higher:.0f} semitones higher."),
        )
        for louder, faster, higher, turn in judged
        if louder >= SETTINGS.louder_db and faster > 0 and _is_told(faster) and _is_higher(higher)
    ]
    if not found:
        return Note("raised_voice", name, 0.0, None, "no", "In no turn you were louder, faster and higher at once.")
    where = strongest(found)
    says = f"At {clock(where[0].start_s)} you raised your voice: louder, faster and higher than your usual at once."
    try_ = "Pause before the next sentence and begin it low and slow."
    return Note("raised_voice", name, float(len(found)), None, times(len(found)), says, try_, where)


def _is_higher(semitones: float) -> bool:
    return round(semitones, 9) >= SETTINGS.raised_pitch_st


def _fillers(side: SideMeasures) -> Note:
    name = "Fill-in words"
    uncounted = "“Um” and “uh” are not counted: the recogniser does not write them down, so any number would be wrong."
    if not side.words or "fillers" in side.not_measured:
        reason = side.not_measured.get("fillers", "no words were understood")
        return not_measured("fillers", name, reason)
    if not side.fillers:
        return Note("fillers", name, 0.0, None, "none", f"We found no fill-in words. {uncounted}")
    counts = Counter(one.text for one in side.fillers)
    kinds = listed([f"“{text}” {times(count)}" for text, count in counts.most_common()])
    where = [(0.0, Moment(one.start_s, one.end_s, f"“{one.text}”")) for one in side.fillers]
    says = f"You said {kinds}. {uncounted}"
    total = len(side.fillers)
    try_ = "Where one comes to your lips, leave a short silence instead."
    return Note("fillers", name, float(total), None, times(total), says, try_, strongest(where))


def _microphone(side: SideMeasures) -> Note:
    name = "Microphone"
    if side.snr_db is None and side.clipped_ratio is None:
        return not_measured("snr_db", name, reason_of(side, "snr_db"))
    reads = "" if side.snr_db is None else f"speech {side.snr_db:.0f} dB above the noise"
    if side.clipped_ratio is not None and side.clipped_ratio > SETTINGS.clip_max_ratio:
        says = f"{100 * side.clipped_ratio:.1f} % of your speech was too loud for the microphone and is clipped."
        return Note(
            "snr_db", name, side.snr_db, None, reads, says, "Turn the microphone down, or move it away a little."
        )
    if side.loudness_dbfs is not None and side.loudness_dbfs < SETTINGS.quiet_speech_dbfs:
        says = "Your speech reached the microphone very quietly, so the other values are less sure."
        return Note("snr_db", name, side.snr_db, None, reads, says, "Move the microphone to the corner of your mouth.")
    if side.snr_db is not None and side.snr_db < SETTINGS.snr_good_db:
        says = f"Your speech was only {side.snr_db:.0f} dB above the noise, so the other values are less sure."
        return Note("snr_db", name, side.snr_db, None, reads, says, "Look for a quieter place, or move the microphone.")
    return Note("snr_db", name, side.snr_db, None, reads, "Your microphone heard you well.")


def _but(found: Sequence[object]) -> str:
    return f" {len(found)} single turn{'s' * (len(found) > 1)} differed." if found else ""
