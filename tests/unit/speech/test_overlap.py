"""Every kind at its limits, in both directions, for recordings and for lines whose text is known."""

from dataclasses import replace

import numpy as np
import pytest

from voicedrill.speech.measurement import Overlap
from voicedrill.speech.overlap import find_overlaps
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.sides import KnownLine, SideInput
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

EPS = 0.01


def _side(*stretches: tuple[float, float, str]) -> SideInput:
    """A recorded side: each stretch of voice with its words, evenly spread."""
    words: list[Word] = []
    for start_s, end_s, text in stretches:
        said = text.split()
        step_s = (end_s - start_s) / max(len(said), 1)
        words += [Word(one, start_s + n * step_s, start_s + (n + 1) * step_s) for n, one in enumerate(said)]
    return SideInput(Timeline.of(Interval(start_s, end_s) for start_s, end_s, _ in stretches), tuple(words))


def _line(start_s: float, text: str, word_s: float = 0.5, **more: object) -> KnownLine:
    """A line with words of equal length and 0.4 s of silence after every sentence or comma."""
    words, at_s = [], start_s
    for one in text.split():
        words.append(Word(one.strip(".,?!"), at_s, at_s + word_s))
        at_s += word_s + (0.4 if one[-1] in ".,?!" else 0.0)
    end_s = words[-1].end_s
    return KnownLine(text, start_s, end_s, **({"yields": False, "stopped_s": end_s} | more), words=tuple(words))  # type: ignore[arg-type]


def _customer(*lines: KnownLine) -> SideInput:
    voice = Timeline.of(interval for line in lines for interval in line.voice)
    return SideInput(voice, tuple(word for line in lines for word in line.spoken), lines=lines, heard=False)


STORY = "i ordered it three weeks ago and nobody in your whole company told me anything about where my parcel is today"


def _by_incomer(incomer: SideInput, other: SideInput, by: str) -> list[Overlap]:
    pair = (other, incomer) if by == "trainee" else (incomer, other)
    found = [one.overlap for one in find_overlaps(*pair)]
    assert all(one.by == by for one in found)
    return found


@pytest.mark.parametrize("by", ["trainee", "customer"])
@pytest.mark.parametrize(
    ("start_s", "end_s", "text", "kind"),
    [
        # terminal: the other has at most 0.5 s left of her speech, which ends at 10
        (9.5 - EPS, 12.0, "well i can look into that", "interruption"),
        (9.5, 12.0, "well i can look into that", "terminal"),
        (9.5 + EPS, 12.0, "well i can look into that", "terminal"),
        # noise: no word, or too short
        (4.0, 6.0, "", "noise"),
        (4.0, 4.2 - EPS, "no", "noise"),
        (4.0, 4.2, "no", "butting_in"),
        # backchannel: at most 1 s and 3 words, all of the list
        (4.0, 4.4, "mhmm", "backchannel"),
        (4.0, 5.0, "okay yeah right", "backchannel"),
        (4.0, 5.0 + EPS, "okay yeah right", "supportive"),
        (4.0, 4.9, "yes i see okay", "supportive"),
        (4.0, 4.9, "okay but wait", "butting_in"),
        # supportive: at most 2 s of acknowledgement
        (4.0, 6.0, "oh no i'm so sorry take your time", "supportive"),
        (4.0, 6.0 + EPS, "oh no i'm so sorry take your time", "interruption"),
        # butting in: stops within 1.5 s and the other goes on
        (4.0, 5.5, "can i have your number", "butting_in"),
        (4.0, 5.5 + EPS, "can i have your number", "interruption"),
        (4.0, 8.0, "can i have your number please madam", "interruption"),
    ],
)
def test_kinds_at_their_limits(by: str, start_s: float, end_s: float, text: str, kind: str) -> None:
    found = _by_incomer(_side((start_s, end_s, text)), _side((0.0, 10.0, STORY)), by)
    assert [one.kind for one in found] == [kind]
    assert found[0].start_s == start_s
    assert found[0].end_s == pytest.approx(min(end_s, 10.0))
    assert found[0].text == text


