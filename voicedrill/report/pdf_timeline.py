"""The timeline of a call, drawn on paper: two lanes, overlaps by sign, silences, cues, the customer's temper."""

from collections.abc import Sequence

from voicedrill.report.call_timeline import CUE, SILENCES, Timeline
from voicedrill.report.paper import FONT, INK, SMALL_PT, Paper
from voicedrill.report.timeline_picture import legend, no_overlaps_sentence, ticks_s
from voicedrill.report.wording import OVERLAP_SIGNS
from voicedrill.scoring.phrasing import clock

_LANE_MM = 7.0
_GAP_MM = 8.0
_TEMPER_MM = 18.0
_LABEL_MM = 28.0
_HATCH_MM = 1.6
TIMELINE_MM = 2 * (_LANE_MM + _GAP_MM) + _TEMPER_MM + 35.0
"""Room for the timeline with its heading and legend."""


def draw_timeline(paper: Paper, timeline: Timeline) -> None:
    """Draw the timeline where the paper is, and its legend below; it needs `TIMELINE_MM` of room."""
    top = paper.get_y() + 3
    scale = (paper.epw - _LABEL_MM) / max(timeline.duration_s, 1.0)
    left = paper.l_margin + _LABEL_MM
    trainee_top, temper_top = top + _LANE_MM + _GAP_MM, top + 2 * (_LANE_MM + _GAP_MM)
    _label(paper, timeline.customer_name, top + 2, "customer")
    _label(paper, "You", trainee_top + 2, "trainee")
    for turn in timeline.turns:
        x, width = left + turn.start_s * scale, max(0.4, (turn.end_s - turn.start_s) * scale)
        if turn.speaker == "trainee":
            paper.set_fill_color(*INK["trainee"])
            paper.rect(x, trainee_top, width, _LANE_MM, style="F")
        else:
            _hatched(paper, x, top, width)
    between = top + _LANE_MM + 2
    for overlap in timeline.overlaps:
        sign, colour = OVERLAP_SIGNS[overlap.kind]
        middle = left + (overlap.start_s + overlap.end_s) / 2 * scale
        _sign(paper, sign, middle, between, colour if overlap.by == "trainee" else "customer")
    for silence in timeline.silences:
        _sign(paper, SILENCES[silence.kind][0], left + (silence.start_s + silence.end_s) / 2 * scale, between, "quiet")
    for t_s, _text in timeline.cues:
        _sign(paper, CUE[0], left + t_s * scale, trainee_top + _LANE_MM + 1, "accent")
    _label(paper, "Anger", temper_top + 2, "bad")
    _label(paper, "Trust (dashed)", temper_top + 7, "trainee")
    _steps(paper, timeline.anger, timeline.duration_s, left, temper_top, scale, "bad")
    with paper.local_context():
        paper.set_dash_pattern(dash=1.2, gap=0.8)
        _steps(paper, timeline.trust, timeline.duration_s, left, temper_top, scale, "trainee")
    for t_s in ticks_s(timeline.duration_s):
        _sign(paper, clock(t_s), left + t_s * scale, temper_top + _TEMPER_MM + 1, "quiet")
    paper.set_y(temper_top + _TEMPER_MM + 6)
    signs = "    ".join(f"{sign} {words}" for sign, _colour, words in legend(timeline))
    for words in filter(None, (signs, no_overlaps_sentence(timeline))):
        paper.say(words, SMALL_PT, "quiet")


def _hatched(paper: Paper, x: float, y: float, width: float) -> None:
    """Draw a customer's turn: hatched, so that it differs from the trainee's without colour too."""
    paper.set_draw_color(*INK["customer"])
    paper.set_line_width(0.25)
    paper.rect(x, y, width, _LANE_MM)
    with paper.rect_clip(x, y, width, _LANE_MM):
        at = x - _LANE_MM
        while at < x + width:
            paper.line(at, y + _LANE_MM, at + _LANE_MM, y)
            at += _HATCH_MM


def _steps(
    paper: Paper, points: Sequence[tuple[float, float]], end_s: float, left: float, top: float, scale: float, ink: str
) -> None:
    """Draw a line that holds each value until the next."""
    paper.set_draw_color(*INK[ink])
    paper.set_line_width(0.5)
    before: float | None = None
    for at, (t_s, value) in enumerate(points):
        until_s = points[at + 1][0] if at + 1 < len(points) else end_s
        x, y = left + t_s * scale, top + _TEMPER_MM * (1 - value)
        if before is not None:
            paper.line(x, before, x, y)
        paper.line(x, y, left + max(t_s, until_s) * scale, y)
        before = y


def _label(paper: Paper, text: str, y: float, ink: str) -> None:
    _write(paper, text, paper.l_margin, y, _LABEL_MM - 2, ink, "L")


def _sign(paper: Paper, text: str, x: float, y: float, ink: str) -> None:
    _write(paper, text, x - 8, y, 16, ink, "C")


def _write(paper: Paper, text: str, x: float, y: float, width: float, ink: str, align: str) -> None:
    paper.set_font(FONT, "", SMALL_PT)
    paper.set_text_color(*INK[ink])
    paper.set_xy(x, y)
    drawable = paper.drawable(text)
    while paper.get_string_width(drawable) > width and len(drawable) > 2:
        drawable = drawable[:-2] + "…"
    paper.cell(width, 4, drawable, align=align)
