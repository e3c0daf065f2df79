"""A question with two or more answers, none of which is given by accident."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QMessageBox, QWidget


def ask(parent: QWidget, question: str, explanation: str, answers: Mapping[str, Callable[[], None]], stay: str) -> None:
    """Ask, and return at once.

    Parameters
    ----------
    parent : QWidget
        The window that waits for the answer.
    question, explanation : str
        One sentence, and what has to be known to answer it.
    answers : mapping of str to callable
        The words of each button, and what is done when it is pressed.
    stay : str
        The words of the button that leaves all as it is; Escape and Enter press it.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("voicedrill")
    box.setText(question)
    box.setInformativeText(explanation)
    staying = box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
    staying.setAccessibleName(stay)
    for words, do in answers.items():
        button = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
        button.setAccessibleName(words)
        button.clicked.connect(do)
    box.setDefaultButton(staying)
    box.setEscapeButton(staying)
    box.finished.connect(box.deleteLater)
    box.open()
