"""The guided minute while it runs: what to do now, how loud it is, and how far it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from voicedrill.runtime.headset_steps import READING, STEPS, TALKING, StepName
from voicedrill.runtime.headset_updates import StepProgress
from voicedrill.ui.controls import Card, IconButton, put_in_the_middle, text_label
from voicedrill.ui.headset_words import STEP_TEXTS, STEP_TITLES
from voicedrill.ui.level_meter import LevelMeter
from voicedrill.ui.tokens import CHECK_WIDTH, HUGE, LARGE, METER_WIDTH, SMALL, M, S
from voicedrill.ui.translation import tr

_WAITING = "Waiting for your voice …"
_LOW = 0.02


class HeadsetStepsView(QWidget):
    """One step at a time, in large letters.

    Signals
    -------
    finished(str)
        This step: the trainee has read or talked enough.
    again(str)
        A step is to be done again.
    stopped
        The check is to be given up.
    """

    finished = Signal(str)
    again = Signal(str)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._step: StepName = STEPS[0]
        self._number = text_label("", "quiet", wrap=False)
        self._title = text_label("", size=HUGE, strong=True)
        self._text = text_label("", "quiet")
        self._reading = text_label("", size=LARGE)
        self._reading.keep_lines_short()
        self._sheet = Card(spacing=M)
        self._sheet.body.addWidget(self._reading)
        self._meter = LevelMeter(tr("Level of your microphone"), "trainee")
        self._meter.setFixedWidth(METER_WIDTH)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress of this step"))
        self._hint = text_label("", "quiet", SMALL, wrap=False)
        self._finish = IconButton(tr("I have finished"), "mdi6.check", key="Ctrl+Return", role="primary")
        self._finish.clicked.connect(lambda: self.finished.emit(self._step))
        self._again = IconButton(tr("This step again"), "mdi6.refresh", key="Ctrl+R")
        self._again.clicked.connect(lambda: self.again.emit(self._step))
        self._stop = IconButton(tr("Stop the check"), "mdi6.close", key="Esc")
        self._stop.clicked.connect(self.stopped)
        self._arrange()

    def show_step(self, step: StepName) -> None:
        """Begin a step."""
        self._step = step
        speaks = step in ("read", "talk")
        self._number.setText(f"{STEPS.index(step) + 1} of {len(STEPS)}")
        self._title.setText(STEP_TITLES[step])
        self._text.setText(STEP_TEXTS[step])
        self._reading.setText({"read": READING, "talk": TALKING}.get(step, ""))
        self._sheet.setAccessibleName("Text to read" if step == "read" else "What to talk about")
        self._sheet.setVisible(speaks)
        self._finish.setVisible(speaks)
        self._bar.setValue(0)
        self._hint.setText(_WAITING if speaks else "")
        (self._finish if speaks else self._again).setFocus()
        self.setAccessibleName(f"{self._number.text()}: {self._title.text()}")

    def show_progress(self, update: StepProgress) -> None:
        """Show level and progress."""
        self._meter.show_level(update.level_dbfs)
        self._bar.setValue(round(update.fraction * 1000))
        if update.step == "read" and update.fraction >= 1.0:
            self._hint.setText("That is enough; read it to the end.")
        elif update.fraction > _LOW:
            self._hint.setText("")

    def _arrange(self) -> None:
        level = QHBoxLayout()
        level.setSpacing(M)
        level.addWidget(text_label(tr("You"), "quiet", SMALL, wrap=False))
        level.addWidget(self._meter)
        level.addWidget(self._hint)
        level.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        for button in (self._finish, self._again, self._stop):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        for widget in (self._number, self._title, self._text, self._sheet):
            column.addWidget(widget)
        column.addLayout(level)
        column.addWidget(self._bar)
        column.addSpacing(S)
        column.addLayout(buttons)
        put_in_the_middle(self, column, CHECK_WIDTH)
