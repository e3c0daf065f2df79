"""Lines of the natural voice, on a child that hums."""

from collections.abc import Iterator

import pytest
from fakes.fake_synthesiser import FakeSynthesiser
from fakes.neural import TIM, child
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.engines.neural_synthesiser import CastSynthesiser, NeuralSynthesiser, speakable
from voicedrill.engines.ports import Rendered, Voicing
from voicedrill.engines.spoken_sound import USUAL_LEVEL_DBFS, speech_level_dbfs
from voicedrill.errors import EngineError


@pytest.fixture(scope="module")
def synthesiser() -> Iterator[NeuralSynthesiser]:
    opened = NeuralSynthesiser([TIM], child())
    yield opened
    opened.close()


def test_a_line_has_its_words_and_the_level_of_the_voice_counts(synthesiser: NeuralSynthesiser) -> None:
    line = synthesiser.render("Where is my  parcel?", Voicing("piper:tim", gain_db=4.0))
    assert [word.word for word in line.words] == ["Where", "is", "my", "parcel?"]
    # The hum has 4096 of 32768, 18.1 dB below full scale: 1.9 dB above what the entry says.
    assert speech_level_dbfs(line.samples) == pytest.approx(USUAL_LEVEL_DBFS + 4.0 + 1.94, abs=0.1)


def test_it_says_which_voice_speaks(synthesiser: NeuralSynthesiser) -> None:
    assert synthesiser.name.startswith("piper-tts ")
    assert synthesiser.name.endswith(", tim 1")


@pytest.mark.parametrize("text", ["", "  ", "...", "😀", "\x00", "[[", "\ud800"])
def test_a_line_without_words_is_refused(synthesiser: NeuralSynthesiser, text: str) -> None:
    with pytest.raises(EngineError, match="nothing to speak in the line"):
        synthesiser.render(text, Voicing("piper:tim"))


def test_a_voice_that_is_not_there_is_refused(synthesiser: NeuralSynthesiser) -> None:
    with pytest.raises(EngineError, match="'piper:bob' is not known here: there are piper:tim"):
        synthesiser.render("Hello.", Voicing("piper:bob"))


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("No\tway 😡!\x00", "No way !"),
        ("a [[h@l@U]] b", "a h@l@U b"),
        ("half \ud83d done", "half done"),
        ("<b>£4.50</b> & café", "<b>£4.50</b> & café"),
    ],
)
def test_what_has_no_sound_is_left_out(text: str, spoken: str) -> None:
    assert speakable(text) == spoken


@given(st.text())
def test_any_text_can_be_sent_to_the_child(text: str) -> None:
    speakable(text).encode()
    assert "[[" not in speakable(text)
    assert "\x00" not in speakable(text)


def test_the_nearest_voice_speaks_reshaped() -> None:
    asked: list[Voicing] = []

    class Noting(FakeSynthesiser):
        def render(self, text: str, voicing: Voicing) -> Rendered:
            asked.append(voicing)
            return super().render(text, voicing)

    inner = Noting()
    synthesiser = CastSynthesiser(inner, [TIM])
    synthesiser.render("Hello.", Voicing("en-gb+f2"))
    assert asked[0].voice == "piper:tim"
    assert asked[0].pitch_st > 8.0
    assert synthesiser.name == inner.name
    synthesiser.close()
    assert inner.closed
