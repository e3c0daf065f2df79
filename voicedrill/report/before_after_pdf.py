"""One page on paper: in which skills a trainee improved from the call before a course to the one after it."""

from collections.abc import Sequence

from voicedrill.history.call_result import CallResult
from voicedrill.report.paper import FONT, HUGE_PT, INK, SMALL_PT, Paper
from voicedrill.report.wording import SKILLS, range_text
from voicedrill.scoring.before_after import SkillChange
from voicedrill.scoring.score_range import Z_80, Estimate

_NAME_MM, _ROW_MM, _WORDS_MM = 38.0, 8.5, 46.0
_WORDS = {"up": "▲ better", "down": "▼ weaker", "same": "no sure change"}
_INKS = {"up": "good", "down": "notice", "same": "quiet"}
LIMITS = """\
A change counts only when it is larger than what the machine's own error makes in 8 of 10 cases. It is one call each: \
the day, the customer and chance are not in that error. Both customers are of the same difficulty and were new; there \
were no hints. Totals are not compared, and how somebody spoke is not on this page."""
_LEGEND = "○ before   ● after; the lines are the ranges that hold the true value in 8 of 10 cases."


def before_after_pdf(before: CallResult, after: CallResult, changes: Sequence[SkillChange]) -> bytes:
    """Return the page; the same two calls always give the same bytes."""
    paper = Paper("Before and after")
    paper.say("Before and after the course", HUGE_PT, strong=True)
    paper.say(before.trainee, ink="quiet")
    for heading, call in (("Before", before), ("After", after)):
        paper.say(f"{heading}: {_call(call)}", SMALL_PT)
    improved = [SKILLS[one.skill] for one in changes if one.direction == "up"]
    paper.gap(3)
    paper.say(f"Better by more than the measure's own error: {', '.join(improved) or 'no skill'}.", strong=True)
    paper.gap(2)
    for one in changes:
        _row(paper, one)
    if not changes:
        paper.say("No skill counted in both calls, so nothing can be compared.", ink="quiet")
    paper.gap(2)
    paper.say(_LEGEND, SMALL_PT, "quiet")
    paper.rule()
    paper.say(LIMITS, SMALL_PT, "quiet")
    return paper.content()


def _call(call: CallResult) -> str:
    low, high = call.score_range
    score = "not scored" if low is None or high is None else f"score {call.card.score}, {range_text((low, high))}"
    day = call.started_at[:10] or "day not known"
    return f"{day}, {call.name}, {call.case_title}; difficulty {call.difficulty} of 5; {score}"


def _row(paper: Paper, one: SkillChange) -> None:
    top, left = paper.get_y(), paper.l_margin + _NAME_MM
    width = paper.epw - _NAME_MM - _WORDS_MM
    _cell(paper, SKILLS[one.skill], paper.l_margin, top, _NAME_MM, "text")
    paper.set_draw_color(*INK["line"])
    paper.set_line_width(0.2)
    paper.line(left, top + _ROW_MM / 2, left + width, top + _ROW_MM / 2)
    _mark(paper, one.before, left, top + 2.6, width, filled=False)
    _mark(paper, one.after, left, top + 5.9, width, filled=True)
    words = f"{100 * one.before.score:.0f} → {100 * one.after.score:.0f}  {_WORDS[one.direction]}"
    _cell(paper, words, left + width + 2, top, _WORDS_MM - 2, _INKS[one.direction])
    paper.set_xy(paper.l_margin, top + _ROW_MM)


def _mark(paper: Paper, one: Estimate, left: float, y: float, width: float, *, filled: bool) -> None:
    """Draw a score with its range, 0 at the left end and 100 at the right."""
    low, high = max(0.0, one.score - Z_80 * one.error), min(1.0, one.score + Z_80 * one.error)
    paper.set_draw_color(*INK["trainee"])
    paper.set_line_width(0.5)
    paper.line(left + low * width, y, left + high * width, y)
    paper.set_fill_color(*(INK["trainee"] if filled else (255, 255, 255)))
    paper.circle(left + one.score * width, y, 1.1, style="DF")


def _cell(paper: Paper, text: str, x: float, y: float, width: float, ink: str) -> None:
    paper.set_font(FONT, "", SMALL_PT)
    paper.set_text_color(*INK[ink])
    paper.set_xy(x, y)
    paper.cell(width, _ROW_MM, paper.drawable(text))
