"""The trainee's own view beside the call: the wrap-up compared with the case, the judgement with the score.

Nothing here is ever scored.
"""

from voicedrill.call.events import TraineeTurn
from voicedrill.content.case_reader import CaseReader
from voicedrill.content.promise import promises
from voicedrill.content.text import normalise
from voicedrill.history.folder import CallFolder
from voicedrill.history.notes import Notes, OwnJudgement
from voicedrill.report.wording import BANDS
from voicedrill.scoring.phrasing import quoted
from voicedrill.scoring.scorecard import Band, Scorecard

_JUDGED: dict[OwnJudgement, tuple[str, int]] = {
    "well": ("it went well", 2), "mixed": ("it was mixed", 1), "badly": ("it went badly", 0),
}  # fmt: skip
_FOUND: dict[Band, int] = {"ready": 2, "nearly": 1, "again": 0}
_FILLERS = frozenset(("by", "at", "on", "in", "the", "a", "an", "before", "until", "around", "next", "this", "for"))


def judged(notes: Notes, card: Scorecard) -> str:
    """Say how the trainee's judgement and ours compare; empty where either is missing."""
    if notes.own_judgement is None or card.score is None or card.band is None:
        return ""
    said, level = _JUDGED[notes.own_judgement]
    beside = level - _FOUND[card.band]
    word = BANDS[card.band][1]
    if beside == 0:
        verdict = "you saw it as we did."
    elif beside < 0:
        verdict = "you were harder on yourself than the call was."
    else:
        verdict = "look at what to change below; some of it is easy to miss from inside a call."
    return f"You judged that {said}. We found {card.score} of 100, “{word}”: {verdict}"


def compared(folder: CallFolder, notes: Notes) -> str:
    """Say what of the wrap-up fits the case and what was said; empty where nothing was written."""
    turns = [event for event in folder.events if isinstance(event, TraineeTurn)]
    said = (
        _problem(folder, notes.problem) if notes.problem else "",
        _promise(folder, notes.promise, turns) if notes.promise else "",
        _by_when(notes.by_when, turns) if notes.by_when else "",
    )
    return " ".join(filter(None, said))


def _problem(folder: CallFolder, noted: str) -> str:
    facts = [fact for fact in folder.casting.case.facts if fact.problem]
    found = CaseReader(folder.casting).repeated(noted)
    missing = [folder.casting.written(fact.about) for fact in facts if fact.id not in found]
    if not facts or not missing:
        return "The problem: your note has what matters." if facts else ""
    if len(missing) == len(facts):
        return f"The problem: we did not find {_listed(missing)} in your note."
    return f"The problem: your note has most of it; we did not find {_listed(missing)}."


def _promise(folder: CallFolder, noted: str, turns: list[TraineeTurn]) -> str:
    reader = CaseReader(folder.casting)
    about = {offer.id: folder.casting.written(offer.about) for offer in folder.casting.case.policy.may_offer}
    wrote = [about[one] for one in reader.offered(noted) if one in about]
    offered = {one for turn in turns for one in (*reader.offered(turn.text), *turn.offered)}
    spoken = [about[one] for one in sorted(offered) if one in about]
    if not wrote and not spoken:
        return ""
    unsaid, unwritten = [one for one in wrote if one not in spoken], [one for one in spoken if one not in wrote]
    if unsaid:
        return f"The promise: we did not find in the call that you offered {_listed(unsaid)}."
    if unwritten:
        return f"The promise: in the call you also offered {_listed(unwritten)}."
    return "The promise: your note says what you offered in the call."


def _by_when(noted: str, turns: list[TraineeTurn]) -> str:
    times = [promise.when_text for turn in turns for promise in promises(turn.text) if promise.when_text]
    if not times:
        return "By when: we did not find a time that you named in the call."
    wrote = set(normalise(noted).normal.split())
    if any(set(time.split()) - _FILLERS <= wrote for time in times):
        return "By when: the time is the one you named in the call."
    return f"By when: you wrote {quoted(noted)}; in the call you said {quoted(times[-1])}."


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
