"""The window: which page follows which."""

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from voicedrill.history.folder import ME
from voicedrill.runtime.past_calls import PastCall
from voicedrill.runtime.updates import Failed, Finished, PhaseChanged
from voicedrill.ui.bridge import Jobs
from voicedrill.ui.brief_page import BriefPage
from voicedrill.ui.call_page import CallPage
from voicedrill.ui.consent_desk import ConsentDesk
from voicedrill.ui.headset_desk import HeadsetDesk
from voicedrill.ui.history_desk import HistoryDesk
from voicedrill.ui.library_page import LibraryPage
from voicedrill.ui.line import Line
from voicedrill.ui.model_call_page import ModelCallPage
from voicedrill.ui.ports import Backend, CallChoice, Customer, Devices, Shelf
from voicedrill.ui.preferences import Preferences
from voicedrill.ui.question_box import ask
from voicedrill.ui.report_desk import ReportDesk, ReportedCall
from voicedrill.ui.theme import Appearance, Theme
from voicedrill.ui.voices_desk import VoicesDesk

_SIZE = QSize(1280, 800)
_SMALLEST = QSize(960, 640)


class MainWindow(QMainWindow):
    """Library, headset, brief, call, report; whatever takes long runs elsewhere.

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
    ) -> None:
        super().__init__()
        self._backend, self._theme, self._preferences, self._draw_seed = backend, theme, preferences, draw_seed
        self._jobs = Jobs(self)
        self._line: Line | None = None
        self._customer: Customer | None = None
        self._customers: tuple[Customer, ...] = ()
        self._connected = False
        self._closing = False
        self._back_to: QWidget | None = None
        self.library = LibraryPage(theme.appearance)
        self._desk = HeadsetDesk(backend, preferences, self._jobs, self)
        self.headset = self._desk.page
        self._voices_desk = VoicesDesk(backend, preferences, self._jobs, self)
        self.voices = self._voices_desk.page
        self._history_desk = HistoryDesk(backend, self._jobs, self)
        self.history = self._history_desk.page
        self.brief = BriefPage()
        self._consent = ConsentDesk(backend, self._jobs, self, self.brief.devices.show_problem)
        self.model = ModelCallPage()
        self.call = CallPage()
        self._report_desk = ReportDesk(backend, self._jobs, self)
        self.report = self._report_desk.page
        self._pages = QStackedWidget()
        before = (self.library, self.headset, self.voices, self.history, self.brief)
        for page in (*before, self.model, self.call, self.report):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE)
        self._connect()
        self._show_page(self.library, "")
        self._read_shelf()
        self._desk.read()
        self._voices_desk.read()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask when a call is running; else stop everything and close."""
        if self._line is not None:
            event.ignore()
            if self._pages.currentWidget() is self.model:
                self._end_and_close()
            elif not self._closing:
                self._ask_to_close()
            return
        if self._desk.busy:
            event.ignore()
            self._closing = True
            self._desk.leave()
            self.headset.show_ending()
            self._show_page(self.headset, "Headset")
            return
        self._voices_desk.leave()
        self._report_desk.leave()
        self.hide()
        self._jobs.close()
        event.accept()

    def _connect(self) -> None:
        self.library.opened.connect(self._choose_customer)
        self.library.reload_wanted.connect(self._read_shelf)
        self.library.appearance_chosen.connect(self._set_appearance)
        self.library.headset_wanted.connect(lambda: self._open_headset(self.library))
        self.library.voices_wanted.connect(self._open_voices)
        self.voices.left.connect(self._leave_voices)
        self.library.history_wanted.connect(self._open_history)
        self.history.left.connect(self._show_library)
        self.history.opened.connect(self._open_past_call)
        self._desk.known.connect(self.library.show_headsets)
        self._desk.known.connect(self.brief.devices.show_headsets)
        self._desk.free.connect(self._devices_free)
        self.headset.left.connect(self._leave_headset)
        self.brief.devices.check_wanted.connect(lambda: self._open_headset(self.brief))
        self.brief.left.connect(self._show_library)
        self.brief.started.connect(self._start_call)
        self.brief.model_wanted.connect(self._start_model_call)
        self.model.stop_wanted.connect(self._hang_up)
        self.model.left.connect(lambda: self._customer and self._open_brief(self._customer))
        self.brief.devices.retry_wanted.connect(self._look_for_devices)
        self.call.left.connect(self._show_library)
        self.call.hung_up.connect(self._hang_up)
        self.call.pressed.connect(self._press)
        self.call.folder_wanted.connect(_open_path)
        self.report.left.connect(self._leave_report)
        self.report.again.connect(self._call_again)
        self.report.report_wanted.connect(_open_path)

    def _show_page(self, page: QWidget, title: str) -> None:
        if page is not self.report:
            self._report_desk.leave()
        self._pages.setCurrentWidget(page)
        self.setWindowTitle(f"{title} – voicedrill" if title else "voicedrill")

    def _set_appearance(self, appearance: Appearance) -> None:
        self._theme.set_appearance(appearance)
        self._preferences.appearance = appearance

    # Library

    def _show_library(self) -> None:
        self._show_page(self.library, "")
        self.library.take_focus()

    def _read_shelf(self) -> None:
        self.library.show_busy()
        self._jobs.run(self._backend.shelf, self._show_shelf, self.library.show_error)

    def _show_shelf(self, shelf: Shelf) -> None:
        self._customers = shelf.customers
        self.library.show_shelf(shelf)
        if self._pages.currentWidget() is self.library:
            self.library.take_focus()

    # History

    def _open_history(self) -> None:
        self._history_desk.read()
        self._show_page(self.history, "Your calls")

    def _open_past_call(self, call: PastCall) -> None:
        self._show_report(ReportedCall(call.folder, past=True))

    def _call_again(self) -> None:
        """Open the brief of whoever called in the report; customers of old calls may be gone."""
        called = self._report_desk.customer_id
        customer = next((one for one in self._customers if one.persona.id == called), None)
        if customer is None:
            self._show_library()
        else:
            self._open_brief(customer)

    def _leave_report(self) -> None:
        if self._report_desk.past:
            self._open_history()
        else:
            self._show_library()

    # Headset

    def _open_headset(self, back_to: QWidget) -> None:
        self._back_to = back_to
        self._show_page(self.headset, "Headset")
        self._desk.open()

    def _leave_headset(self) -> None:
        if self._back_to is self.brief and self._customer is not None:
            self._show_brief(self._customer)
        else:
            self._show_library()

    # Voices

    def _open_voices(self) -> None:
        self._customer = None
        self._voices_desk.open()
        self._show_page(self.voices, "Voices")

    def _choose_customer(self, customer: Customer) -> None:
        if self._voices_desk.offers:
            self._customer = customer
            self._voices_desk.open(offer=True)
            self._show_page(self.voices, "Voices")
        else:
            self._open_brief(customer)

    def _leave_voices(self) -> None:
        self._voices_desk.leave()
        if self._customer is None:
            self._show_library()
        else:
            self._open_brief(self._customer)

    # Brief

    def _open_brief(self, customer: Customer) -> None:
        self._customer = customer
        self.brief.show_customer(customer, self._draw_seed())
        self._show_brief(customer)

    def _show_brief(self, customer: Customer) -> None:
        self._show_page(self.brief, customer.persona.name)
        self._look_for_devices()

    def _look_for_devices(self) -> None:
        self.brief.devices.show_busy()
        if not self._desk.busy:  # looking would take them from the check that is just ending
            self._jobs.run(self._backend.devices, self._show_devices, self.brief.devices.show_problem)

    def _devices_free(self) -> None:
        if self._closing:
            self.close()
        elif self._pages.currentWidget() is self.brief:
            self._look_for_devices()

    def _show_devices(self, devices: Devices) -> None:
        form = self.brief.devices
        form.show_devices(devices)
        form.choose(*self._preferences.devices)
        form.headset.setChecked(self._preferences.headset)
        form.push_to_talk.setChecked(self._preferences.push_to_talk)
        self.brief.cues.setChecked(self._preferences.cues)
        self.brief.line.setCurrentIndex(self.brief.line.findData(self._preferences.line))
        form.keep.setCurrentIndex(form.keep.findData(self._preferences.keep))
        self.brief.trainee.setText(self._preferences.trainee)
        self.brief.take_focus()

    # Call

    def _start_call(self, choice: CallChoice) -> None:
        self._preferences.trainee = "" if choice.trainee == ME else choice.trainee
        self._consent.settle(choice, self._dial)

    def _dial(self, choice: CallChoice) -> None:
        self._preferences.keep = choice.keep
        self._preferences.remember_devices(choice.input_device, choice.output_device, choice.headset)
        self._connected = False
        self._preferences.cues, self._preferences.push_to_talk = choice.cues, choice.push_to_talk
        self._preferences.line = choice.line
        self.call.begin(self.brief.casting, cues=choice.cues, push_to_talk=choice.push_to_talk)
        self._show_page(self.call, choice.customer.persona.name)
        line = Line(lambda listener: self._backend.call(choice, listener), self._jobs, self)
        bridge = line.bridge
        bridge.preparing.connect(self.call.show_preparing)
        bridge.phase_changed.connect(self._phase_changed)
        bridge.caption.connect(self.call.show_caption)
        bridge.levels.connect(self.call.show_levels)
        bridge.mood.connect(self.call.show_mood)
        bridge.cue.connect(self.call.show_cue)
        bridge.warned.connect(self.call.show_warning)
        line.ended.connect(self._call_ended)
        self._line = line
        line.start()

    def _phase_changed(self, update: PhaseChanged) -> None:
        self._connected = self._connected or update.phase == "talking"
        self.call.show_phase(update)

    def _press(self, kind: str, text: str) -> None:
        if self._line is not None:
            self._line.press(kind, text)

    def _hang_up(self) -> None:
        if self._line is not None:
            self.call.show_ending()
            self.model.show_ending()
            self._line.hang_up()

    def _call_ended(self, update: Finished | Failed) -> None:
        assert self._line is not None
        assert self._customer is not None
        given_up = self._line.wants_end and not self._connected
        self._line.deleteLater()
        self._line = None
        self._keep_notes(update.folder)
        if self._closing:
            self.close()
        elif given_up:
            self._open_brief(self._customer)
        elif isinstance(update, Failed):
            self.call.show_failed(update)
        else:
            self._show_report(ReportedCall(update.folder, passing=self._preferences.keep == "nothing"))

    def _keep_notes(self, folder: Path | None) -> None:
        notes = self.call.notes
        if folder is not None and notes:
            self._jobs.run(lambda: self._backend.keep_notes(folder, notes), lambda _: None, self.report.show_warning)

    # Model call

    def _start_model_call(self, choice: CallChoice) -> None:
        self._connected = False
        self.model.begin(self.brief.casting)
        self._show_page(self.model, "Model call")
        line = Line(lambda listener: self._backend.model_call(choice, listener), self._jobs, self)
        line.bridge.preparing.connect(self.model.show_preparing)
        line.bridge.caption.connect(self.model.show_caption)
        line.ended.connect(self._model_call_ended)
        self._line = line
        line.start()

    def _model_call_ended(self, update: Finished | Failed) -> None:
        assert self._line is not None
        assert self._customer is not None
        given_up = self._line.wants_end
        self._line.deleteLater()
        self._line = None
        if self._closing:
            self.close()
        elif given_up:
            self._open_brief(self._customer)
        elif isinstance(update, Failed):
            self.model.show_failed(update)
        else:
            self._show_report(ReportedCall(update.folder, model=True))

    # Report

    def _show_report(self, call: ReportedCall) -> None:
        self._show_page(self.report, "Report")
        self._report_desk.open(call)

    # Closing

    def _ask_to_close(self) -> None:
        ask(
            self,
            "The call is still going on.",
            "If you close the window, the call ends. What was said until now is kept.",
            {"End the call and close": self._end_and_close},
            stay="Stay in the call",
        )

    def _end_and_close(self) -> None:
        self._closing = True
        if self._line is None:
            self.close()
        else:
            self._hang_up()


def _open_path(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
