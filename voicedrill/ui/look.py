"""How the window looks and where it stands: remembered, and known before anything else is loaded."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from voicedrill.ui.theme import TEXT_PERCENTS, Appearance


class Look:
    """Appearance, text size and place of the window, in a file of the user's data folder."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or the system's; the system's when the file says something else."""
        value = self._settings.value("appearance", "")
        return Appearance(value) if value in list(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._settings.setValue("appearance", appearance.value)

    @property
    def text_percent(self) -> int:
        """The size of text."""
        value = str(self._settings.value("text_percent", ""))
        return int(value) if value in map(str, TEXT_PERCENTS) else TEXT_PERCENTS[0]

    @text_percent.setter
    def text_percent(self, percent: int) -> None:
        self._settings.setValue("text_percent", percent)

    @property
    def still(self) -> bool:
        """Whether nothing is to move that need not."""
        return self._is_on("still", usually=False)

    @still.setter
    def still(self, still: bool) -> None:
        self._settings.setValue("still", still)

    @property
    def place(self) -> QByteArray:
        """Where the window was, as `QWidget.saveGeometry` tells it; empty at the first start."""
        value = self._settings.value("place")
        return value if isinstance(value, QByteArray) else QByteArray()

    @place.setter
    def place(self, place: QByteArray) -> None:
        self._settings.setValue("place", place)

    def _is_on(self, name: str, *, usually: bool) -> bool:
        return self._settings.value(name, usually) in (True, "true")
