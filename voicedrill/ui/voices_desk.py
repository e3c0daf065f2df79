"""Leads through the choice of the customers' voice: hearing both, fetching, removing."""

from PySide6.QtCore import QObject

from voicedrill.runtime.voice_offer import CustomerVoices
from voicedrill.speech.samples import SAMPLE_RATE_HZ
from voicedrill.ui.fetch import Fetch
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.playback import Playback
from voicedrill.ui.ports import Backend, Recording
from voicedrill.ui.preferences import Preferences
from voicedrill.ui.translation import tr
from voicedrill.ui.voices_page import VoicesPage


class VoicesDesk(QObject):
    """Connects the voices page with the program behind the window."""

    def __init__(self, backend: Backend, preferences: Preferences, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._preferences, self._jobs = backend, preferences, jobs
        self._voices: CustomerVoices | None = None
        self._fetch = Fetch(self)
        self.page = VoicesPage()
        self._playback = Playback(backend, jobs, self)
        self._playback.failed.connect(self.page.show_notice)
        self.page.sample_wanted.connect(self._hear)
        self.page.get_wanted.connect(self._get)
        self.page.remove_wanted.connect(self._remove)
        self.page.stop_wanted.connect(self._fetch.stop)
        self._fetch.progressed.connect(self._show_progress)

    @property
    def offers(self) -> bool:
        """Whether the natural voice should be offered now: it is not there, and nobody was asked yet."""
        return self._voices is not None and self._voices.worth_offering and not self._preferences.voices_offered

    def read(self) -> None:
        """Look which voice speaks, unless nothing is to be offered any more."""
        if not self._preferences.voices_offered:
            self._jobs.run(self._backend.voices, self._keep, lambda _message: None)

    def open(self, *, offer: bool = False) -> None:
        """Show the page: as an offer on the way to a call, or because somebody asked for it."""
        self.page.show_offer(offer=offer)
        if offer and self._voices is not None:
            self._preferences.voices_offered = True
            self.page.show_voices(self._voices)
        else:
            self.page.show_busy("Looking for voices", "The first time, the lifelike voice is tried out.", None)
            self._jobs.run(self._backend.voices, self._show, self.page.show_notice)

    def leave(self) -> None:
        """Stop what plays and what is being fetched."""
        self._playback.stop()
        self._fetch.stop()

    def _keep(self, voices: CustomerVoices) -> None:
        self._voices = voices

    def _show(self, voices: CustomerVoices) -> None:
        self._voices = voices
        self.page.show_voices(voices)

    def _hear(self, natural: bool) -> None:
        self._playback.stop()
        self._jobs.run(lambda: self._backend.voice_sample(natural=natural), self._play, self.page.show_notice)

    def _play(self, sample: Recording) -> None:
        if self.page.isVisible():
            self._playback.play(sample, 0.0, sample.shape[-1] / SAMPLE_RATE_HZ)

    def _get(self) -> None:
        self._playback.stop()
        self._fetch.begin()
        self._show_progress("Getting the lifelike voice", None)
        self._jobs.run(lambda: self._backend.get_voice(self._fetch.tell), self._show, self._failed)

    def _failed(self, message: str) -> None:
        self.page.show_notice("" if self._fetch.stopped else message)

    def _remove(self) -> None:
        self._playback.stop()
        self._jobs.run(self._backend.remove_voice, self._show, self.page.show_notice)

    def _show_progress(self, text: str, fraction: float | None) -> None:
        self.page.show_busy("Getting the lifelike voice", f"{text} …", fraction, way_out=tr("Stop"))
