"""How each turn was spoken, as far as the turn is long enough for it."""

from collections.abc import Sequence

from voicedrill.speech.measurement import SideMeasures, TurnTone
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.side_sound import SideSound
from voicedrill.speech.sides import SideInput
from voicedrill.speech.tempo import Tempo, mean_confidence, tempo
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word


def turn_tones(
    whole: SideMeasures,
    side: SideInput,
    turns: Sequence[tuple[Interval, Sequence[Word]]],
    sound: SideSound | None,
    excused: Timeline,
    settings: Settings = SETTINGS,
) -> tuple[TurnTone, ...]:
    """Measure every turn of one speaker.

    What was not measured of the whole side (``whole``) is not measured of its turns either. Rates want
    `Settings.tempo_min_words` words heard clearly enough, loudness and syllables
    `Settings.loudness_min_s` of speech, pitch `Settings.pitch_min_s` of voiced sound, its range
    `Settings.pitch_range_min_s` of speech.
    """
    return tuple(_turn_tone(whole, side, span, words, sound, excused, settings) for span, words in turns)


def _turn_tone(
    whole: SideMeasures,
    side: SideInput,
    span: Interval,
    words: Sequence[Word],
    sound: SideSound | None,
    excused: Timeline,
    settings: Settings,
) -> TurnTone:
    rates = _rates(whole, side, span, words, excused, settings)
    voice = side.voice.within(span.start_s, span.end_s)
    long_enough = sound is not None and voice.total_s >= settings.loudness_min_s
    level_dbfs = heard_sps = None
    if sound is not None and long_enough:
        if whole.loudness_dbfs is not None:
            level_dbfs = sound.levels.speech_dbfs(voice)
        if whole.syllables_heard_sps is not None:
            heard_sps = sound.syllables(voice) / voice.bridged(settings.pause_min_s).total_s
    pitch = None if sound is None or whole.pitch_median_hz is None else sound.pitch.pitch(voice)
    wide_enough = voice.total_s >= settings.pitch_range_min_s
    return TurnTone(
        start_s=span.start_s,
        end_s=span.end_s,
        words=len(words),
        speech_rate_wpm=rates.speech_rate_wpm if rates else None,
        speech_rate_sps=rates.speech_rate_sps if rates else None,
        articulation_rate_wpm=rates.articulation_rate_wpm if rates else None,
        articulation_rate_sps=rates.articulation_rate_sps if rates else None,
        syllables_heard_sps=heard_sps,
        loudness_dbfs=level_dbfs,
        pitch_median_hz=pitch.median_hz if pitch else None,
        pitch_range_st=pitch.range_st if pitch and wide_enough else None,
    )


def _rates(
    whole: SideMeasures,
    side: SideInput,
    span: Interval,
    words: Sequence[Word],
    excused: Timeline,
    settings: Settings,
) -> Tempo | None:
    unsure = side.heard and mean_confidence(words) < settings.tempo_min_conf
    if whole.articulation_rate_wpm is None or unsure:
        return None
    return tempo([(span, words)], side.voice, settings, excused)
