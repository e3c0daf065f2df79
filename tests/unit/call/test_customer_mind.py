"""The customer's mind: what she hears in a turn, knowing what she said before it."""

from dataclasses import replace

import pytest

from voicedrill.call.customer_mind import CustomerMind
from voicedrill.call.events import TraineeTurn
from voicedrill.runtime.call_setup import cast_case
from voicedrill.runtime.library import find_persona


@pytest.mark.parametrize(
    ("line", "granted"),
    [
        ("I want compensation for two lost days.", ("compensation",)),
        ("I have waited for two lost days.", ()),
    ],
)
def test_to_grant_what_her_line_demands_is_a_promise(line: str, granted: tuple[str, ...]) -> None:
    mind = CustomerMind(cast_case(find_persona("hartley_parcel")[0], "lost", 1))
    opening = mind.open()
    mind.said(replace(opening, reply=replace(opening.reply, text=line)), undisturbed=True, now_s=5.0)
    mind.hear(TraineeTurn(t_s=9.0, start_s=6.0, end_s=8.0, text="all right you will get that"))
    heard = mind.answer(9.5, interrupted=False).to
    assert heard is not None
    assert heard.offered == granted
