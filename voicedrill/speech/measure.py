"""All measures of a call's timing and tone, from what is known of both speakers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import get_args

from voicedrill.speech.dead_air import find_dead_air
from voicedrill.speech.loudness import Loudness, loudness
from voicedrill.speech.measurement import Measurement, OverlapKind, Side, SideMeasures, TurnSpan
from voicedrill.speech.overlap import FLOORLESS, ComingIn, find_overlaps, utterances
from voicedrill.speech.pitch import pitch
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.sides import SideInput
from voicedrill.speech.tempo import tempo
from voicedrill.speech.timeline import Timeline
from voicedrill.speech.turns import Turn, find_gaps, find_pauses, find_turns
from voicedrill.speech.words import Word

RATES = ("speech_rate_wpm", "articulation_rate_wpm", "articulation_rate_sps")
PITCHES = ("pitch_median_hz", "pitch_range_st")
_NOTHING = Timeline()
_WORD_SLACK_S = 0.3
"""A recogniser's word may stand this far outside the turn in which it was said."""


@dataclass(frozen=True)
class _Part:
    """One speaker's input with the turns found, each with its words."""

    side: SideInput
    turns: tuple[tuple[Turn, tuple[Word, ...]], ...]


def measure(
    duration_s: float,
    customer: SideInput,
    trainee: SideInput,
    excused: Timeline = _NOTHING,
    settings: Settings = SETTINGS,
) -> Measurement:
    """Measure a call.

    Parameters
    ----------
    duration_s : float
        Length of the call.
    customer, trainee : SideInput
        What is known of each speaker.
    excused : Timeline
        Holds and pauses of the exercise: no dead air, no pause, no time of a turn.
    settings : Settings
        The thresholds.
    """
    found = find_overlaps(customer, trainee, settings)
    customer_voice = _turn_voice("customer", customer, found, settings)
    trainee_voice = _turn_voice("trainee", trainee, found, settings)
    turns = find_turns(customer_voice, trainee_voice, settings)
    parts = {
        "customer": _Part(customer, _with_words("customer", turns, customer.words)),
        "trainee": _Part(trainee, _with_words("trainee", turns, trainee.words)),
    }
    said = [
        TurnSpan(turn.speaker, turn.start_s, turn.end_s, " ".join(word.word for word in words))
        for part in parts.values()
        for turn, words in part.turns
    ]
    voice = customer.voice.union(trainee.voice)
    return Measurement(
        duration_s=duration_s,
        trainee=_side_measures(parts["trainee"], customer, excused, settings),
        customer=_side_measures(parts["customer"], trainee, excused, settings),
        turns=tuple(sorted(said, key=lambda span: (span.start_s, span.speaker))),
        overlaps=tuple(one.overlap for one in found),
        gaps=find_gaps(turns),
        dead_air=find_dead_air(voice, duration_s, excused, trainee.words, settings),
        counts=_counts("trainee", found),
        counts_customer=_counts("customer", found),
    )


def _counts(by: Side, found: Sequence[ComingIn]) -> dict[str, int]:
    kinds = [one.overlap.kind for one in found if one.overlap.by == by]
    return {kind: kinds.count(kind) for kind in get_args(OverlapKind)}


def _turn_voice(by: Side, side: SideInput, found: Sequence[ComingIn], settings: Settings) -> Timeline:
    """Return the voice without what asks for no floor: backchannels, noise, short sounds without a word."""
    light = [one.utterance for one in found if one.overlap.by == by and one.overlap.kind in FLOORLESS]
    light += [
        one
        for one in utterances(side, settings)
        if one.length_s < settings.noise_word_s and not side.words_between(one.start_s - 0.2, one.end_s + 0.2)
    ]
    return side.voice.without(Timeline.of(light))


def _with_words(by: Side, turns: Sequence[Turn], words: Sequence[Word]) -> tuple[tuple[Turn, tuple[Word, ...]], ...]:
    own = [turn for turn in turns if turn.speaker == by]
    shares: list[list[Word]] = [[] for _ in own]
    for word in words:
        middle_s = (word.start_s + word.end_s) / 2
        away_s = [max(turn.start_s - middle_s, middle_s - turn.end_s, 0.0) for turn in own]
        if away_s and min(away_s) <= _WORD_SLACK_S:
            shares[away_s.index(min(away_s))].append(word)
    return tuple((turn, tuple(share)) for turn, share in zip(own, shares, strict=True))


