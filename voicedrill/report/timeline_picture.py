"""The timeline of a call as an inline SVG: two lanes, overlaps by kind, the customer's temper."""

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from voicedrill.call.events import Temper
from voicedrill.history.folder import CallFolder
from voicedrill.report.environment import environment
from voicedrill.report.wording import OVERLAPS
from voicedrill.scoring.phrasing import clock
from voicedrill.speech.measurement import Measurement, Overlap

LEFT, WIDTH = 10.0, 980.0
"""Where second 0 lies, and the width of the whole call, in the picture's units."""
TEMPER_TOP, TEMPER_HEIGHT = 164.0, 60.0
_TICKS_S = (5, 10, 15, 30, 60, 120, 300, 600)
_MOST_TICKS = 12
_SHORTEST = 2.0

GLYPHS = {
    "interruption": "▲",
    "butting_in": "△",
    "pause_interruption": "◇",
    "backchannel": "●",
    "terminal": "▏",
    "supportive": "○",
    "invited": "✓",
}
"""One sign for each kind of overlap, so that colour is never the only one."""
CHARGED = ("interruption", "butting_in", "pause_interruption")


@dataclass(frozen=True, slots=True)
class Bar:
    """A turn, or an overlap, as a rectangle; ``x`` and ``width`` in the picture's units."""

    x: float
    width: float
    start_s: float
    end_s: float
    title: str
    side: Literal["customer", "trainee"]
    glyph: str = ""
    charged: bool = False


def timeline_picture(folder: CallFolder, measurement: Measurement) -> Markup:
    """Return the picture; every part carries ``data-start`` and ``data-end`` in seconds for the page's script."""
    length_s = max(measurement.duration_s, folder.duration_s, 1.0)
    scale = WIDTH / length_s
    name = folder.casting.persona.name

    def bar(start_s: float, end_s: float, title: str, side: Literal["customer", "trainee"], **more: object) -> Bar:
        start_s = min(max(0.0, start_s), length_s)
        width = max(_SHORTEST, (min(end_s, length_s) - start_s) * scale)
        return Bar(round(LEFT + start_s * scale, 1), round(width, 1), start_s, end_s, title, side, **more)

    turns = [
        bar(turn.start_s, turn.end_s, f"{clock(turn.start_s)} {_who(turn.speaker, name)}: {turn.text}", turn.speaker)
        for turn in measurement.turns
    ]
    shown = [one for one in measurement.overlaps if one.kind in OVERLAPS]
    overlaps = [
        bar(
            one.start_s, one.end_s, _overlap_title(one, name), one.by,
            glyph=GLYPHS[one.kind], charged=one.by == "trainee" and one.kind in CHARGED,
        )
        for one in shown
    ]  # fmt: skip
    start = folder.casting.persona.temper
    temper = [event for event in folder.events if isinstance(event, Temper)]
    template = environment().get_template("timeline.svg.j2")
    svg = template.render(
        name=name,
        turns=turns,
        overlaps=overlaps,
        kinds=[(GLYPHS[kind], words) for kind, words in OVERLAPS.items() if any(one.kind == kind for one in shown)],
        anger=_steps([(0.0, start.anger), *((event.t_s, event.anger) for event in temper)], length_s),
        trust=_steps([(0.0, start.trust), *((event.t_s, event.trust) for event in temper)], length_s),
        ticks=[(round(LEFT + t_s * scale, 1), clock(t_s)) for t_s in _ticks(length_s)],
        left=LEFT,
        width=WIDTH,
        top=TEMPER_TOP,
        height=TEMPER_HEIGHT,
        length_s=length_s,
        summary=_summary(measurement, name),
    )
    return Markup(svg)  # noqa: S704 (rendered with autoescape)


def _who(speaker: str, name: str) -> str:
    return name if speaker == "customer" else "You"


def _overlap_title(overlap: Overlap, name: str) -> str:
    said = f": {overlap.text}" if overlap.text else ""
    return f"{clock(overlap.start_s)} {_who(overlap.by, name)} {OVERLAPS[overlap.kind]}{said}"


def _steps(points: list[tuple[float, float]], length_s: float) -> str:
    """Return the corners of a line that holds each value until the next."""
    corners = []
    for at, (t_s, value) in enumerate(points):
        end_s = points[at + 1][0] if at + 1 < len(points) else length_s
        y = TEMPER_TOP + TEMPER_HEIGHT * (1.0 - value)
        corners += [f"{LEFT + x_s / length_s * WIDTH:.1f},{y:.1f}" for x_s in (t_s, max(t_s, end_s))]
    return " ".join(corners)


def _ticks(length_s: float) -> list[int]:
    step = next((step for step in _TICKS_S if length_s / step <= _MOST_TICKS), _TICKS_S[-1])
    return list(range(0, int(length_s) + 1, step))


def _summary(measurement: Measurement, name: str) -> str:
    mine = sum(measurement.counts.get(kind, 0) for kind in CHARGED)
    hers = sum(measurement.counts_customer.get(kind, 0) for kind in CHARGED)
    return f"Timeline of the call. You came in over {name} {mine} times; {name} came in over you {hers} times."
