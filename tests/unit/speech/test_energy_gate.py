import pytest

from voicedrill.speech.activity import CHUNK_S
from voicedrill.speech.energy_gate import EnergyGate
from voicedrill.speech.settings import Settings

NOISE = -45.0


def settled() -> EnergyGate:
    gate = EnergyGate()
    for _ in range(30):
        gate.opens(NOISE)
        gate.follow(0.0, NOISE)
    return gate


@pytest.mark.parametrize(("above_db", "opens"), [(2.7, False), (3.1, True), (30.0, True)])
def test_it_opens_for_sound_above_the_noise(above_db: float, opens: bool) -> None:
    assert settled().opens(NOISE + above_db) is opens


@pytest.mark.parametrize(("level", "opens"), [(-55.1, False), (-55.0, True)])
def test_the_quietest_sound_is_never_heard(level: float, opens: bool) -> None:
    gate = EnergyGate()
    gate.follow(0.0, -80.0)
    assert gate.opens(level) is opens


def test_it_stays_open_for_a_while() -> None:
    gate = settled()
    assert gate.opens(-20.0)
    held = 0
    while gate.opens(NOISE):
        held += 1
    assert held * CHUNK_S == pytest.approx(Settings().energy_hold_s, abs=CHUNK_S)
    assert not gate.opens(NOISE)


def test_it_closes_again_when_the_room_becomes_louder() -> None:
    gate = settled()
    opened = []
    for _ in range(150):
        opened.append(gate.opens(NOISE + 10.0))
        gate.follow(0.0, NOISE + 10.0)
    assert opened[0]
    assert not opened[-1]
