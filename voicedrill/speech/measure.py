"""All measures of a call's timing and tone, from what is known of both speakers."""

from collections.abc import Sequence
from typing import get_args

from voicedrill.speech.dead_air import find_dead_air
from voicedrill.speech.measurement import Measurement, OverlapKind, Side, TurnSpan
from voicedrill.speech.overlap import FLOORLESS, ComingIn, find_overlaps, utterances
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.side_measures import side_measures
from voicedrill.speech.sides import SideInput
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.turns import Turn, find_gaps, find_turns
from voicedrill.speech.words import Word

_NOTHING = Timeline()


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
    customer_turns = _with_words("customer", turns, customer.words, settings)
    trainee_turns = _with_words("trainee", turns, trainee.words, settings)
    said = [*_spans("customer", customer_turns), *_spans("trainee", trainee_turns)]
    into_silence = Timeline.of(one for line in customer.lines if line.into_silence for one in line.voice)
    voice = customer.voice.without(into_silence).union(trainee.voice)
    return Measurement(
        duration_s=duration_s,
        trainee=side_measures(trainee, trainee_turns, customer, excused, settings),
        customer=side_measures(customer, customer_turns, trainee, excused, settings),
        turns=tuple(sorted(said, key=lambda span: (span.start_s, span.speaker))),
        overlaps=tuple(one.overlap for one in found),
        gaps=find_gaps(find_turns(customer_voice.without(into_silence), trainee_voice, settings)),
        dead_air=find_dead_air(voice, duration_s, excused, trainee.words, settings),
        counts=_counts("trainee", found),
        counts_customer=_counts("customer", found),
    )


def _counts(by: Side, found: Sequence[ComingIn]) -> dict[str, int]:
    kinds = [one.overlap.kind for one in found if one.overlap.by == by]
    return {kind: kinds.count(kind) for kind in get_args(OverlapKind)}


def _turn_voice(by: Side, side: SideInput, found: Sequence[ComingIn], settings: Settings) -> Timeline:
    """Return the voice without what asks for no floor: backchannels, noise, short sounds without a word."""
    slack_s = settings.word_slack_s
    light = [one.utterance for one in found if one.overlap.by == by and one.overlap.kind in FLOORLESS]
    light += [
        one
        for one in utterances(side, settings)
        if one.length_s < settings.noise_word_s and not side.words_between(one.start_s - slack_s, one.end_s + slack_s)
    ]
    return side.voice.without(Timeline.of(light))


def _spans(speaker: Side, turns: Sequence[tuple[Interval, Sequence[Word]]]) -> list[TurnSpan]:
    return [TurnSpan(speaker, span.start_s, span.end_s, " ".join(word.word for word in words)) for span, words in turns]


def _with_words(
    by: Side, turns: Sequence[Turn], words: Sequence[Word], settings: Settings
) -> tuple[tuple[Interval, tuple[Word, ...]], ...]:
    own = [turn.span for turn in turns if turn.speaker == by]
    shares: list[list[Word]] = [[] for _ in own]
    for word in words:
        middle_s = (word.start_s + word.end_s) / 2
        away_s = [max(span.start_s - middle_s, middle_s - span.end_s, 0.0) for span in own]
        if away_s and min(away_s) <= settings.turn_word_slack_s:
            shares[away_s.index(min(away_s))].append(word)
    return tuple((span, tuple(share)) for span, share in zip(own, shares, strict=True))
