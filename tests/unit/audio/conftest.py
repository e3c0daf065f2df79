"""A fake sound system for the modules that use one."""

import sys

import pytest
from fakes.sound import FakeSound, entry


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    """Give a fake sounddevice with one headset."""
    fake = FakeSound([entry("USB Headset")])
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    return fake
