import pytest

from voicedrill.speech.activity import CHUNK_S
from voicedrill.speech.level_gate import LevelGate
from voicedrill.speech.settings import Settings

OWN, FAR = -20.0, -36.0
SETTINGS = Settings()


def hear(gate: LevelGate, *spans: tuple[float, float], start_s: float = 0.0) -> float:
    """Let the gate hear voice of (level, seconds); None for a level is silence. Return when it ends."""
    now_s = start_s
    for level, seconds in spans:
        for _ in range(round(seconds / CHUNK_S)):
            now_s += CHUNK_S
            gate.hear(0.9, level, now_s)
    return now_s


def test_a_given_gate_holds_from_the_beginning_in_company() -> None:
    gate = LevelGate(-30.0, in_company=True)
    assert (gate.gate_dbfs, gate.others) == (-30.0, True)
    hear(gate, (OWN, 5.0))
    assert gate.gate_dbfs == -30.0


def test_a_given_gate_is_lower_until_others_speak() -> None:
    gate = LevelGate(-32.0)
    hear(gate, (OWN, 2.0))
    assert gate.gate_dbfs == -32.0 - SETTINGS.gate_open_db
    hear(gate, (FAR, 3.0), start_s=2.0)
    assert gate.gate_dbfs == -32.0


def test_who_speaks_more_softly_than_the_gate_was_given_for_is_nobody_else() -> None:
    gate = LevelGate(OWN)
    hear(gate, (OWN, 10.0))
    assert not gate.others
    assert gate.gate_dbfs == OWN - SETTINGS.gate_open_db


def test_a_learned_gate_stays_open_while_nobody_else_speaks() -> None:
    gate = LevelGate()
    hear(gate, (OWN, 5.0), (OWN - 12.0, 0.4), (OWN, 5.0))
    assert (gate.gate_dbfs, gate.others) == (None, False)


def test_it_closes_below_the_trainee_when_others_speak() -> None:
    gate = LevelGate()
    hear(gate, (OWN, 5.0), (FAR, 3.0))
    assert gate.others
    assert gate.gate_dbfs == pytest.approx(OWN - SETTINGS.gate_learn_db - SETTINGS.gate_below_db, abs=1.0)


def test_others_who_talk_much_more_do_not_open_it() -> None:
    gate = LevelGate()
    hear(gate, (OWN, 5.0), (OWN - 16.0, 60.0))
    assert gate.gate_dbfs == pytest.approx(OWN - SETTINGS.gate_learn_db - SETTINGS.gate_below_db, abs=1.0)


@pytest.mark.parametrize(("apart_s", "others"), [(0.9, False), (1.1, True)])  # 0.5 s of it is near the loud voice
def test_others_must_be_heard_for_a_while(apart_s: float, others: bool) -> None:
    gate = LevelGate(-30.0)
    now_s = hear(gate, (OWN, 2.0), (FAR, apart_s))
    gate.hear(0.9, FAR, now_s + 1.0)
    assert gate.others is others


@pytest.mark.parametrize(("own_s", "others"), [(7.0, True), (9.0, False)])
def test_others_must_be_a_share_of_the_voice(own_s: float, others: bool) -> None:
    gate = LevelGate(-30.0)
    now_s = hear(gate, (OWN, own_s), (FAR, 1.5))
    gate.hear(0.9, OWN, now_s + 1.0)
    assert gate.others is others


@pytest.mark.parametrize(("level", "others"), [(-28.1, True), (-27.9, False)])
def test_loud_voice_is_nobody_else(level: float, others: bool) -> None:
    gate = LevelGate(-32.0)  # a loud moment is above -25.0, and 3 dB below it is still near it
    hear(gate, (OWN, 1.0), (level, 3.0))
    assert gate.others is others


@pytest.mark.parametrize(("probability", "level"), [(0.49, FAR), (0.9, -55.1)])
def test_only_voice_counts(probability: float, level: float) -> None:
    gate = LevelGate()
    now_s = hear(gate, (OWN, 2.0))
    for number in range(200):
        gate.hear(probability, level, now_s + number * CHUNK_S)
    assert not gate.others


def test_with_a_memory_it_follows_a_trainee_who_leans_back() -> None:
    gates = [LevelGate(), LevelGate(memory_s=5.0)]
    for gate in gates:
        hear(gate, (OWN, 30.0), (OWN - 12.0, 30.0))
        hear(gate, (-50.0, 10.0), start_s=60.0)
    assert gates[1].gate_dbfs < gates[0].gate_dbfs - 10.0
