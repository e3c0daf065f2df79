"""Leads through the first start: fetching what is missing."""

from PySide6.QtCore import QObject, Signal

from voicedrill.history.baselines import CheckedHeadset
from voicedrill.runtime.first_models import MissingModels
from voicedrill.ui.fetch import Fetch
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.ports import Backend
from voicedrill.ui.preferences import Preferences
from voicedrill.ui.welcome_page import WelcomePage


class WelcomeDesk(QObject):
    """Connects the welcome page with the program behind the window.

    Signals
    -------
    chosen(str)
        The purpose.
    """

    chosen = Signal(str)

    def __init__(self, backend: Backend, preferences: Preferences, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._preferences, self._jobs = backend, preferences, jobs
        self._fetch = Fetch(self)
        self.page = WelcomePage()
        self.page.purpose_chosen.connect(self._choose)
        self.page.models_wanted.connect(self._get)
        self.page.models_stopped.connect(self._stop)
        self._fetch.progressed.connect(self.page.show_progress)

    @property
    def needed(self) -> bool:
        """Whether this is the first start."""
        return not self._preferences.purpose

    def open(self) -> None:
        """Ask what the window is for, and look meanwhile what is missing."""
        self.page.ask()
        self._look()

    def leave(self) -> None:
        """Stop what is being fetched."""
        self._fetch.stop()

    def show_headsets(self, headsets: tuple[CheckedHeadset, ...]) -> None:
        """Show whether a headset was checked."""
        self.page.show_headset(checked=bool(headsets))

    def _choose(self, purpose: str) -> None:
        self._preferences.purpose = purpose
        self.page.show_ready()
        self.chosen.emit(purpose)

    def _look(self) -> None:
        self._jobs.run(self._backend.missing_models, self._show_missing, self.page.show_problem)

    def _show_missing(self, missing: MissingModels) -> None:
        self.page.show_missing(missing)

    def _get(self) -> None:
        self._fetch.begin()
        self.page.show_progress("Connecting", None)
        self._jobs.run(lambda: self._backend.get_models(self._fetch.tell), self._show_missing, self._failed)

    def _stop(self) -> None:
        self._fetch.stop()
        self._look()

    def _failed(self, message: str) -> None:
        if not self._fetch.stopped:
            self.page.show_problem(message)
