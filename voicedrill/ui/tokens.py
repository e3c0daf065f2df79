"""The look as plain values: colours for light and dark, sizes, spacing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours, each ``#rrggbb``.

    Text tokens (``text quiet accent trainee customer good notice bad``) keep 4.5:1 on ``ground`` and ``card``,
    ``edge`` keeps 3:1; ``line`` only decorates.
    """

    ground: str
    card: str
    line: str
    edge: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    trainee: str
    customer: str
    good: str
    notice: str
    bad: str


LIGHT = Tokens(
    ground="#F7F8FA", card="#FFFFFF", line="#DDE1E7", edge="#7F8A99", text="#1B2430", quiet="#566273",
    accent="#1F5FBF", on_accent="#FFFFFF", trainee="#0B7A75", customer="#A3460B",
    good="#1E7B3A", notice="#8A5A00", bad="#B3261E",
)  # fmt: skip

DARK = Tokens(
    ground="#14171C", card="#1D2229", line="#313844", edge="#6F7B8B", text="#E8ECF1", quiet="#A3AEBC",
    accent="#7FB0FF", on_accent="#14171C", trainee="#4CC9C0", customer="#FFB07A",
    good="#6BD08C", notice="#F2C14E", bad="#FF8A80",
)  # fmt: skip

SMALL, BODY, LARGE, HUGE = 13, 15, 20, 28
"""Font sizes in pixels at 100 %."""

CLASS = 44
"""Size of what a class reads from a projector."""

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
"""Spacing in pixels."""

RADIUS = 8
LINE_CHARS = 70
"""Longest line of running text, in characters."""
FACE = 56
"""Side of the face beside the mood, in pixels."""
METER_WIDTH = 360
"""Width of a level meter, in pixels."""
CHECK_WIDTH = 800
"""Column of the headset check, in pixels: the buttons stand beside each other."""
READING_WIDTH = 720
"""Widest column of cards with running text, in pixels."""
