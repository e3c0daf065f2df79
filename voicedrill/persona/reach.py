"""Lint rules for what a beat can do: it can come up, what is done is answered, no words come twice."""

from collections.abc import Iterator

from voicedrill.persona.problems import Path, Remark
from voicedrill.persona.references import belongs
from voicedrill.persona.schema import Beat, Behaviour, Case, Persona

_EXPECTED: tuple[Behaviour, ...] = ("empathy", "apology", "solution", "next_steps", "firm", "defensive")
"""What happens in nearly every call; a customer who takes no notice of it is not believed."""
_PROMISES = ("kept", "broken", "forgotten")
_TOP = 99
_LIVELY = 3
"""Difficulty from which a customer is expected to answer whatever the trainee does."""


def check_reach(persona: Persona) -> Iterator[Remark]:
    """Find beats that never come up, behaviours and offers nobody reacts to, and words that come up twice."""
    for index, beat in enumerate(persona.beats):
        yield from _check_beat(beat, persona, ("beats", index))
    yield from _check_twice(persona)
    yield from _check_cut_in(persona)
    for index, case in enumerate(persona.cases):
        path: Path = ("cases", index)
        yield from _check_questions(case, persona, path)
        yield from _check_second_call(case, persona, path)
        if persona.kind == "call" and persona.difficulty >= _LIVELY:
            yield from _check_reactions(case, persona, path)


def _check_beat(beat: Beat, persona: Persona, path: Path) -> Iterator[Remark]:
    when = beat.when
    for key, (low, high) in (("firm", when.firm), ("lines", when.lines)):
        if low > high:
            message = f"The range of '{key}' must be written from low to high: [low, high]; like this it holds nothing."
            yield Remark((*path, "when", key), message, "warning")
    beats = {other.id: other for other in persona.beats}
    for index, name in enumerate(when.said):
        if name in beats and not any(belongs(beat, case) and belongs(beats[name], case) for case in persona.cases):
            message = f"The beat '{beat.id}' is never said: '{name}' belongs to other cases."
            yield Remark((*path, "when", "said", index), message, "warning")
        if name == beat.id:
            message = f"The beat '{beat.id}' is never said: it waits for itself."
            yield Remark((*path, "when", "said", index), message, "warning")
    if beat.expects and not beat.again:
        message = f"The beat '{beat.id}' expects an answer, but has no 'again' to come back with."
        yield Remark((*path, "expects"), message, "warning")
    if beat.again and not beat.expects:
        message = f"The beat '{beat.id}' has 'again', but no 'expects', so it never comes back."
        yield Remark((*path, "again"), message, "warning")


def _check_twice(persona: Persona) -> Iterator[Remark]:
    seen: dict[str, list[Beat]] = {}
    for index, beat in enumerate(persona.beats):
        for key, lines in (("say", beat.say), ("again", beat.again)):
            for number, line in enumerate(lines):
                words = " ".join(line.lower().split())
                earlier = next((one for one in seen.get(words, ()) if _meet(one, beat, persona)), None)
                if earlier is not None:
                    message = f"The beat '{earlier.id}' has the same words, and no wording is said twice; change one."
                    yield Remark(("beats", index, key, number), message, "warning")
                seen.setdefault(words, []).append(beat)


def _meet(one: Beat, other: Beat, persona: Persona) -> bool:
    """Tell whether both can be said in one call."""
    if one.id != other.id and {one.when.on, other.when.on} & {"opening", "ending"} and one.when.on == other.when.on:
        return False
    if one.id in other.when.not_said or other.id in one.when.not_said:
        return False
    return any(belongs(one, case) and belongs(other, case) for case in persona.cases)


def _check_cut_in(persona: Persona) -> Iterator[Remark]:
    places = [index for index, beat in enumerate(persona.beats) if beat.when.on == "cut_in"]
    if places and persona.temper.cuts_in is None:
        message = "The customer never cuts in: give 'temper' a 'cuts_in', the anger from which it happens."
        yield Remark(("beats", places[0], "when", "on"), message, "warning")
    if persona.temper.cuts_in is not None and not places:
        message = "'cuts_in' does nothing without a beat with 'on: cut_in'."
        yield Remark(("temper", "cuts_in"), message, "warning")


def _check_questions(case: Case, persona: Persona, path: Path) -> Iterator[Remark]:
    asked: dict[str, str] = {}
    shared = [(fact, ("facts", index)) for index, fact in enumerate(persona.facts)]
    own = [(fact, (*path, "facts", index)) for index, fact in enumerate(case.facts)]
    for fact, place in (*shared, *own):
        for number, phrase in enumerate(fact.asked_by):
            other = asked.setdefault(phrase.lower(), fact.id)
            if other != fact.id:
                message = f"'{phrase}' asks for the fact '{other}' too, so only one of them is ever told by it."
                yield Remark((*place, "asked_by", number), message, "warning")


def _check_second_call(case: Case, persona: Persona, path: Path) -> Iterator[Remark]:
    if case.follows is None:
        return
    openings = {beat.when.promise for beat in persona.beats if beat.when.on == "opening" and belongs(beat, case)}
    lacking = [f"'promise: {state}'" for state in _PROMISES if state not in openings]
    if None not in openings:
        lacking.append("no 'promise', for those without an earlier call")
    if lacking:
        message = f"The case '{case.id}' follows another, but has no opening with {', '.join(lacking)}."
        yield Remark((*path, "follows"), message, "warning")


def _check_reactions(case: Case, persona: Persona, path: Path) -> Iterator[Remark]:
    beats = [beat for beat in persona.beats if belongs(beat, case)]
    heard = {behaviour for beat in beats for behaviour in (*beat.when.heard, *beat.when.never_heard)}
    offered = {beat.when.offered for beat in beats}
    limits = any(beat.when.firm != (0, _TOP) for beat in beats)
    for behaviour in _EXPECTED:
        by_offer = behaviour in {"solution", "next_steps"} and offered != {None}
        by_limit = behaviour == "firm" and (limits or case.policy.firm_on is None)
        if behaviour not in heard and not by_offer and not by_limit:
            message = f"No beat of the case '{case.id}' reacts to '{behaviour}'."
            yield Remark(path, message, "warning")
    if "over_promise" not in heard:
        for index, promise in enumerate(case.policy.must_not_promise):
            if promise.id not in offered:
                message = f"Nobody reacts when '{promise.about}' is promised: no 'offered: {promise.id}'."
                yield Remark((*path, "policy", "must_not_promise", index), message, "warning")
    if "solution" not in heard:
        for index, offer in enumerate(case.policy.may_offer):
            if offer.id not in offered and not offer.accepted:
                message = f"Nobody reacts when '{offer.about}' is offered: no 'offered: {offer.id}'."
                yield Remark((*path, "policy", "may_offer", index), message, "warning")
