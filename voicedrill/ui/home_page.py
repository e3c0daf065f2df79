"""The first page: go on, what comes next, the skills, and the customers to choose from."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from voicedrill.history.baselines import CheckedHeadset
from voicedrill.persona.schema import Skill
from voicedrill.report.wording import SKILLS
from voicedrill.runtime.standing import NOBODY, Standing
from voicedrill.ui.broken_cards import BrokenCards
from voicedrill.ui.controls import IconButton, text_label
from voicedrill.ui.customer_cards import Wanted
from voicedrill.ui.customer_list import CustomerList
from voicedrill.ui.family_bars import FamilyBars
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.headset_words import state
from voicedrill.ui.invitation import Invitation
from voicedrill.ui.page import ScrollBody
from voicedrill.ui.ports import Customer, Shelf
from voicedrill.ui.state_panel import StatePanel
from voicedrill.ui.theme import scaled
from voicedrill.ui.tokens import HUGE, SMALL, XL, L, M
from voicedrill.ui.translation import tr
from voicedrill.ui.wording import difficulty_dots

_BESIDE = 1080
"""From this width on the invitations and the skills stand beside each other, in pixels at 100 %."""


class HomePage(QWidget):
    """Where one begins, and comes back to.

    Signals
    -------
    opened(Customer, str)
        A customer was chosen, and a case of hers; an empty case is any.
    reload_wanted
        The customers are to be read again.
    navigated(str)
        Another page is wanted: ``skills``, ``history``, ``headset``, ``trainer``, ``settings`` or ``help``.
    """

    opened = Signal(object, str)
    reload_wanted = Signal()
    navigated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._standing = NOBODY
        self._customers: dict[str, Customer] = {}
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Search: a name, a trouble, a skill"))
        self._search.setAccessibleName(tr("Search the customers"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self._kind = _filter_box(tr("Calls or interviews"))
        self._sector = _filter_box(tr("Sector"))
        self._difficulty = _filter_box(tr("Difficulty"))
        self._skill = _filter_box(tr("Skill"))
        self._fill_boxes()
        for box in (self._kind, self._sector, self._difficulty, self._skill):
            box.currentIndexChanged.connect(self._narrow)
        self._cards = CustomerList()
        self._cards.opened.connect(lambda customer: self.opened.emit(customer, ""))
        self._cards.moved.connect(self._follow)
        self._open_button = IconButton(tr("Read the brief"), "mdi6.arrow-right", role="primary")
        self._open_button.clicked.connect(self._cards.open_current)
        self._go_on = Invitation("mdi6.phone-return")
        self._go_on.taken.connect(self.opened)
        self._next = Invitation("mdi6.compass-outline")
        self._next.taken.connect(self.opened)
        self._families = FamilyBars()
        self._families.chosen.connect(self.show_family)
        self._state = StatePanel()
        self._state.helped.connect(self._help)
        self._broken = BrokenCards()
        self._broken.again.connect(self.reload_wanted)
        self._warning = text_label("", "notice")
        self._warning.hide()
        self._upper = QGridLayout()
        self._body = ScrollBody(tr("Home"))
        self._ways: dict[str, IconButton] = {}
        self._arrange()
        find = QAction(tr("Search"), self)
        find.setShortcut(QKeySequence.StandardKey.Find)
        find.triggered.connect(self._search.setFocus)
        self.addAction(find)
        self.show_busy()

    def show_busy(self) -> None:
        """Show that the customers are being read."""
        self._broken.show_broken(())
        self._open_button.setEnabled(False)
        self._state.busy(tr("Reading the customers …"), "")
        self._stack.setCurrentWidget(self._state)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show the customers and the broken files."""
        self._customers = {customer.persona.id: customer for customer in shelf.customers}
        self._cards.show_customers(shelf.customers)
        _refill(self._sector, tr("All sectors"), sorted({one.persona.sector for one in shelf.customers}))
        self._broken.show_broken(shelf.broken)
        self._invite()
        self._narrow()

    def show_standing(self, standing: Standing) -> None:
        """Show where the trainee stands."""
        self._standing = standing
        self.show_warning("")
        self._cards.show_best(standing.best)
        self._families.show_standing(standing)
        self._invite()

    def show_headsets(self, headsets: tuple[CheckedHeadset, ...]) -> None:
        """Show whether, and when, a headset was checked last."""
        latest = max(headsets, key=lambda one: one.made_at, default=None)
        said = tr("Headset: {state}").format(state=state(latest))
        self._ways["headset"].setAccessibleName(said)
        self._ways["headset"].setToolTip(f"{said}. {tr('Check microphone and loudspeaker in a guided minute')}")

    def show_kind(self, kind: str) -> None:
        """Show calls, interviews, or both for an empty kind."""
        self._kind.setCurrentIndex(max(0, self._kind.findData(kind)))

    def show_skill(self, skill: str) -> None:
        """Show the customers who practise a skill."""
        self._clear()
        self._skill.setCurrentIndex(max(0, self._skill.findText(SKILLS[skill])))
        self.take_focus()

    def show_family(self, family: str, skills: tuple[Skill, ...]) -> None:
        """Show the customers who practise a skill of a family."""
        self._clear()
        known = self._skill.findText(family)
        if known < 0:
            self._skill.addItem(family, skills)
            known = self._skill.count() - 1
        self._skill.setCurrentIndex(known)
        self.take_focus()

    def show_error(self, message: str) -> None:
        """Show that the customers could not be read."""
        self._state.error(
            tr("The customers could not be read"), message, "", help_text=tr("Try again"), help_icon="mdi6.refresh"
        )
        self._stack.setCurrentWidget(self._state)

    def show_warning(self, message: str) -> None:
        """Say why the results so far are not shown; empty takes it away."""
        self._warning.setText(message)
        self._warning.setVisible(bool(message))

    def take_focus(self) -> None:
        """Put the keyboard where one goes on: on the cards."""
        self._cards.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the down key and Enter in the search field move on to the cards."""
        if watched is self._search and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._cards.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._cards.open_current()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QEvent) -> None:
        """Put the upper cards beside or below each other."""
        super().resizeEvent(event)
        self._place_upper()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_upper()

    def _invite(self) -> None:
        latest, advice = self._standing.latest, self._standing.advice
        called = self._customers.get(latest.persona_id) if latest else None
        if latest is not None and called is not None:
            result = tr("not scored") if latest.score is None else tr("{score} of 100").format(score=latest.score)
            text = tr("{case}. Last time: {result}. This would be try {number}.")
            text = text.format(case=latest.case_title, result=result, number=latest.tries + 1)
            self._go_on.invite(tr("Once more"), called, latest.case_id, text)
        else:
            self._go_on.hide()
        advised = self._customers.get(advice.persona.id) if advice else None
        if advice is not None and advised is not None:
            heading = tr("Next for you") if latest else tr("A good beginning")
            self._next.invite(heading, advised, advice.case.id, advice.why)
        else:
            self._next.hide()
        self._families.setVisible(latest is not None)
        self._place_upper()

    def _place_upper(self) -> None:
        shown = [one for one in (self._go_on, self._next, self._families) if not one.isHidden()]
        beside = self.width() >= scaled(_BESIDE)
        for widget in (self._go_on, self._next, self._families):
            self._upper.removeWidget(widget)
        for place, widget in enumerate(shown):
            self._upper.addWidget(widget, 0 if beside else place, place if beside else 0)

    def _wanted(self) -> Wanted:
        return Wanted(
            self._search.text(),
            self._kind.currentData() or "",
            self._sector.currentData() or "",
            self._difficulty.currentData() or 0,
            self._skill.currentData() or (),
        )

    def _narrow(self) -> None:
        self._cards.narrow(self._wanted())
        if self._cards.count:
            self._stack.setCurrentWidget(self._cards)
        elif self._cards.everybody.rowCount():
            self._state.empty(
                tr("No customer fits"),
                tr("Nobody here has all of what you look for in name, trouble, sector, difficulty and skills."),
                tr("Show everybody"), "mdi6.close",
            )  # fmt: skip
            self._stack.setCurrentWidget(self._state)
        else:
            self._state.empty(
                tr("There are no customers here"),
                tr(
                    "No usable customer file was found, so there is nobody to call yet. "
                    "Put customer files into your personas folder, or install voicedrill again to get its own."
                ),
                tr("Look again"), "mdi6.refresh",
            )  # fmt: skip
            self._stack.setCurrentWidget(self._state)
        self._open_button.setEnabled(self._stack.currentWidget() is self._cards)

    def _clear(self) -> None:
        self._search.clear()
        for box in (self._kind, self._sector, self._difficulty, self._skill):
            box.setCurrentIndex(0)

    def _help(self) -> None:
        if self._cards.everybody.rowCount() and not self._cards.count:
            self._clear()
            self._search.setFocus()
        else:
            self.reload_wanted.emit()

    def _follow(self) -> None:
        if self._cards.hasFocus():
            card = self._cards.visualRect(self._cards.currentIndex())
            at = self._cards.mapTo(self._body.widget(), card.center())
            self._body.ensureVisible(at.x(), at.y(), 0, card.height() // 2 + M)

    def _fill_boxes(self) -> None:
        for words, kind in ((tr("Calls and interviews"), ""), (tr("Calls"), "call"), (tr("Interviews"), "interview")):
            self._kind.addItem(words, kind)
        self._sector.addItem(tr("All sectors"), "")
        self._difficulty.addItem(tr("Any difficulty"), 0)
        for difficulty in range(1, 6):
            self._difficulty.addItem(difficulty_dots(difficulty), difficulty)
        self._skill.addItem(tr("Any skill"), ())
        for skill, name in SKILLS.items():
            if skill != "reflection":  # practised after every call, by no customer
                self._skill.addItem(name, (skill,))

    def _arrange(self) -> None:
        ways = FlowRow()
        for page, words, icon, tip in (
            ("skills", tr("Skills"), "mdi6.school-outline", tr("A minute for each skill: why, how it sounds, one try")),
            ("history", tr("Your calls"), "mdi6.history", tr("The calls so far, and how each skill goes")),
            ("headset", tr("Headset"), "mdi6.headset", tr("Check microphone and loudspeaker in a guided minute")),
            (
                "trainer",
                tr("Trainer's corner"),
                "mdi6.human-male-board",
                tr("Your own customers, sheets to print"),
            ),
            ("settings", tr("Settings"), "mdi6.cog-outline", tr("Look, size of text, voices, what is kept")),
            ("help", tr("Help"), "mdi6.help-circle-outline", tr("How a call goes, all keys, what is measured")),
        ):
            button = IconButton(words, icon, tip=tip)
            button.clicked.connect(lambda _=False, one=page: self.navigated.emit(one))
            ways.add(button)
            self._ways[page] = button
        self._upper.setSpacing(M)
        for widget in (self._go_on, self._next, self._families):
            self._upper.addWidget(widget)
        filters = FlowRow()
        for box in (self._kind, self._sector, self._difficulty, self._skill):
            filters.add(box)
        library = QWidget()
        self._stack = QStackedLayout(library)
        self._stack.addWidget(self._cards)
        self._stack.addWidget(self._state)
        column = self._body.column
        column.addLayout(self._upper)
        column.addWidget(self._warning)
        column.addWidget(self._broken)
        column.addWidget(self._search)
        column.addWidget(filters)
        column.addWidget(library)
        column.addStretch()
        bottom = QHBoxLayout()
        bottom.addWidget(text_label(tr("Everything stays on this machine."), "quiet", SMALL), 1)
        bottom.addWidget(self._open_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addWidget(ways)
        layout.addWidget(text_label(tr("Practise a call"), size=HUGE, strong=True))
        layout.addWidget(self._body, 1)
        layout.addLayout(bottom)


def _filter_box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _refill(box: QComboBox, everything: str, values: list[str]) -> None:
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, "")
    for value in values:
        box.addItem(value, value)
    box.setCurrentIndex(max(0, box.findData(before)))
    box.blockSignals(False)
