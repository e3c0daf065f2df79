import threading

import pytest
from fakes.fake_synthesiser import FakeSynthesiser

from voicedrill.engines.line_renderer import LineRenderer
from voicedrill.engines.ports import Rendered, Voicing
from voicedrill.errors import EngineError

VOICING = Voicing()


class HeldSynthesiser(FakeSynthesiser):
    """Holds the line "slow" until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()
        self.let_go = threading.Event()

    def render(self, text: str, voicing: Voicing) -> Rendered:
        if text == "slow":
            self.begun.set()
            assert self.let_go.wait(10)
        return super().render(text, voicing)


def test_a_requested_line_is_rendered_once_and_in_the_other_thread() -> None:
    synthesiser = FakeSynthesiser()
    lines = LineRenderer(synthesiser)
    for _ in range(3):
        lines.request("one", VOICING)
    lines.request("two", VOICING)
    assert lines.take("two", VOICING).words[0].word == "two"
    assert lines.take("one", VOICING).words[0].word == "one"
    lines.close()
    assert sorted(synthesiser.rendered) == ["one", "two"]


def test_a_line_that_is_needed_now_does_not_wait_for_those_before_it() -> None:
    synthesiser = HeldSynthesiser()
    lines = LineRenderer(synthesiser)
    lines.request("slow", VOICING)
    assert synthesiser.begun.wait(10)
    lines.request("urgent", VOICING)
    assert lines.take("urgent", VOICING).words[0].word == "urgent"
    assert lines.take("unheard of", VOICING).words[0].word == "unheard"
    synthesiser.let_go.set()
    assert lines.take("slow", VOICING).words[0].word == "slow"
    lines.close()
    assert synthesiser.rendered == ["urgent", "unheard of", "slow"]


def test_closing_forgets_what_was_not_begun() -> None:
    synthesiser = HeldSynthesiser()
    lines = LineRenderer(synthesiser)
    lines.request("slow", VOICING)
    assert synthesiser.begun.wait(10)
    lines.request("never", VOICING)
    synthesiser.let_go.set()
    lines.close()
    assert synthesiser.rendered == ["slow"]


def test_a_failure_reaches_who_takes_the_line() -> None:
    class Broken(FakeSynthesiser):
        def render(self, text: str, voicing: Voicing) -> Rendered:
            raise EngineError("no voice today")

    lines = LineRenderer(Broken())
    lines.request("one", VOICING)
    with pytest.raises(EngineError, match="today"):
        lines.take("one", VOICING)
    lines.close()
