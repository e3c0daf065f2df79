"""The choice of the one cue, on a counted clock."""

import pytest
from fakes.virtual_call import casting

from voicedrill.call.cues import CueChooser, CueKind, Moment, cue_text, wanted_cues
from voicedrill.speech.settings import SETTINGS

EPSILON = 1e-6
TALKS = 3.0
NOTHING = Moment()
OVER_HER = Moment(talks_over=True)
FASTER = Moment(talks_s=TALKS, faster=True)
LONG = Moment(talks_s=SETTINGS.long_turn_s + 1, faster=True)
MINIMUM_S, REST_S = SETTINGS.cue_min_s, SETTINGS.cue_rest_s


@pytest.mark.parametrize(
    ("moment", "wanted"),
    [
        (NOTHING, []),
        (OVER_HER, [CueKind.LET_FINISH]),
        (Moment(waits_s=SETTINGS.answer_slow_s), []),
        (Moment(waits_s=SETTINGS.answer_slow_s + EPSILON), [CueKind.WAITING]),
        (Moment(talks_s=SETTINGS.long_turn_s), []),
        (Moment(talks_s=SETTINGS.long_turn_s + EPSILON), [CueKind.SHORTER]),
        (FASTER, [CueKind.SLOWER]),
        (Moment(faster=True), []),
        (Moment(talks_s=TALKS, clipped=True), [CueKind.MICROPHONE]),
        (Moment(clipped=True), []),
        (Moment(talks_s=TALKS, beside_usual_db=SETTINGS.louder_db - EPSILON), []),
        (Moment(talks_s=TALKS, beside_usual_db=SETTINGS.louder_db), [CueKind.QUIETER]),
        (Moment(talks_s=TALKS, beside_usual_db=EPSILON - SETTINGS.quieter_db), []),
        (Moment(talks_s=TALKS, beside_usual_db=-SETTINGS.quieter_db), [CueKind.LOUDER]),
        (Moment(beside_usual_db=20.0), []),
        (LONG, [CueKind.SHORTER, CueKind.SLOWER]),
        (Moment(talks_over=True, waits_s=9.0, talks_s=TALKS, clipped=True, faster=True, beside_usual_db=9.0),
         [CueKind.LET_FINISH, CueKind.WAITING, CueKind.MICROPHONE, CueKind.SLOWER, CueKind.QUIETER]),
    ],
)  # fmt: skip
def test_what_fits_a_moment(moment: Moment, wanted: list[CueKind]) -> None:
    assert list(wanted_cues(moment)) == wanted


def test_the_most_urgent_cue_is_chosen() -> None:
    assert CueChooser().choose(LONG, 0.0) is CueKind.SHORTER


@pytest.mark.parametrize(("at_s", "shown"), [(MINIMUM_S - EPSILON, True), (MINIMUM_S, False), (MINIMUM_S + 1, False)])
def test_a_cue_goes_when_mended_but_stays_long_enough_to_be_read(at_s: float, shown: bool) -> None:
    chooser = CueChooser()
    assert chooser.choose(OVER_HER, 0.0) is CueKind.LET_FINISH
    assert chooser.choose(NOTHING, 0.1) is CueKind.LET_FINISH
    assert chooser.choose(NOTHING, at_s) is (CueKind.LET_FINISH if shown else None)


def test_a_cue_stays_until_it_is_mended() -> None:
    chooser = CueChooser()
    assert {chooser.choose(FASTER, at_s / 10) for at_s in range(600)} == {CueKind.SLOWER}
    assert chooser.choose(NOTHING, 60.0) is None


@pytest.mark.parametrize(("rested_s", "shown"), [(REST_S - EPSILON, False), (REST_S, True), (REST_S + 1, True)])
def test_a_cue_that_went_rests(rested_s: float, shown: bool) -> None:
    chooser = CueChooser()
    chooser.choose(OVER_HER, 0.0)
    chooser.choose(NOTHING, 10.0)
    assert chooser.choose(OVER_HER, 10.0 + rested_s) is (CueKind.LET_FINISH if shown else None)


def test_another_cue_may_come_while_one_rests() -> None:
    chooser = CueChooser()
    chooser.choose(OVER_HER, 0.0)
    chooser.choose(NOTHING, 5.0)
    assert chooser.choose(FASTER, 5.1) is CueKind.SLOWER


@pytest.mark.parametrize(("at_s", "shown"), [(MINIMUM_S - EPSILON, CueKind.SLOWER), (MINIMUM_S, CueKind.SHORTER)])
def test_a_more_urgent_cue_waits_its_time_and_takes_the_place(at_s: float, shown: CueKind) -> None:
    chooser = CueChooser()
    chooser.choose(FASTER, 0.0)
    assert chooser.choose(LONG, at_s) is shown


def test_a_less_urgent_cue_takes_no_place() -> None:
    chooser = CueChooser()
    chooser.choose(Moment(talks_s=SETTINGS.long_turn_s + 1), 0.0)
    assert chooser.choose(LONG, 10.0) is CueKind.SHORTER


@pytest.mark.parametrize(
    ("pronoun", "finish", "waiting"),
    [
        ("she", "Let her finish", "She is waiting"),
        ("he", "Let him finish", "He is waiting"),
        ("they", "Let them finish", "They are waiting"),
    ],
)
def test_cues_speak_of_the_customer_as_her_file_does(pronoun: str, finish: str, waiting: str) -> None:
    persona = casting().persona.model_copy(update={"pronoun": pronoun})
    assert cue_text(CueKind.LET_FINISH, persona) == finish
    assert cue_text(CueKind.WAITING, persona) == waiting


def test_cues_are_few_words_about_what_is_done() -> None:
    texts = [cue_text(kind, casting().persona) for kind in CueKind]
    assert texts[2:] == ["Further from the microphone", "Shorter", "A bit slower", "A bit quieter", "A bit louder"]
    judging = {"angry", "nervous", "stressed", "calm", "upset", "emotional", "score", "points", "bad", "wrong", "you"}
    assert not judging & set(" ".join(texts).lower().split())
    assert not any(character.isdigit() for text in texts for character in text)