@pytest.mark.parametrize("by", ["trainee", "customer"])
@pytest.mark.parametrize(("stop_s", "kind"), [(5.0, "interruption"), (4.3, "terminal")])
def test_the_other_gives_way(by: str, stop_s: float, kind: str) -> None:
    # in a recording nobody knows what the other still meant to say: half a second is read as her end
    found = _by_incomer(_side((4.0, 7.0, "let me stop you there")), _side((0.0, stop_s, STORY)), by)
    assert [one.kind for one in found] == [kind]


@pytest.mark.parametrize(("first_s", "kind"), [(5.0 - EPS, "butting_in"), (5.0, "butting_in"), (5.0 + EPS, "noise")])
def test_a_word_within_a_second(first_s: float, kind: str) -> None:
    trainee = SideInput(Timeline.of([Interval(4.0, 5.4)]), (Word("hello", first_s, 5.4),))
    assert [one.overlap.kind for one in find_overlaps(_side((0.0, 10.0, STORY)), trainee)] == [kind]


@pytest.mark.parametrize("by", ["trainee", "customer"])
def test_a_hum_that_the_recogniser_misspells_is_a_backchannel(by: str) -> None:
    hum = SideInput(Timeline.of([Interval(4.0, 4.5)]), (Word("them", 4.1, 4.4, 0.9),))
    unsure = SideInput(Timeline.of([Interval(4.0, 4.5)]), (Word("hadn't", 4.1, 4.4, 0.4),))
    assert [one.kind for one in _by_incomer(hum, _side((0.0, 10.0, STORY)), by)] == ["backchannel"]
    assert [one.kind for one in _by_incomer(unsure, _side((0.0, 10.0, STORY)), by)] == ["backchannel"]


@pytest.mark.parametrize("by", ["trainee", "customer"])
@pytest.mark.parametrize(
    ("silence_s", "kinds"), [(0.5 - EPS, ["interruption"]), (0.5, ["backchannel", "interruption"])]
)
def test_silence_after_a_backchannel(by: str, silence_s: float, kinds: list[str]) -> None:
    again_s = 4.4 + silence_s
    incomer = _side((4.0, 4.4, "okay"), (again_s, again_s + 2.0, "but what was the number"))
    assert [one.kind for one in _by_incomer(incomer, _side((0.0, 10.0, STORY)), by)] == kinds


@pytest.mark.parametrize("by", ["trainee", "customer"])
@pytest.mark.parametrize(("pause_s", "kinds"), [(1.0 - EPS, ["pause_interruption"]), (1.0, []), (1.0 + EPS, [])])
def test_a_pause_in_an_unfinished_sentence(by: str, pause_s: float, kinds: list[str]) -> None:
    found = _by_incomer(
        _side((5.0 + pause_s, 8.0 + pause_s, "what is your number")), _side((0.0, 5.0, "i called you and")), by
    )
    assert [one.kind for one in found] == kinds
    assert all(one.end_s == one.start_s for one in found)


@pytest.mark.parametrize("by", ["trainee", "customer"])
def test_a_change_of_speaker_after_a_full_sentence_is_nothing(by: str) -> None:
    assert not _by_incomer(_side((5.3, 8.0, "what is your number")), _side((0.0, 5.0, "i called you yesterday")), by)


def test_taking_a_pause_for_the_end_is_invited_when_the_sentence_may_have_been_over() -> None:
    other = _side((0.0, 5.0, "i called you yesterday"), (5.8, 8.0, "and nobody came"))
    found = _by_incomer(_side((5.4, 8.0, "what is your number")), other, "trainee")
    assert [one.kind for one in found] == ["invited"]


