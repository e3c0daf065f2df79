"""How the customer sounds: a face, a word, and how loud her voice is now."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from voicedrill.ui.controls import Glyph, text_label
from voicedrill.ui.level_meter import FLOOR_DBFS, LevelMeter
from voicedrill.ui.tokens import FACE, LARGE, METER_WIDTH, XS, L, S
from voicedrill.ui.translation import tr

_FACES = {
    "furious": "mdi6.emoticon-angry-outline", "icy": "mdi6.emoticon-dead-outline",
    "fed up": "mdi6.emoticon-frown-outline", "losing patience": "mdi6.emoticon-confused-outline",
    "listening": "mdi6.emoticon-neutral-outline", "relieved": "mdi6.emoticon-happy-outline",
}  # fmt: skip
_NO_FACE = "mdi6.account-outline"


class MoodView(QWidget):
    """The customer's face, mood and voice, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._face = Glyph(_NO_FACE, "customer", FACE)
        self._sounds = text_label(tr("Sounds"), "quiet", wrap=False)
        self._word = text_label("", "customer", LARGE, strong=True, wrap=False)
        self._word.setAccessibleName(tr("Mood"))
        self.level = LevelMeter(tr("Customer's voice"), "customer")
        self.level.setMaximumWidth(METER_WIDTH)
        self._said = QWidget()
        words = QHBoxLayout(self._said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(S)
        words.addWidget(self._sounds)
        words.addWidget(self._word)
        words.addStretch()
        column = QVBoxLayout()
        column.setSpacing(XS)
        column.addStretch()
        column.addWidget(self._said)
        column.addWidget(self.level)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        row.addWidget(self._face)
        row.addLayout(column, 1)

    @property
    def word(self) -> str:
        """The mood that is shown; empty before she was heard."""
        return self._word.text()

    def show_face(self, shown: bool) -> None:
        """Show face and word, or leave her mood to be heard."""
        self._face.setVisible(shown)
        self._said.setVisible(shown)

    def clear(self) -> None:
        """Begin a new call."""
        self.show_mood("")
        self.level.show_level(FLOOR_DBFS)

    def show_mood(self, word: str) -> None:
        """Show a mood (`voicedrill.runtime.updates.Mood`)."""
        self._face.show_icon(_FACES.get(word, _NO_FACE), "customer")
        self._word.setText(word)
        self._sounds.setVisible(bool(word))
