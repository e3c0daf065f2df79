"""Tone notes on who spoke when: coming in, answers, pauses, dead air, long turns, share of the talk."""

from collections.abc import Iterator
from statistics import median

from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.phrasing import CHARGED, OVERLAPS, Pronoun, clock, listed, quoted, seconds, times
from voicedrill.scoring.silences import answer_times, long_pauses
from voicedrill.scoring.tone_note import MOST_MOMENTS, Moment, Note, not_measured, reason_of
from voicedrill.speech.measurement import Gap, Measurement, Overlap
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Interval


def turn_taking(call: Conversation) -> Iterator[Note]:
    """Yield the notes that come first in the report."""
    yield _interruptions(call.measurement, call.her)
    yield _answers(answer_times(call), call.her)
    yield _pauses(call.measurement, long_pauses(call))
    yield _dead_air(call.measurement)


def talk(call: Conversation) -> Iterator[Note]:
    """Yield the notes on long turns and on the share of the talk."""
    yield _longest_turn(call.measurement, call.her)
    yield _talk_share(call.measurement, call.her)


def _interruptions(measurement: Measurement, her: Pronoun) -> Note:
    name = "Interruptions"
    reason = measurement.trainee.not_measured.get("overlaps")
    if reason:
        return not_measured("interruptions", name, reason)
    mine = [one for one in measurement.overlaps if one.by == "trainee" and one.kind in CHARGED]
    hers = sum(measurement.counts_customer.get(kind, 0) for kind in CHARGED)
    back = f" {her.capital} came in over you {times(hers)}; nothing of that is charged." if hers else ""
    if not mine:
        heard = measurement.counts.get("backchannel", 0)
        listening = f" You showed {times(heard)} with a short word that you were listening." if heard else ""
        return Note(
            "interruptions", name, 0.0, None, "none", f"You let {her.object} finish every time.{listening}{back}"
        )
    counts = [(kind, sum(one.kind == kind for one in mine)) for kind in CHARGED]
    kinds = listed([f"{OVERLAPS[kind]} {times(count)}" for kind, count in counts if count])
    mine.sort(key=lambda one: (CHARGED.index(one.kind), one.start_s))
    return Note(
        id="interruptions",
        name=name,
        value=float(len(mine)),
        reads=times(len(mine)),
        says=f"You {kinds}.{back}",
        try_=f"Wait until {her.subject} has stopped and count one; then begin with {her.possessive} own words.",
        where=tuple(sorted((_cut(one, her) for one in mine[:MOST_MOMENTS]), key=lambda one: one.start_s)),
    )


def _cut(overlap: Overlap, her: Pronoun) -> Moment:
    said = f" ({quoted(overlap.text)})" if overlap.text else ""
    words = f" while {her.subject} {her.was} saying “{overlap.cut_off}”" if overlap.cut_off else ""
    return Moment(overlap.start_s, overlap.end_s, f"You {OVERLAPS[overlap.kind]}{said}{words}.")


def _answers(gaps: list[Gap], her: Pronoun) -> Note:
    if not gaps:
        reason = "there was no silence between the two of you to time"
        return not_measured("answer_s", "Time to your answers", reason)
    middle = median(gap.duration_s for gap in gaps)
    longest = max(gaps, key=lambda gap: gap.duration_s)
    usually = "usually " if len(gaps) > 1 else ""
    says = f"You {usually}answered {her.object} after {_tenths(middle)}."
    if len(gaps) > 1 and longest.duration_s > SETTINGS.answer_usual_s:
        says += (
            f" The longest silence before your words was {_tenths(longest.duration_s)}, at {clock(longest.start_s)}."
        )
    slow = [gap for gap in gaps if gap.duration_s > SETTINGS.answer_slow_s]
    slow = sorted(slow, key=lambda gap: -gap.duration_s)[:MOST_MOMENTS]
    moments = (
        Moment(gap.start_s, gap.end_s, f"{her.capital} waited {_tenths(gap.duration_s)} for your words.")
        for gap in sorted(slow, key=lambda gap: gap.start_s)
    )
    try_ = "Say at once that you heard: “Let me think about that for a second.”" if slow else ""
    return Note("answer_s", "Time to your answers", middle, None, _tenths(middle), says, try_, tuple(moments))


