"""The form in which sound travels through the program."""

import numpy as np
import numpy.typing as npt

SAMPLE_RATE_HZ = 16_000
"""All sound inside the program; devices and files are converted at the rim."""

FULL_SCALE = 32_768.0
"""Integer sample value of 0 dBFS."""

Samples = npt.NDArray[np.int16]
"""Mono sound, shape (n,), at `SAMPLE_RATE_HZ`."""
