"""The timeline of the window draws what the page's timeline draws."""

from PySide6.QtGui import QPainter

from voicedrill.report.call_timeline import CUE, SILENCES, Silence, Timeline
from voicedrill.report.timeline_picture import legend
from voicedrill.report.wording import OVERLAP_SIGNS
from voicedrill.speech.measurement import Overlap, TurnSpan
from voicedrill.ui import timeline_view
from voicedrill.ui.timeline_card import TimelineCard

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
