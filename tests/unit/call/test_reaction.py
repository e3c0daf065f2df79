"""What in a turn moves her."""

from fakes.virtual_call import casting

from voicedrill.call.events import HeardBehaviour, TraineeTurn
from voicedrill.call.reaction import Reaction
from voicedrill.content.case_reader import CaseReader


def causes(reaction: Reaction, text: str, *behaviours: str) -> list[str]:
    heard = tuple(HeardBehaviour(id=one, confidence=0.9, quote=text) for one in behaviours)
    turn = TraineeTurn(t_s=1.0, start_s=0.0, end_s=1.0, text=text, behaviours=heard)
    return [cause.rule for cause in reaction.causes(turn, heard=True, acknowledged=False)]


def test_a_turn_that_says_nothing_or_the_same_again_stalls_the_call() -> None:
    reaction = Reaction(CaseReader(casting()))
    assert causes(reaction, "well you know") == ["stalling"]
    assert causes(reaction, "i will see to it", "ownership") == ["ownership"]
    assert causes(reaction, "i will see to it", "ownership") == ["ownership", "stalling"]
