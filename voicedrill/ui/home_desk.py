"""Leads through the first page: reading the customers, and where the trainee stands."""

from PySide6.QtCore import QObject, Signal

from voicedrill.history.folder import ME
from voicedrill.persona.schema import Persona
from voicedrill.runtime.standing import NOBODY, Standing
from voicedrill.scoring.learning_path import Help
from voicedrill.ui.home_page import HomePage
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.ports import Backend, Customer, Shelf
from voicedrill.ui.preferences import Preferences


class HomeDesk(QObject):
    """Connects the first page with the program behind the window.

    Signals
    -------
    shown
        The customers are there.
    """

    shown = Signal()

    def __init__(self, backend: Backend, preferences: Preferences, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._preferences, self._jobs = backend, preferences, jobs
        self._customers: tuple[Customer, ...] = ()
        self._standing = NOBODY
        self._to_open = ""
        self.page = HomePage()
        self.page.reload_wanted.connect(self.read)

    def read(self) -> None:
        """Read the customers, then where the trainee stands."""
        self.page.show_busy()
        self._jobs.run(self._backend.shelf, self._show_shelf, self.page.show_error)

    def read_and_open(self, persona_id: str) -> None:
        """Read the customers, and choose one of them as soon as she is there."""
        self._to_open = persona_id
        self.read()

    def refresh(self) -> None:
        """Look again where the trainee stands; without effect before the customers are there."""
        if not self._customers:
            return
        trainee = self._preferences.trainee or ME
        personas = tuple(customer.persona for customer in self._customers)
        self._jobs.run(lambda: self._backend.standing(trainee, personas), self._show_standing, self.page.show_warning)

    def customer(self, persona_id: str) -> Customer | None:
        """Return a customer by her id; None when she is not there any more."""
        return next((one for one in self._customers if one.persona.id == persona_id), None)

    def help_for(self, persona: Persona) -> Help:
        """Return how much help a call with her should have."""
        return self._standing.help[persona.difficulty]

    def _show_shelf(self, shelf: Shelf) -> None:
        self._customers = shelf.customers
        self.page.show_shelf(shelf)
        self.shown.emit()
        wanted, self._to_open = self._to_open, ""
        customer = self.customer(wanted)
        if customer is not None:
            self.page.opened.emit(customer, "")
        self.refresh()

    def _show_standing(self, standing: Standing) -> None:
        self._standing = standing
        self.page.show_standing(standing)