def _pauses(measurement: Measurement, long: list[Interval]) -> Note:
    pauses = measurement.trainee.pauses
    if not measurement.trainee.phonation_s:
        return not_measured("pauses", "Pauses", reason_of(measurement.trainee, "pauses"))
    if not pauses.count:
        return Note("pauses", "Pauses", 0.0, None, "none", "You made no pause inside your turns.")
    says = f"You paused {times(pauses.count)} inside your turns, {_tenths(pauses.total_s)} together."
    try_ = "A pause is easiest to listen to at the end of a thought." if long else ""
    longest = sorted(long, key=lambda one: -one.length_s)[:MOST_MOMENTS]
    where = (
        Moment(one.start_s, one.end_s, f"You paused for {_tenths(one.length_s)}.")
        for one in sorted(longest, key=lambda one: one.start_s)
    )
    return Note("pauses", "Pauses", float(pauses.count), None, times(pauses.count), says, try_, tuple(where))


def _dead_air(measurement: Measurement) -> Note:
    silences = measurement.dead_air
    if not silences:
        return Note("dead_air", "Dead air", 0.0, None, "none", "No long silence was left unexplained.")
    moments = []
    for one in silences[:MOST_MOMENTS]:
        length = seconds(one.end_s - one.start_s)
        past = f"The announced wait went {length} past {SETTINGS.announced_s:g} seconds."
        moments.append(Moment(one.start_s, one.end_s, past if one.announced else f"You said nothing for {length}."))
    return Note(
        id="dead_air",
        name="Dead air",
        value=float(len(silences)),
        reads=times(len(silences)),
        says=f"A silence of more than {SETTINGS.dead_air_s:g} seconds was left unexplained {times(len(silences))}."
        if not all(one.announced for one in silences)
        else f"A wait that you had announced became too long {times(len(silences))}.",
        try_="Say what you are doing before you go quiet: “Bear with me for a minute while I look this up.”",
        where=tuple(moments),
    )


def _longest_turn(measurement: Measurement, her: Pronoun) -> Note:
    length_s = measurement.trainee.longest_turn_s
    name = "Longest turn"
    if length_s is None:
        return not_measured("longest_turn_s", name, reason_of(measurement.trainee, "longest_turn_s"))
    turns = [turn for turn in measurement.turns if turn.speaker == "trainee"]
    longest = max(turns, key=lambda turn: turn.end_s - turn.start_s, default=None)
    says = f"Your longest turn took {seconds(length_s)}."
    if longest is None or length_s <= SETTINGS.long_turn_s:
        return Note("longest_turn_s", name, length_s, None, seconds(length_s), says)
    return Note(
        id="longest_turn_s",
        name=name,
        value=length_s,
        reads=seconds(length_s),
        says=f"{says} {her.capital} had no chance to say a word in it.",
        try_="Say the first step, ask whether it suits, then the next.",
        where=(Moment(longest.start_s, longest.end_s, quoted(longest.text) if longest.text else ""),),
    )


def _talk_share(measurement: Measurement, her: Pronoun) -> Note:
    share = measurement.trainee.talk_share
    name = "Share of the talk"
    if share is None:
        return not_measured("talk_share", name, reason_of(measurement.trainee, "talk_share"))
    says = (
        f"{100 * share:.0f} % of all speech was yours. How long {her.subject} speaks is up to {her.possessive} story,"
    )
    return Note("talk_share", name, share, None, f"{100 * share:.0f} %", f"{says} so this is information only.")


def _tenths(length_s: float) -> str:
    return f"{length_s:.1f} seconds"