@pytest.mark.parametrize("text", ["i looked it up for you", "i looked it up and"])
@pytest.mark.parametrize(
    ("pause_s", "lag_s", "kinds"),
    [
        # in a pause of less than 1 s, or in an open sentence: she cut in when the trainee goes on within 0.5 s
        (0.6, 0.5 - EPS, ["pause_interruption"]),
        (1.0 - EPS, 0.3, ["pause_interruption"]),
        (1.3, 0.3, ["pause_interruption"]),
        # he begins too late to be going on with what he was saying
        (1.3, 0.5, ["interruption"]),
        (1.3, 2.0, ["interruption"]),
    ],
)
def test_she_starts_in_a_pause_of_the_trainee(text: str, pause_s: float, lag_s: float, kinds: list[str]) -> None:
    on_s = 5.0 + pause_s
    trainee = _side((0.0, 5.0, text), (on_s + lag_s, 12.0, "the parcel went out on monday from here"))
    found = [one.overlap for one in find_overlaps(_side((on_s, 10.0, STORY)), trainee)]
    if kinds == ["pause_interruption"] and pause_s >= 1.0 and not text.endswith("and"):
        kinds = ["interruption"]  # his sentence may have been over: he comes in over her
    assert [one.kind for one in found] == kinds
    assert [one.by for one in found] == ["customer" if kinds == ["pause_interruption"] else "trainee"]


@pytest.mark.parametrize(("length_s", "kind"), [(0.2 - EPS, "invited"), (0.2, "pause_interruption")])
def test_a_click_is_no_going_on(length_s: float, kind: str) -> None:
    trainee = _side((0.0, 5.0, "i looked it up for you"), (5.8, 5.8 + length_s, ""))
    found = [one.overlap for one in find_overlaps(_side((5.5, 10.0, STORY)), trainee)]
    assert [(one.by, one.kind) for one in found] == [("customer", kind)]


