import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from golden import parcel

from voicedrill.history.folder import open_call
from voicedrill.report.call_timeline import timeline_of
from voicedrill.report.timeline_picture import LEFT, WIDTH, ticks_s, timeline_picture
from voicedrill.report.wording import OVERLAP_SIGNS
from voicedrill.scoring.phrasing import CHARGED, OVERLAPS
from voicedrill.speech.measurement import DeadAir, Measurement, Overlap, OverlapKind, SideMeasures, TurnSpan

KINDS = list(OverlapKind.__args__)  # type: ignore[attr-defined]


def picture(path: Path, *overlaps: Overlap, turns: tuple[TurnSpan, ...] = (), length_s: float = 100.0) -> ET.Element:
    folder = open_call(parcel.write_call(path, parcel.poor_call()))
    measurement = Measurement(length_s, SideMeasures(), SideMeasures(), turns=turns, overlaps=overlaps)
    svg, rest = re.fullmatch(r"(.*?</svg>)(.*)", timeline_picture(timeline_of(folder, measurement)), re.DOTALL).groups()  # type: ignore[union-attr]
    assert 'class="legend"' in rest
    return ET.fromstring(svg)


def test_every_kind_has_a_sign_and_a_name() -> None:
    assert set(OVERLAP_SIGNS) == set(OVERLAPS) == set(KINDS) - {"noise"}
    assert len({sign for sign, _colour in OVERLAP_SIGNS.values()}) == len(OVERLAP_SIGNS)
    assert set(CHARGED) <= set(OVERLAP_SIGNS)


def test_turns_lie_in_their_lane_at_their_time(tmp_path: Path) -> None:
    turns = TurnSpan("customer", 10.0, 20.0, "My lamp"), TurnSpan("trainee", 50.0, 51.0, "i see")
    bars = [one for one in picture(tmp_path / "call", turns=turns).iter("rect") if one.get("class") == "turn"]
    assert [float(bar.get("x", "")) for bar in bars] == [LEFT + 0.1 * WIDTH, LEFT + 0.5 * WIDTH]
    assert float(bars[0].get("width", "")) == pytest.approx(0.1 * WIDTH)
    assert bars[0].get("y") != bars[1].get("y")
    assert bars[0].get("fill") != bars[1].get("fill")
    assert (bars[1].get("data-start"), bars[1].get("data-end")) == ("50.0", "51.0")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("by", ["trainee", "customer"])
def test_an_overlap_has_its_sign_and_only_talking_in_is_hatched(tmp_path: Path, kind: str, by: str) -> None:
    svg = picture(tmp_path / "call", Overlap(10.0, 10.0, by, kind, "hold on", "never came"))  # type: ignore[arg-type]
    groups = [one for one in svg.iter("g") if "overlap" in one.get("class", "")]
    if kind == "noise":
        assert not groups
        return
    (group,) = groups
    assert [one.text for one in group.iter("text")] == [OVERLAP_SIGNS[kind][0]]
    assert ("charged" in group.get("class", "")) == (kind in CHARGED and by == "trainee")
    title = group.find("title")
    assert title is not None
    assert OVERLAPS[kind] in (title.text or "")


def test_temper_is_drawn_from_start_to_end_inside_the_picture(tmp_path: Path) -> None:
    svg = picture(tmp_path / "call", length_s=40.0)
    for name in ("anger", "trust"):
        (line,) = [one for one in svg.iter("polyline") if one.get("class") == name]
        points = [tuple(map(float, point.split(","))) for point in line.get("points", "").split()]
        assert points[0][0] == LEFT
        assert points[-1][0] == pytest.approx(LEFT + WIDTH)
        assert points == sorted(points, key=lambda point: point[0])
        assert all(164.0 <= y <= 224.0 for _, y in points)


@pytest.mark.parametrize("length_s", [1.0, 37.0, 60.0, 61.0, 599.0, 3600.0])
def test_there_are_few_roundticks_s(length_s: float) -> None:
    ticks = ticks_s(length_s)
    assert ticks[0] == 0
    assert len(ticks) <= 13
    assert ticks[-1] <= length_s


def test_silences_and_cues_are_marked_and_in_the_legend(tmp_path: Path) -> None:
    call = parcel.Script()
    call.says("opening", "My lamp never came.", 0.5, 3.0)
    call.presses("hold", 20.0)
    call.presses("resume", 30.0)
    call.presses("cue", 5.0, "Let her finish")
    call.presses("cue", 7.0)
    folder = open_call(parcel.write_call(tmp_path / "call", call.in_order()))
    dead = (DeadAir(40.0, 50.0),)
    html = timeline_picture(timeline_of(folder, Measurement(100.0, SideMeasures(), SideMeasures(), dead_air=dead)))
    svg, legend = html.split('<ul class="legend">')
    parts = ET.fromstring(svg)
    titles = {
        one.get("class"): one.findtext("title")
        for one in parts.iter("g")
        if (one.get("class") or "").startswith(("silence", "cue"))
    }
    assert titles == {
        "silence dead_air": "0:40 dead air, 10.0 s",
        "silence hold": "0:20 on hold, 10.0 s",
        "cue": "0:05 cue: Let her finish",
    }
    assert [word for word in ("dead air", "on hold", "cue", "slow answer") if word in legend] == [
        "dead air", "on hold", "cue",
    ]  # fmt: skip
