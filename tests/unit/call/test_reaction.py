"""What in a turn moves her."""

from dataclasses import replace

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


def test_kind_words_take_a_call_further_only_so_often() -> None:
    reaction = Reaction(CaseReader(casting()))
    said = [causes(reaction, f"thank you so much number {count}", "appreciation") for count in range(4)]
    assert ["stalling" in one for one in said] == [False, False, True, True]


def test_stalling_again_and_again_costs_more_until_something_helps() -> None:
    reaction = Reaction(CaseReader(casting()))

    def factor(text: str) -> list[float]:
        turn = TraineeTurn(t_s=1.0, start_s=0.0, end_s=1.0, text=text)
        found = reaction.causes(turn, heard=True, acknowledged=False)
        return [cause.factor for cause in found if cause.rule == "stalling"]

    lines = ("um", "erm", "well", "so", "your lamp was due on tuesday", "hm")
    assert [factor(one) for one in lines] == [[1.0], [1.5], [2.0], [2.0], [], [1.0]]


def of_difficulty(difficulty: int) -> Reaction:
    cast = casting()
    return Reaction(CaseReader(replace(cast, persona=cast.persona.model_copy(update={"difficulty": difficulty}))))


def test_an_apology_acknowledges_her_once_the_case_has_been_named() -> None:
    reaction = of_difficulty(2)
    assert causes(reaction, "i am so sorry", "apology") == ["apology_generic"]
    assert "apology" in causes(reaction, "i am sorry that the lamp did not come", "apology")
    assert causes(reaction, "sorry once more", "apology") == ["over_apology", "stalling"]


def test_the_easiest_customers_take_any_apology() -> None:
    assert causes(of_difficulty(1), "i am so sorry", "apology")[0] == "apology"
