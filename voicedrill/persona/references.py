"""Lint rules for names: whatever a customer file refers to must exist, once."""

from collections.abc import Iterable, Iterator

from voicedrill.persona.explanations import did_you_mean
from voicedrill.persona.problems import Path, Remark
from voicedrill.persona.schema import Beat, Case, Persona


def check_references(persona: Persona) -> Iterator[Remark]:
    """Find duplicate ids and ids that name nothing.

    A beat without ``cases`` is for all cases, so what it names must exist in each.
    """
    yield from _duplicates((("cases", index), case.id) for index, case in enumerate(persona.cases))
    yield from _duplicates((("beats", index), beat.id) for index, beat in enumerate(persona.beats))
    for index, case in enumerate(persona.cases):
        yield from _check_case(case, persona, ("cases", index))
    for index, beat in enumerate(persona.beats):
        yield from _check_beat(beat, persona, ("beats", index))


def belongs(beat: Beat, case: Case) -> bool:
    """Tell whether a beat can be said in a case."""
    return not beat.cases or case.id in beat.cases


def _check_case(case: Case, persona: Persona, path: Path) -> Iterator[Remark]:
    offers, promises = (*path, "policy", "may_offer"), (*path, "policy", "must_not_promise")
    facts = {fact.id: fact for fact in persona.whole(case).facts}
    shared: list[tuple[Path, str]] = [(("facts", index), fact.id) for index, fact in enumerate(persona.facts)]
    yield from _duplicates([*shared, *(((*path, "facts", index), fact.id) for index, fact in enumerate(case.facts))])
    if case.follows is not None:
        others = [other.id for other in persona.cases if other.id != case.id]
        yield from _unknown(case.follows, others, "other case", (*path, "follows"))
    yield from _duplicates(
        [((*offers, index), offer.id) for index, offer in enumerate(case.policy.may_offer)]
        + [((*promises, index), promise.id) for index, promise in enumerate(case.policy.must_not_promise)]
    )
    for index, fact_id in enumerate(case.verify):
        at = (*path, "verify", index)
        yield from _unknown(fact_id, facts, "fact", at, case)
        if fact_id in facts and not facts[fact_id].identity:
            message = f"'verify' names the fact '{fact_id}', which lacks 'identity: true'."
            yield Remark(at, message, "warning")


def _check_beat(beat: Beat, persona: Persona, path: Path) -> Iterator[Remark]:
    when, effects = beat.when, beat.effects
    case_ids, beat_ids = [case.id for case in persona.cases], [other.id for other in persona.beats]
    for index, case_id in enumerate(beat.cases):
        yield from _unknown(case_id, case_ids, "case", (*path, "cases", index))
    for key, ids in (("said", when.said), ("not_said", when.not_said)):
        for index, beat_id in enumerate(ids):
            yield from _unknown(beat_id, beat_ids, "beat", (*path, "when", key, index))
    for case in (one for one in persona.cases if belongs(beat, one)):
        facts = [fact.id for fact in persona.whole(case).facts]
        named = {
            "told": when.told, "not_told": when.not_told,
            "mentions": when.mentions, "never_mentioned": when.never_mentioned,
        }  # fmt: skip
        for key, ids in named.items():
            for index, fact_id in enumerate(ids):
                yield from _unknown(fact_id, facts, "fact", (*path, "when", key, index), case)
        for index, fact_id in enumerate(effects.tells):
            yield from _unknown(fact_id, facts, "fact", (*path, "effects", "tells", index), case)
        if when.asked is not None:
            yield from _unknown(when.asked, facts, "fact", (*path, "when", "asked"), case)
        if when.offered is not None:
            policy = case.policy
            offers = [offer.id for offer in policy.may_offer] + [promise.id for promise in policy.must_not_promise]
            yield from _unknown(when.offered, offers, "offer or forbidden promise", (*path, "when", "offered"), case)


def _unknown(name: str, known: Iterable[str], kind: str, path: Path, case: Case | None = None) -> Iterator[Remark]:
    if name not in known:
        where = f" of the case '{case.id}'" if case else ""
        yield Remark(path, f"'{name}' is no {kind}{where}.{did_you_mean(name, list(known))}")


def _duplicates(ids: Iterable[tuple[Path, str]]) -> Iterator[Remark]:
    seen: set[str] = set()
    for path, name in ids:
        if name in seen:
            yield Remark((*path, "id"), f"The id '{name}' is used twice here; every id must be its own.")
        seen.add(name)
