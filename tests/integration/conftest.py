"""Fixtures that need more than Python."""

from collections.abc import Iterator

import pytest
from fakes.pulse import Pulse, running_pulse


@pytest.fixture(scope="session")
def pulse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pulse]:
    """Give a private PulseAudio with a headset and its other side."""
    with running_pulse(tmp_path_factory.mktemp("pulse")) as running:
        yield running
