"""Which chunks the voice detector must hear: in silence it need not run."""

from voicedrill.speech.activity import CHUNK_S, NoiseFloor
from voicedrill.speech.settings import SETTINGS, Settings


class EnergyGate:
    """Opens for sound that stands out of the noise and stays open for a while after it.

    What it keeps out could be no voice anyway (`NoiseFloor.stands_out`), so the detector's answer is only
    missed by its memory; that is why it stays open across pauses in speech.
    """

    def __init__(self, settings: Settings = SETTINGS) -> None:
        self._noise = NoiseFloor(settings)
        self._hold_s = settings.energy_hold_s
        self._left_s = 0.0

    def opens(self, level_dbfs: float) -> bool:
        """Tell whether the detector must hear the next chunk."""
        self._left_s = self._hold_s if self._noise.stands_out(level_dbfs) else self._left_s - CHUNK_S
        return self._left_s > 0.0

    def follow(self, probability: float, level_dbfs: float) -> None:
        """Take what the detector said of the chunk; 0 when it was not asked."""
        self._noise.follow(probability, level_dbfs)
