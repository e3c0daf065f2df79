"""A page to print for those who watch a call: what to look for, and room for what they heard."""

from collections.abc import Iterator

from voicedrill.persona.schema import Persona
from voicedrill.report.paper import BODY_PT, FONT, HUGE_PT, INK, SMALL_PT, Paper
from voicedrill.report.wording import SKILLS
from voicedrill.scoring.interview_rubric import INTERVIEW_RUBRIC
from voicedrill.scoring.rubric import RUBRIC, Item

_BOX_MM, _ROW_MM, _AT_MM, _ASKS_MM = 3.6, 7.2, 16.0, 82.0
_MOST = 14
"""Rows of things to watch for; more would not fit on the page, nor into anybody's head."""
_QUOTES = 3
ENDS = ("relieved", "calmer", "as before", "angrier")
"""How the customer sounded at the end, to be ticked."""


def watched(persona: Persona) -> tuple[Item, ...]:
    """Return what a call with her practises, the skills in her order, each skill's heaviest first."""
    rubric = INTERVIEW_RUBRIC if persona.kind == "interview" else RUBRIC
    rows: list[Item] = []
    for skill in persona.skills:
        rows += sorted((item for item in rubric if item.skill == skill and item.weight), key=lambda one: -one.weight)
    return tuple(rows[:_MOST])


def observer_sheet(persona: Persona) -> bytes:
    """Return the page as PDF; the same customer always gives the same bytes."""
    paper = Paper(f"Observer sheet: {persona.name}")
    paper.say("Observer sheet", HUGE_PT, strong=True)
    paper.say(f"{persona.name}: {persona.title}. {persona.trouble}", ink="quiet")
    paper.gap(3)
    _lines_to_fill(paper, "Trainee", "Observer", "Date")
    paper.gap(3)
    paper.say("What to watch for", strong=True)
    paper.say(
        "Tick what you saw, with the minute and a word or two. Watch what is done, never who does it.",
        SMALL_PT,
        "quiet",
    )
    paper.gap(1)
    for skill, item in _with_skill(watched(persona)):
        _row(paper, skill, item)
    paper.gap(3)
    paper.say("Words that you heard, and words that would help more", strong=True)
    for _ in range(_QUOTES):
        _lines_to_fill(paper, "heard", "instead")
    paper.gap(3)
    _ticks(paper, "At the end the customer sounded", ENDS)
    for words in ("What to keep", "One thing to try next time", "How the trainee saw it"):
        _lines_to_fill(paper, words)
    paper.gap(1)
    paper.say(
        "Afterwards lay your marks beside the report: where they differ is worth talking about.", SMALL_PT, "quiet"
    )
    return paper.content()


def _with_skill(items: tuple[Item, ...]) -> Iterator[tuple[str, Item]]:
    """Name the skill where it changes."""
    before = ""
    for item in items:
        yield ("" if item.skill == before else SKILLS[item.skill]), item
        before = item.skill


def _row(paper: Paper, skill: str, item: Item) -> None:
    top, left = paper.get_y(), paper.l_margin
    paper.set_draw_color(*INK["plain"])
    paper.set_line_width(0.25)
    paper.rect(left, top + (_ROW_MM - _BOX_MM) / 2, _BOX_MM, _BOX_MM)
    _write(paper, item.asks, left + _BOX_MM + 2, top, _ASKS_MM, "text", BODY_PT)
    start = left + _BOX_MM + 2 + _ASKS_MM
    _write(paper, "at", start, top, 6, "quiet", SMALL_PT)
    _underline(paper, start + 5, top, _AT_MM - 6)
    _underline(paper, start + _AT_MM + 2, top, paper.epw - _BOX_MM - _ASKS_MM - _AT_MM - 36)
    _write(paper, skill, left + paper.epw - 29, top, 29, "accent", SMALL_PT)
    paper.set_xy(left, top + _ROW_MM)


def _ticks(paper: Paper, question: str, answers: tuple[str, ...]) -> None:
    top, left = paper.get_y(), paper.l_margin
    _write(paper, question, left, top, 66, "text", BODY_PT)
    for number, answer in enumerate(answers):
        start = left + 68 + number * 27
        paper.set_draw_color(*INK["plain"])
        paper.rect(start, top + (_ROW_MM - _BOX_MM) / 2, _BOX_MM, _BOX_MM)
        _write(paper, answer, start + _BOX_MM + 1.5, top, 21, "text", BODY_PT)
    paper.set_xy(left, top + _ROW_MM)


def _lines_to_fill(paper: Paper, *names: str) -> None:
    top, left = paper.get_y(), paper.l_margin
    width = paper.epw / len(names)
    for number, name in enumerate(names):
        start = left + number * width
        _write(paper, name, start, top + 1, width, "quiet", SMALL_PT)
        used = paper.get_string_width(paper.drawable(name)) + 3
        _underline(paper, start + used, top + 1, width - used - 3)
    paper.set_xy(left, top + _ROW_MM + 1)


def _write(paper: Paper, text: str, x_mm: float, y_mm: float, width_mm: float, ink: str, size_pt: float) -> None:
    paper.set_font(FONT, "", size_pt)
    paper.set_text_color(*INK[ink])
    paper.set_xy(x_mm, y_mm)
    paper.cell(width_mm, _ROW_MM, paper.drawable(text))


def _underline(paper: Paper, x_mm: float, y_mm: float, width_mm: float) -> None:
    paper.set_draw_color(*INK["line"])
    paper.set_line_width(0.3)
    paper.line(x_mm, y_mm + _ROW_MM - 1.6, x_mm + width_mm, y_mm + _ROW_MM - 1.6)
