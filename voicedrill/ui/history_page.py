"""The page of the calls so far: the list, each skill over them, a call's report, and deleting a call."""

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from voicedrill.report.wording import BANDS, range_text
from voicedrill.runtime.past_calls import PastCall, PastCalls
from voicedrill.ui.columns import Columns
from voicedrill.ui.controls import IconButton, text_label
from voicedrill.ui.page import Page
from voicedrill.ui.question_box import ask
from voicedrill.ui.state_panel import StatePanel
from voicedrill.ui.theme import scaled
from voicedrill.ui.translation import tr
from voicedrill.ui.trends_card import TrendsCard

_COLUMNS = ("Date", "Customer", "Case", "How it ended", "Score")
_CALL = Qt.ItemDataRole.UserRole
_EVERYBODY = "Everybody"


_BESIDE = 1000
"""From this width on calls and skills stand beside each other, in pixels at 100 %."""
_TABLE_HEIGHT = 240
"""Least height of the list, in pixels at 100 %: half a dozen calls."""


class HistoryPage(QWidget):
    """All calls of a trainee, the latest first.

    Signals
    -------
    opened(PastCall)
        Its report is to be shown.
    compare_wanted(PastCall, PastCall)
        Two calls are to be laid beside each other.
    delete_wanted(PastCall)
        It is to be deleted; it was asked for twice.
    trainee_chosen(str or None)
        The calls of this trainee are to be shown, of all for None.
    retry_wanted
        The calls are to be read again.
    left
        Back to the customers.
    """

    opened = Signal(object)
    compare_wanted = Signal(object, object)
    delete_wanted = Signal(object)
    trainee_chosen = Signal(object)
    retry_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(tr("Your calls"))
        self._calls: tuple[PastCall, ...] = ()
        self._state = StatePanel()
        self._state.helped.connect(self._help)
        self._is_empty = False
        self._notice = text_label("", "notice")
        self._notice.hide()
        self._trainee = QComboBox()
        self._trainee.setAccessibleName(tr("Whose calls"))
        self._trainee.activated.connect(lambda _: self.trainee_chosen.emit(self._trainee.currentData()))
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Search: a customer, a case, an outcome"))
        self._search.setAccessibleName(tr("Search the calls"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._table = _table()
        self._table.itemActivated.connect(lambda _: self._open_current())
        self._table.itemSelectionChanged.connect(self._enable)
        self._open = IconButton(tr("Open the report"), "mdi6.file-document-outline", role="primary")
        self._open.clicked.connect(self._open_current)
        self._compare = IconButton(
            tr("Compare two"), "mdi6.compare-horizontal", tip=tr("Choose two calls with Ctrl, then compare them")
        )
        self._compare.clicked.connect(self._compare_chosen)
        self._delete = IconButton(tr("Delete this call"), "mdi6.delete-outline")
        self._delete.clicked.connect(self._ask_to_delete)
        self.trends = TrendsCard()
        self._view = Page(tr("Your calls"), tr("Back to the customers"))
        self._stack = QStackedLayout(self)
        self._arrange()

    @property
    def shows_calls(self) -> bool:
        """Whether the list is shown, not that it is being read."""
        return self._stack.currentWidget() is self._view

    def show_busy(self, fraction: float | None = None) -> None:
        """Show that the calls are being read."""
        self._state.busy(tr("Reading your calls …"), "", fraction)
        self._stack.setCurrentWidget(self._state)

    def show_error(self, message: str) -> None:
        """Say why the calls cannot be shown."""
        self._is_empty = False
        self._state.error(
            tr("Your calls cannot be shown"), message, "", help_text=tr("Try again"), help_icon="mdi6.refresh"
        )
        self._stack.setCurrentWidget(self._state)

    def show_notice(self, message: str) -> None:
        """Say what went wrong beside the list."""
        self._notice.setText(message)
        self._notice.setVisible(bool(message))

    def show_calls(self, past: PastCalls, trainee: str | None) -> None:
        """Show the calls of a trainee, of all for None."""
        self._calls = past.calls
        self._is_empty = not past.calls
        self.show_notice("")
        if self._is_empty:
            self._state.empty(
                tr("No calls yet"),
                "After your first call it stands here, with its report, and how each skill goes over time.",
                "Choose a customer", "mdi6.account-voice",
            )  # fmt: skip
            self._stack.setCurrentWidget(self._state)
            return
        self._fill_trainees(past.trainees, trainee)
        self._view.say(tr("All calls take {size} MB.").format(size=f"{past.size_bytes / 1e6:.0f}"))
        self._table.setRowCount(len(past.calls))
        for row, call in enumerate(past.calls):
            for column, text in enumerate(_cells(call)):
                item = QTableWidgetItem(text)
                item.setToolTip(_tip(call) if column in (0, 4) else text)
                item.setData(_CALL, call)
                self._table.setItem(row, column, item)
        self.trends.show_trends(past.trends)
        self._filter(self._search.text())
        self._stack.setCurrentWidget(self._view)
        self._table.selectRow(0)
        self._table.setFocus()

    def _fill_trainees(self, trainees: tuple[str, ...], chosen: str | None) -> None:
        self._trainee.clear()
        self._trainee.addItem(_EVERYBODY, None)
        for name in trainees:
            self._trainee.addItem(name, name)
        self._trainee.setCurrentIndex(max(0, self._trainee.findData(chosen)))
        self._trainee.setVisible(len(trainees) > 1)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for row, call in enumerate(self._calls):
            shown = " ".join(_cells(call)).casefold()
            self._table.setRowHidden(row, not all(word in shown for word in words))
        self._enable()

    def _current(self) -> PastCall | None:
        item = self._table.item(self._table.currentRow(), 0)
        hidden = item is None or self._table.isRowHidden(item.row())
        return None if item is None or hidden else item.data(_CALL)

    def _enable(self) -> None:
        chosen = self._chosen()
        call = self._current()
        self._delete.setEnabled(call is not None and len(chosen) == 1)
        self._open.setEnabled(call is not None and not call.problem and len(chosen) == 1)
        self._compare.setEnabled(len(chosen) == 2 and all(one.score is not None for one in chosen))

    def _chosen(self) -> list[PastCall]:
        rows = sorted({item.row() for item in self._table.selectedItems()})
        return [self._table.item(row, 0).data(_CALL) for row in rows if not self._table.isRowHidden(row)]

    def _compare_chosen(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 2:
            self.compare_wanted.emit(*chosen)

    def _open_current(self) -> None:
        call = self._current()
        if call is not None and not call.problem:
            self.opened.emit(call)

    def _ask_to_delete(self) -> None:
        call = self._current()
        if call is not None:
            ask(
                self,
                "Delete this call for good?",
                f"{', '.join(filter(None, _cells(call)[:3]))}: recording, words, notes and result are deleted.",
                {"Delete it": lambda: self.delete_wanted.emit(call)},
                stay="Keep it",
            )

    def _help(self) -> None:
        (self.left if self._is_empty else self.retry_wanted).emit()

    def _arrange(self) -> None:
        self._view.left.connect(self.left)
        self._view.actions.addWidget(self._trainee, 0, Qt.AlignmentFlag.AlignTop)
        columns = Columns(_BESIDE)
        columns.add(self._table, 5)
        columns.add(self.trends, 3)
        for widget in (self._search, self._notice, columns):
            self._view.body.addWidget(widget)
        self._view.body.setStretchFactor(columns, 1)
        self._view.bottom.addWidget(self._delete)
        self._view.bottom.addStretch()
        self._view.bottom.addWidget(self._compare)
        self._view.bottom.addWidget(self._open)
        self._stack.addWidget(self._state)
        self._stack.addWidget(self._view)


def _table() -> QTableWidget:
    table = QTableWidget(0, len(_COLUMNS))
    table.setAccessibleName(tr("Your calls"))
    table.setMinimumHeight(scaled(_TABLE_HEIGHT))
    table.setHorizontalHeaderLabels(_COLUMNS)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setCornerButtonEnabled(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column in range(len(_COLUMNS)):
        stretches = _COLUMNS[column] == "Case"
        mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(column, mode)
    return table


def _cells(call: PastCall) -> tuple[str, ...]:
    if call.problem:
        return (_day(call.started_at), call.id, call.problem, "cannot be read", "")
    score = "not scored"
    if call.score is not None and call.score_range is not None:
        sign, _band = BANDS[call.band] if call.band else ("", "")
        score = f"{call.score} ({range_text(call.score_range)}) {sign}"
    return _day(call.started_at), call.name, call.case_title, call.outcome.replace("_", " "), score


def _day(started_at: str) -> str:
    try:
        return f"{dt.datetime.fromisoformat(started_at):%d %b %Y}"
    except ValueError:
        return ""


def _tip(call: PastCall) -> str:
    """Return the time and the band, for which the list has no room."""
    try:
        time = f"{dt.datetime.fromisoformat(call.started_at):%H:%M}"
    except ValueError:
        time = ""
    return ", ".join(filter(None, (time, BANDS[call.band][1] if call.band else "")))
