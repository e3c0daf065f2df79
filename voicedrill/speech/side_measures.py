"""One speaker's rates, loudness, pitch and fillers; each is a value, or the reason why there is none."""

from collections.abc import Sequence
from dataclasses import replace

from voicedrill.speech.fillers import find_fillers
from voicedrill.speech.loudness import level_track
from voicedrill.speech.measurement import SideMeasures
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.side_sound import SideSound
from voicedrill.speech.sides import SideInput
from voicedrill.speech.tempo import Tempo, mean_confidence, tempo
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.turn_tones import turn_tones
from voicedrill.speech.turns import find_pauses
from voicedrill.speech.words import Word

RATES = ("speech_rate_wpm", "speech_rate_sps", "articulation_rate_wpm", "articulation_rate_sps")
PITCHES = ("pitch_median_hz", "pitch_range_st")
LEVELS = ("snr_db", "noise_dbfs", "clipped_ratio")
_JUDGED_SOUND = ("loudness_dbfs", *PITCHES, "syllables_heard_sps")
_NO_UM = 'The recogniser leaves out "um" and "uh", so they are not counted; they count as silence.'


def side_measures(
    side: SideInput,
    turns: Sequence[tuple[Interval, Sequence[Word]]],
    other: SideInput,
    excused: Timeline,
    settings: Settings = SETTINGS,
) -> SideMeasures:
    """Measure one speaker.

    Parameters
    ----------
    side, other : SideInput
        This speaker and the other one.
    turns : sequence of (Interval, sequence of Word)
        This speaker's turns, each with its words.
    excused : Timeline
        Holds and pauses of the exercise: no pause, no time of a turn.
    settings : Settings
        The thresholds.
    """
    not_measured = {"um_uh": _NO_UM} if side.heard else {}
    phonation_s = side.voice.bridged(settings.pause_min_s).total_s
    if phonation_s == 0.0:
        unheard = SideMeasures(
            words=len(side.words), talk_s=0.0, phonation_s=0.0, talk_share=0.0, not_measured=not_measured
        )
        return _refused(unheard, (*RATES, *LEVELS, *_JUDGED_SOUND, "longest_turn_s"), _no_speech(side, settings))
    both_s = phonation_s + other.voice.bridged(settings.pause_min_s).total_s
    spans = Timeline.of(span for span, _ in turns)
    sound = None if side.samples is None else SideSound.of(side, settings)
    measures = SideMeasures(
        words=len(side.words),
        talk_s=spans.without(excused).total_s,
        phonation_s=phonation_s,
        talk_share=phonation_s / both_s,
        longest_turn_s=max((Timeline.of([span]).without(excused).total_s for span, _ in turns), default=0.0),
        pauses=find_pauses(side.voice, spans, excused, settings),
        fillers=tuple(filler for _, said in turns for filler in find_fillers(said, settings)),
        not_measured=not_measured,
    )
    measures = _add_sound(measures, side, sound, settings)
    measures = _add_rates(measures, side, tempo(turns, side.voice, settings, excused), sound, settings)
    return replace(measures, tone_turns=turn_tones(measures, side, turns, sound, excused, settings))


def _no_speech(side: SideInput, settings: Settings) -> str:
    if side.samples is not None and level_track(side.samples, settings).is_faint:
        return "The sound is too quiet to find speech in."
    return "No speech was heard."


def _add_sound(measures: SideMeasures, side: SideInput, sound: SideSound | None, settings: Settings) -> SideMeasures:
    if sound is None or sound.loudness is None:
        reason = side.no_sound if sound is None else "The recording is silent here."
        return _refused(measures, (*LEVELS, *_JUDGED_SOUND), reason)
    level = sound.loudness
    measures = replace(measures, snr_db=level.snr_db, noise_dbfs=level.noise_dbfs, clipped_ratio=level.clipped_ratio)
    if level.snr_db is None:
        measures = _refused(measures, ("snr_db", "noise_dbfs"), "There is no noise between the words to compare with.")
    if noisy := _noisy(sound, settings):
        return _refused(measures, _JUDGED_SOUND, noisy)
    if side.voice.total_s < settings.loudness_min_s:
        reason = f"Loudness needs at least {settings.loudness_min_s:g} s of speech."
        measures = _refused(measures, ("loudness_dbfs",), reason)
    elif level.clipped_ratio > settings.clip_max_ratio:
        measures = _refused(measures, ("loudness_dbfs",), "The sound is clipped: turn the microphone down.")
    else:
        measures = replace(measures, loudness_dbfs=level.speech_dbfs)
    return _add_syllables(_add_pitch(measures, side, sound, settings), side, sound)


