"""Lint rules for the call as a whole: it can begin, go on, be solved and end."""

import re
from collections.abc import Iterator

from voicedrill.persona.problems import Path, Remark
from voicedrill.persona.references import belongs
from voicedrill.persona.schema import Behaviour, Case, MustNot, Offer, Persona, When

_REPEATED = ("silence", "unclear", "interrupted")
_ENDINGS = ("resolved", "hang_up", "supervisor")
_MISTAKES: frozenset[Behaviour] = frozenset(
    {
        "defensive", "profanity", "taking_offence", "judging", "over_promise", "liability", "wrong_fact",
        "repeat_question", "unverified_disclosure", "scripted",
    }
)  # fmt: skip
_SHORT_WORD = 3
_STEM = 5


def check_coverage(persona: Persona) -> Iterator[Remark]:
    """Find calls that cannot begin, go on, be solved or end."""
    for index, case in enumerate(persona.cases):
        path: Path = ("cases", index)
        yield from _check_beats(case, persona, path)
        if persona.kind == "call":
            yield from _check_endings(case, persona, path)
            yield from _check_resolve(case, persona, path)
            yield from _check_brief(case, persona, path)
    for index, beat in enumerate(persona.beats):
        yield from _check_conditions(beat.when, persona, ("beats", index, "when"))
        repeated = beat.when == When(on=beat.when.on) and beat.when.on in {*_REPEATED, "turn"}
        if repeated and len(beat.say) == 1:
            message = f"The beat '{beat.id}' can come up several times, but has one wording; give it two or more."
            yield Remark(("beats", index, "say"), message, "warning")


def _check_beats(case: Case, persona: Persona, path: Path) -> Iterator[Remark]:
    whens = [beat.when for beat in persona.beats if belongs(beat, case)]
    if not any(when.on == "opening" for when in whens):
        yield Remark(path, f"The case '{case.id}' has no beat with 'on: opening', so the call cannot begin.")
    if When() not in whens:
        message = f"The case '{case.id}' has no fallback: a beat with 'on: turn' and no other condition."
        yield Remark(path, message)
    for on in _REPEATED:
        if not any(when.on == on for when in whens):
            message = f"The case '{case.id}' has no beat with 'on: {on}'; stock phrases will be used."
            yield Remark(path, message, "warning")


def _check_endings(case: Case, persona: Persona, path: Path) -> Iterator[Remark]:
    whens = [beat.when for beat in persona.beats if belongs(beat, case)]
    covered = {when.outcome for when in whens if when.on == "ending"}
    for outcome in _ENDINGS:
        if outcome not in covered:
            message = f"The case '{case.id}' has no beat with 'on: ending' and 'outcome: {outcome}'."
            yield Remark(path, message)
    if case.policy.firm_on is not None and "accepts_limit" not in covered:
        message = f"The case '{case.id}' has a limit ('firm_on') but no ending with 'outcome: accepts_limit'."
        yield Remark(path, message, "warning")


def _check_resolve(case: Case, persona: Persona, path: Path) -> Iterator[Remark]:
    limit = case.policy.firm_on is not None and bool(case.policy.may_offer)
    if not limit and not any(offer.accepted for offer in case.policy.may_offer):
        message = f"No offer of the case '{case.id}' is accepted, so the case cannot be resolved."
        yield Remark((*path, "policy", "may_offer"), message)
    if not any(beat.effects.story_done and belongs(beat, case) for beat in persona.beats):
        message = f"No beat of the case '{case.id}' has 'story_done: true', so the case cannot be resolved."
        yield Remark(path, message)
    if not any(fact.problem and fact.keys for fact in persona.whole(case).facts):
        message = f"No fact of the case '{case.id}' has 'problem: true' and 'keys', so a paraphrase is never found."
        needed = "paraphrase" in case.resolve.needs
        yield Remark((*path, "facts"), message, "error" if needed else "warning")
    for index, need in enumerate(case.resolve.needs):
        if need in _MISTAKES:
            yield Remark(
                (*path, "resolve", "needs", index), f"'{need}' is a mistake and must not be needed to resolve."
            )
    if case.resolve.anger_at_most < persona.temper.floor:
        message = f"'anger_at_most' is below the customer's lowest anger, {persona.temper.floor:g} ('floor')."
        yield Remark((*path, "resolve", "anger_at_most"), message)


def _check_conditions(when: When, persona: Persona, path: Path) -> Iterator[Remark]:
    low, high = when.anger
    if low > high:
        yield Remark((*path, "anger"), "The range of anger must be written from low to high: [low, high].")
    elif high < min(persona.temper.floor, persona.temper.anger):
        message = f"Anger never falls below {persona.temper.floor:g} ('floor'), so the beat is never said."
        yield Remark((*path, "anger"), message, "warning")
    never = (set(when.told) & set(when.not_told)) | (set(when.said) & set(when.not_said))
    if when.heard and set(when.heard) <= set(when.not_heard):
        never |= set(when.heard)
    if never:
        yield Remark(path, f"The beat is never said: {_listed(never)} is both wanted and excluded.")
    if when.on == "ending" and when.outcome is None:
        yield Remark(path, "'on: ending' needs an 'outcome': which ending the line belongs to.")
    if when.outcome is not None and when.on not in {"ending", "goodbye"}:
        yield Remark((*path, "outcome"), "'outcome' can only be given with 'on: ending' or 'on: goodbye'.")


def _check_brief(case: Case, persona: Persona, path: Path) -> Iterator[Remark]:
    """Find rules the trainee would be judged by without having been told."""
    known = _stems(" ".join((*case.brief.policy, *case.brief.goals, case.brief.situation)))
    offers, promises = (*path, "policy", "may_offer"), (*path, "policy", "must_not_promise")
    rules: list[tuple[Path, Offer | MustNot]] = []
    rules += [((*offers, index), one) for index, one in enumerate(case.policy.may_offer)]
    rules += [((*promises, index), one) for index, one in enumerate(case.policy.must_not_promise)]
    for place, rule in rules:
        if not _stems(" ".join((rule.about, *rule.words))) & known:
            message = f"The brief does not mention '{rule.about}', so the trainee cannot know about it."
            yield Remark(place, message, "warning")
    facts = {fact.id: fact for fact in persona.whole(case).facts}
    for index, fact_id in enumerate(case.verify):
        if fact_id in facts and not _stems(facts[fact_id].about) & known:
            message = f"The brief does not say that '{facts[fact_id].about}' must be checked."
            yield Remark((*path, "verify", index), message, "warning")


def _stems(text: str) -> set[str]:
    """Return the beginnings of the longer words, so that ``refunded`` meets ``refund``."""
    return {word[:_STEM] for word in re.findall(r"[a-z]+", text.lower()) if len(word) > _SHORT_WORD}


def _listed(names: set[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names))
