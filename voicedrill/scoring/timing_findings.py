"""Rules on who spoke when: interruptions, silences, answers, holds.

All limits stand in `speech.settings` (measures.md §2): talking in is charged while she tells her story and half
afterwards, an answer is slow above 4 s, silence is dead air above 8 s. What was not measured is not charged.
"""

from voicedrill.call.events import CustomerLine
from voicedrill.scoring.case_facts import names
from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.hold_findings import hold_manners
from voicedrill.scoring.phrasing import clock, quoted, seconds, times
from voicedrill.scoring.scorecard import Evidence
from voicedrill.scoring.silences import answer_times
from voicedrill.scoring.verdict import TIMING_SURENESS, Rule, Verdict, no_occasion
from voicedrill.speech.measurement import DeadAir, Overlap
from voicedrill.speech.settings import SETTINGS

_OVERLAPS = "overlaps"
"""Name under which a measurement says that overlaps were not measured."""
_CHARGE = {
    "interruption": 1.0,
    "butting_in": SETTINGS.butting_in_charge,
    "pause_interruption": SETTINGS.pause_interruption_charge,
}


def let_finish(call: Conversation) -> Verdict:
    """R3: no talking in, above all while she tells her story."""
    if not call.lines:
        return no_occasion("The customer did not speak.")
    if _OVERLAPS in call.measurement.trainee.not_measured:
        return no_occasion(f"Not measured. {call.measurement.trainee.not_measured[_OVERLAPS]}")
    cuts = [one for one in call.measurement.overlaps if one.by == "trainee" and one.kind in _CHARGE]
    if not cuts:
        return Verdict(1.0, f"You let {call.her.object} finish every time.", "", (), TIMING_SURENESS)
    charge = sum(_CHARGE[one.kind] * _weight(call, one) for one in cuts)
    worst = min(cuts, key=lambda one: (-_CHARGE[one.kind], one.start_s))
    more = f" You came in {times(len(cuts))} in this call." if len(cuts) > 1 else ""
    evidence = tuple(Evidence(one.start_s, one.end_s, one.text) for one in cuts)
    score = max(0.0, 1.0 - charge / SETTINGS.let_finish_allowed)
    return Verdict(score, _cut_words(call, worst) + more, _cut_try(call, worst), evidence, TIMING_SURENESS)


def backchannels(call: Conversation) -> Verdict:
    """R2: a listener's sound in each long stretch of her speech; practice only, its error is not measured."""
    long_s = sum(line.end_s - line.t_s for line in call.lines if line.end_s - line.t_s >= SETTINGS.long_line_s)
    if not long_s:
        return no_occasion(f"{call.her.capital} never spoke long enough to need a sign that you listen.")
    if _OVERLAPS in call.measurement.trainee.not_measured:
        return no_occasion(f"Not measured. {call.measurement.trainee.not_measured[_OVERLAPS]}")
    heard = [one for one in call.measurement.overlaps if one.by == "trainee" and one.kind == "backchannel"]
    expected = max(1, int(long_s / SETTINGS.long_line_s))
    evidence = tuple(Evidence(one.start_s, one.end_s, one.text) for one in heard[:3])
    try_ = f"While {call.her.subject} tells the story, a short “I see” or “go on” shows that you are there."
    if not heard:
        return Verdict(
            0.0, "We did not find a listener's word in the long parts of the story.", try_, (), 0.5, missed=True
        )
    why = f"At {clock(heard[0].start_s)} your {quoted(heard[0].text)} showed that you were listening."
    return Verdict(min(1.0, len(heard) / expected), why, "", evidence, 0.5)


def dead_air(call: Conversation) -> Verdict:
    """No long silence without a word about it."""
    silences = call.measurement.dead_air
    if not call.lines:
        return no_occasion("The customer did not speak.")
    if not silences:
        return Verdict(1.0, "There was no long silence without a word about it.", "", (), TIMING_SURENESS)
    longest = max(silences, key=lambda one: one.end_s - one.start_s)
    length_s = longest.end_s - longest.start_s
    if longest.announced:
        allowed = f"{SETTINGS.announced_s:g} seconds"
        why = f"At {clock(longest.start_s)} the wait that you had announced went {seconds(length_s)} past {allowed}."
    else:
        why = f"At {clock(longest.start_s)} you said nothing for {seconds(length_s)}"
        why += f", and {call.her.subject} could not know why."
    try_ = "Say what you are doing, and look in again: “Bear with me for a minute while I look this up for you.”"
    evidence = tuple(Evidence(one.start_s, one.end_s, "") for one in silences)
    charge = sum(_silence_charge(one) for one in silences)
    return Verdict(max(0.0, 1.0 - charge / SETTINGS.dead_air_allowed), why, try_, evidence, TIMING_SURENESS)


