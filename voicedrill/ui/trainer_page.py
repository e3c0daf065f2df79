"""The trainer's corner: customers to copy and change, and sheets to print."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from voicedrill.ui.controls import Card, IconButton, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.page import Page
from voicedrill.ui.ports import Customer
from voicedrill.ui.question_box import ask
from voicedrill.ui.theme import scaled
from voicedrill.ui.tokens import SMALL
from voicedrill.ui.translation import tr
from voicedrill.ui.wording import difficulty_dots

_HEIGHT = 260
_CUSTOMER = Qt.ItemDataRole.UserRole


class TrainerPage(Page):
    """All customers, one's own marked, and what can be done with the chosen one.

    Signals
    -------
    copy_wanted(Customer), change_wanted(Customer), delete_wanted(Customer), sheet_wanted(Customer)
        What is to be done with a customer; only one's own are changed or deleted.
    class_wanted
        Large captions for a class are to be set up.
    """

    copy_wanted = Signal(object)
    change_wanted = Signal(object)
    delete_wanted = Signal(object)
    sheet_wanted = Signal(object)
    class_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Trainer's corner"), tr("Back to the customers"))
        self.say(tr("Make customers of your own company, and watch a call with the whole class."))
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Customers"))
        self._list.setMinimumHeight(scaled(_HEIGHT))
        self._list.currentItemChanged.connect(lambda *_: self._enable())
        self._list.itemActivated.connect(lambda _item: self._copy_or_change())
        self._buttons = {
            "copy": IconButton(
                tr("Duplicate"), "mdi6.content-copy", role="primary", tip=tr("Make a copy and change it")
            ),
            "change": IconButton(tr("Change"), "mdi6.pencil-outline", tip=tr("Change this customer of your own")),
            "sheet": IconButton(
                tr("Observer sheet"), "mdi6.printer-outline", tip=tr("A page to print for those who watch")
            ),
            "delete": IconButton(tr("Delete"), "mdi6.delete-outline", tip=tr("Delete this customer of your own")),
        }
        self._buttons["copy"].clicked.connect(lambda: self._emit(self.copy_wanted))
        self._buttons["change"].clicked.connect(lambda: self._emit(self.change_wanted))
        self._buttons["sheet"].clicked.connect(lambda: self._emit(self.sheet_wanted))
        self._buttons["delete"].clicked.connect(self._ask_to_delete)
        self._said = text_label("", "notice")
        self._said.hide()
        self._arrange()

    def show_customers(self, customers: tuple[Customer, ...]) -> None:
        """Show all customers, one's own first."""
        before = self.chosen
        self._list.clear()
        for customer in sorted(customers, key=lambda one: not one.own):
            who = customer.persona
            own = tr("Your own") if customer.own else tr("Comes with voicedrill")
            text = f"{who.name}: {who.title}   {difficulty_dots(who.difficulty)}   {own}"
            item = QListWidgetItem(text)
            item.setData(_CUSTOMER, customer)
            item.setToolTip(who.trouble)
            self._list.addItem(item)
            if before is not None and who.id == before.persona.id:
                self._list.setCurrentItem(item)
        if self._list.currentItem() is None:
            self._list.setCurrentRow(0)
        self._enable()

    @property
    def chosen(self) -> Customer | None:
        """The chosen customer."""
        item = self._list.currentItem()
        return item.data(_CUSTOMER) if item is not None else None

    def choose(self, persona_id: str) -> None:
        """Choose a customer."""
        for row in range(self._list.count()):
            if self._list.item(row).data(_CUSTOMER).persona.id == persona_id:
                self._list.setCurrentRow(row)

    def say_done(self, message: str) -> None:
        """Say what was done, or why not; empty takes it away."""
        self._said.setText(message)
        self._said.setVisible(bool(message))

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        self._list.setFocus()

    def _enable(self) -> None:
        customer = self.chosen
        for name, button in self._buttons.items():
            button.setEnabled(customer is not None and (customer.own or name in ("copy", "sheet")))

    def _emit(self, signal: Signal) -> None:
        if self.chosen is not None:
            signal.emit(self.chosen)

    def _copy_or_change(self) -> None:
        customer = self.chosen
        if customer is not None:
            (self.change_wanted if customer.own else self.copy_wanted).emit(customer)

    def _ask_to_delete(self) -> None:
        customer = self.chosen
        if customer is not None and customer.own:
            ask(
                self,
                tr("Delete this customer for good?"),
                tr("{name}: {title}. Calls that were made with it stay, with their reports.").format(
                    name=customer.persona.name, title=customer.persona.title
                ),
                {tr("Delete it"): lambda: self.delete_wanted.emit(customer)},
                stay=tr("Keep it"),
            )

    def _arrange(self) -> None:
        customers = Card(tr("Customers"))
        buttons = FlowRow()
        for button in self._buttons.values():
            buttons.add(button)
        for widget in (self._list, buttons, self._said):
            customers.body.addWidget(widget)
        watching = Card(tr("With a class"))
        for sentence in (
            tr("One trainee calls, the others watch: print an observer sheet for each of them."),
            tr("Switch the projector on in the settings: large captions, and nothing else on the screen."),
            tr("Talk about the marks on the sheets first, then open the report beside them."),
        ):
            watching.body.addWidget(text_label(sentence, size=SMALL))
        settings = IconButton(
            tr("Projector …"), "mdi6.projector-screen-outline", role="small", tip=tr("To the settings")
        )
        settings.clicked.connect(self.class_wanted)
        watching.body.addWidget(settings, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(customers, 1)
        self.body.addWidget(watching)
