"""The form in which a customer is changed."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout

from voicedrill.persona.draft import Finding, Part, Written
from voicedrill.persona.problems import Path
from voicedrill.ui.controls import Card, IconButton, text_label
from voicedrill.ui.draft_part import DraftPart
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.page import Page
from voicedrill.ui.tokens import SMALL
from voicedrill.ui.translation import tr

_SETTLED_MS = 400
"""Typing that pauses for so long is looked over."""
_SHOWN = 4


class DraftPage(Page):
    """One part of the customer at a time, what is wrong with it, and words that are replaced everywhere.

    Signals
    -------
    settled
        What was typed is to be looked over.
    reword_wanted(str, str)
        A word, and what is to stand in its place everywhere.
    keep_wanted(bool)
        The customer is to be kept; True: and called at once.
    """

    settled = Signal()
    reword_wanted = Signal(str, str)
    keep_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__(tr("Change a customer"), tr("Back to the trainer's corner"))
        self._parts: tuple[Part, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._part: DraftPart | None = None
        self._place = 0
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_SETTLED_MS)
        self._typing.timeout.connect(self.settled)
        self._names = QComboBox()
        self._names.setAccessibleName(tr("Part of the customer"))
        self._names.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._names.activated.connect(self.open_part)
        self._next = IconButton(tr("Next part"), "mdi6.arrow-right", key="Ctrl+Return", role="small")
        self._next.clicked.connect(lambda: self.open_part((self._place + 1) % len(self._parts)))
        self._old, self._new = _word(tr("Word or phrase")), _word(tr("Instead"))
        self._said = text_label("", "quiet", SMALL)
        self._said.hide()
        self._found = Card(tr("To mend"), role="card-notice")
        self._found_text = text_label("")
        self._show_first = IconButton(tr("Show the first"), "mdi6.arrow-down", role="small")
        self._show_first.clicked.connect(self._go_to_first)
        self._form = QVBoxLayout()
        self._keep = IconButton(tr("Save"), "mdi6.content-save-outline", key="Ctrl+S", role="primary")
        self._keep.clicked.connect(lambda: self.keep_wanted.emit(False))
        self._try = IconButton(tr("Save and call"), "mdi6.phone-outline")
        self._try.clicked.connect(lambda: self.keep_wanted.emit(True))
        self._arrange()

    @property
    def written(self) -> dict[Path, Written]:
        """What stands in the fields that are shown."""
        return self._part.written if self._part is not None else {}

    def show_draft(self, name: str, parts: tuple[Part, ...]) -> None:
        """Show a draft, its first part open."""
        self.say(name)
        self.say_done("")
        self._old.clear()
        self._new.clear()
        self._names.clear()
        self._names.addItems([tr(part.heading) for part in parts])
        self._parts = parts
        self.open_part(0, leaving=False)

    def adopt(self, parts: tuple[Part, ...]) -> None:
        """Take over what was typed, for when its part is shown again."""
        self._parts = parts

    def refresh(self, parts: tuple[Part, ...]) -> None:
        """Show other values in the same fields."""
        self._parts = parts
        self.open_part(self._place, leaving=False)

    def open_part(self, place: int, *, leaving: bool = True) -> None:
        """Show another part; what was typed in the one before is looked over first."""
        if leaving and self._typing.isActive():
            self._typing.stop()
        if leaving:
            self.settled.emit()
        self._place = place
        if self._part is not None:
            self._form.removeWidget(self._part)
            self._part.hide()
            self._part.deleteLater()
        self._part = DraftPart(self._parts[place])
        self._part.edited.connect(self._typing.start)
        self._part.show_findings(self._findings)
        self._form.addWidget(self._part)
        self._names.setCurrentIndex(place)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what is wrong, errors first; with errors it cannot be kept."""
        self._findings = findings
        errors = [one for one in findings if one.severity == "error"]
        self._keep.setEnabled(not errors)
        self._try.setEnabled(not errors)
        shown = errors or findings
        lines = [f"•  {one.message}" for one in shown[:_SHOWN]]
        if len(shown) > _SHOWN:
            lines.append(tr("… and {count} more").format(count=len(shown) - _SHOWN))
        head = (
            tr("This has to be mended before it can be kept:")
            if errors
            else tr("It can be kept. These would make it better:")
        )
        self._found_text.setText("\n".join([head, *lines]))
        self._found.setVisible(bool(shown))
        self._show_first.setVisible(bool(shown and shown[0].path))
        if self._part is not None:
            self._part.show_findings(findings)

    def say_done(self, message: str) -> None:
        """Say what was done."""
        self._said.setText(message)
        self._said.setVisible(bool(message))

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        if self._part is not None:
            self._part.first_field().setFocus()

    def stop(self) -> None:
        """Look nothing over any more."""
        self._typing.stop()

    def _go_to_first(self) -> None:
        shown = [one for one in self._findings if one.path]
        if not shown:
            return
        path = shown[0].path
        for place, part in enumerate(self._parts):
            if any(field.path == path for field in part.fields):
                if place != self._place:
                    self.open_part(place)
                if self._part is not None and self._part.take_focus(path):
                    self.scroll.ensureWidgetVisible(self.window().focusWidget() or self._part)
                return

    def _reword(self) -> None:
        if self._old.text().strip():
            self.reword_wanted.emit(self._old.text().strip(), self._new.text().strip())

    def _arrange(self) -> None:
        everywhere = Card(tr("Replace a word everywhere"))
        about = tr("A name, the company, the article: whole words, in all parts and all that is said.")
        everywhere.body.addWidget(text_label(about, "quiet", SMALL))
        row = FlowRow()
        replace = IconButton(tr("Replace"), "mdi6.find-replace", role="small")
        replace.clicked.connect(self._reword)
        self._new.returnPressed.connect(self._reword)
        for widget in (self._old, self._new, replace):
            row.add(widget)
        everywhere.body.addWidget(row)
        everywhere.body.addWidget(self._said)
        self._found.body.addWidget(self._found_text)
        self._found.body.addWidget(self._show_first)
        self._found.hide()
        which = QHBoxLayout()
        which.addWidget(self._names, 1)
        which.addWidget(self._next)
        for widget in (self._found, everywhere):
            self.body.addWidget(widget)
        self.body.addLayout(which)
        self.body.addLayout(self._form)
        self.body.addStretch()
        self.bottom.addStretch()
        self.bottom.addWidget(self._try)
        self.bottom.addWidget(self._keep)


def _word(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field