def answer_in_time(call: Conversation) -> Verdict:
    """Answer within `Settings.answer_slow_s`; holds, announced waits and what is dead air already are left out."""
    gaps = answer_times(call)
    if not gaps:
        return no_occasion("There was no silence between the two of you to time.")
    late = [gap for gap in gaps if gap.duration_s > SETTINGS.answer_slow_s]
    thoughtful = [gap for gap in gaps if SETTINGS.answer_usual_s < gap.duration_s <= SETTINGS.answer_slow_s]
    if not late and not thoughtful:
        why = f"You answered within {seconds(SETTINGS.answer_usual_s)} every time."
        return Verdict(1.0, why, "", (), TIMING_SURENESS)
    longest = max(late or thoughtful, key=lambda gap: gap.duration_s)
    why = f"At {clock(longest.start_s)} {call.her.subject} waited {seconds(longest.duration_s)} for your answer."
    evidence = tuple(Evidence(gap.start_s, gap.end_s, "") for gap in late or thoughtful)
    if not late:
        return Verdict(
            1.0, f"{why} That is a little slow, and nothing is charged for it.", "", evidence, TIMING_SURENESS
        )
    try_ = "When you need to think, say so: “Let me think about the best way for a second.”"
    return Verdict(1.0 - len(late) / len(gaps), why, try_, evidence, TIMING_SURENESS)


def _weight(call: Conversation, cut: Overlap) -> float:
    return 1.0 if cut.start_s < call.story_end_s else SETTINGS.after_story_charge


def _silence_charge(silence: DeadAir) -> float:
    """Return what a silence costs: all above `Settings.dead_air_long_s`, half for a short rest of an announced one."""
    length_s = silence.end_s - silence.start_s
    if length_s > SETTINGS.dead_air_long_s:
        return SETTINGS.dead_air_allowed
    return 1.0 if length_s > SETTINGS.dead_air_s else 0.5


def _line_at(call: Conversation, t_s: float) -> CustomerLine | None:
    return next((line for line in reversed(call.lines) if line.t_s <= t_s < line.end_s), None)


def _cut_words(call: Conversation, cut: Overlap) -> str:
    her, at = call.her, clock(cut.start_s)
    if cut.kind == "pause_interruption":
        words = f": “{cut.cut_off}”" if cut.cut_off else ""
        return f"At {at} you came in while {her.subject} paused in the middle of a sentence{words}."
    line = _line_at(call, cut.start_s)
    if cut.cut_off:
        still = f"saying “{cut.cut_off}”"
    else:
        still = "telling what happened" if cut.start_s < call.story_end_s else "speaking"
    left = f" {her.capital} had {seconds(line.end_s - cut.start_s)} to go." if line else ""
    return f"At {at} you started speaking while {her.subject} {her.was} still {still}.{left}"


def _cut_try(call: Conversation, cut: Overlap) -> str:
    """Return what to do instead; it names only what she had really said by then."""
    her = call.her
    for line in reversed([line for line in call.lines if line.t_s <= cut.start_s]):
        said = " ".join(word.word for word in line.words if word.end_s <= max(cut.end_s, cut.start_s))
        for fact in call.casting.case.facts:
            named = [key for key in fact.keys if names(call.casting, said, key)] if fact.problem else []
            if named:
                words = call.casting.written(max(named, key=len))
                return f"Let {her.object} finish, then start with what {her.subject} named: “{words}”."
    return f"Let {her.object} finish, then start with what {her.subject} just told you."


RULES: dict[str, Rule] = {
    "let_finish": let_finish,
    "backchannels": backchannels,
    "dead_air": dead_air,
    "answer_in_time": answer_in_time,
    "hold_manners": hold_manners,
}
