"""The handout a trainee reads before the call."""

from dataclasses import dataclass

from voicedrill.persona.casting import Casting

_LANGUAGE = {"clean": "no swearing", "mild": "mild swearing", "strong": "strong swearing"}


@dataclass(frozen=True)
class Item:
    """One line of a handout; ``label`` is empty in plain lists."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Section:
    """One card of a handout."""

    id: str
    """``situation``, ``account``, ``policy``, ``goals`` or ``skills``."""
    heading: str
    items: tuple[Item, ...]


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
        blocks = [f"{self.title}\n{self.caller}. {self.trouble}"]
        for section in self.sections:
            lines = (f"  {item.label}: {item.text}" if item.label else f"  - {item.text}" for item in section.items)
            blocks.append("\n".join((section.heading, *lines)))
        return "\n\n".join(blocks)


def briefing(casting: Casting) -> Briefing:
    """Return the handout for a cast call, with the drawn values filled in."""
    persona, brief = casting.persona, casting.case.brief
    account = tuple(Item(casting.written(text), casting.written(label)) for label, text in brief.account.items())
    facts = f"{persona.sector}, difficulty {persona.difficulty} of 5, {_LANGUAGE[persona.language]}"
    skills = tuple(Item(skill.replace("_", " ")) for skill in persona.skills)
    sections = (
        Section("situation", "Situation", _plain(casting, (brief.situation,))),
        Section("account", "Account card", account),
        Section(
            "policy", "What counts" if persona.kind == "interview" else "Policy card", _plain(casting, brief.policy)
        ),
        Section("goals", "Your goals", _plain(casting, brief.goals)),
        Section("skills", "Skills you practise", skills),
    )
    return Briefing(
        title=persona.title,
        caller=f"{persona.name} {'asks' if persona.kind == 'interview' else 'calls'} ({facts})",
        trouble=persona.trouble,
        sections=tuple(section for section in sections if section.items),
    )


def _plain(casting: Casting, texts: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(Item(casting.written(text)) for text in texts)
