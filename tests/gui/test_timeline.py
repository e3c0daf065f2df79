"""The timeline of the window draws what the page's timeline draws."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest

from voicedrill.report.call_timeline import CUE, SILENCES, Silence, Timeline
from voicedrill.report.timeline_picture import legend
from voicedrill.report.wording import OVERLAP_SIGNS
from voicedrill.speech.measurement import Overlap, TurnSpan
from voicedrill.ui import timeline_view
from voicedrill.ui.timeline_card import TimelineCard
from voicedrill.ui.timeline_view import TimelineView

SHOWN = Timeline(
    duration_s=60.0,
    customer_name="Mrs. Hartley",
    turns=(TurnSpan("customer", 1.0, 9.0, "My lamp never came."), TurnSpan("trainee", 8.0, 12.0, "hold on")),
    overlaps=tuple(
        Overlap(float(at), at + 0.5, "trainee" if at % 2 else "customer", kind, "", "")  # type: ignore[arg-type]
        for at, kind in enumerate(OVERLAP_SIGNS)
    ),
    anger=((0.0, 0.7), (20.0, 0.4)),
    trust=((0.0, 0.3),),
    silences=tuple(Silence(kind, 20.0 + 4 * at, 23.0 + 4 * at) for at, kind in enumerate(SILENCES)),
    cues=((8.5, "Let her finish"),),
)


def test_every_sign_of_the_legend_is_drawn(qtbot, monkeypatch) -> None:
    drawn: list[str] = []

    class Spy(QPainter):
        def drawText(self, *arguments: object) -> None:
            drawn.append(str(arguments[-1]))

    card = TimelineCard()
    qtbot.addWidget(card)
    card.resize(900, 300)
    card.show_timeline(SHOWN, can_hear=True)
    monkeypatch.setattr(timeline_view, "QPainter", Spy)
    card.view.grab()
    signs = [sign for sign, _colour, _words in legend(SHOWN)]
    assert set(signs) == {look[0] for look in (*OVERLAP_SIGNS.values(), *SILENCES.values(), CUE)}
    assert set(signs) <= set(drawn)
    assert all(f"{sign} {words}" in card._legend.text() for sign, _colour, words in legend(SHOWN))
    assert {"Anger", "Trust (dashed)"} <= set(drawn)


def test_an_empty_call_is_drawn_too(qtbot) -> None:
    card = TimelineCard()
    qtbot.addWidget(card)
    card.show_timeline(Timeline(0.0, "", (), (), ()), can_hear=False)
    assert not card.view.grab().isNull()


@pytest.fixture
def card(qtbot) -> TimelineCard:
    card = TimelineCard()
    qtbot.addWidget(card)
    card.resize(900, 300)
    card.show_timeline(SHOWN, can_hear=True)
    card.show()
    qtbot.waitExposed(card)
    return card


def at(view: TimelineView, t_s: float) -> QPoint:
    return QPoint(round(view._x(t_s)), 40)


def drag(view: TimelineView, start_s: float, end_s: float) -> None:
    start, middle, end = (at(view, t_s) for t_s in (start_s, (start_s + end_s) / 2, end_s))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, middle)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


@pytest.mark.parametrize(("start_s", "end_s"), [(10.3, 30.3), (30.3, 10.3)])
def test_dragging_shows_a_part_and_plays_nothing(card: TimelineCard, start_s: float, end_s: float) -> None:
    view, heard = card.view, []
    card.heard.connect(lambda *moment: heard.append(moment))
    assert not card._whole.isVisible()
    drag(view, start_s, end_s)
    assert view.span_s == pytest.approx((10.3, 30.3), abs=0.2)
    assert heard == []
    assert card._whole.isVisible()
    assert "0:10 to 0:30" in view.accessibleDescription()
    card._whole.click()
    assert view.span_s == (0.0, 60.0)
    assert not card._whole.isVisible()


def test_a_click_in_a_part_plays_that_moment(card: TimelineCard, qtbot) -> None:
    drag(card.view, 0.0, 12.0)
    with qtbot.waitSignal(card.heard) as told:
        QTest.mouseClick(card.view, Qt.MouseButton.LeftButton, pos=at(card.view, 10.0))
    assert told.args[0] == pytest.approx(10.0, abs=0.1)


def test_a_part_is_never_shorter_than_two_seconds(card: TimelineCard) -> None:
    drag(card.view, 20.0, 20.9)
    assert card.view.span_s[1] - card.view.span_s[0] == pytest.approx(2.0)


def test_keys_show_less_and_more_around_the_playhead(card: TimelineCard) -> None:
    view = card.view
    view.move_playhead(20.0)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.span_s == (10.0, 40.0)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.span_s == (15.0, 30.0)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.span_s == (10.0, 40.0)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.span_s == (0.0, 60.0)


def test_the_part_goes_with_the_playhead(card: TimelineCard) -> None:
    view = card.view
    view.show_span(10.0, 20.0)
    view.move_playhead(40.0)
    assert view.span_s[0] <= 40.0 <= view.span_s[1]
    assert view.span_s[1] - view.span_s[0] == pytest.approx(10.0)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.span_s == (50.0, 60.0)
