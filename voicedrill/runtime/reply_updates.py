"""What a spoken reply tells while it is being heard."""

from dataclasses import dataclass

from voicedrill.runtime.updates import Failed, Preparing


@dataclass(frozen=True, slots=True)
class Listening:
    """The microphone is open; ``level_dbfs`` is how loud it is now."""

    level_dbfs: float


@dataclass(frozen=True, slots=True)
class Said:
    """The reply is over; ``text`` is what was understood, empty when nothing was."""

    text: str


ReplyUpdate = Preparing | Listening | Said | Failed
"""The last one is always `Said` or `Failed`."""
