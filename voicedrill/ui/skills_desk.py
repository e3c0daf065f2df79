"""Leads through the page of the skills: reading the cards, sounds, and a try."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from voicedrill.content.skill_card import SkillCard
from voicedrill.runtime.reply_updates import Listening, ReplyUpdate, Said
from voicedrill.runtime.updates import Failed, Preparing
from voicedrill.speech.samples import SAMPLE_RATE_HZ
from voicedrill.ui.jobs import Job, Jobs
from voicedrill.ui.playback import Playback
from voicedrill.ui.ports import Backend, Recording
from voicedrill.ui.preferences import Preferences
from voicedrill.ui.reply_run import ReplyRun
from voicedrill.ui.skills_page import SkillsPage
from voicedrill.ui.translation import tr


class SkillsDesk(QObject):
    """Connects the page of the skills with the program behind the window.

    Signals
    -------
    free
        No reply is being heard any more: the devices can be used.
    """

    free = Signal()

    def __init__(self, backend: Backend, preferences: Preferences, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._preferences, self._jobs = backend, preferences, jobs
        self._reply: ReplyRun | None = None
        self._work: Job | None = None
        self._clip = ""
        self.page = SkillsPage()
        self._playback = Playback(backend, jobs, self)
        self._playback.playing_changed.connect(self._show_playing)
        self._playback.failed.connect(self.page.view.show_problem)
        view = self.page.view
        self.page.chosen.connect(lambda _card: self.leave())
        view.clip_wanted.connect(self._hear)
        view.reply_wanted.connect(self._record)
        view.reply_done.connect(self._finish)
        view.answered.connect(self._judge)

    @property
    def busy(self) -> bool:
        """Whether a reply is being heard."""
        return self._reply is not None

    def open(self) -> None:
        """Read the cards if that was not done yet."""
        if self.page.view.card is None:
            self._jobs.run(self._backend.skill_cards, self._show_cards, self.page.view.show_problem)
        else:
            self.page.take_focus()

    def leave(self) -> None:
        """Stop what plays, and what is being heard."""
        self._drop()
        self._playback.stop()
        if self._reply is not None:
            self._reply.leave()
            self.page.view.show_idle()

    def _show_cards(self, cards: tuple[SkillCard, ...]) -> None:
        self.page.show_cards(cards)
        self.page.take_focus()

    def _do(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        """Do one thing away from the window's thread, in place of what was under way."""
        self._drop()

        def end(result: object) -> None:
            self._work = None
            done(result)

        def fail(message: str) -> None:
            self._work = None
            self.page.view.show_problem(message)

        self._work = self._jobs.run(work, end, fail)

    def _drop(self) -> None:
        if self._work is not None:
            self._work.drop()
            self._work = None

    def _hear(self, clip: str) -> None:
        self._playback.stop()
        card = self.page.view.card
        if not clip or card is None or self.busy:
            return
        self.page.view.show_busy(tr("Making the voices …"))
        self._do(lambda: self._backend.skill_sound(card, clip), lambda sound: self._play(clip, sound))

    def _play(self, clip: str, sound: Recording) -> None:
        self.page.view.show_busy("")
        if self.page.isVisible():
            self._clip = clip
            self._playback.play(sound, 0.0, sound.shape[-1] / SAMPLE_RATE_HZ)

    def _show_playing(self, playing: bool) -> None:
        self.page.view.show_playing(self._clip if playing else "")

    def _record(self) -> None:
        self._playback.stop()
        self._drop()
        if self.busy:  # the one before is still letting go of the microphone
            return
        self.page.view.show_recording()
        reply = ReplyRun(self._backend, *self._preferences.devices, self._jobs, self)
        reply.told.connect(self._told)
        reply.ended.connect(self._ended)
        self._reply = reply

    def _finish(self) -> None:
        if self._reply is not None:
            self._reply.finish()

    def _told(self, update: ReplyUpdate) -> None:
        view = self.page.view
        match update:
            case Preparing(text):
                view.show_busy(f"{text} …")
            case Listening(level):
                view.show_level(level)
            case Failed(message):
                view.show_problem(message)
            case Said(text) if text:
                view.show_idle()
                view.show_said(text)
                self._judge(text)
            case Said():
                view.show_problem(tr("Nothing was understood. Come nearer to the microphone, and try again."))

    def _ended(self) -> None:
        if self._reply is not None:
            self._reply.deleteLater()
            self._reply = None
        self.free.emit()

    def _judge(self, text: str) -> None:
        view, card = self.page.view, self.page.view.card
        if card is None:
            return
        if not card.judged:
            view.show_questions(card.ask)
            return
        view.show_busy(tr("Looking at your words …"))
        self._do(lambda: self._backend.judge_try(card, text), view.show_verdict)
