"""What the window remembers from one start to the next."""

from dataclasses import asdict, dataclass
from typing import get_args

from voicedrill.audio.telephone import Line
from voicedrill.history.consent import Keep
from voicedrill.ui.look import Look
from voicedrill.ui.ports import CallChoice

KEEP_DAYS = (0, 30, 90, 180, 365)
"""How long calls can stay, in days; 0 until they are deleted by hand."""
PURPOSES = ("calls", "interviews", "teaching")
"""What the window can be used for."""


@dataclass(frozen=True, slots=True)
class CallLook:
    """What is shown during a call.

    Attributes
    ----------
    captions : bool
        What she says.
    own_words : bool
        What the trainee says.
    face : bool
        Her mood in a face and a word; without it one has to hear it.
    projector : bool
        Captions that a class can read.
    """

    captions: bool = True
    own_words: bool = False
    face: bool = True
    projector: bool = False


class Preferences(Look):
    """Look, devices and switches of a call, in a file of the user's data folder."""

    @property
    def devices(self) -> tuple[str | None, str | None]:
        """Microphone and loudspeaker; None for the system's."""
        return self._settings.value("input") or None, self._settings.value("output") or None

    @property
    def headset(self) -> bool:
        """Whether a headset is used."""
        return self._is_on("headset", usually=True)

    @property
    def push_to_talk(self) -> bool:
        """Whether the microphone is on only while a key is held."""
        return self._is_on("push_to_talk", usually=False)

    @property
    def line(self) -> Line:
        """What the customer sounds like; clear when the file says something else."""
        value = self._settings.value("line", "clear")
        return value if value in get_args(Line) else "clear"

    @property
    def keep(self) -> Keep:
        """What was kept of the last call."""
        value = self._settings.value("keep", "recording")
        return value if value in get_args(Keep) else "recording"

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

    @property
    def purpose(self) -> str:
        """What the window is used for: ``calls``, ``interviews`` or ``teaching``; empty at the first start."""
        value = str(self._settings.value("purpose", ""))
        return value if value in PURPOSES else ""

    @purpose.setter
    def purpose(self, purpose: str) -> None:
        self._settings.setValue("purpose", purpose)

    @property
    def keep_days(self) -> int:
        """How long calls stay, in days; 0 until they are deleted by hand."""
        value = str(self._settings.value("keep_days", ""))
        return int(value) if value in map(str, KEEP_DAYS) else 0

    @keep_days.setter
    def keep_days(self, days: int) -> None:
        self._settings.setValue("keep_days", days)

    @property
    def call_look(self) -> CallLook:
        """What is shown during a call."""
        usual = CallLook()
        return CallLook(**{one: self._is_on(one, usually=getattr(usual, one)) for one in asdict(usual)})

    @call_look.setter
    def call_look(self, look: CallLook) -> None:
        for name, on in asdict(look).items():
            self._settings.setValue(name, on)

    def remember_devices(self, input_device: str | None, output_device: str | None) -> None:
        """Keep microphone and loudspeaker; None for the system's."""
        self._settings.setValue("input", input_device or "")
        self._settings.setValue("output", output_device or "")

    def remember_call(self, choice: CallChoice) -> None:
        """Keep what was chosen for a call."""
        self.remember_devices(choice.input_device, choice.output_device)
        for name, value in (
            ("headset", choice.headset),
            ("push_to_talk", choice.push_to_talk),
            ("line", choice.line),
            ("keep", choice.keep),
        ):
            self._settings.setValue(name, value)
