"""Rules on who spoke when: interruptions, silences, answers, holds.

The limits are measures.md §2: an answer within 4 s is unremarkable, talking in is charged while she tells her story
and half afterwards. Without a headset or without known times nothing is charged.
"""

from voicedrill.call.events import CustomerLine
from voicedrill.scoring.case_facts import names
from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.phrasing import clock, quoted, seconds
from voicedrill.scoring.scorecard import Evidence
from voicedrill.scoring.verdict import TIMING_SURENESS, Rule, Verdict, no_occasion
from voicedrill.speech.measurement import Overlap

SLOW_ANSWER_S = 4.0
"""Silence after her line from which an answer is slow."""
ALLOWED_CHARGE = 3.0
"""Interruptions at which the score reaches 0. Ours."""
LONG_LINE_S = 10.0
"""One listener's sound is expected for each such stretch of her speech (R2)."""
_OVERLAPS = "overlaps"
"""Name under which a measurement says that overlaps were not measured."""
_CHARGE = {"interruption": 1.0, "butting_in": 0.5, "pause_interruption": 0.5}


def let_finish(call: Conversation) -> Verdict:
    """R3: no talking in, above all while she tells her story."""
    if not call.lines:
        return no_occasion("The customer did not speak.")
    if _OVERLAPS in call.measurement.trainee.not_measured:
        return no_occasion(f"Not measured. {call.measurement.trainee.not_measured[_OVERLAPS]}")
    cuts = [one for one in call.measurement.overlaps if one.by == "trainee" and one.kind in _CHARGE]
    if not cuts:
        return Verdict(1.0, f"You let {call.her.object} finish every time.", "", (), TIMING_SURENESS)
    charge = sum(_CHARGE[one.kind] * (1.0 if one.start_s < call.story_end_s else 0.5) for one in cuts)
    worst = min(cuts, key=lambda one: (-_CHARGE[one.kind], one.start_s))
    more = f" You came in {len(cuts)} times in this call." if len(cuts) > 1 else ""
    evidence = tuple(Evidence(one.start_s, one.end_s, one.text) for one in cuts)
    score = max(0.0, 1.0 - charge / ALLOWED_CHARGE)
    return Verdict(score, _cut_words(call, worst) + more, _cut_try(call, worst), evidence, TIMING_SURENESS)


def backchannels(call: Conversation) -> Verdict:
    """R2: a listener's sound in each long stretch of her speech; practice only, its error is not measured."""
    long_s = sum(line.end_s - line.t_s for line in call.lines if line.end_s - line.t_s >= LONG_LINE_S)
    if not long_s:
        return no_occasion(f"{call.her.capital} never spoke long enough to need a sign that you listen.")
    if _OVERLAPS in call.measurement.trainee.not_measured:
        return no_occasion(f"Not measured. {call.measurement.trainee.not_measured[_OVERLAPS]}")
    heard = [one for one in call.measurement.overlaps if one.by == "trainee" and one.kind == "backchannel"]
    expected = max(1, int(long_s / LONG_LINE_S))
    evidence = tuple(Evidence(one.start_s, one.end_s, one.text) for one in heard[:3])
    try_ = f"While {call.her.subject} tells the story, a short “I see” or “go on” shows that you are there."
    if not heard:
        return Verdict(0.0, "We did not find a listener's word in the long parts of the story.", try_, (), 0.5)
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
    length = seconds(longest.end_s - longest.start_s)
    why = f"At {clock(longest.start_s)} nothing was said for {length}, and {call.her.subject} could not know why."
    try_ = "Say what you are doing: “Bear with me for a minute while I look this up for you.”"
    evidence = tuple(Evidence(one.start_s, one.end_s, "") for one in silences)
    return Verdict(max(0.0, 1.0 - 0.4 * len(silences)), why, try_, evidence, TIMING_SURENESS)


