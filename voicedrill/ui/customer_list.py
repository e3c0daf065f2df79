"""The list of customers: cards in columns, as high as all of them, so that the page scrolls and not the list."""

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListView

from voicedrill.runtime.standing import Best
from voicedrill.ui.customer_cards import (
    CardDelegate,
    CustomerFilter,
    CustomerModel,
    CustomerRole,
    Wanted,
    card_height,
    card_width,
)
from voicedrill.ui.ports import Customer
from voicedrill.ui.translation import tr


class CustomerList(QListView):
    """The cards in as many columns as there is room for; arrows, Home, End and letters move, Enter opens.

    Signals
    -------
    opened(Customer)
        A customer was chosen.
    moved
        Another card is the current one.
    """

    opened = Signal(object)
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.everybody = CustomerModel()
        self._fitting = CustomerFilter()
        self._fitting.setSourceModel(self.everybody)
        self.setModel(self._fitting)
        self.setProperty("role", "cards")
        self.setAccessibleName(tr("Customers"))
        self.setItemDelegate(CardDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._open)

    @property
    def count(self) -> int:
        """How many customers fit."""
        return self._fitting.rowCount()

    def show_customers(self, customers: tuple[Customer, ...]) -> None:
        """Replace the customers."""
        self.everybody.show_customers(customers)
        self._fit_height()

    def show_best(self, best: dict[str, Best]) -> None:
        """Show the best result with each customer."""
        self.everybody.show_best(best)

    def narrow(self, wanted: Wanted) -> None:
        """Show only the customers that fit."""
        self._fitting.narrow(wanted)
        if not self.currentIndex().isValid() and self.count:
            self.setCurrentIndex(self._fitting.index(0, 0))
        self._fit_height()

    def open_current(self) -> None:
        """Choose the current customer."""
        self._open(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_height()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell, so that the page can scroll to it."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def _fit_height(self) -> None:
        columns = max(1, self.width() // card_width())
        self.setGridSize(QSize(self.width() // columns, card_height()))
        self.setFixedHeight(max(1, -(-self.count // columns)) * card_height())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(CustomerRole))
