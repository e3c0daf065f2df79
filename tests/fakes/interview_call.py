"""Writes down interviews: questions, and answers as a recogniser hears them."""

from functools import cache
from importlib import resources
from pathlib import Path

from voicedrill.call.events import Connected, CustomerLine, Ended, Event, HeardBehaviour, HeardWord, TraineeTurn
from voicedrill.content.interview import InterviewDetector
from voicedrill.content.patterns import compile_patterns
from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.loader import load_persona

INTERVIEWER = Path(__file__).parent.parent / "data" / "personas" / "interviewer.yaml"

TELL_GOOD = (
    "when i worked at the front desk of a hotel in bristol last december a guest came down shouting because his room "
    "was not ready and he had been travelling for fourteen hours with two small children i asked him to sit down with "
    "me and i listened until he had finished i repeated the problem back to him and i apologised for the wait then i "
    "called housekeeping and i asked them to move his room to the top of the list i offered the family some soup and i "
    "kept their luggage behind the desk i told him that i would come to him myself every ten minutes and i did in the "
    "end he got his key within twenty five minutes he thanked me and he still comes back every christmas what i "
    "learned was that people can wait when they know what is happening and who looks after it"
)
TELL_HYPOTHETICAL = (
    "well if a customer is angry i would stay calm and i would listen to the whole story then i would apologise and i "
    "would try to find a solution that works for everybody i would never shout back and i would ask my manager if i "
    "could not help and i think the customer would be happy with that"
)
TELL_RANTING = (
    "oh there was this woman who came in with a broken kettle last year and she was a complete nightmare people like "
    "that just want free stuff it was her own fault because she should have read the manual i told her that we could "
    "look at it and i sent it to the workshop but honestly customers are idiots and in the end she got her refund"
)
TELL_NO_OUTCOME = (
    "two years ago i worked for a phone company and a customer called because his bill was wrong he was shouting at me "
    "so i let him finish and i checked the bill line by line i explained every item to him and i asked him which calls "
    "he did not know then i opened a case for the billing department and i gave him the case number"
)
HOW_GOOD = (
    "first of all i would stay calm and take a deep breath because i know it is not about me they are angry at the "
    "situation so i would not take it personally i would let them finish and listen without interrupting then i would "
    "repeat the problem back to make sure i have understood it right and i would say that i understand why they are "
    "upset after that i would offer a solution within our policy and tell them in a friendly way what i can do and if "
    "they want something that is not possible i would stay polite but firm explain the policy and offer an alternative"
)
HOW_WITH_STORY = (
    HOW_GOOD + " for example last march i worked at a bakery and a customer was furious because her wedding cake was "
    "damaged i apologised and i called our baker and we made a new one in three hours and in the end she thanked us"
)

_WORD_S = 0.4


@cache
def detector() -> InterviewDetector:
    """Return the detector with the shipped patterns."""
    text = resources.files("voicedrill.content").joinpath("interview.yaml").read_text(encoding="utf-8")
    return InterviewDetector(compile_patterns(text))


@cache
def casting() -> Casting:
    """Return the test interviewer, cast."""
    return cast(load_persona(INTERVIEWER.read_text(encoding="utf-8"), "interviewer"), None, 0)


class Interview:
    """An interview in the making; every word of the trainee takes 0.4 s."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.events: list[Event] = [Connected(t_s=0.0)]

    def asks(self, beat: str) -> "Interview":
        """Let the interviewer say the first wording of a beat."""
        text = next(one.say[0] for one in casting().persona.beats if one.id == beat)
        line = CustomerLine(
            t_s=self.now_s,
            line_id=len(self.events),
            beat=beat,
            text=text,
            words=(),
            end_s=self.now_s + 4.0,
            yields=True,
        )
        self.events.append(line)
        self.now_s += 5.0
        return self

    def answers(self, text: str, *, conf: float = 0.95, typed: bool = False) -> "Interview":
        """Let the trainee say something; ``typed``: without the times of words."""
        start_s = self.now_s
        words = tuple(
            HeardWord(
                word=word, start_s=start_s + at * _WORD_S, end_s=start_s + (at + 1) * _WORD_S, conf=conf
            )
            for at, word in enumerate(text.split())
        )  # fmt: skip
        self.now_s += (1.0 if typed else len(words) * _WORD_S) + 1.0
        found = tuple(
            HeardBehaviour(id=one.id, confidence=one.confidence, quote=one.quote) for one in detector().detect(text)
        )
        turn = TraineeTurn(
            t_s=self.now_s, start_s=start_s, end_s=self.now_s - 1.0, text=text, words=() if typed else words,
            behaviours=found,
        )  # fmt: skip
        self.events.append(turn)
        return self

    def ended(self) -> tuple[Event, ...]:
        """Return the whole interview."""
        return (*self.events, Ended(t_s=self.now_s, outcome="completed"))
