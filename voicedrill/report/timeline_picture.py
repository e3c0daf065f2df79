"""The timeline of a call as an inline SVG: two lanes, overlaps by kind, silences, cues, the customer's temper."""

from dataclasses import dataclass

from markupsafe import Markup

from voicedrill.report.call_timeline import CUE, SILENCES, Timeline
from voicedrill.report.environment import environment
from voicedrill.report.wording import OVERLAP_SIGNS
from voicedrill.scoring.phrasing import CHARGED, OVERLAPS, clock

LEFT, WIDTH = 10.0, 980.0
"""Where second 0 lies, and the width of the whole call, in the picture's units."""
TEMPER_TOP, TEMPER_HEIGHT = 164.0, 60.0
_TICKS_S = (5, 10, 15, 30, 60, 120, 300, 600)
_MOST_TICKS = 12
_SHORTEST = 2.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the picture; ``x`` and ``width`` in its units, ``side`` customer, trainee or nobody."""

    x: float
    width: float
    start_s: float
    end_s: float
    title: str
    side: str = ""
    kind: str = ""
    sign: str = ""
    colour: str = ""
    charged: bool = False


def timeline_picture(timeline: Timeline) -> Markup:
    """Return the picture; every part carries ``data-start`` and ``data-end`` in seconds for the page's script."""
    length_s = max(timeline.duration_s, 1.0)
    scale = WIDTH / length_s

    def bar(start_s: float, end_s: float, words: str, **more: str | bool) -> Bar:
        begin_s = min(max(0.0, start_s), length_s)
        width = max(_SHORTEST, (min(end_s, length_s) - begin_s) * scale)
        x = round(LEFT + begin_s * scale, 1)
        return Bar(x, round(width, 1), begin_s, end_s, f"{clock(start_s)} {words}", **more)  # type: ignore[arg-type]

    overlaps = [
        bar(
            one.start_s, one.end_s, timeline.overlap_words(one), side=one.by, kind=one.kind,
            sign=OVERLAP_SIGNS[one.kind][0],
            colour=OVERLAP_SIGNS[one.kind][1] if one.by == "trainee" else "customer",
            charged=one.by == "trainee" and one.kind in CHARGED,
        )
        for one in timeline.overlaps
    ]  # fmt: skip
    silences = [
        bar(one.start_s, one.end_s, one.words, kind=one.kind, sign=SILENCES[one.kind][0]) for one in timeline.silences
    ]
    svg = environment().get_template("timeline.svg.j2").render(
        name=timeline.customer_name,
        turns=[bar(turn.start_s, turn.end_s, timeline.turn_words(turn), side=turn.speaker) for turn in timeline.turns],
        overlaps=overlaps,
        silences=silences,
        cues=[bar(t_s, t_s, f"cue: {text}", sign=CUE[0]) for t_s, text in timeline.cues],
        legend=legend(timeline),
        no_overlaps=no_overlaps_sentence(timeline),
        anger=_steps(timeline.anger, length_s),
        trust=_steps(timeline.trust, length_s),
        ticks=[(round(LEFT + t_s * scale, 1), clock(t_s)) for t_s in ticks_s(length_s)],
        left=LEFT,
        width=WIDTH,
        top=TEMPER_TOP,
        height=TEMPER_HEIGHT,
        length_s=length_s,
        summary=no_overlaps_sentence(timeline) or _summary(timeline),
    )  # fmt: skip
    return Markup(svg)  # noqa: S704 (rendered with autoescape)


def legend(timeline: Timeline) -> list[tuple[str, str, str]]:
    """Return sign, colour and words of everything but the turns that the timeline shows."""
    kinds = [(*OVERLAP_SIGNS[kind], OVERLAPS[kind]) for kind in timeline.overlap_kinds]
    silences = [SILENCES[kind] for kind in timeline.silence_kinds]
    return [*kinds, *silences, *([(CUE[0], "accent", CUE[1])] if timeline.cues else [])]


def no_overlaps_sentence(timeline: Timeline) -> str:
    """Return why no overlaps are shown; empty when they were measured."""
    return f"Overlaps were not measured. {timeline.no_overlaps}" if timeline.no_overlaps else ""


def _steps(points: tuple[tuple[float, float], ...], length_s: float) -> str:
    """Return the corners of a line that holds each value until the next."""
    corners = []
    for at, (t_s, value) in enumerate(points):
        end_s = points[at + 1][0] if at + 1 < len(points) else length_s
        y = TEMPER_TOP + TEMPER_HEIGHT * (1.0 - value)
        corners += [f"{LEFT + x_s / length_s * WIDTH:.1f},{y:.1f}" for x_s in (t_s, max(t_s, end_s))]
    return " ".join(corners)


def ticks_s(length_s: float) -> list[int]:
    """Return the seconds that stand below a timeline: round numbers, at most `_MOST_TICKS`."""
    step = next((step for step in _TICKS_S if length_s / step <= _MOST_TICKS), _TICKS_S[-1])
    return list(range(0, int(length_s) + 1, step))


def _summary(timeline: Timeline) -> str:
    charged = [one.by for one in timeline.overlaps if one.kind in CHARGED]
    mine, hers, name = charged.count("trainee"), charged.count("customer"), timeline.customer_name
    return f"Timeline of the call. You came in over {name} {mine} times; {name} came in over you {hers} times."
