"""One-minute cards: why a skill helps, a poor and a good answer, and one try that is judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from voicedrill.content.detection import Detection
from voicedrill.errors import DataError

SURE = 0.5
"""Confidence (0..1) from which a behaviour counts here: more likely there than not."""
SMILE = "smile"
"""The card that belongs to no single skill: breathe and smile before the first word."""

Text = Annotated[str, Field(min_length=1)]


class SkillCard(BaseModel):
    """One card.

    Attributes
    ----------
    skill : str
        Id of the skill (design.md §1), or `SMILE`.
    why, say : str
        Why it helps, and a pattern of words.
    she, poor, good : str
        A customer's line, a poor and a good answer to it.
    try_ : str
        The customer's line that the trainee answers.
    shows : tuple of tuple of str
        Of each group one behaviour must be found in a good answer.
    without : tuple of str
        Behaviours that may not be found.
    words : int or None
        Most words that are still short.
    well, missed : str
        What is said of an answer that has it all, and of one that has not.
    ask : tuple of str
        What to ask oneself where no machine can judge.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    skill: Text
    why: Text
    say: Text
    she: Text
    poor: Text
    good: Text
    try_: Text = Field(alias="try")
    shows: tuple[tuple[Text, ...], ...] = ()
    without: tuple[Text, ...] = ()
    words: Annotated[int, Field(gt=0)] | None = None
    well: str = ""
    missed: str = ""
    ask: tuple[Text, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether an answer can be judged."""
        return not self.ask


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    cards: tuple[SkillCard, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in an answer.

    Attributes
    ----------
    well : bool
        Whether it has all that the card asks for.
    sentence : str
        What the card says to it.
    quotes : tuple of str
        The words that show it or, where it is not well, the words that stand in the way.
    """

    well: bool
    sentence: str
    quotes: tuple[str, ...] = ()


def read_cards(text: str) -> tuple[SkillCard, ...]:
    """Read the text of ``skill_cards.yaml``.

    Raises
    ------
    voicedrill.errors.DataError
        When it is no YAML, or a card lacks something; the message names the entry.
    """
    try:
        return _File.model_validate(yaml.load(text, Loader=yaml.CBaseLoader)).cards  # noqa: S506 - texts only
    except yaml.YAMLError as error:
        raise DataError(f"skill_cards.yaml is no valid YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the top"
        raise DataError(f"skill_cards.yaml, entry {where}: {first['msg']}.") from error


def judge_answer(card: SkillCard, text: str, found: Sequence[Detection]) -> Verdict:
    """Judge an answer to the card's try.

    Parameters
    ----------
    card : SkillCard
        Which one; it must be `SkillCard.judged`.
    text : str
        The answer.
    found : sequence of Detection
        What a detector found in it.
    """
    found = [one for one in found if one.confidence >= SURE]
    in_the_way = [one.quote for one in found if one.id in card.without]
    if in_the_way:
        return Verdict(False, card.missed, tuple(dict.fromkeys(in_the_way)))
    shown = [[one.quote for one in found if one.id in group] for group in card.shows]
    short = card.words is None or len(text.split()) <= card.words
    quotes = tuple(dict.fromkeys(quotes[0] for quotes in shown if quotes))
    well = bool(text.strip()) and short and all(shown)
    return Verdict(well, card.well if well else card.missed, quotes if well else ())
