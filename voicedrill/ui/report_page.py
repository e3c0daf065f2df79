"""The page after a call: what happened, what to keep, what to change, and where to hear it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from voicedrill.report.contents import FindingText, ReportContents
from voicedrill.report.kinds import Kind
from voicedrill.report.transcript import Entry
from voicedrill.report.wording import BANDS, heard_sentence, range_text
from voicedrill.scoring.appeal import unconfirmed
from voicedrill.scoring.phrasing import quoted
from voicedrill.scoring.scorecard import CorrectedTurn
from voicedrill.ui.auto_fail_card import AutoFailCard
from voicedrill.ui.closed_section import ClosedSection
from voicedrill.ui.columns import Columns
from voicedrill.ui.controls import Card, Glyph, IconButton, text_label
from voicedrill.ui.finding_view import FindingView
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.moment_row import moment_row
from voicedrill.ui.page import clear_layout
from voicedrill.ui.ports import Result
from voicedrill.ui.question_box import ask
from voicedrill.ui.report_questions import ask_turn, ask_words
from voicedrill.ui.state_panel import StatePanel
from voicedrill.ui.timeline_card import TimelineCard
from voicedrill.ui.tokens import HUGE, LARGE, SMALL, XL, XS, L, M, S
from voicedrill.ui.tone_section import ToneSection, TurnTakingCard
from voicedrill.ui.transcript_card import TranscriptCard
from voicedrill.ui.translation import tr
from voicedrill.ui.wording import BAND_LOOKS, clock

SILENT = "silent"
"""The HTML page without the recording."""
FORMATS: dict[Kind | str, str] = {
    "pdf": QT_TRANSLATE_NOOP("", "A document for paper (PDF)"),
    "html": QT_TRANSLATE_NOOP("", "A page with sound (HTML)"),
    SILENT: QT_TRANSLATE_NOOP("", "A page without sound (HTML)"),
    "vtt": QT_TRANSLATE_NOOP("", "Captions (WebVTT)"),
    "csv": QT_TRANSLATE_NOOP("", "A table of the findings (CSV)"),
    "xapi": QT_TRANSLATE_NOOP("", "Statements for a learning record store (xAPI)"),
}
MODEL_NOTE = "A model call: the computer spoke the trainee's part, and it was judged as yours are."


_BESIDE = 900
"""From this width on outcome and score, and the findings, stand beside each other, in pixels at 100 %."""


class ReportPage(QWidget):
    """Outcome, score with band, Keep, Change, the timeline, taking turns, every finding; the voice under "More".

    Signals
    -------
    heard(float, float)
        A moment (seconds) is to be played.
    stop_wanted
        What plays is to stop.
    report_wanted(Path)
        The full report is to be opened.
    again
        The same customer once more.
    left
        Back to the customers.
    retry_wanted
        The call is to be looked at again.
    corrected(float, str)
        The turn of this moment had these words.
    disputed(str, float)
        This finding was done in the turn of this moment.
    confirmed(str, bool)
        Whether this auto-fail was said.
    undo_wanted
        The last of these is to be taken back.
    export_wanted(str)
        The report is to be saved in this format.
    delete_wanted
        The call is to be deleted; it was asked for twice.
    """

    heard = Signal(float, float)
    stop_wanted = Signal()
    report_wanted = Signal(object)
    again = Signal()
    left = Signal()
    retry_wanted = Signal()
    corrected = Signal(float, str)
    disputed = Signal(str, float)
    confirmed = Signal(str, bool)
    undo_wanted = Signal()
    export_wanted = Signal(str)
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(tr("Report"))
        self._report = Path()
        self._state = StatePanel()
        self._state.helped.connect(self.retry_wanted)
        self._state.left.connect(self.left)
        self.timeline = TimelineCard()
        self.timeline.heard.connect(self.heard)
        self.timeline.stop_wanted.connect(self.stop_wanted)
        self._warning = text_label("", "notice")
        self._warning.hide()
        self._outcome = text_label("", size=HUGE, strong=True)
        self._subtitle = text_label("", "quiet")
        self._note = text_label("", "quiet")
        self._auto_fail = AutoFailCard()
        self._auto_fail.confirmed.connect(self.confirmed)
        self._own_turns: tuple[Entry, ...] = ()
        self.transcript = TranscriptCard()
        self.transcript.heard.connect(self.heard)
        self.transcript.chosen.connect(self.timeline.view.move_playhead)
        self.transcript.correction_wanted.connect(self._ask_words)
        self.timeline.view.chosen.connect(self.transcript.follow)
        self._score = QHBoxLayout()
        self._body = QVBoxLayout()
        self._arrange()

    def show_busy(self) -> None:
        """Show that the call is being looked at."""
        self.show_warning("")
        self._state.busy(tr("The call is over"), "Looking at what was said. This takes a few seconds.")
        self._stack.setCurrentWidget(self._state)

    def show_error(self, message: str, folder: Path) -> None:
        """Show why there is no result, and where the call is kept."""
        kept = f"Nothing is lost: the call is kept in {folder}"
        self._state.error(
            tr("The call could not be judged"),
            message,
            kept,
            help_text=tr("Try again"),
            help_icon="mdi6.refresh",
            way_out=tr("Back to the customers"),
        )
        self._stack.setCurrentWidget(self._state)

    def show_warning(self, message: str) -> None:
        """Say what went wrong beside the report: a moment cannot be heard, a note could not be kept."""
        self._warning.setText(message)
        self._warning.setVisible(bool(message))

    def show_result(self, result: Result, *, model: bool = False, past: bool = False, passing: bool = False) -> None:
        """Show a finished call: the trainee's own, a model call, or one of the past, to which one goes back.

        Of a passing one nothing stays, so there is nothing to delete.
        """
        self._back.say("Back to your calls" if past else "Back to the customers", "mdi6.arrow-left")
        self._report = result.report
        contents = result.contents
        can_hear = result.recording is not None
        self._outcome.setText(contents.outcome)
        note = MODEL_NOTE if model else contents.note
        self._note.setText(" ".join(filter(None, (note, contents.score_sentence))))
        self._auto_fail.show_items(contents.auto_fail, tuple(sorted(unconfirmed(result.scorecard))))
        self._own_turns = tuple(one for one in contents.transcript if one.speaker == "trainee")
        self.transcript.show_entries(contents.transcript, can_hear=can_hear)
        self._undo.setVisible(bool(result.notes.scores))
        self._delete.setVisible(not model and not passing)
        self._subtitle.setText(f"{contents.name}  ·  {contents.title}  ·  {clock(contents.duration_s)}")
        self.timeline.show_timeline(contents.timeline, can_hear=can_hear)
        clear_layout(self._score)
        self._fill_score(contents)
        clear_layout(self._body)
        self._fill_highlights(contents, can_hear)
        if contents.corrected:
            self._body.addWidget(self._corrected_card(contents.corrected, can_hear))
        if contents.turn_taking:
            self._add_tone(TurnTakingCard(contents.turn_taking, can_hear=can_hear))
        self._body.addWidget(_columns([self._group(*family, can_hear) for family in contents.families]))
        if contents.added:
            self._body.addWidget(_added_card(contents.added))
        self._fill_closed(contents, can_hear)
        self._scroll.verticalScrollBar().setValue(0)
        self._stack.setCurrentWidget(self._view)
        self._again.setFocus()

    def _fill_score(self, contents: ReportContents) -> None:
        if contents.score is None or contents.band is None:
            return
        icon, role = BAND_LOOKS[contents.band]
        _sign, band = BANDS[contents.band]
        within = f", {range_text(contents.score_range)}" if contents.score_range else ""
        number = text_label(f"{contents.score}", size=HUGE, strong=True, wrap=False)
        number.setAccessibleName(f"Score {contents.score} of 100{within}, {band}")
        self._score.addWidget(number)
        range_label = text_label(f"of 100{within}", "quiet", SMALL, wrap=False)
        range_label.setToolTip(contents.limits[0])
        self._score.addWidget(range_label)
        self._score.addSpacing(S)
        self._score.addWidget(Glyph(icon, role, 24))
        self._score.addWidget(text_label(band, role, LARGE, strong=True, wrap=False))
        self._score.addStretch()

    def _fill_highlights(self, contents: ReportContents, can_hear: bool) -> None:
        groups = []
        for heading, texts, empty in (
            ("Keep", contents.keep, "Nothing stood out yet. It will."),
            ("Change", contents.change, "Nothing to change: well done."),
        ):
            group = self._group(heading, texts, can_hear)
            if not texts:
                group.body.addWidget(text_label(empty))
            groups.append(group)
        self._body.addWidget(_columns(groups))

    def _group(self, heading: str, texts: Sequence[FindingText], can_hear: bool) -> Card:
        group = Card(heading)
        for text in texts:
            view = FindingView(text, can_hear=can_hear, can_dispute=bool(self._own_turns))
            view.heard.connect(self.heard)
            view.disputed.connect(self._ask_turn)
            group.body.addWidget(view)
        return group

    def _fill_closed(self, contents: ReportContents, can_hear: bool) -> None:
        if contents.no_occasion:
            section = ClosedSection(f"Not counted in this call ({len(contents.no_occasion)})")
            for text in contents.no_occasion:
                words = QVBoxLayout()
                words.setSpacing(0)
                words.addWidget(text_label(text.asks, strong=True))
                words.addWidget(text_label(text.finding.why, "quiet"))
                section.content.addLayout(words)
            self._body.addWidget(section)
        if contents.voice:
            self._add_tone(ToneSection(contents.voice, can_hear=can_hear))
        limits = ClosedSection(tr("What these numbers can and cannot say"))
        for sentence in contents.limits:
            limits.content.addWidget(text_label(sentence, "quiet"))
        self._body.addWidget(limits)
        self._body.addStretch()

    def _corrected_card(self, corrected: Sequence[CorrectedTurn], can_hear: bool) -> Card:
        group = Card(tr("Put right by you"))
        for turn in corrected:
            said = quoted(turn.text) if turn.text else "You said nothing here."
            play = self.heard.emit if can_hear else None
            group.body.addLayout(moment_row(turn.start_s, turn.end_s, said, play))
            group.body.addWidget(text_label(heard_sentence(turn), "quiet", SMALL))
        return group

    def _add_tone(self, section: TurnTakingCard | ToneSection) -> None:
        section.heard.connect(self.heard)
        self._body.addWidget(section)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(XS)
        words.addWidget(self._outcome)
        words.addWidget(self._subtitle)
        words.addWidget(self._note)
        self._score.setSpacing(XS)
        top = Columns(_BESIDE)
        said, score = QWidget(), QWidget()
        said.setLayout(words)
        score.setLayout(self._score)
        top.add(said, 1)
        top.add(score, 0)

        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, S, 0)
        column.setSpacing(M)
        column.addWidget(self._warning)
        column.addWidget(self._auto_fail)
        column.addWidget(self.timeline)
        self._body.setSpacing(M)
        column.addWidget(self.transcript)
        column.addLayout(self._body, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.setAccessibleName(tr("Report"))

        self._view = QWidget()
        layout = QVBoxLayout(self._view)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addWidget(top)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._bottom())
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._state)
        self._stack.addWidget(self._view)

    def _ask_words(self, entry: Entry) -> None:
        ask_words(self, entry, lambda words: self.corrected.emit(entry.start_s, words))

    def _ask_turn(self, text: FindingText) -> None:
        ask_turn(self, text.asks, self._own_turns, lambda turn: self.disputed.emit(text.finding.id, turn.start_s))

    def _ask_to_delete(self) -> None:
        ask(
            self,
            tr("Delete this call for good?"),
            tr("Recording, words, notes and result are deleted."),
            {tr("Delete it"): self.delete_wanted.emit},
            stay=tr("Keep it"),
        )

    def _bottom(self) -> FlowRow:
        self._back = IconButton(tr("Back to the customers"), "mdi6.arrow-left", key="Esc")
        self._back.clicked.connect(self.left)
        self._again = IconButton(tr("Again"), "mdi6.refresh", tip=tr("The same customer once more"), role="primary")
        self._again.clicked.connect(self.again)
        full = IconButton(tr("Open the full report"), "mdi6.open-in-new")
        full.clicked.connect(lambda: self.report_wanted.emit(self._report))
        save = IconButton(tr("Save as"), "mdi6.content-save-outline", tip=tr("Save the report as a file"))
        menu = QMenu(tr("Save as"), self)
        for kind, words in FORMATS.items():
            menu.addAction(tr(words)).triggered.connect(lambda _=False, one=kind: self.export_wanted.emit(one))
        save.setMenu(menu)
        self._undo = IconButton(tr("Undo the last change"), "mdi6.undo", tip=tr("Judge the call as it was before"))
        self._undo.clicked.connect(self.undo_wanted)
        self._delete = IconButton(tr("Delete this call"), "mdi6.delete-outline")
        self._delete.clicked.connect(self._ask_to_delete)
        bottom = FlowRow()
        for button in (self._back, self._again, full, save, self._undo, self._delete):
            bottom.add(button)
        return bottom


def _added_card(added: Sequence[tuple[str, str]]) -> Card:
    group = Card(tr("In your words"))
    for heading, words in added:
        group.body.addWidget(text_label(heading, "quiet", SMALL))
        group.body.addWidget(text_label(words))
    return group


def _columns(groups: list[Card]) -> Columns:
    columns = Columns(_BESIDE)
    for start in (0, 1):
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        for group in groups[start::2]:
            column.addWidget(group)
        column.addStretch()
        columns.add(side, 1)
    return columns
