"""The window: which page follows which."""

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from voicedrill.history.folder import ME
from voicedrill.runtime.past_calls import PastCall
from voicedrill.ui.after_call_desk import AfterCallDesk
from voicedrill.ui.brief_page import BriefPage
from voicedrill.ui.call_desk import CallDesk
from voicedrill.ui.consent_desk import ConsentDesk
from voicedrill.ui.files_desk import FilesDesk
from voicedrill.ui.headset_desk import HeadsetDesk
from voicedrill.ui.help_page import HelpPage
from voicedrill.ui.history_desk import HistoryDesk
from voicedrill.ui.home_desk import HomeDesk
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.model_call_desk import ModelCallDesk
from voicedrill.ui.ports import Backend, CallChoice, Customer, Devices
from voicedrill.ui.preferences import Preferences
from voicedrill.ui.question_box import ask
from voicedrill.ui.report_desk import ReportDesk, ReportedCall
from voicedrill.ui.settings_desk import SettingsDesk
from voicedrill.ui.skills_desk import SkillsDesk
from voicedrill.ui.theme import Theme
from voicedrill.ui.trainer_desk import TrainerDesk
from voicedrill.ui.translation import tr
from voicedrill.ui.voices_desk import VoicesDesk
from voicedrill.ui.welcome_desk import WelcomeDesk