def _add_pitch(measures: SideMeasures, side: SideInput, sound: SideSound, settings: Settings) -> SideMeasures:
    found = sound.pitch.pitch(side.voice)
    if found is None:
        few = f"Less than {settings.pitch_min_s:g} s of voiced sound was found."
        apart = "The pitches found are octaves apart: the voice is too rough or the sound too noisy."
        return _refused(measures, PITCHES, apart if sound.pitch.torn(side.voice) else few)
    measures = replace(measures, pitch_median_hz=found.median_hz)
    if side.voice.total_s < settings.pitch_range_min_s:
        reason = f"A pitch range needs at least {settings.pitch_range_min_s:g} s of speech."
        return _refused(measures, ("pitch_range_st",), reason)
    return replace(measures, pitch_range_st=found.range_st)


def _add_syllables(measures: SideMeasures, side: SideInput, sound: SideSound) -> SideMeasures:
    heard = sound.syllables(side.voice)
    if heard == 0 or measures.phonation_s is None:
        return _refused(measures, ("syllables_heard_sps",), "No syllables were found in the sound.")
    return replace(measures, syllables_heard_sps=heard / measures.phonation_s)


def _add_rates(
    measures: SideMeasures, side: SideInput, rates: Tempo | None, sound: SideSound | None, settings: Settings
) -> SideMeasures:
    if reason := _unsure_words(side, settings) or _noisy(sound, settings) or _company(side):
        return _refused(measures, RATES, reason)
    if rates is None:
        return _refused(measures, RATES, f"No turn had {settings.tempo_min_words:g} words or more.")
    if side.heard and sound is not None and (reason := _disagreement(rates, sound, settings)):
        return _refused(measures, RATES, reason)
    return replace(
        measures,
        speech_rate_wpm=rates.speech_rate_wpm,
        speech_rate_sps=rates.speech_rate_sps,
        articulation_rate_wpm=rates.articulation_rate_wpm,
        articulation_rate_sps=rates.articulation_rate_sps,
    )


def _unsure_words(side: SideInput, settings: Settings) -> str:
    if not side.words:
        return "No words were understood."
    confidence = mean_confidence(side.words)
    if side.heard and confidence < settings.tempo_min_conf:
        return f"The words were not heard clearly enough (confidence {confidence:.2f})."
    return ""


def _company(side: SideInput) -> str:
    """Say so when other people's voices may have made a turn longer, or hidden a word."""
    return "Other people spoke near this microphone." if side.in_company else ""


def _noisy(sound: SideSound | None, settings: Settings) -> str:
    snr_db = None if sound is None or sound.loudness is None else sound.loudness.snr_db
    if snr_db is None or snr_db >= settings.snr_min_db:
        return ""
    return f"The sound is too noisy (speech only {snr_db:.0f} dB above the noise)."


def _disagreement(rates: Tempo, sound: SideSound, settings: Settings) -> str:
    """Say so when the words have far more or fewer syllables than the sound in which they were heard."""
    if rates.syllables < settings.nuclei_min_syllables:
        return ""
    heard = sound.syllables(rates.spans)
    ratio = heard / rates.syllables
    if 1.0 - settings.nuclei_max_fewer <= ratio <= 1.0 + settings.nuclei_max_more:
        return ""
    return f"Words and sound do not agree: {rates.syllables} syllables in the words, {heard} in the sound."


def _refused(measures: SideMeasures, names: Sequence[str], reason: str) -> SideMeasures:
    return replace(measures, not_measured=measures.not_measured | dict.fromkeys(names, reason))
