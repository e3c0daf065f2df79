"""Two calls beside each other: what changed by more than the machine's own error."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from voicedrill.history.call_result import CallResult
from voicedrill.report.wording import SKILLS, range_text
from voicedrill.runtime.two_calls import TwoCalls
from voicedrill.scoring.before_after import SkillChange
from voicedrill.scoring.score_range import Z_80, Estimate
from voicedrill.ui.columns import Columns
from voicedrill.ui.controls import Card, text_label
from voicedrill.ui.page import Page, clear_layout
from voicedrill.ui.theme import tokens_of
from voicedrill.ui.tokens import LARGE, SMALL, M, S
from voicedrill.ui.translation import tr
from voicedrill.ui.wording import difficulty_dots

_BESIDE = 700
"""From this width on the two calls stand beside each other, in pixels at 100 %."""


class ChangeBar(QWidget):
    """A skill in two calls on a line from 0 to 100: an empty ring before, a full one after, each with its range."""

    _HEIGHT = 30

    def __init__(self, change: SkillChange) -> None:
        super().__init__()
        self._change = change
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(80)

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(180, self._HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one, middle, filled in ((self._change.before, 9.0, False), (self._change.after, 21.0, True)):
            self._paint(painter, one, middle, tokens.line, tokens.edge)
            painter.setPen(QColor(tokens.trainee))
            painter.setBrush(QColor(tokens.trainee if filled else tokens.card))
            painter.drawEllipse(QRectF(one.score * (self.width() - 10.0), middle - 5, 10, 10))

    def _paint(self, painter: QPainter, one: Estimate, middle: float, line: str, range_: str) -> None:
        width = self.width() - 10.0
        low, high = max(0.0, one.score - Z_80 * one.error), min(1.0, one.score + Z_80 * one.error)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(line))
        painter.drawRoundedRect(QRectF(5, middle - 1, width, 2), 1, 1)
        painter.setBrush(QColor(range_))
        painter.drawRoundedRect(QRectF(5 + low * width, middle - 2, (high - low) * width, 4), 2, 2)


class ComparePage(Page):
    """The two calls, a sentence on what changed, and each skill."""

    def __init__(self) -> None:
        super().__init__(tr("Two calls"), tr("Back to your calls"))
        self._sentence = text_label("", size=LARGE, strong=True)
        self._notice = text_label("", "notice")
        self._calls = {"before": Card(tr("Before")), "after": Card(tr("After"))}
        self._said = {name: QVBoxLayout() for name in self._calls}
        columns = Columns(_BESIDE)
        for name, card in self._calls.items():
            card.body.addLayout(self._said[name])
            columns.add(card, 1)
        skills = Card(tr("Skill by skill"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(M)
        self._grid.setVerticalSpacing(S)
        self._grid.setColumnStretch(1, 1)
        skills.body.addLayout(self._grid)
        skills.body.addWidget(
            text_label(
                tr(
                    "An empty ring is the first call, a full one the second; the lines hold the true value in 8 of 10 "
                    "cases. The day, the customer and chance are not in that: one pair of calls proves nothing."
                ),
                "quiet",
                SMALL,
            )
        )
        for widget in (self._sentence, self._notice, columns, skills):
            self.body.addWidget(widget)
        self.body.addStretch()

    def show_calls(self, two: TwoCalls) -> None:
        """Show two calls."""
        self.say(two.after.trainee if two.before.trainee == two.after.trainee else tr("Two trainees"))
        self._sentence.setText(_sentence(two))
        unlike = tr("The customers were not equally difficult: compare single skills with care, and never the totals.")
        self._notice.setText("" if two.alike else unlike)
        self._notice.setVisible(not two.alike)
        for name, call in (("before", two.before), ("after", two.after)):
            clear_layout(self._said[name])
            for text, role in _about(call):
                self._said[name].addWidget(text_label(text, role))
        clear_layout(self._grid)
        for row, change in enumerate(two.changes):
            words, role = _WORDS[change.direction]
            numbers = f"{100 * change.before.score:.0f} → {100 * change.after.score:.0f}"
            bar = ChangeBar(change)
            bar.setAccessibleName(f"{tr(SKILLS[change.skill])}: {numbers}, {tr(words)}")
            bar.setToolTip(bar.accessibleName())
            self._grid.addWidget(text_label(tr(SKILLS[change.skill]), wrap=False), row, 0)
            self._grid.addWidget(bar, row, 1)
            self._grid.addWidget(text_label(f"{numbers}  {tr(words)}", role, wrap=False), row, 2)


_WORDS = {"up": ("▲ better", "good"), "down": ("▼ weaker", "notice"), "same": ("no sure change", "quiet")}


def _sentence(two: TwoCalls) -> str:
    if not two.changes:
        return tr("No skill counted in both calls, so nothing can be compared.")
    better = ", ".join(tr(SKILLS[one.skill]) for one in two.changes if one.direction == "up")
    weaker = ", ".join(tr(SKILLS[one.skill]) for one in two.changes if one.direction == "down")
    said = []
    if better:
        said.append(tr("Better: {skills}.").format(skills=better))
    if weaker:
        said.append(tr("Weaker: {skills}.").format(skills=weaker))
    return " ".join(said) or tr("No skill changed by more than the measure's own error.")


def _about(call: CallResult) -> tuple[tuple[str, str], ...]:
    low, high = call.score_range
    within = f" ({range_text((low, high))})" if low is not None and high is not None else ""
    return (
        (f"{call.name}: {call.case_title}", ""),
        (tr("Score {score}{within}").format(score=call.card.score, within=within), "accent"),
        (f"{call.started_at[:10]}   {difficulty_dots(call.difficulty)}", "quiet"),
    )
