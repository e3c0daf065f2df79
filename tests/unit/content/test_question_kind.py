"""Questions by the kind of answer they want."""

import pytest

from voicedrill.content.question_kind import question_kind
from voicedrill.content.turn import turn


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what happened", "story"),
        ("Good morning, how can I help you?", "story"),
        ("tell me more about it", "story"),
        ("shall I send it to you", "proposal"),
        ("Would it help if I sent an engineer tomorrow?", "proposal"),
        ("I can do that today. Would that be all right?", "proposal"),
        ("could you do that now", "proposal"),
        ("may I call you back this afternoon", "proposal"),
        ("would you prefer the first or the second", "choice"),
        ("was it the left one or the right one", "either"),
        ("is there anything else I can do", "more"),
        ("anything else?", "more"),
        ("Do you want to add anything to it?", "more"),
        ("What does that mean for you?", "story"),
        ("Which?", "choice"),
        ("what suits you", "choice"),
        ("okay?", "proposal"),
        ("Do you want the older version in the meantime?", "proposal"),
        ("can I have your e-mail address", "contact"),
        ("What's the best number to reach you on?", "contact"),
        ("did anybody ring you before", "yes_no"),
        ("have you tried that already", "yes_no"),
        ("could you tell me when that was", "yes_no"),
        ("when did it stop", "open"),
        ("Which version did you install?", "open"),
        ("", None),
        ("I will send it today", None),
        ("I need your", None),
        ("what happened then I will look at the whole account for you now", None),
    ],
)
def test_the_last_question_has_a_kind(text: str, kind: str | None) -> None:
    assert question_kind(turn(text)) == kind


@pytest.mark.parametrize(("more", "kind"), [(7, "open"), (8, None)])
def test_a_question_waits_as_long_as_little_follows_it(more: int, kind: str | None) -> None:
    assert question_kind(turn(f"When was that? {' '.join(f'word{at}' for at in range(more))}.")) == kind
