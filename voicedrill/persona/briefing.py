"""The handout: what a trainee reads before the call, and what a trainer knows besides."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.references import belongs
from voicedrill.persona.schema import Behaviour, Case, Persona

_WIDTH = 100
"""Columns of the plain text."""
_LANGUAGE = {"clean": "no swearing", "mild": "mild swearing", "strong": "strong swearing"}
_DIFFICULTY = {1: "easy", 2: "fairly easy", 3: "demanding", 4: "hard", 5: "very hard"}
_FAULT = {"ours": "ours: take the blame", "unclear": "not settled: admit nothing yet", "not_ours": "not ours"}
_NEEDS: dict[Behaviour, str] = {
    "next_steps": "say what happens next, and by when", "paraphrase": "repeat the problem back",
    "empathy": "name the feeling", "apology": "apologise", "ownership": "say what you will do yourself",
    "firm": "hold the limit",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One line of a handout; ``label`` is empty in plain lists."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Section:
    """One card of a handout."""

    id: str
    """Of the trainee: ``caller``, ``situation``, ``account``, ``policy``, ``goals`` or ``skills``."""
    heading: str
    items: tuple[Item, ...]

    def __str__(self) -> str:
        """Return the card as plain text."""
        sign = "- " if len(self.items) > 1 else ""
        lines = (f"{item.label}: {item.text}" if item.label else sign + item.text for item in self.items)
        return "\n".join((self.heading, *(_indented(line) for line in lines)))


@dataclass(frozen=True)
class Briefing:
    """What the trainee knows when the phone rings; it gives away nothing she has yet to tell."""

    title: str
    caller: str
    """Who calls."""
    trouble: str
    """Her trouble in one line."""
    sections: tuple[Section, ...]

    def __str__(self) -> str:
        """Return the handout as plain text."""
        head = textwrap.fill(f"{self.caller}. {self.trouble}", _WIDTH)
        return "\n\n".join((f"{self.title}\n{head}", *map(str, self.sections)))


def briefing(casting: Casting) -> Briefing:
    """Return the handout for a cast call, with the drawn values filled in."""
    persona, brief = casting.persona, casting.case.brief
    account = tuple(Item(casting.written(text), casting.written(label)) for label, text in brief.account.items())
    skills = ", ".join(skill.replace("_", " ") for skill in persona.skills)
    sections = (
        Section("caller", f"About {persona.name}", tuple(_about(persona))),
        Section("situation", "Situation", _plain(casting, (brief.situation,))),
        Section("account", "Account card", account),
        Section(
            "policy", "What counts" if persona.kind == "interview" else "Policy card", _plain(casting, brief.policy)
        ),
        Section("goals", "Your goals", _plain(casting, brief.goals)),
        Section("skills", "Skills you practise", (Item(skills),)),
    )
    return Briefing(
        title=persona.title,
        caller=f"{persona.name} {'asks' if persona.kind == 'interview' else 'calls'} ({persona.sector})",
        trouble=persona.trouble,
        sections=tuple(section for section in sections if section.items),
    )


def good_script(casting: Casting) -> Section | None:
    """Return the good script of a case as a card; None where it has none."""
    lines = _plain(casting, tuple(line.say for line in casting.case.trainee.good))
    return Section("script", f"A good call (case {casting.case.id})", lines) if lines else None


def trainer_notes(casting: Casting) -> tuple[Section, ...]:
    """Return what only the trainer should read: what wins the customer over, limits, faults, and the good script.

    Fault and limits are those of all cases, the rest belongs to the cast one. Of an interviewer: the questions.
    """
    persona, case = casting.persona, casting.case
    script = good_script(casting)
    sections = [script] if script else []
    if persona.kind == "interview":
        sections.insert(0, Section("questions", "The questions", tuple(_questions(casting))))
    else:
        every = [cast(persona, one.id, casting.seed, casting.promise) for one in persona.cases]
        sections[:0] = [
            Section("wins", f"What wins {persona.name} over (case {case.id})", tuple(_wins(casting))),
            Section("pushes", f"What {persona.name} will push for (case {case.id})", tuple(_pushes(casting))),
            *(Section(f"case_{one.case.id}", _heading(one.case), tuple(_limits(one))) for one in every),
        ]
    return tuple(section for section in sections if section.items)


def _about(persona: Persona) -> Iterator[Item]:
    yield Item(f"{persona.difficulty} of 5, {_DIFFICULTY[persona.difficulty]}", "Difficulty")
    yield Item(", ".join(_manner(persona)), "Manner")
    yield Item(_LANGUAGE[persona.language], "Language")
    yield Item(f"about {persona.minutes:g} minutes", "Usual length")


def _manner(persona: Persona) -> Iterator[str]:
    """Say in words what the temper and the voice say in numbers."""
    temper, rate = persona.temper, persona.voice.rate_wpm
    if persona.kind == "interview":
        yield "calm"
    else:
        yield "annoyed" if temper.anger < 0.6 else "angry" if temper.anger < 0.75 else "furious"
        if temper.cuts_in is not None:
            yield "cuts in"
        if temper.holds_floor <= temper.anger:
            yield "talks on when interrupted"
        if temper.reactivity >= 1.2:
            yield "quick to anger"
        if temper.forgiveness != 1.0:
            yield "quick to forgive" if temper.forgiveness > 1.0 else "slow to forgive"
    if rate >= 180 or rate <= 150:
        yield "speaks fast" if rate >= 180 else "speaks slowly"
    if temper.silence_s <= 5 or temper.silence_s >= 9:
        yield "cannot stand silence" if temper.silence_s <= 5 else "leaves time to think"


def _wins(casting: Casting) -> Iterator[Item]:
    case = casting.case
    yield Item("Hear the story out and acknowledge it before you offer anything.")
    problems = [fact.about for fact in case.facts if fact.problem]
    if problems:
        yield Item(_listed(casting, problems), "Repeat back")
    settling = [offer.about for offer in case.policy.may_offer if offer.accepted]
    if settling:
        yield Item(_listed(casting, settling), "Settles it")
    for need in case.resolve.needs:
        yield Item(_NEEDS.get(need, need.replace("_", " ")), "Needed as well")
    counting = [skill.replace("_", " ") for skill, weight in casting.persona.weights.items() if weight > 1]
    if counting:
        yield Item(", ".join(counting), "Counts more than usual")


def _pushes(casting: Casting) -> Iterator[Item]:
    for rule in casting.case.policy.must_not_promise:
        yield Item(casting.written(f"{_sentence(rule.about)} {_sentence(rule.why)}"))
    beats = [beat for beat in casting.persona.beats if belongs(beat, casting.case)]
    for beat in beats:
        if "firm" in beat.expects:
            yield Item(casting.written(f"“{beat.say[0]}”"), "Asks")
    for beat in beats:
        if beat.effects.attack:
            yield Item(casting.written(f"“{beat.say[0]}”"), "Attacks")
    words = [word for beat in beats if beat.when.on == "cut_in" for word in beat.when.words]
    if words:
        yield Item(", ".join(f"“{word}”" for word in dict.fromkeys(words)), "Cuts in at")


def _limits(casting: Casting) -> Iterator[Item]:
    case, policy = casting.case, casting.case.policy
    yield Item(_FAULT[case.fault], "Fault")
    if case.follows is not None:
        yield Item(f"the call about {case.follows}", "Comes after")
    if case.verify:
        yield Item(_listed(casting, [casting.fact(fact).about for fact in case.verify]), "Check first")
    if policy.may_offer:
        yield Item(_listed(casting, [offer.about for offer in policy.may_offer]), "May be offered")
    if policy.must_not_promise:
        yield Item(_listed(casting, [rule.about for rule in policy.must_not_promise]), "Must not be promised")
    if policy.firm_on is not None:
        yield Item(casting.written(policy.firm_on), "The limit")


def _questions(casting: Casting) -> Iterator[Item]:
    kinds = {"tell": "Tell of a case", "how": "How would you"}
    for beat in casting.persona.beats:
        if beat.effects.asks is not None and belongs(beat, casting.case):
            yield Item(casting.written(beat.say[0]), kinds[beat.effects.asks])


def _heading(case: Case) -> str:
    return f"Case {case.id}: {case.title}"


def _listed(casting: Casting, texts: list[str]) -> str:
    return casting.written("; ".join(texts))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _plain(casting: Casting, texts: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(Item(casting.written(text)) for text in texts)


def _indented(line: str) -> str:
    """Return a line of a card, broken where it is too long."""
    return textwrap.fill(
        line, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
