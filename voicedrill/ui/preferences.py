"""What the window remembers from one start to the next."""

from pathlib import Path
from typing import get_args

from PySide6.QtCore import QSettings

from voicedrill.audio.telephone import Line
from voicedrill.history.consent import Keep
from voicedrill.ui.theme import Appearance


class Preferences:
    """Appearance, devices and switches of a call, in a file of the user's data folder."""

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
        return self._is_on("headset", usually=True)

    @property
    def cues(self) -> bool:
        """Whether hints are given during a call."""
        return self._is_on("cues", usually=True)

    @cues.setter
    def cues(self, on: bool) -> None:
        self._settings.setValue("cues", on)

    @property
    def push_to_talk(self) -> bool:
        """Whether the microphone is on only while a key is held."""
        return self._is_on("push_to_talk", usually=False)

    @push_to_talk.setter
    def push_to_talk(self, on: bool) -> None:
        self._settings.setValue("push_to_talk", on)

    @property
    def line(self) -> Line:
        """What the customer sounds like; clear when the file says something else."""
        value = self._settings.value("line", "clear")
        return value if value in get_args(Line) else "clear"

    @line.setter
    def line(self, line: Line) -> None:
        self._settings.setValue("line", line)

    @property
    def keep(self) -> Keep:
        """What was kept of the last call."""
        value = self._settings.value("keep", "recording")
        return value if value in get_args(Keep) else "recording"

    @keep.setter
    def keep(self, keep: Keep) -> None:
        self._settings.setValue("keep", keep)

    @property
    def trainee(self) -> str:
        """Who practised last; empty where nobody said it."""
        return str(self._settings.value("trainee", ""))

    @trainee.setter
    def trainee(self, trainee: str) -> None:
        self._settings.setValue("trainee", trainee)

    @property
    def voices_offered(self) -> bool:
        """Whether the natural voice was offered already."""
        return self._is_on("voices_offered", usually=False)

    @voices_offered.setter
    def voices_offered(self, offered: bool) -> None:
        self._settings.setValue("voices_offered", offered)

    def remember_devices(self, input_device: str | None, output_device: str | None, headset: bool) -> None:
        """Keep what was chosen."""
        self._settings.setValue("input", input_device or "")
        self._settings.setValue("output", output_device or "")
        self._settings.setValue("headset", headset)

    def _is_on(self, name: str, *, usually: bool) -> bool:
        return self._settings.value(name, usually) in (True, "true")
