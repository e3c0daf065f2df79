"""The fields of one part of a customer that is being changed."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from voicedrill.persona.draft import Field, Finding, Part, Written
from voicedrill.persona.problems import Path
from voicedrill.ui.controls import Card, set_role, text_label
from voicedrill.ui.line_editor import LineEditor
from voicedrill.ui.tokens import SMALL
from voicedrill.ui.translation import tr

Editor = QLineEdit | LineEditor


class DraftPart(Card):
    """Labels, fields, and below each what is wrong with it.

    Signals
    -------
    edited
        Something was typed.
    """

    edited = Signal()

    def __init__(self, part: Part) -> None:
        super().__init__(tr(part.heading))
        self._editors: dict[Path, Editor] = {}
        self._lists = {field.path for field in part.fields if isinstance(field.value, tuple)}
        self._remarks: dict[Path, QLabel] = {}
        for field in part.fields:
            self._add(field)

    @property
    def written(self) -> dict[Path, Written]:
        """What stands in each field."""
        return {path: self._written(path, editor) for path, editor in self._editors.items()}

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show below its field what is wrong with it."""
        said: dict[Path, list[Finding]] = {}
        for finding in findings:
            said.setdefault(finding.path, []).append(finding)
        for path, label in self._remarks.items():
            here = said.get(path, [])
            bad = any(one.severity == "error" for one in here)
            label.setText("\n".join(f"{'✕' if one.severity == 'error' else '!'}  {one.message}" for one in here))
            set_role(label, "bad" if bad else "notice")
            label.setVisible(bool(here))
            self._editors[path].setAccessibleDescription(label.text())

    def take_focus(self, path: Path) -> bool:
        """Put the keyboard into a field, and tell whether it is here."""
        editor = self._editors.get(path)
        if editor is not None:
            editor.setFocus()
        return editor is not None

    def first_field(self) -> QWidget:
        """Return the first field."""
        return next(iter(self._editors.values()))

    def _written(self, path: Path, editor: Editor) -> Written:
        if isinstance(editor, QLineEdit):
            return editor.text().strip()
        return editor.lines if path in self._lists else " ".join(editor.lines)

    def _add(self, field: Field) -> None:
        label = text_label(field.label, "quiet", SMALL)
        editor: Editor
        if isinstance(field.value, tuple) or field.long:
            editor = LineEditor(field.label)
            editor.show_lines(field.value if isinstance(field.value, tuple) else (field.value,))
            editor.edited.connect(self.edited)
        else:
            editor = QLineEdit(field.value)
            editor.setAccessibleName(field.label)
            editor.setCursorPosition(0)
            editor.textEdited.connect(lambda _text: self.edited.emit())
        editor.setToolTip(field.hint or field.label)
        label.setBuddy(editor)
        remark = text_label("", "notice", SMALL)
        remark.hide()
        self._editors[field.path], self._remarks[field.path] = editor, remark
        for widget in (label, editor, remark):
            self.body.addWidget(widget)