def answer_in_time(call: Conversation) -> Verdict:
    """Answer within `SLOW_ANSWER_S`; silences that are dead air count there, not twice."""
    gaps = [gap for gap in call.measurement.gaps if gap.after == "customer"]
    starts = {silence.start_s for silence in call.measurement.dead_air}
    gaps = [gap for gap in gaps if gap.start_s not in starts]
    if not gaps:
        return no_occasion("There was no silence between the two of you to time.")
    slow = [gap for gap in gaps if gap.duration_s > SLOW_ANSWER_S]
    if not slow:
        return Verdict(1.0, "You answered within a few seconds every time.", "", (), TIMING_SURENESS)
    longest = max(slow, key=lambda gap: gap.duration_s)
    why = f"At {clock(longest.start_s)} {call.her.subject} waited {seconds(longest.duration_s)} for your answer."
    evidence = tuple(Evidence(gap.start_s, gap.end_s, "") for gap in slow)
    try_ = "When you need to think, say so: “Let me think about the best way for a second.”"
    return Verdict(1.0 - len(slow) / len(gaps), why, try_, evidence, TIMING_SURENESS)


def hold_manners(call: Conversation) -> Verdict:
    """Hold: announced with a reason before it, thanked for after it."""
    holds = call.buttons("hold")
    if not holds:
        return no_occasion(f"You did not put {call.her.object} on hold.")
    points, evidence, missing = 0.0, [], ""
    for hold in holds:
        before = [turn for turn in call.turns if turn.start_s <= hold.t_s][-1:]
        after = [turn for turn in call.turns if turn.start_s > hold.t_s][:1]
        asked, thanked = call.within(before, "hold"), call.within(after, "appreciation")
        points += 0.6 * bool(asked) + 0.4 * bool(thanked)
        evidence += [one.evidence for one in (*asked, *thanked)]
        missing = missing or ("the reason before it" if not asked else "" if thanked else "the thanks after it")
        at = clock(hold.t_s)
    if not missing:
        return Verdict(1.0, f"At {at} you asked before the hold and gave thanks after it.", "", tuple(evidence), 0.7)
    why = f"For the hold at {clock(holds[0].t_s)} we did not find {missing}."
    try_ = "“May I put you on hold for two minutes while I check with the depot?” and then “Thank you for waiting.”"
    return Verdict(points / len(holds), why, try_, tuple(evidence), 0.7)


def _line_at(call: Conversation, t_s: float) -> CustomerLine | None:
    return next((line for line in reversed(call.lines) if line.t_s <= t_s < line.end_s), None)


def _cut_words(call: Conversation, cut: Overlap) -> str:
    her, at = call.her, clock(cut.start_s)
    words = f": {quoted(cut.cut_off)}" if cut.cut_off else ""
    if cut.kind == "pause_interruption":
        return f"At {at} you came in while {her.subject} paused in the middle of a sentence{words}."
    line = _line_at(call, cut.start_s)
    still = "telling what happened" if cut.start_s < call.story_end_s else "speaking"
    if words:
        first = f"At {at} you started speaking while {her.subject} {her.was} still saying {quoted(cut.cut_off)}."
    else:
        first = f"At {at} you started speaking while {her.subject} {her.was} still {still}."
    left = f" {her.capital} had {seconds(line.end_s - cut.start_s)} to go." if line else ""
    return first + left


def _cut_try(call: Conversation, cut: Overlap) -> str:
    line = _line_at(call, cut.start_s)
    her = call.her
    for fact in call.casting.case.facts:
        for key in fact.keys:
            if fact.problem and line and names(call.casting, line.text, key):
                named = call.casting.written(key)
                return f"Let {her.object} finish, then start with what {her.subject} named: “{named}”."
    return f"Let {her.object} finish, then start with what {her.subject} just told you."


RULES: dict[str, Rule] = {
    "let_finish": let_finish,
    "backchannels": backchannels,
    "dead_air": dead_air,
    "answer_in_time": answer_in_time,
    "hold_manners": hold_manners,
}
