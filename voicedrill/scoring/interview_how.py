"""Rules for "how would you deal with an irate customer", and those for both kinds of question."""

from functools import partial

from voicedrill.scoring.interview_answer import Answer
from voicedrill.scoring.interview_points import POINTS, Point, covered
from voicedrill.scoring.interview_tell import AnswerRule
from voicedrill.scoring.interview_wording import cause, person
from voicedrill.scoring.phrasing import clock, quoted, seconds
from voicedrill.scoring.scorecard import Evidence
from voicedrill.scoring.verdict import TIMING_SURENESS, Verdict, found, no_occasion, not_found, slips

SHORTEST_S, LONGEST_S = 60.0, 120.0
"""Length of a good answer (R21)."""
_RANTING_COSTS = (0.4, 0.1, 0.0)


def point(which: Point, answer: Answer) -> Verdict:
    """Look for one of the eight points."""
    for at, said in enumerate(answer.said):
        quote = covered(which, said)
        if quote:
            mention = answer.quoted(at, which.id, quote)
            return found(1.0, f"At {clock(mention.start_s)} you covered it: {quoted(quote)}.", [mention])
    would = next(iter(answer.all("hypothetical")), None)
    after = f"After {quoted(would.quote)} add" if would else "Add"
    return not_found(which.what, answer.spoken, f"{after}: “and {which.example}”.")


def own_story(answer: Answer) -> Verdict:
    """Credit a story of one's own; its absence costs nothing."""
    scene, done = answer.all("situation"), answer.all("action")
    if not scene or not done:
        return no_occasion("You told no story of your own; it would be a bonus, and nothing is taken off without it.")
    why = f"At {clock(scene[0].start_s)} you added a story of your own: {quoted(scene[0].quote)}. That is a bonus."
    return found(1.0, why, [*scene[:1], *done[:1]])


def length(answer: Answer) -> Verdict:
    """Measure: between one and two minutes."""
    long_s = answer.duration_s
    evidence = tuple(Evidence(turn.start_s, turn.end_s, turn.text) for turn in answer.spoken)
    why = f"You spoke for {seconds(long_s)}."
    if long_s < SHORTEST_S:
        last = next(iter(reversed(answer.all("action", "hypothetical"))), None)
        where = f"Say more after {quoted(last.quote)}" if last else "Say more"
        more = (
            "which words you used, and what came of it"
            if answer.kind == "tell"
            else "which words you would use, and why"
        )
        try_ = f"{where}: {more}."
        return Verdict(round(long_s / SHORTEST_S, 3), f"{why} That is short.", try_, evidence, TIMING_SURENESS)
    if long_s > LONGEST_S:
        score = max(0.0, round(2.0 - long_s / LONGEST_S, 3))
        scene = next(iter(answer.all("situation")), None)
        try_ = (
            f"Keep {quoted(scene.quote)} and leave out the rest of the scene."
            if scene
            else "Keep your three best points."
        )
        return Verdict(score, f"{why} That is long.", try_, evidence, TIMING_SURENESS)
    return Verdict(1.0, why, "", evidence, TIMING_SURENESS)


def no_ranting(answer: Answer) -> Verdict:
    """Charge what runs down customers; nothing is earned by not doing so."""
    if not answer.all("ranting"):
        return no_occasion("We found nothing said against customers.")
    try_ = f"Say what happened, without judging who it was: “The {person(answer)} was upset {cause(answer)}”."
    return slips(answer.all("ranting"), _RANTING_COSTS, "", "which runs customers down", try_)


HOW_RULES: dict[str, AnswerRule] = {**{one.id: partial(point, one) for one in POINTS}, "interview_own_story": own_story}
BOTH_RULES: dict[str, AnswerRule] = {"interview_length": length, "interview_no_ranting": no_ranting}
