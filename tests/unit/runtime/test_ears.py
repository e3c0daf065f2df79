import numpy as np
import pytest
from fakes.fake_activity import FakeActivity
from fakes.fake_speech_to_text import FakeSpeechToText, spoken

from voicedrill.runtime.ears import Ears, TurnSpan, mean_confidence
from voicedrill.runtime.transcriber import SteppedTranscriber, Understood
from voicedrill.speech.activity import Edge
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.words import Word

BLOCK = 320


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * SAMPLE_RATE_HZ), np.int16)


def listen(ears: Ears, *sounds: Samples) -> tuple[list[Edge], list[TurnSpan], list[Understood]]:
    sound = np.concatenate(sounds)
    sound = sound[: len(sound) // BLOCK * BLOCK]
    edges: list[Edge] = []
    spans: list[TurnSpan] = []
    understood: list[Understood] = []
    for number, block in enumerate(sound.reshape(-1, BLOCK), start=1):
        new, span = ears.hear(block, number * BLOCK / SAMPLE_RATE_HZ)
        edges += new
        spans += [span] if span else []
        understood += ears.understood()
    return edges, spans, understood


def ears_for(*texts: str) -> Ears:
    return Ears(FakeActivity(), SteppedTranscriber(FakeSpeechToText(*texts)))


def test_a_turn_is_found_where_it_is_with_its_words() -> None:
    edges, spans, understood = listen(ears_for("good morning"), silence(1.0), spoken("good morning"), silence(1.5))
    assert [edge.kind for edge in edges] == ["start", "end"]
    assert edges[0].t_s == pytest.approx(1.0, abs=0.033)
    assert edges[1].t_s == pytest.approx(1.7, abs=0.033)
    (span,) = spans
    assert (span.turn, span.start_s, span.end_s) == (1, edges[0].t_s, edges[1].t_s)
    final = next(one for one in understood if one.stage == "final")
    assert [word.word for word in final.words] == ["good", "morning"]
    assert [word.start_s for word in final.words] == pytest.approx([1.0, 1.4], abs=0.021)


@pytest.mark.parametrize(("pause_s", "turns"), [(0.45, 1), (0.95, 2)])
def test_a_pause_ends_the_turn_when_it_is_long_enough(pause_s: float, turns: int) -> None:
    ears = ears_for("good morning this is sam", "this is sam")
    _, spans, _ = listen(
        ears, silence(0.5), spoken("good morning"), silence(pause_s), spoken("this is sam"), silence(1.5)
    )
    assert len(spans) == turns


@pytest.mark.parametrize(("last", "turns"), [("morning", 2), ("because", 1)])
def test_after_an_unfinished_sentence_it_waits_longer(last: str, turns: int) -> None:
    ears = ears_for(f"good {last} it is sam", "it is sam")
    _, spans, _ = listen(ears, silence(0.5), spoken(f"good {last}"), silence(0.8), spoken("it is sam"), silence(1.5))
    assert len(spans) == turns


def test_the_recogniser_hears_what_came_before_the_onset() -> None:
    engine = FakeSpeechToText("good morning")
    ears = Ears(FakeActivity(), SteppedTranscriber(engine))
    listen(ears, silence(1.0), spoken("good morning"), silence(1.5))
    sound = engine.recognisers[0].sound
    first = int(np.flatnonzero(sound)[0]) / SAMPLE_RATE_HZ
    assert first == pytest.approx(SETTINGS.preroll_s, abs=0.033)


def test_words_so_far_come_while_the_turn_goes_on() -> None:
    _, _, understood = listen(ears_for("a b c d e f"), silence(0.5), spoken("a b c d e f"), silence(1.5))
    counts = [len(one.words) for one in understood if one.stage == "so_far"]
    assert len(counts) > 5
    assert counts == sorted(counts)


def test_closing_gives_the_open_turn() -> None:
    ears = ears_for("good morning")
    listen(ears, silence(0.5), spoken("good"))
    span, rest = ears.close(1.0)
    assert span is not None
    assert (span.turn, span.end_s) == (1, 1.0)
    assert [one.stage for one in rest][-1] == "final"
    assert ears.close(1.0) == (None, [])


def test_silence_is_no_turn() -> None:
    ears = ears_for()
    assert listen(ears, silence(3.0)) == ([], [], [])
    assert ears.close(3.0) == (None, [])


def test_mean_confidence() -> None:
    assert mean_confidence(()) == 0.0
    assert mean_confidence((Word("a", 0, 1, 0.5), Word("b", 1, 2, 1.0))) == 0.75


def test_what_others_say_reaches_neither_turn_nor_recogniser() -> None:
    far = (spoken("she is not it") // 40).astype(np.int16) * 4  # 20 dB below, and loud enough for the detector
    engine = FakeSpeechToText("good morning this is sam", "thank you so much")
    ears = Ears(FakeActivity(), SteppedTranscriber(engine), gate_dbfs=-27.0)
    own = spoken("good morning this is sam")
    _, spans, _ = listen(
        ears,
        silence(0.5),
        own,
        silence(2.0),
        far,
        silence(0.5),
        far,
        silence(1.0),
        own,
        silence(0.5),
        far,
        silence(2.0),
    )
    assert len(spans) == 2
    last = engine.recognisers[1].sound
    after_s = spans[1].end_s - spans[1].start_s + SETTINGS.preroll_s
    assert np.abs(last[: round(0.05 * SAMPLE_RATE_HZ)]).max() == 0
    assert np.abs(last[round((after_s + 0.3) * SAMPLE_RATE_HZ) :]).max(initial=0) == 0


@pytest.mark.parametrize("in_company", [True, False])
def test_words_in_the_silences_of_a_turn_are_those_of_others(in_company: bool) -> None:
    ears = Ears(FakeActivity(), SteppedTranscriber(HearsOneTooMany()), gate_dbfs=-27.0, in_company=in_company)
    _, spans, understood = listen(ears, silence(0.5), spoken("good"), silence(1.5))
    assert len(spans) == 1
    said = [word.word for one in understood if one.stage == "final" for word in one.words]
    assert said == (["good"] if in_company else ["good", "them"])


class HearsOneTooMany(FakeSpeechToText):
    """Hears a word in the silence half a second after the voice."""

    def recogniser(self) -> "HearsOneTooMany":
        return self

    def accept(self, samples: Samples) -> None:
        pass

    def partial(self) -> list[Word]:
        return []

    def final(self) -> list[Word]:
        return [
            Word("good", SETTINGS.preroll_s, SETTINGS.preroll_s + 0.3),
            Word("them", SETTINGS.preroll_s + 0.8, SETTINGS.preroll_s + 0.9),
        ]


@pytest.mark.parametrize(("pause_s", "turns"), [(2.0, 1), (3.0, 2)])
def test_in_an_interview_one_may_think(pause_s: float, turns: int) -> None:
    heard = SteppedTranscriber(FakeSpeechToText("a man called and i stayed calm", "i stayed calm"))
    ears = Ears(FakeActivity(), heard, patient=True)
    _, spans, _ = listen(
        ears, silence(0.5), spoken("a man called and"), silence(pause_s), spoken("i stayed calm"), silence(3.0)
    )
    assert len(spans) == turns
