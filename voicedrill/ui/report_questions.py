"""What the report asks when somebody holds something against it: the right words, or the turn."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QVBoxLayout, QWidget

from voicedrill.report.transcript import Entry
from voicedrill.scoring.phrasing import clock
from voicedrill.ui.controls import IconButton, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.theme import scaled
from voicedrill.ui.tokens import LARGE, M
from voicedrill.ui.translation import tr

_WIDTH = 560


def ask_words(parent: QWidget, entry: Entry, take: Callable[[str], None]) -> QDialog:
    """Ask what was really said in a turn, and return at once; Enter takes it, Escape leaves all as it is."""
    field = QLineEdit(entry.text)
    field.setAccessibleName(tr("What you really said"))
    dialog = _dialog(
        parent,
        tr("What did you really say?"),
        tr("The call is judged again with these words, and marked. What was understood stays beside them. "
           "Leave it empty if you said nothing here."),
        field,
        tr("Judge it again"),
        lambda: take(field.text()),
    )  # fmt: skip
    field.selectAll()
    field.setFocus()
    return dialog


def ask_turn(parent: QWidget, asks: str, turns: tuple[Entry, ...], take: Callable[[Entry], None]) -> QDialog:
    """Ask in which turn something was done, and return at once."""
    listed = QListWidget()
    listed.setAccessibleName(tr("Your turns"))
    listed.setWordWrap(True)
    for turn in turns:
        listed.addItem(f"{clock(turn.start_s)}  {turn.text}")
    listed.setCurrentRow(0)
    dialog = _dialog(
        parent,
        tr("Where did you do it?"),
        tr("“{asks}”: choose the turn. The call is judged again, and it is marked as said by you.").format(asks=asks),
        listed,
        tr("I did, here"),
        lambda: take(turns[listed.currentRow()]),
    )
    listed.itemActivated.connect(lambda _: dialog.accept())
    listed.setFocus()
    return dialog


def ask_pseudonym(parent: QWidget, take: Callable[[str], None]) -> QDialog:
    """Ask under which name the statements go to a learning record store, and return at once."""
    field = QLineEdit()
    field.setAccessibleName(tr("Your pseudonym"))
    dialog = _dialog(
        parent,
        tr("Under which name?"),
        tr("Statements for a learning record store need a name that tells your calls from others'. Any name will do."),
        field,
        tr("Go on"),
        lambda: take(field.text().strip()),
    )
    field.setFocus()
    return dialog


def _dialog(
    parent: QWidget, question: str, explanation: str, field: QWidget, words: str, accepted: Callable[[], None]
) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle("voicedrill")
    dialog.setAccessibleName(question)
    dialog.setMinimumWidth(scaled(_WIDTH))
    take = IconButton(words, "mdi6.check", role="primary")
    take.setDefault(True)
    take.clicked.connect(dialog.accept)
    stay = IconButton(tr("Leave it"), "mdi6.close")
    stay.clicked.connect(dialog.reject)
    buttons = FlowRow()
    buttons.add(take)
    buttons.add(stay)
    column = QVBoxLayout(dialog)
    column.setSpacing(M)
    column.addWidget(text_label(question, size=LARGE, strong=True))
    column.addWidget(text_label(explanation, "quiet"))
    column.addWidget(field)
    column.addWidget(buttons)
    dialog.accepted.connect(accepted)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