def _side_measures(part: _Part, other: SideInput, excused: Timeline, settings: Settings) -> SideMeasures:
    side = part.side
    phonation_s = side.voice.bridged(settings.pause_min_s).total_s
    if phonation_s == 0.0:
        return _unheard(side)
    both_s = phonation_s + other.voice.bridged(settings.pause_min_s).total_s
    spans = Timeline.of(turn.span for turn, _ in part.turns)
    measures = SideMeasures(
        words=len(side.words),
        talk_s=spans.without(excused).total_s,
        phonation_s=phonation_s,
        talk_share=phonation_s / both_s,
        longest_turn_s=max((turn.span.length_s for turn, _ in part.turns), default=0.0),
        pauses=find_pauses(side.voice, spans, excused, settings),
    )
    level = None if side.samples is None else loudness(side.samples, side.voice, settings)
    measures = _add_sound(measures, side, level, settings)
    return _add_rates(measures, part, level, settings)


def _unheard(side: SideInput) -> SideMeasures:
    reason = "No speech was heard."
    names = (*RATES, "longest_turn_s", "loudness_dbfs", *PITCHES, "snr_db")
    return SideMeasures(
        words=len(side.words), talk_s=0.0, phonation_s=0.0, talk_share=0.0, not_measured=dict.fromkeys(names, reason)
    )


def _add_sound(measures: SideMeasures, side: SideInput, level: Loudness | None, settings: Settings) -> SideMeasures:
    if side.samples is None or level is None:
        reason = side.no_sound if side.samples is None else "The recording is silent here."
        return _refused(measures, ("loudness_dbfs", *PITCHES, "snr_db"), reason)
    if level.snr_db is None:
        measures = _refused(measures, ("snr_db",), "There is no noise between the words to compare with.")
    measures = replace(measures, snr_db=level.snr_db)
    noisy = _noisy(level, settings)
    if noisy:
        return _refused(measures, ("loudness_dbfs", *PITCHES), noisy)
    if level.clipped_ratio > settings.clip_max_ratio:
        measures = _refused(measures, ("loudness_dbfs",), "The sound is clipped: turn the microphone down.")
    else:
        measures = replace(measures, loudness_dbfs=level.speech_dbfs)
    return _add_pitch(measures, side, settings)


def _add_pitch(measures: SideMeasures, side: SideInput, settings: Settings) -> SideMeasures:
    found = None if side.samples is None else pitch(side.samples, side.voice, settings)
    if found is None:
        return _refused(measures, PITCHES, f"Less than {settings.pitch_min_s:g} s of voiced sound was found.")
    measures = replace(measures, pitch_median_hz=found.median_hz)
    if side.voice.total_s < settings.pitch_range_min_s:
        reason = f"A pitch range needs at least {settings.pitch_range_min_s:g} s of speech."
        return _refused(measures, ("pitch_range_st",), reason)
    return replace(measures, pitch_range_st=found.range_st)


def _add_rates(measures: SideMeasures, part: _Part, level: Loudness | None, settings: Settings) -> SideMeasures:
    words = part.side.words
    if not words:
        return _refused(measures, RATES, "No words were understood.")
    confidence = fsum(word.conf for word in words) / len(words)
    if part.side.heard and confidence < settings.tempo_min_conf:
        reason = f"The words were not heard clearly enough (confidence {confidence:.2f})."
        return _refused(measures, RATES, reason)
    noisy = _noisy(level, settings)
    if noisy:
        return _refused(measures, RATES, noisy)
    rates = tempo([(turn.span, said) for turn, said in part.turns], part.side.voice, settings)
    if rates is None:
        return _refused(measures, RATES, f"No turn had {settings.tempo_min_words:g} words or more.")
    return replace(
        measures,
        speech_rate_wpm=rates.speech_rate_wpm,
        articulation_rate_wpm=rates.articulation_rate_wpm,
        articulation_rate_sps=rates.articulation_rate_sps,
    )


def _noisy(level: Loudness | None, settings: Settings) -> str:
    if level is None or level.snr_db is None or level.snr_db >= settings.snr_min_db:
        return ""
    return f"The sound is too noisy (speech only {level.snr_db:.0f} dB above the noise)."


def _refused(measures: SideMeasures, names: Sequence[str], reason: str) -> SideMeasures:
    return replace(measures, not_measured=measures.not_measured | dict.fromkeys(names, reason))
