"""What the window remembers from one start to the next."""

from pathlib import Path

from PySide6.QtCore import QSettings

from voicedrill.ui.theme import Appearance


class Preferences:
    """Appearance, devices and the headset switch, in a file of the user's data folder."""

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
    def devices(self) -> tuple[str | None, str | None]:
        """Microphone and loudspeaker; None for the system's."""
        return self._settings.value("input") or None, self._settings.value("output") or None

    @property
    def headset(self) -> bool:
        """Whether a headset is used."""
        return self._settings.value("headset", "true") in (True, "true")

    def remember_devices(self, input_device: str | None, output_device: str | None, headset: bool) -> None:
        """Keep what was chosen."""
        self._settings.setValue("input", input_device or "")
        self._settings.setValue("output", output_device or "")
        self._settings.setValue("headset", headset)
