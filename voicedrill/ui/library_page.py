"""The first page: the customers to choose from."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QMenu, QStackedLayout, QVBoxLayout, QWidget

from voicedrill.history.baselines import CheckedHeadset
from voicedrill.ui.controls import Card, Glyph, IconButton, text_label
from voicedrill.ui.customer_cards import (
    CARD_HEIGHT,
    CARD_WIDTH,
    CardDelegate,
    CustomerFilter,
    CustomerModel,
    CustomerRole,
)
from voicedrill.ui.headset_words import state
from voicedrill.ui.ports import BrokenFile, Shelf
from voicedrill.ui.state_panel import StatePanel
from voicedrill.ui.theme import Appearance
from voicedrill.ui.tokens import HUGE, SMALL, XL, XS, L, M, S

_SCROLLBAR = 20
"""Room for the scroll bar, kept free so that the columns do not jump when it comes."""


class CardList(QListView):
    """The cards in as many columns as there is room for; arrows, Home, End and letters move, Enter opens."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "cards")
        self.setAccessibleName("Customers")
        self.setItemDelegate(CardDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        width = self.width() - _SCROLLBAR
        columns = max(1, width // CARD_WIDTH)
        self.setGridSize(QSize(width // columns, CARD_HEIGHT))
        super().resizeEvent(event)


class LibraryPage(QWidget):
    """Search, cards, and a notice for customer files that cannot be used.

    Signals
    -------
    opened(Customer)
        A customer was chosen.
    reload_wanted
        The customers are to be read again.
    appearance_chosen(Appearance)
        Light, dark or the system's was chosen.
    headset_wanted
        The headset is to be checked.
    voices_wanted
        The customers' voices are to be heard or changed.
    history_wanted
        The calls so far are to be shown.
    """

    opened = Signal(object)
    reload_wanted = Signal()
    appearance_chosen = Signal(object)
    headset_wanted = Signal()
    voices_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, appearance: Appearance = Appearance.SYSTEM) -> None:
        super().__init__()
        self._model = CustomerModel()
        self._filter = CustomerFilter()
        self._filter.setSourceModel(self._model)
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search: a name, a trouble, a skill")
        self._search.setAccessibleName("Search the customers")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._searched)
        self._search.installEventFilter(self)
        self._cards = CardList()
        self._cards.setModel(self._filter)
        self._cards.activated.connect(self._open)
        self._open_button = IconButton("Read the brief", "mdi6.arrow-right", role="primary")
        self._open_button.clicked.connect(lambda: self._open(self._cards.currentIndex()))
        self._headset = IconButton("", "mdi6.headset")
        self._headset.clicked.connect(self.headset_wanted)
        self.show_headsets(())
        self._state = StatePanel()
        self._state.helped.connect(self._help)
        self._notice = Card(role="card-notice")
        self._notice_text = text_label("", size=SMALL)
        self._arrange(appearance)
        find = QAction("Search", self)
        find.setShortcut(QKeySequence.StandardKey.Find)
        find.triggered.connect(self._search.setFocus)
        self.addAction(find)
        self.show_busy()

    def show_busy(self) -> None:
        """Show that the customers are being read."""
        self._notice.hide()
        self._open_button.setEnabled(False)
        self._state.busy("Reading the customers …", "")
        self._stack.setCurrentWidget(self._state)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show the customers and the broken files."""
        self._model.show_customers(shelf.customers)
        self._notice.setVisible(bool(shelf.broken))
        self._notice_text.setText(_broken_sentence(shelf.broken))
        self._notice_text.setToolTip("\n".join(one.message for one in shelf.broken))
        self._show_fitting()

    def show_headsets(self, headsets: tuple[CheckedHeadset, ...]) -> None:
        """Show whether, and when, a headset was checked last."""
        latest = max(headsets, key=lambda one: one.made_at, default=None)
        said = f"Headset: {state(latest)}"
        self._headset.say(said, "mdi6.headset")
        self._headset.setText("Headset" if latest else "Check your headset")
        self._headset.setToolTip(f"{said}. Check microphone and loudspeaker in a guided minute")

    def show_error(self, message: str) -> None:
        """Show that the customers could not be read."""
        self._state.error(
            "The customers could not be read", message, "", help_text="Try again", help_icon="mdi6.refresh"
        )
        self._stack.setCurrentWidget(self._state)

    def take_focus(self) -> None:
        """Put the keyboard on the cards."""
        self._cards.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the down key and Enter in the search field move on to the cards."""
        if watched is self._search and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._cards.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self._cards.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _searched(self, text: str) -> None:
        self._filter.search(text)
        self._show_fitting()

    def _show_fitting(self) -> None:
        if self._filter.rowCount():
            if not self._cards.currentIndex().isValid():
                self._cards.setCurrentIndex(self._filter.index(0, 0))
            self._stack.setCurrentWidget(self._cards)
        elif self._model.rowCount():
            self._state.empty(
                "No customer fits",
                f"Nobody here has “{self._search.text()}” in name, trouble, sector or skills.",
                "Clear the search", "mdi6.close",
            )  # fmt: skip
            self._stack.setCurrentWidget(self._state)
        else:
            self._state.empty(
                "There are no customers here",
                "No usable customer file was found, so there is nobody to call yet. "
                "Put customer files into your personas folder, or install voicedrill again to get its own.",
                "Look again", "mdi6.refresh",
            )  # fmt: skip
            self._stack.setCurrentWidget(self._state)
        self._open_button.setEnabled(self._stack.currentWidget() is self._cards)

    def _help(self) -> None:
        if self._search.text():
            self._search.clear()
            self._search.setFocus()
        else:
            self.reload_wanted.emit()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(CustomerRole))

    def _arrange(self, appearance: Appearance) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(XS)
        titles.addWidget(text_label("Choose a customer", size=HUGE, strong=True, wrap=False))
        titles.addWidget(text_label("Everything stays on this machine.", "quiet", wrap=False))
        top = QHBoxLayout()
        top.addLayout(titles)
        top.addStretch()
        look = IconButton("Appearance", "mdi6.theme-light-dark", tip="Light, dark, or as the system")
        look.setMenu(self._appearance_menu(appearance))
        voices = IconButton("Voices", "mdi6.account-voice", tip="Hear how the customers sound, and choose")
        voices.clicked.connect(self.voices_wanted)
        history = IconButton("Your calls", "mdi6.history", tip="The calls so far, and how each skill goes")
        history.clicked.connect(self.history_wanted)
        top.addWidget(history, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._headset, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(voices, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)

        again = IconButton("Look again", "mdi6.refresh", role="small", tip="Read the customer files again")
        again.clicked.connect(self.reload_wanted)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(Glyph("mdi6.alert-outline", "notice"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._notice_text, 1)
        row.addStretch()
        row.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
        self._notice.body.addLayout(row)

        self._stack = QStackedLayout()
        self._stack.addWidget(self._cards)
        self._stack.addWidget(self._state)
        bottom = QHBoxLayout()
        bottom.addStretch()
        bottom.addWidget(self._open_button)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addLayout(top)
        layout.addWidget(self._search)
        layout.addWidget(self._notice)
        layout.addLayout(self._stack, 1)
        layout.addLayout(bottom)

    def _appearance_menu(self, chosen: Appearance) -> QMenu:
        menu = QMenu("Appearance", self)
        group = QActionGroup(menu)
        words = {Appearance.SYSTEM: "As the system", Appearance.LIGHT: "Light", Appearance.DARK: "Dark"}
        for appearance, text in words.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(appearance is chosen)
            action.triggered.connect(lambda _checked, one=appearance: self.appearance_chosen.emit(one))
            group.addAction(action)
        return menu


def _broken_sentence(broken: tuple[BrokenFile, ...]) -> str:
    if not broken:
        return ""
    first = f"A customer file cannot be used. {broken[0].message}"
    if len(broken) == 1:
        return first
    return f"{len(broken)} customer files cannot be used. The first: {broken[0].message}"