def _her_voice(end_db: float, *later: tuple[float, float, str]) -> SideInput:
    """Four turns that end softly, and one from 12 to 13 that ends ``end_db`` louder and may go on."""
    turns = [(at_s, at_s + 1.0, "nobody came") for at_s in (0.0, 3.0, 6.0, 9.0)]
    her = _side(*turns, (12.0, 13.0, "i called you"), *later)
    time_s = np.arange(17 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    level_db = -26.0 + np.where((time_s >= 12.8) & (time_s < 13.0), end_db, 0.0)
    spoken = np.any([(time_s >= one.start_s) & (time_s < one.end_s) for one in her.voice], axis=0)
    pitch_hz = np.where(time_s >= 12.0, 180.0, 150.0)
    sound = np.where(spoken, np.sign(np.sin(2 * np.pi * pitch_hz * time_s)) * 10 ** (level_db / 20), 0.0)
    return replace(her, samples=(sound * FULL_SCALE).astype(np.int16))


@pytest.mark.parametrize(("end_db", "kind"), [(0.0, "invited"), (6.0, "pause_interruption")])
def test_a_voice_that_did_not_fade_had_more_to_say(end_db: float, kind: str) -> None:
    """The words may be a whole sentence; at the ends of her turns the voice was so much softer."""
    her = _her_voice(end_db, (13.7, 16.0, "yesterday evening"))
    found = find_overlaps(her, _side((13.4, 16.0, "what is your number")))
    assert [one.overlap.kind for one in found] == [kind]


@pytest.mark.parametrize(("pause_s", "kinds"), [(0.5 - EPS, ["pause_interruption"]), (0.5, [])])
def test_a_voice_that_did_not_fade_and_stays_silent_has_ended(pause_s: float, kinds: list[str]) -> None:
    found = find_overlaps(_her_voice(6.0), _side((13.0 + pause_s, 16.0, "what is your number")))
    assert [one.overlap.kind for one in found] == kinds


@pytest.mark.parametrize(
    ("text", "kind"), [("i called you yesterday", "terminal"), ("i called you and", "interruption")]
)
def test_the_last_word_of_an_open_sentence_is_not_the_last(text: str, kind: str) -> None:
    found = find_overlaps(_side((0.0, 4.0, text)), _side((3.3, 6.0, "what is your number")))
    assert [one.overlap.kind for one in found] == [kind]


def test_she_takes_the_floor_from_an_open_sentence() -> None:
    found = find_overlaps(_side((5.6, 9.0, STORY)), _side((0.0, 5.0, "i looked it up and")))
    assert [(one.overlap.by, one.overlap.kind) for one in found] == [("customer", "pause_interruption")]


@pytest.mark.parametrize("by", ["trainee", "customer"])
@pytest.mark.parametrize(
    ("pause_s", "length_s", "kind"),
    [
        (0.5 - EPS, 0.6, "interruption"),
        (0.5, 1.0, "terminal"),
        (0.5, 1.0 + EPS, "interruption"),
        (1.0 - EPS, 6.0, "interruption"),
        (1.0, 6.0, "terminal"),
    ],
)
def test_what_the_other_has_left_goes_on_after_a_short_pause(
    by: str, pause_s: float, length_s: float, kind: str
) -> None:
    # after half a second of silence what is no longer than a listener's word is an answer
    again_s = 5.0 + pause_s
    other = _side((0.0, 5.0, "i called you yesterday"), (again_s, again_s + length_s, "yes"))
    pair = (other, _side((4.7, 9.0, "what is your number please madam")))
    first = find_overlaps(*(pair if by == "trainee" else reversed(pair)))[0].overlap
    assert (first.by, first.kind) == (by, kind)


@pytest.mark.parametrize("by", ["trainee", "customer"])
@pytest.mark.parametrize(("pause_s", "kind"), [(1.0 - EPS, "interruption"), (1.0, "terminal")])
def test_what_the_other_has_left_of_an_open_sentence(by: str, pause_s: float, kind: str) -> None:
    other = _side((0.0, 5.0, "i called you yesterday and"), (5.0 + pause_s, 12.0, STORY))
    pair = (other, _side((4.7, 9.0, "what is your number please madam")))
    first = find_overlaps(*(pair if by == "trainee" else reversed(pair)))[0].overlap
    assert (first.by, first.kind) == (by, kind)


@pytest.mark.parametrize("by", ["trainee", "customer"])
def test_going_on_with_ones_own_turn_is_no_coming_in(by: str) -> None:
    own = _side((0.0, 3.0, "let me tell you"), (3.7, 8.0, "what we can do for you"))
    found = find_overlaps(*((_side((2.0, 6.0, "no no listen to me")), own)[:: 1 if by == "trainee" else -1]))
    assert [one.overlap.kind for one in found if one.overlap.by == by] == []
    assert [one.overlap.kind for one in found if one.overlap.by != by] == ["interruption"]


@pytest.mark.parametrize(("lead_s", "kind"), [(0.2 - EPS, "invited"), (0.2, "interruption")])
def test_starting_together_is_nobodys_doing(lead_s: float, kind: str) -> None:
    found = find_overlaps(_side((5.0, 10.0, STORY)), _side((5.0 + lead_s, 8.0, "hello this is ben")))
    assert [(one.overlap.by, one.overlap.kind) for one in found] == [("trainee", kind)]


def test_a_dead_heat_is_listed_once() -> None:
    found = find_overlaps(_side((5.0, 10.0, STORY)), _side((5.0, 8.0, "hello this is ben")))
    assert [(one.overlap.by, one.overlap.kind) for one in found] == [("trainee", "invited")]


LINE = "I ordered it weeks ago, and nobody called. Now I want my money back today."


@pytest.mark.parametrize(
    ("start_s", "kind"),
    [
        (10.2, "interruption"),  # in a word
        (10.0 + 2.5 + 0.3, "pause_interruption"),  # after the comma
        (10.0 + 2.5 + 0.4 + 1.5 + 0.3, "invited"),  # after "called."
        (10.0 + 2.5 + 0.4 + 1.5 + 0.4 + 3.5 - 0.51, "interruption"),
        (10.0 + 2.5 + 0.4 + 1.5 + 0.4 + 3.5 - 0.49, "terminal"),
    ],
)
def test_lines_whose_text_is_known(start_s: float, kind: str) -> None:
    trainee = _side((start_s, start_s + 3.0, "can i have your number please"))
    found = find_overlaps(_customer(_line(10.0, LINE)), trainee)
    assert [(one.overlap.by, one.overlap.kind) for one in found] == [("trainee", kind)]


def test_a_line_that_yields_invites() -> None:
    customer = _customer(_line(10.0, "So what will you do about my parcel?", yields=True))
    found = find_overlaps(customer, _side((11.0, 14.0, "let me look that up")))
    assert [one.overlap.kind for one in found] == ["invited"]


def test_a_line_that_was_stopped_counts_with_what_it_had_left() -> None:
    stopped = _line(10.0, LINE, stopped_s=11.4)  # the trainee comes in at 11.1: 0.3 s later she is silent
    found = find_overlaps(_customer(stopped), _side((11.1, 13.0, "let me stop you there")))
    assert [one.overlap.kind for one in found] == ["interruption"]
    assert found[0].overlap.end_s == pytest.approx(11.4)
    assert found[0].overlap.cut_off == "I ordered i—"


def test_a_short_remark_after_which_she_was_stopped_is_an_interruption() -> None:
    stopped = _line(10.0, LINE, stopped_s=11.4)
    found = find_overlaps(_customer(stopped), _side((11.1, 12.0, "stop right there")))
    assert [one.overlap.kind for one in found] == ["interruption"]


def test_cutting_in_by_mistake_is_hers() -> None:
    customer = _customer(_line(4.0, LINE, stopped_s=4.8, cut_in_by_mistake=True))
    trainee = _side((0.0, 3.2, "the reason for this is"), (4.3, 8.0, "that your address was missing"))
    found = find_overlaps(customer, trainee)
    assert [(one.overlap.by, one.overlap.kind) for one in found] == [("customer", "pause_interruption")]


def test_the_customer_interrupts_with_a_line() -> None:
    trainee = _side((0.0, 8.0, "the reason for this is that your address was missing and so on"))
    found = find_overlaps(_customer(_line(4.0, LINE)), trainee)
    assert [(one.overlap.by, one.overlap.kind) for one in found] == [("customer", "interruption")]


def test_a_backchannel_in_her_pause() -> None:
    customer = _side((0.0, 5.0, "i waited for weeks"), (5.8, 9.0, "and nobody came to me"))
    found = find_overlaps(customer, _side((5.2, 5.5, "okay")))
    assert [(one.overlap.by, one.overlap.kind) for one in found] == [("trainee", "backchannel")]


def test_silence_and_emptiness_give_nothing() -> None:
    empty = SideInput(Timeline())
    assert find_overlaps(empty, empty) == ()
    assert find_overlaps(_side((0.0, 5.0, STORY)), empty) == ()


def _sound(kind: str, length_s: float) -> Samples:
    """Silence with a hum of 130 Hz, or hiss, at 4 s."""
    sound = np.zeros(round(10 * SAMPLE_RATE_HZ))
    t_s = np.arange(round(length_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    hiss = np.random.default_rng(1).normal(0.0, 2000.0, len(t_s))
    hum = sum(2000.0 * np.sin(2 * np.pi * 130.0 * n * t_s) / n for n in (1, 2, 3))
    sound[4 * SAMPLE_RATE_HZ :][: len(t_s)] = hum if kind == "hum" else hiss
    return sound.astype(np.int16)


@pytest.mark.parametrize("by", ["trainee", "customer"])
@pytest.mark.parametrize(
    ("sound", "length_s", "kind"),
    [
        ("hum", 0.2 - EPS, "noise"),
        ("hum", 0.3, "backchannel"),
        ("hum", 1.0, "backchannel"),
        ("hum", 1.0 + EPS, "noise"),
        ("hiss", 0.3, "noise"),
    ],
)
def test_a_hum_for_which_there_is_no_word(by: str, sound: str, length_s: float, kind: str) -> None:
    voice = Timeline.of([Interval(4.0, 4.0 + length_s)])
    incomer = SideInput(voice, samples=_sound(sound, length_s))
    assert [one.kind for one in _by_incomer(incomer, _side((0.0, 10.0, STORY)), by)] == [kind]
