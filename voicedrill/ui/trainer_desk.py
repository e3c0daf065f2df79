"""Leads through the trainer's corner: copying, changing and deleting customers, and printing sheets."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from voicedrill.persona import draft as drafts
from voicedrill.runtime.customer_draft import CustomerDraft
from voicedrill.ui.draft_page import DraftPage
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.ports import Backend, Customer, Shelf
from voicedrill.ui.question_box import ask
from voicedrill.ui.trainer_page import TrainerPage
from voicedrill.ui.translation import tr


class TrainerDesk(QObject):
    """Connects list and form with the program behind the window.

    Signals
    -------
    page_wanted(QWidget)
        The list or the form is to be shown.
    changed
        Customers were added, changed or deleted.
    call_wanted(str)
        The customer with this id is to be called; comes after `changed`.
    """

    page_wanted = Signal(object)
    changed = Signal()
    call_wanted = Signal(str)

    def __init__(self, backend: Backend, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._jobs = backend, jobs
        self._draft: CustomerDraft | None = None
        self._kept: drafts.Content = {}
        self._keeping = False
        self.page, self.form = TrainerPage(), DraftPage()
        self.page.copy_wanted.connect(lambda one: self._begin(one, copy=True))
        self.page.change_wanted.connect(lambda one: self._begin(one, copy=False))
        self.page.delete_wanted.connect(self._delete)
        self.page.sheet_wanted.connect(self._ask_where)
        self.form.settled.connect(self._look_over)
        self.form.reword_wanted.connect(self._reword)
        self.form.keep_wanted.connect(self._keep)
        self.form.left.connect(self._leave_form)

    def open(self) -> None:
        """Show the list."""
        self.page.say_done("")
        self.read()
        self.page_wanted.emit(self.page)
        self.page.take_focus()

    def read(self) -> None:
        """Read the customers."""
        self._jobs.run(self._backend.shelf, self._show_shelf, self.page.say_done)

    def leave(self) -> None:
        """Look nothing over any more."""
        self.form.stop()

    def _show_shelf(self, shelf: Shelf) -> None:
        self.page.show_customers(shelf.customers)

    def _begin(self, customer: Customer, *, copy: bool) -> None:
        self.page.say_done("")
        self._jobs.run(lambda: self._backend.draft(customer, copy=copy), self._show_draft, self.page.say_done)

    def _show_draft(self, draft: CustomerDraft) -> None:
        self._draft, self._kept = draft, draft.content
        self.form.show_draft(f"{draft.content['name']}: {draft.content['title']}", drafts.parts(draft.content))
        self.form.show_findings(draft.findings)
        self.page_wanted.emit(self.form)
        self.form.take_focus()

    def _take_over(self) -> CustomerDraft | None:
        """Put what was typed into the draft."""
        if self._draft is not None:
            self._draft = replace(self._draft, content=drafts.with_changes(self._draft.content, self.form.written))
        return self._draft

    def _look_over(self) -> None:
        draft = self._take_over()
        if draft is not None:
            self.form.adopt(drafts.parts(draft.content))
            self._jobs.run(lambda: draft.findings, self._show_findings, self.form.say_done)

    def _show_findings(self, findings: tuple[drafts.Finding, ...]) -> None:
        if self._draft is not None:
            self.form.show_findings(findings)

    def _reword(self, old: str, new: str) -> None:
        draft = self._take_over()
        if draft is None:
            return
        content, places = drafts.reworded(draft.content, old, new)
        self._draft = replace(draft, content=content)
        self.form.refresh(drafts.parts(content))
        replaced, nowhere = (
            tr("“{old}” was replaced in {count} places."),
            tr("“{old}” stands nowhere in this customer."),
        )
        self.form.say_done((replaced if places else nowhere).format(old=old, count=places))
        self._look_over()

    def _keep(self, call: bool) -> None:
        draft = self._take_over()
        if draft is None or self._keeping:
            return
        self._keeping = True
        self.form.say_done(tr("Saving …"))
        self._jobs.run(
            lambda: self._backend.keep_draft(draft), lambda kept: self._kept_as(kept, call=call), self._refuse
        )

    def _refuse(self, message: str) -> None:
        self._keeping = False
        self.form.say_done(message)
        self._look_over()

    def _kept_as(self, draft: CustomerDraft, *, call: bool) -> None:
        self._keeping = False
        self._draft, self._kept = draft, draft.content
        self.changed.emit()
        name = str(draft.content["id"])
        if call:
            self._close_form()
            self.call_wanted.emit(name)
        else:
            self.form.say_done(tr("Saved. The customer stands among the others now."))

    def _leave_form(self) -> None:
        draft = self._take_over()
        if draft is None or (draft.content == self._kept and draft.file is not None):
            self._back_to_list()
            return
        ask(
            self.form,
            tr("Keep what you changed?"),
            tr("This customer was not saved yet.")
            if draft.file is None
            else tr("There are changes that were not saved."),
            {tr("Leave without saving"): self._back_to_list},
            stay=tr("Go on changing"),
        )

    def _close_form(self) -> None:
        self.form.stop()
        self._draft = None

    def _back_to_list(self) -> None:
        kept = self._draft is not None and self._draft.file is not None
        chosen = str(self._draft.content["id"]) if self._draft is not None and kept else ""
        self._close_form()
        self.open()
        self.page.choose(chosen)

    def _delete(self, customer: Customer) -> None:
        def end(_result: object) -> None:
            self.page.say_done(tr("{name} was deleted.").format(name=customer.persona.name))
            self.read()
            self.changed.emit()

        self._jobs.run(lambda: self._backend.delete_customer(customer.persona.id), end, self.page.say_done)

    def _ask_where(self, customer: Customer) -> None:
        place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
        dialog = QFileDialog(self.page, tr("Save the observer sheet"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(str(place / f"observer-{customer.persona.id}.pdf"))
        dialog.fileSelected.connect(lambda to: self.save_sheet(customer, Path(to)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_sheet(self, customer: Customer, to: Path) -> None:
        """Write the observer sheet of a customer to a file."""
        self.page.say_done(tr("Saving …"))
        saved = tr("Saved as {file}. Print it for everybody who watches.").format(file=to)
        self._jobs.run(
            lambda: self._backend.observer_sheet(customer, to), lambda _: self.page.say_done(saved), self.page.say_done
        )
