"""Trainees who say nothing, swear, talk nonsense or another language: the call stays believable, and ends."""

from collections import Counter

import pytest

from voicedrill.persona.casting import cast
from voicedrill.runtime.detecting import load_patterns
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.text_call import TextCall

ODD = {
    "um": ["um", "uh", "hmm"],
    "swears": ["shut up you idiot", "damn you", "you are a liar"],
    "nonsense": ["purple lamp sings tomorrow forty", "the cheese is under the moon", "wobble the fridge sideways"],
    "german": ["guten tag wie kann ich ihnen helfen", "das tut mir leid", "einen moment bitte"],
    "one sentence": ["I understand your frustration."],
    "only yes": ["yes"],
    "only questions": ["what?"],
}
LONGEST = 14
"""Exchanges; a customer who gets nothing has long gone by then."""


@pytest.mark.parametrize("manner", ODD)
@pytest.mark.parametrize("persona_id", ["hartley_parcel", "brooks_mobile", "whitcombe_store", "clarke_interview"])
def test_the_call_ends_and_no_line_comes_twice(persona_id: str, manner: str) -> None:
    persona, _ = find_persona(persona_id)
    call = TextCall(cast(persona, None, 1), load_patterns())
    said = [call.open().text]
    for index in range(LONGEST):
        answer = call.type(ODD[manner][index % len(ODD[manner])])
        said.append(answer.text)
        if answer.ended:
            break
    assert answer.ended in ({"completed"} if persona.kind == "interview" else {"hang_up", "timeout", "supervisor"})
    assert max(Counter(filter(None, said)).values()) == 1
