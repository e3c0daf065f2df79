"""The timeline with its legend and the button that stops what plays."""

from PySide6.QtCore import Signal

from voicedrill.report.call_timeline import Timeline
from voicedrill.report.timeline_picture import legend, no_overlaps_sentence
from voicedrill.ui.controls import Card, IconButton, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.timeline_view import TimelineView
from voicedrill.ui.tokens import SMALL
from voicedrill.ui.translation import tr

_CLIP_S = 8.0


class TimelineCard(Card):
    """What happened when; a click plays from there to the end of the turn.

    Signals
    -------
    heard(float, float)
        A moment (seconds) is to be played.
    stop_wanted
        What plays is to stop.
    """

    heard = Signal(float, float)
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._timeline = Timeline(0.0, "", (), (), ())
        self._can_hear = False
        self.view = TimelineView()
        self.view.chosen.connect(self._choose)
        self._legend = text_label("", "quiet", SMALL)
        self._all = IconButton(tr("Hear the whole call"), "mdi6.play", role="small")
        self._all.clicked.connect(lambda: self.heard.emit(0.0, self._timeline.duration_s))
        self._stop = IconButton(tr("Stop"), "mdi6.stop", role="small", tip=tr("Stop what plays"))
        self._stop.clicked.connect(self.stop_wanted)
        self._whole = IconButton(tr("Show the whole call"), "mdi6.magnify-minus-outline", role="small")
        self._whole.clicked.connect(lambda: self.view.show_span(0.0, self._timeline.duration_s))
        self.view.zoomed.connect(self._show_zoom)
        buttons = FlowRow()
        buttons.add(self._all)
        buttons.add(self._stop)
        buttons.add(self._whole)
        self.body.addWidget(self.view)
        self.body.addWidget(self._legend)
        self.body.addWidget(buttons)

    def show_timeline(self, timeline: Timeline, *, can_hear: bool) -> None:
        """Show a call; without a recording a click only moves the playhead."""
        self._timeline, self._can_hear = timeline, can_hear
        self.view.show_timeline(timeline)
        self._legend.setText(_legend(timeline, can_hear))
        self._all.setVisible(can_hear)
        self._stop.setVisible(can_hear)
        self.show_playing(False)

    def show_playing(self, playing: bool) -> None:
        """Show whether a moment is being played."""
        self._stop.setEnabled(playing)

    def _show_zoom(self, start_s: float, end_s: float) -> None:
        self._whole.setVisible(end_s - start_s < self._timeline.duration_s)

    def _choose(self, t_s: float) -> None:
        if self._can_hear:
            turn = self._timeline.turn_at(t_s)
            self.heard.emit(t_s, turn.end_s if turn else min(t_s + _CLIP_S, self._timeline.duration_s))


def _legend(timeline: Timeline, can_hear: bool) -> str:
    signs = "    ".join(f"{sign} {words}" for sign, _colour, words in legend(timeline))
    how = "Drag to see a part larger."
    if can_hear:
        how = f"Click to hear a moment. {how}"
    else:
        how = f"Only the words of this call were kept, so nothing can be heard. {how}"
    return "    ".join(filter(None, (signs, no_overlaps_sentence(timeline), how)))
