"""Sees that nothing is recorded before the trainee was asked."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from voicedrill.history.consent import CHOICES, EXPLANATION, QUESTION, Keep
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.ports import Backend, CallChoice
from voicedrill.ui.question_box import ask


class ConsentDesk:
    """Asks once, before the first recording of a trainee, and keeps the answer.

    Parameters
    ----------
    window : QWidget
        Where the question is shown.
    refused : callable
        Told in a sentence when the answer cannot be kept.
    """

    def __init__(self, backend: Backend, jobs: Jobs, window: QWidget, refused: Callable[[str], None]) -> None:
        self._backend, self._jobs, self._window, self._refused = backend, jobs, window, refused

    def settle(self, choice: CallChoice, go: Callable[[CallChoice], None]) -> None:
        """Go on with the call as far as the trainee agreed; not at all when the question is not answered."""
        if choice.keep != "recording":
            go(choice)
            return
        self._jobs.run(
            lambda: self._backend.consent(choice.trainee),
            lambda known: go(choice) if known == "recording" else self._ask(choice, go),
            self._refused,
        )

    def _ask(self, choice: CallChoice, go: Callable[[CallChoice], None]) -> None:
        def answered(keep: Keep) -> None:
            self._jobs.run(
                lambda: self._backend.keep_consent(choice.trainee, keep),
                lambda _: go(replace(choice, keep=keep)),
                self._refused,
            )

        answers = {words: partial(answered, keep) for keep, words in CHOICES.items()}
        ask(self._window, QUESTION, EXPLANATION, answers, stay="Back")
