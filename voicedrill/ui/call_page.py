"""The page of a running call."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from voicedrill.call.cues import CueKind, cue_text
from voicedrill.call.inputs import PUSH_TO_TALK
from voicedrill.persona.briefing import briefing, good_script
from voicedrill.persona.casting import Casting
from voicedrill.persona.temper import TemperState
from voicedrill.persona.temper import mood as mood_word
from voicedrill.runtime.updates import Caption, Cue, Failed, Levels, Mood, Phase, PhaseChanged, Preparing, Warned
from voicedrill.scoring.learning_path import Help
from voicedrill.ui.call_buttons import CallButtons
from voicedrill.ui.call_cards import CallCards
from voicedrill.ui.captions import Captions
from voicedrill.ui.controls import Card, CheckBox, Glyph, text_label
from voicedrill.ui.cue_line import CueLine
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.level_meter import FLOOR_DBFS, LevelMeter
from voicedrill.ui.lost_device_panel import LostDevicePanel
from voicedrill.ui.mood_view import MoodView
from voicedrill.ui.notes import Notes
from voicedrill.ui.page import ScrollBody
from voicedrill.ui.preferences import CallLook
from voicedrill.ui.push_to_talk import PushToTalk
from voicedrill.ui.state_panel import StatePanel
from voicedrill.ui.theme import scaled
from voicedrill.ui.tokens import HUGE, LARGE, METER_WIDTH, SMALL, XL, XS, L, M
from voicedrill.ui.translation import tr
from voicedrill.ui.ways_on_card import WaysOnCard
from voicedrill.ui.wording import clock

_PHASES: dict[Phase, tuple[str, str, str]] = {
    "preparing": ("mdi6.timer-sand", "quiet", "getting ready"),
    "ringing": ("mdi6.phone-ring", "accent", "ringing"),
    "talking": ("mdi6.phone-in-talk", "good", "on the line"),
    "hold": ("mdi6.pause-circle-outline", "notice", "on hold"),
    "paused": ("mdi6.leaf", "accent", "paused"),
    "ended": ("mdi6.phone-hangup", "quiet", "over"),
}
_HINTS: dict[Phase, str] = {
    "ringing": "The phone rings. Breathe out, smile, and answer it.",
    "hold": "On hold: the customer does not hear you. Take the call back soon, with thanks for waiting.",
    "paused": "The call waits. Breathe in, breathe out. Go on when you are ready.",
}
_HELP: dict[Help, str] = {
    "script": QT_TRANSLATE_NOOP("", "Help: script and hints"),
    "hints": QT_TRANSLATE_NOOP("", "Help: hints"),
    "none": QT_TRANSLATE_NOOP("", "Help: none"),
}
_MUTED = "You are muted: the customer does not hear you."


class CallPage(QWidget):
    """Captions, mood, levels, cards, notes and buttons; shows what the bridge tells.

    Signals
    -------
    pressed(str, str)
        A button of the call and its text, as `voicedrill.ui.ports.Call.press` takes them.
    hung_up
        End the call, also while it is being prepared.
    left
        Leave a call that failed.
    folder_wanted(Path)
        Show the folder of a call that failed.
    devices_chosen(str or None, str or None)
        Go on with this microphone and loudspeaker, after one was lost.
    """

    pressed = Signal(str, str)
    hung_up = Signal()
    left = Signal()
    folder_wanted = Signal(object)
    devices_chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._phase: Phase = "preparing"
        self._folder: Path | None = None
        self._phase_icon = Glyph("mdi6.timer-sand", "quiet", 24)
        self._clock = text_label("00:00", size=HUGE, strong=True, wrap=False)
        self._phase_word = text_label("", "quiet", wrap=False)
        self._name = text_label("", size=LARGE, strong=True, wrap=False)
        self._case = text_label("", "quiet", SMALL, wrap=False)
        self._mood = MoodView()
        self._first_mood = ""
        self._hint = text_label("", "accent")
        self._warning = text_label("", "notice")
        self._captions = Captions()
        self._captions_hidden = text_label(tr("Captions are off: only listen, as on a real call."), "quiet")
        self._show_captions_box = CheckBox(tr("Captions"), key="C")
        self._show_captions_box.toggled.connect(self._show_captions)
        self._own_words_box = CheckBox(tr("My words"), key="W")
        self._own_words_box.toggled.connect(self._captions.show_own_words)
        self._help_word = text_label("", "quiet", SMALL)
        self._ways_on = WaysOnCard()
        self._your_level = LevelMeter(tr("Your voice"), "trainee")
        self._your_level.setMaximumWidth(METER_WIDTH)
        self._cue = CueLine()
        self._notes = Notes()
        self._notes.noted.connect(lambda note: self.pressed.emit("note", note))
        self._buttons = CallButtons()
        self._buttons.pressed.connect(self._press)
        self._buttons.hung_up.connect(self._hang_up)
        self._push_to_talk = PushToTalk(self, self._buttons.talk)
        self._push_to_talk.talking.connect(self._talk)
        self._by_holding = False
        self._buttons.stopped.connect(self._stop)
        self._cards = CallCards()
        self._lost = LostDevicePanel()
        self._lost.chosen.connect(self.devices_chosen)
        self._lost.hung_up.connect(self._hang_up)
        self._state = StatePanel()
        self._state.helped.connect(self.left)
        self._state.left.connect(self._leave_state)
        self._arrange()

    @property
    def notes(self) -> tuple[str, ...]:
        """What the trainee wrote during the call, also an unfinished line."""
        return self._notes.written

    def begin(self, casting: Casting, look: CallLook, much: Help = "hints", *, push_to_talk: bool = False) -> None:
        """Show a new call that is being prepared, in the way the trainee likes, with as much help as chosen."""
        self._folder = None
        self._by_holding = push_to_talk
        persona = casting.persona
        self._name.setText(persona.name)
        self._case.setText(casting.case.title)
        self._help_word.setText(tr(_HELP[much]))
        self._clock.setText("00:00")
        self._mood.clear()
        self._mood.show_face(look.face)
        temper = persona.temper
        calls = persona.kind == "call"  # an interviewer has no moods
        self._first_mood = mood_word(TemperState(temper.anger, temper.trust, temper.patience)) if calls else ""
        self._warning.hide()
        self._captions.clear()
        self._captions.show_large(look.projector)
        self._ways_on.hide()
        self._show_captions_box.setChecked(look.captions or look.projector)
        self._own_words_box.setChecked(look.own_words)
        self._show_captions(self._show_captions_box.isChecked())
        self._desk_area.setVisible(not look.projector)
        self._notes.clear()
        self._cue.clear()
        self._cue.make_room(cue_text(kind, persona) for kind in CueKind)
        self._cue.setVisible(much != "none")
        self._buttons.begin(push_to_talk=push_to_talk)
        self._your_level.show_level(FLOOR_DBFS)
        sections = {section.id: section for section in briefing(casting).sections}
        shown = [sections[one] for one in ("account", "policy") if one in sections]
        script = good_script(casting) if much == "script" else None
        if script is not None:
            shown.append(replace(script, heading=tr("A good way to say it")))
        self._cards.show_sections(shown, one_at_a_time=persona.difficulty == 1)
        self._phase = "preparing"
        self.show_preparing(Preparing(tr("The call is being made ready.")))

    def show_preparing(self, update: Preparing) -> None:
        """Show how far the preparation is."""
        if self._phase == "preparing":
            self._state.busy(tr("Getting ready"), update.text, update.fraction, "Cancel")
            self._stack.setCurrentWidget(self._state)

    def show_phase(self, update: PhaseChanged) -> None:
        """Show another phase."""
        self._phase = update.phase
        if update.phase == "preparing":
            return
        if update.phase == "ended":
            self.show_ending()
            return
        icon, role, word = _PHASES[update.phase]
        self._phase_icon.show_icon(icon, role)
        self._phase_word.setText(word)
        self._buttons.show_phase(update.phase)
        self._push_to_talk.switch(self._by_holding and update.phase == "talking")
        if update.phase == "talking" and not self._mood.word:
            self._mood.show_mood(self._first_mood)
        self._show_hint()
        if update.phase != "paused" and not self._ways_on.isHidden():
            self.show_ways_on(())
        if self._stack.currentWidget() is not self._view:
            self._stack.setCurrentWidget(self._view)
            if update.phase == "ringing":
                self._buttons.focus_answer()
        if update.phase == "talking":
            self._view.setFocus()  # not on a button: Space must not hang up

    def show_ways_on(self, ways: tuple[str, ...]) -> None:
        """Offer ways to go on after a pause."""
        self._ways_on.show_ways(ways)
        self._show_captions(self._show_captions_box.isChecked())

    def show_lost(self, message: str, inputs: tuple[str, ...], outputs: tuple[str, ...]) -> None:
        """Show that a device is gone, and what is there instead."""
        self._push_to_talk.switch(False)
        self._lost.show_lost(message, inputs, outputs)
        self._stack.setCurrentWidget(self._lost)

    def show_caption(self, caption: Caption) -> None:
        """Show what is being said."""
        self._captions.add(caption)

    def show_levels(self, levels: Levels) -> None:
        """Show the clock and how loud both are."""
        self._clock.setText(clock(levels.t_s))
        self._mood.level.show_level(levels.customer_dbfs)
        self._your_level.show_level(levels.trainee_dbfs)

    def show_mood(self, mood: Mood) -> None:
        """Show how the customer sounds."""
        self._mood.show_mood(mood.word)

    def show_cue(self, cue: Cue) -> None:
        """Show a hint, or take it away."""
        self._cue.show_text(cue.text)

    def show_warning(self, warned: Warned) -> None:
        """Show what the trainee should know."""
        self._warning.setText(warned.message)
        self._warning.show()

    def show_ending(self) -> None:
        """Show that the call is over and being looked at."""
        self._push_to_talk.switch(False)
        self._state.busy(tr("The call is over"), "Looking at what was said. This takes a few seconds.")
        self._stack.setCurrentWidget(self._state)

    def show_failed(self, failed: Failed) -> None:
        """Show why the call could not go on, what is kept, and the way out."""
        self._push_to_talk.switch(False)
        self._folder = failed.folder
        kept = (
            f"Nothing is lost: what was recorded is kept in {failed.folder}"
            if failed.folder
            else "The call had not begun, so nothing is lost."
        )
        self._state.error(
            "The call could not go on" if failed.folder else "The call could not start",
            failed.message,
            kept,
            help_text=tr("Back to the customers"),
            help_icon="mdi6.home-outline",
            way_out="Open its folder" if failed.folder else "",
            way_icon="mdi6.folder-open-outline",
        )
        self._stack.setCurrentWidget(self._state)

    def _press(self, kind: str) -> None:
        self._show_hint()
        self.pressed.emit(kind, "")

    def _talk(self, talking: bool) -> None:
        self._buttons.show_talking(talking)
        self.pressed.emit("unmute" if talking else "mute", PUSH_TO_TALK)

    def _stop(self) -> None:
        self._notes.keep()
        self.pressed.emit("stop", "")

    def _hang_up(self) -> None:
        self._notes.keep()
        self.hung_up.emit()

    def _leave_state(self) -> None:
        if self._folder is not None:
            self.folder_wanted.emit(self._folder)
        else:
            self.hung_up.emit()

    def _show_hint(self) -> None:
        hint = _HINTS.get(self._phase, _MUTED if self._buttons.muted else "")
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def _show_captions(self, shown: bool) -> None:
        free = self._ways_on.isHidden()
        self._captions.setVisible(shown and free)
        self._captions_hidden.setVisible(not shown and free)

    def _arrange(self) -> None:
        self._view = QWidget()
        self._desk_area = self._desk()
        layout = QVBoxLayout(self._view)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addWidget(self._top())
        middle = QHBoxLayout()
        middle.setSpacing(L)
        middle.addWidget(self._conversation(), 3)
        middle.addWidget(self._desk_area, 2)
        layout.addLayout(middle, 1)
        layout.addWidget(self._buttons)
        self._stack = QStackedLayout(self)
        for one in (self._state, self._view, self._lost):
            self._stack.addWidget(one)
        note = QAction(tr("Write a note"), self._view)
        note.setShortcut("N")
        note.triggered.connect(self._notes.take_focus)
        self._view.addAction(note)

    def _top(self) -> FlowRow:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        for widget in (self._phase_icon, self._clock, self._phase_word):
            row.addWidget(widget)
        who = QWidget()
        words = QVBoxLayout(who)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(XS)
        words.addWidget(self._name)
        words.addWidget(self._case)
        shown = QWidget()
        boxes = QVBoxLayout(shown)
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setSpacing(0)
        choices = QHBoxLayout()
        choices.setSpacing(M)
        choices.addWidget(self._show_captions_box)
        choices.addWidget(self._own_words_box)
        boxes.addLayout(choices)
        boxes.addWidget(self._help_word)
        top = FlowRow(XL)
        for widget in (line, who, shown):
            top.add(widget)
        return top

    def _conversation(self) -> Card:
        card = Card(spacing=M)
        card.body.addWidget(self._mood)
        card.body.addWidget(self._captions, 1)
        card.body.addWidget(self._captions_hidden, 1, Qt.AlignmentFlag.AlignCenter)
        self._captions_hidden.hide()
        card.body.addWidget(self._ways_on, 1)
        card.body.addWidget(self._hint)
        card.body.addWidget(self._warning)
        you = FlowRow(L)
        you.add(text_label(tr("You"), "trainee", wrap=False))
        you.add(self._your_level)
        you.add(self._cue)
        card.body.addWidget(you)
        return card

    def _desk(self) -> ScrollBody:
        desk = ScrollBody(tr("Cards and notes"))
        desk.setMaximumWidth(scaled(384))
        desk.column.addWidget(self._notes)
        desk.column.addWidget(self._cards)
        desk.column.addStretch()
        return desk
