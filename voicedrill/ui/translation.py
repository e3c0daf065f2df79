"""Where the window's words pass through Qt's translation."""

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Return the words in the language of the window; ``pyside6-lupdate`` finds every literal given here.

    Words that change are put in afterwards: ``tr("{name} is on the line").format(name=name)``. A constant of a module
    is marked with ``QT_TRANSLATE_NOOP("", "…")`` and given here when it is shown.
    """
    return QCoreApplication.translate("", text)
