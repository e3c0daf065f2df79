"""The page of a running call."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from voicedrill.call.cues import CueKind, cue_text
from voicedrill.persona.briefing import briefing
from voicedrill.persona.casting import Casting
from voicedrill.persona.temper import TemperState
from voicedrill.persona.temper import mood as mood_word
from voicedrill.runtime.call_engine import PUSH_TO_TALK
from voicedrill.runtime.updates import Caption, Cue, Failed, Levels, Mood, Phase, PhaseChanged, Preparing, Warned
from voicedrill.ui.call_buttons import CallButtons
from voicedrill.ui.captions import Captions
from voicedrill.ui.case_cards import section_card
from voicedrill.ui.controls import Card, CheckBox, Glyph, text_label
from voicedrill.ui.cue_line import CueLine
from voicedrill.ui.level_meter import FLOOR_DBFS, LevelMeter
from voicedrill.ui.mood_view import MoodView
from voicedrill.ui.notes import Notes
from voicedrill.ui.push_to_talk import PushToTalk
from voicedrill.ui.state_panel import StatePanel
from voicedrill.ui.tokens import FACE, HUGE, LARGE, METER_WIDTH, SMALL, XL, XS, L, M, S
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
    "ringing": "The phone rings. You are connected in a moment.",
    "hold": "On hold: the customer does not hear you. Take the call back soon, with thanks for waiting.",
    "paused": "A pause costs nothing. Breathe in, breathe out. Go on when you are ready.",
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
    """

    pressed = Signal(str, str)
    hung_up = Signal()
    left = Signal()
    folder_wanted = Signal(object)

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
        self._captions_hidden = text_label("Captions are off: only listen, as on a real call.", "quiet")
        self._your_level = LevelMeter("Your voice", "trainee")
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
        self._cards = QVBoxLayout()
        self._state = StatePanel()
        self._state.helped.connect(self.left)
        self._state.left.connect(self._leave_state)
        self._arrange()

    @property
    def notes(self) -> tuple[str, ...]:
        """What the trainee wrote during the call, also an unfinished line."""
        return self._notes.written

    def begin(self, casting: Casting, *, cues: bool = True, push_to_talk: bool = False) -> None:
        """Show a new call that is being prepared, with a line for the hints or not."""
        self._folder = None
        self._by_holding = push_to_talk
        persona = casting.persona
        self._name.setText(persona.name)
        self._case.setText(casting.case.title)
        self._clock.setText("00:00")
        self._mood.clear()
        temper = persona.temper
        calls = persona.kind == "call"  # an interviewer has no moods
        self._first_mood = mood_word(TemperState(temper.anger, temper.trust, temper.patience)) if calls else ""
        self._warning.hide()
        self._captions.clear()
        self._notes.clear()
        self._cue.clear()
        self._cue.make_room(cue_text(kind, persona) for kind in CueKind)
        self._cue.setVisible(cues)
        self._buttons.begin(push_to_talk=push_to_talk)
        self._your_level.show_level(FLOOR_DBFS)
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        sections = {section.id: section for section in briefing(casting).sections}
        for name in (one for one in ("account", "policy") if one in sections):
            self._cards.addWidget(section_card(sections[name]))
        self._phase = "preparing"
        self.show_preparing(Preparing("The call is being made ready."))

    def show_preparing(self, update: Preparing) -> None:
        """Show how far the preparation is."""
        if self._phase == "preparing":
            self._state.busy("Getting ready", update.text, update.fraction, "Cancel")
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
        if self._stack.currentWidget() is not self._view:
            self._stack.setCurrentWidget(self._view)
            self._view.setFocus()  # not on a button: Space must not hang up

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
        self._state.busy("The call is over", "Looking at what was said. This takes a few seconds.")
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
            help_text="Back to the customers",
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
        self._captions.setVisible(shown)
        self._captions_hidden.setVisible(not shown)

    def _arrange(self) -> None:
        self._view = QWidget()
        layout = QVBoxLayout(self._view)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addLayout(self._top())
        middle = QHBoxLayout()
        middle.setSpacing(L)
        middle.addWidget(self._conversation(), 1)
        middle.addWidget(self._desk())
        layout.addLayout(middle, 1)
        layout.addWidget(self._buttons)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._state)
        self._stack.addWidget(self._view)

    def _top(self) -> QHBoxLayout:
        who = QVBoxLayout()
        who.setSpacing(XS)
        who.addWidget(self._name)
        who.addWidget(self._case)
        top = QHBoxLayout()
        top.setSpacing(M)
        top.addWidget(self._phase_icon)
        top.addWidget(self._clock)
        top.addWidget(self._phase_word)
        top.addSpacing(L)
        top.addLayout(who)
        top.addStretch()
        for text, checked, slot in (
            ("Captions", True, self._show_captions),
            ("My words", False, self._captions.show_own_words),
        ):
            box = CheckBox(text)
            box.setChecked(checked)
            box.toggled.connect(slot)
            top.addWidget(box)
        return top

    def _conversation(self) -> Card:
        card = Card(spacing=M)
        card.body.addWidget(self._mood)
        card.body.addWidget(self._captions, 1)
        card.body.addWidget(self._captions_hidden, 1, Qt.AlignmentFlag.AlignCenter)
        self._captions_hidden.hide()
        card.body.addWidget(self._hint)
        card.body.addWidget(self._warning)
        you = QHBoxLayout()
        you.setSpacing(L)
        word = text_label("You", "trainee", wrap=False)
        word.setFixedWidth(FACE)
        word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        you.addWidget(word)
        you.addWidget(self._your_level, 1)
        you.addWidget(self._cue)
        you.addStretch()
        card.body.addLayout(you)
        return card

    def _desk(self) -> QScrollArea:
        self._cards.setSpacing(M)
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, S, 0)
        column.setSpacing(M)
        column.addWidget(self._notes)
        column.addLayout(self._cards)
        column.addStretch()
        desk = QScrollArea()
        desk.setWidgetResizable(True)
        desk.setFrameShape(QFrame.Shape.NoFrame)
        desk.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        desk.setFixedWidth(384)
        desk.setWidget(inside)
        desk.setAccessibleName("Cards and notes")
        return desk