class MainWindow(QWidget):
    """Welcome, home, headset, brief, call, report and the rest; whatever takes long runs elsewhere.

    Parameters
    ----------
    backend : Backend
        The program behind the window.
    theme : Theme
        How the application is dressed.
    preferences : Preferences
        What is remembered.
    draw_seed : callable
        Returns the seed of the next call.
    """

    def __init__(
        self,
        backend: Backend,
        theme: Theme,
        preferences: Preferences,
        draw_seed: Callable[[], int] = lambda: random.randrange(1, 1_000_000),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._backend, self._theme, self._preferences, self._draw_seed = backend, theme, preferences, draw_seed
        self._jobs = Jobs(self)
        self._customer: Customer | None = None
        self._case = ""
        self._closing = False
        self._back_to: QWidget | None = None
        self._welcome_desk = WelcomeDesk(backend, preferences, self._jobs, self)
        self.welcome = self._welcome_desk.page
        self._home_desk = HomeDesk(backend, preferences, self._jobs, self)
        self.home = self._home_desk.page
        self._headset_desk = HeadsetDesk(backend, preferences, self._jobs, self)
        self.headset = self._headset_desk.page
        self._voices_desk = VoicesDesk(backend, preferences, self._jobs, self)
        self.voices = self._voices_desk.page
        self._history_desk = HistoryDesk(backend, self._jobs, self)
        self.history, self.compare = self._history_desk.page, self._history_desk.compare
        self._skills_desk = SkillsDesk(backend, preferences, self._jobs, self)
        self.skills = self._skills_desk.page
        self._trainer_desk = TrainerDesk(backend, self._jobs, self)
        self.trainer, self.draft = self._trainer_desk.page, self._trainer_desk.form
        self._settings_desk = SettingsDesk(theme, preferences, self)
        self.settings = self._settings_desk.page
        self._files_desk = FilesDesk(backend, preferences, self.settings.files, self._jobs, self)
        self.help = HelpPage()
        self.brief = BriefPage()
        self._consent = ConsentDesk(backend, self._jobs, self, self.brief.devices.show_problem)
        self._model_desk = ModelCallDesk(backend, self._jobs, self)
        self.model = self._model_desk.page
        self._call_desk = CallDesk(backend, self._jobs, self)
        self.call = self._call_desk.page
        self._after_desk = AfterCallDesk(backend, self._jobs, self)
        self._report_desk = ReportDesk(backend, self._jobs, self)
        self.report = self._report_desk.page
        self._pages = QStackedWidget()
        for page in (
            self.home, self.welcome, self.headset, self.voices, self.history, self.compare, self.skills, self.trainer,
            self.draft, self.settings, self.help, self.brief, self.model, self.call, self._after_desk.wrap_up,
            self._after_desk.reflect, self.report,
        ):  # fmt: skip
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._connect_pages()
        self._connect_calls()
        self._home_desk.read()
        self._headset_desk.read()
        if self._welcome_desk.needed:
            self._welcome_desk.open()
            self._show_page(self.welcome)
        else:
            self._show_home()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask when a call is running; else stop everything and close."""
        if self._call_desk.busy or self._model_desk.busy:
            event.ignore()
            if self._model_desk.busy:
                self._end_and_close()
            elif not self._closing:
                self._ask_to_close()
            return
        if self._headset_desk.busy:
            event.ignore()
            self._closing = True
            self._headset_desk.leave()
            self.headset.show_ending()
            self._show_page(self.headset)
            return
        if self._skills_desk.busy:
            event.ignore()
            self._closing = True
            self._skills_desk.leave()
            return
        for desk in (
            self._voices_desk,
            self._welcome_desk,
            self._skills_desk,
            self._trainer_desk,
            self._files_desk,
            self._report_desk,
            self._after_desk,
        ):
            desk.leave()
        self.window().hide()
        self._jobs.close()
        event.accept()

    def _connect_pages(self) -> None:
        self._welcome_desk.chosen.connect(self._choose_purpose)
        self.welcome.check_wanted.connect(lambda: self._open_headset(self.welcome))
        self.welcome.done.connect(self._show_home)
        self.home.opened.connect(self._choose_customer)
        self.home.navigated.connect(self._navigate)
        self._home_desk.shown.connect(self._voices_desk.read)
        self._home_desk.shown.connect(self._files_desk.sweep)
        self._files_desk.changed.connect(self._home_desk.read)
        self._home_desk.shown.connect(lambda: self._pages.currentWidget() is self.home and self.home.take_focus())
        self.voices.left.connect(self._leave_voices)
        self.history.left.connect(self._show_home)
        self.history.opened.connect(self._open_past_call)
        self._history_desk.compared.connect(lambda: self._show_page(self.compare))
        self.compare.left.connect(lambda: self._show_page(self.history))
        self.settings.left.connect(self._show_home)
        self.help.left.connect(self._show_home)
        self.skills.left.connect(self._show_home)
        self.trainer.left.connect(self._show_home)
        self.trainer.class_wanted.connect(lambda: self._navigate("settings"))
        self._trainer_desk.page_wanted.connect(self._show_page)
        self._trainer_desk.changed.connect(self._home_desk.read)
        self._trainer_desk.call_wanted.connect(self._home_desk.read_and_open)
        self.skills.view.practise_wanted.connect(self._practise)
        self._skills_desk.free.connect(self._devices_free)
        self.settings.voices_wanted.connect(self._open_voices)
        self.settings.headset_wanted.connect(lambda: self._open_headset(self.settings))
        self.settings.files.folder_wanted.connect(lambda: _open_path(self._backend.files()))
        self.settings.trainee_chosen.connect(self._home_desk.refresh)
        self._headset_desk.known.connect(self.home.show_headsets)
        self._headset_desk.known.connect(self._welcome_desk.show_headsets)
        self._headset_desk.known.connect(self.brief.devices.show_headsets)
        self._headset_desk.free.connect(self._devices_free)
        self.headset.left.connect(self._leave_headset)

    def _connect_calls(self) -> None:
        self.brief.devices.check_wanted.connect(lambda: self._open_headset(self.brief))
        self.brief.devices.retry_wanted.connect(self._look_for_devices)
        self.brief.left.connect(self._show_home)
        self.brief.started.connect(self._start_call)
        self.brief.model_wanted.connect(self._start_model_call)
        self.model.left.connect(self._reopen_brief)
        self._model_desk.finished.connect(lambda folder: self._show_report(ReportedCall(folder, model=True)))
        self.call.left.connect(self._show_home)
        self.call.folder_wanted.connect(_open_path)
        self._call_desk.finished.connect(self._call_finished)
        self._after_desk.page_wanted.connect(self._show_page)
        self._after_desk.done.connect(self._report_call)
        for desk in (self._call_desk, self._after_desk):
            desk.not_kept.connect(self._report_desk.warn)
        for desk in (self._model_desk, self._call_desk):
            desk.free.connect(self._line_free)
            desk.given_up.connect(self._reopen_brief)
        self.report.left.connect(self._leave_report)
        self._report_desk.deleted.connect(self._leave_deleted)
        self.report.again.connect(self._call_again)
        self.report.report_wanted.connect(_open_path)

    def _show_page(self, page: QWidget, title: str = "") -> None:
        if page is not self.report:
            self._report_desk.leave()
        if page is not self.skills:
            self._skills_desk.leave()
        self._pages.setCurrentWidget(page)
        title = title or page.windowTitle()
        self.setWindowTitle(f"{title} – voicedrill" if title else "voicedrill")

    # First start

    def _choose_purpose(self, purpose: str) -> None:
        self.home.show_kind({"calls": "call", "interviews": "interview"}.get(purpose, ""))
        self.settings.refresh()

    # Home

    def _show_home(self) -> None:
        self._show_page(self.home)
        self.home.take_focus()
        self._home_desk.refresh()

    def _navigate(self, to: str) -> None:
        match to:
            case "history":
                self._history_desk.read()
                self._show_page(self.history)
            case "headset":
                self._open_headset(self.home)
            case "skills":
                self._show_page(self.skills)
                self._skills_desk.open()
            case "trainer":
                self._trainer_desk.open()
            case "help":
                self._show_page(self.help)
            case "settings":
                self.settings.refresh()
                self._show_page(self.settings)

    def _practise(self, skill: str) -> None:
        self._show_home()
        self.home.show_skill(skill)

    # History

    def _open_past_call(self, call: PastCall) -> None:
        self._show_report(ReportedCall(call.folder, past=True))

    def _call_again(self) -> None:
        """Open the brief of whoever called in the report; customers of old calls may be gone."""
        customer = self._home_desk.customer(self._report_desk.customer_id)
        if customer is None:
            self._show_home()
        else:
            self._open_brief(customer)

    def _leave_report(self) -> None:
        if self._report_desk.past:
            self._navigate("history")
        else:
            self._show_home()

    def _leave_deleted(self) -> None:
        if self._pages.currentWidget() is self.report:
            self._navigate("history")

    # Headset

    def _open_headset(self, back_to: QWidget) -> None:
        self._back_to = back_to
        self._show_page(self.headset)
        self._headset_desk.open()

    def _leave_headset(self) -> None:
        if self._back_to is self.brief and self._customer is not None:
            self._show_brief(self._customer)
        elif self._back_to in (self.welcome, self.settings):
            self._show_page(self._back_to)
        else:
            self._show_home()

    # Voices

    def _open_voices(self) -> None:
        self._customer = None
        self._voices_desk.open()
        self._show_page(self.voices)

    def _choose_customer(self, customer: Customer, case_id: str = "") -> None:
        self._case = case_id
        if self._voices_desk.offers:
            self._customer = customer
            self._voices_desk.open(offer=True)
            self._show_page(self.voices)
        else:
            self._open_brief(customer)

    def _leave_voices(self) -> None:
        self._voices_desk.leave()
        if self._customer is None:
            self._navigate("settings")
        else:
            self._open_brief(self._customer)

    # Brief

    def _open_brief(self, customer: Customer) -> None:
        self._customer = customer
        case_id, self._case = self._case, ""
        self.brief.show_customer(customer, self._draw_seed(), case_id, self._home_desk.help_for(customer.persona))
        self._show_brief(customer)

    def _reopen_brief(self) -> None:
        if self._customer is not None:
            self._open_brief(self._customer)

    def _show_brief(self, customer: Customer) -> None:
        self._show_page(self.brief, customer.persona.name)
        self._look_for_devices()

    def _look_for_devices(self) -> None:
        self.brief.devices.show_busy()
        if not (self._headset_desk.busy or self._skills_desk.busy):  # looking would take them from what just ends
            self._jobs.run(self._backend.devices, self._show_devices, self.brief.devices.show_problem)

    def _devices_free(self) -> None:
        if self._closing:
            self.window().close()
        elif self._pages.currentWidget() is self.brief:
            self._look_for_devices()

    def _show_devices(self, devices: Devices) -> None:
        self.brief.devices.show_devices(devices)
        self.brief.recall(self._preferences)
        self.brief.take_focus()

    # Call

    def _start_call(self, choice: CallChoice) -> None:
        self._preferences.trainee = "" if choice.trainee == ME else choice.trainee
        self._consent.settle(choice, self._dial)

    def _dial(self, choice: CallChoice) -> None:
        self._preferences.remember_call(choice)
        self._call_desk.dial(choice, self.brief.casting, self._preferences.call_look)
        self._show_page(self.call, choice.customer.persona.name)

    def _line_free(self) -> None:
        if self._closing:
            self.window().close()

    def _call_finished(self, folder: Path) -> None:
        if not self._closing and self._customer is not None:
            passing = self._preferences.keep == "nothing"
            self._after_desk.open(folder, self._customer.persona, self.call.notes, passing=passing)

    def _report_call(self, folder: Path) -> None:
        self._show_report(ReportedCall(folder, passing=self._preferences.keep == "nothing"))

    def _start_model_call(self, choice: CallChoice) -> None:
        self._model_desk.make(choice, self.brief.casting)
        self._show_page(self.model)

    # Report

    def _show_report(self, call: ReportedCall) -> None:
        self._show_page(self.report)
        self._report_desk.open(call)

    # Closing

    def _ask_to_close(self) -> None:
        ask(
            self,
            tr("The call is still going on."),
            tr("If you close the window, the call ends. What was said until now is kept."),
            {tr("End the call and close"): self._end_and_close},
            stay=tr("Stay in the call"),
        )

    def _end_and_close(self) -> None:
        self._closing = True
        if self._call_desk.busy or self._model_desk.busy:
            self._call_desk.hang_up()
            self._model_desk.hang_up()
        else:
            self.window().close()


def _open_path(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
