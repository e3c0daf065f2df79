import json
from dataclasses import asdict, replace

import pytest
from golden import parcel
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.call.events import Event, HeardBehaviour, TraineeTurn
from voicedrill.persona.schema import Behaviour
from voicedrill.scoring.judge import _band, _score, judge
from voicedrill.scoring.measured import MEASURED, Figure
from voicedrill.scoring.rubric import FAMILIES, RUBRIC
from voicedrill.scoring.scorecard import Finding, Scorecard, scorecard_json
from voicedrill.speech.measurement import Measurement, Overlap, SideMeasures

NOTHING = Measurement(60.0, SideMeasures(), SideMeasures())
BEHAVIOURS = list(Behaviour.__args__)  # type: ignore[attr-defined]
OWN_ITEM = {
    "defensive": "no_defensiveness", "profanity": "clean_language", "taking_offence": "not_personal",
    "judging": "no_judging", "over_promise": "no_over_promise", "wrong_fact": "right_facts",
    "repeat_question": "no_repeat_question", "unverified_disclosure": "identity_checked",
    "scripted": "not_scripted", "liability": "no_liability",
}  # fmt: skip
"""What should not be said, and the item that lists it."""


def card(events: tuple[Event, ...], outcome: str = "resolved", persona: str = parcel.PERSONA) -> Scorecard:
    return judge(events, parcel.casting(persona), NOTHING, outcome, 60.0)


def scored(score: float | None, weight: float = 1.0) -> Finding:
    return Finding("x", "calm", score, weight, score is not None, 1.0, (), "", "")


def test_every_item_is_found_in_both_calls() -> None:
    for events in (parcel.good_call(), parcel.poor_call()):
        findings = card(events).findings
        assert [finding.id for finding in findings] == [item.id for item in RUBRIC]
        assert all(finding.why for finding in findings)
        assert all(finding.try_ for finding in findings if finding.score is not None and finding.score < 0.75)


def test_all_fourteen_call_skills_have_an_item() -> None:
    skills = {skill for family in FAMILIES.values() for skill in family}
    assert {item.skill for item in RUBRIC} == skills - {"interview", "reflection"}


@pytest.mark.parametrize(
    ("share", "score", "band"),
    [
        (0.845, 85, "ready"), (0.84499, 84, "nearly"), (0.695, 70, "nearly"), (0.69499, 69, "again"),
        (0.005, 1, "again"), (0.0, 0, "again"), (1.0, 100, "ready"),
    ],
)  # fmt: skip
def test_the_score_rounds_half_up_and_has_its_band(share: float, score: int, band: str) -> None:
    assert _score((scored(share),)) == score
    assert _band(score) == band


def test_the_total_is_weighted_and_leaves_out_what_had_no_occasion() -> None:
    assert _score((scored(1.0, 3.0), scored(0.0, 1.0), scored(None, 50.0), scored(0.0, 0.0))) == 75
    assert _score((scored(None),)) is None


def test_a_cut_off_call_has_findings_but_no_score() -> None:
    result = card(parcel.good_call(), outcome="cut_off")
    assert (result.score, result.band) == (None, None)
    assert result.findings


@pytest.mark.parametrize(("turns", "judged"), [(0, False), (1, False), (2, True)])
def test_a_call_needs_two_turns_to_be_judged(turns: int, judged: bool) -> None:
    call = parcel.Script()
    call.says("opening", "My lamp never came.", 0.5, 3.0)
    for at in range(turns):
        call.answers("i see that your lamp is missing", 4.0 + 4 * at, 6.0 + 4 * at)
    call.answers("", 30.0, 30.4)  # a noise in which no word was heard
    assert (card(call.in_order()).score is not None) == judged


@pytest.mark.parametrize(
    ("behaviour", "sure", "heard", "fails"),
    [
        ("over_promise", 0.9, 0.8, True), ("over_promise", 0.899, 1.0, False), ("over_promise", 1.0, 0.79, False),
        ("profanity", 0.95, 0.95, True), ("defensive", 1.0, 1.0, False),
    ],
)  # fmt: skip
def test_an_auto_fail_needs_high_confidence_and_stays_provisional(
    behaviour: str, sure: float, heard: float, fails: bool
) -> None:
    call = parcel.Script()
    call.events += parcel.good_call()[2:-1]
    call.answers("i promise you a full refund", 60.0, 62.0, {behaviour: "a full refund"}, sure=sure, conf=heard)
    result = card(call.in_order())
    assert result.auto_fail == ((behaviour,) if fails else ())
    assert result.score is not None
    assert (result.score <= 69) == fails
    remarks = [finding.id for finding in result.findings if "provisional until confirmed" in finding.why]
    assert bool(remarks) == fails


def test_reciting_kind_sentences_does_not_pass() -> None:
    call = parcel.Script()
    call.says("opening", "My lamp was to come on Tuesday and it never came.", 0.5, 4.0)
    call.answers(
        "i completely understand your frustration and i apologise for any inconvenience", 5.0, 9.0,
        {"empathy": "i completely understand your frustration", "apology": "i apologise for any inconvenience"},
    )  # fmt: skip
    call.says("any", "And what now?", 10.0, 11.0)
    call.answers(
        "so if i understand correctly you have a problem can you tell me more i will take care of it", 12.0, 17.0,
        {
            "paraphrase": "so if i understand correctly you have a problem", "question": "can you tell me more",
            "ownership": "i will take care of it",
        },
    )  # fmt: skip
    call.says("any", "And then?", 18.0, 19.0)
    call.answers(
        "what i can do is help you and i will call you by five tomorrow thank you for your patience bye", 20.0, 26.0,
        {
            "solution": "what i can do is help you", "next_steps": "i will call you by five tomorrow",
            "appreciation": "thank you for your patience", "closing": "bye",
        },
    )  # fmt: skip
    call.ends("resolved", 27.0)
    result = card(call.in_order())
    assert result.band == "again"
    assert "could be said on any call" in next(one.why for one in result.findings if one.id == "empathy_tied")


def test_the_weights_of_the_persona_multiply() -> None:
    heavier = parcel.PERSONA.replace("minutes: 3", "minutes: 3\nweights: {no_defensiveness: 3, empathy: 0}")
    findings = {one.id: one for one in card(parcel.poor_call(), "hang_up", heavier).findings}
    plain = {one.id: one for one in card(parcel.poor_call(), "hang_up").findings}
    assert findings["no_defensiveness"].weight == 3 * plain["no_defensiveness"].weight
    assert findings["empathy_early"].weight == 0
    assert findings["solution"].weight == plain["solution"].weight


@pytest.mark.parametrize("measured", [True, False])
def test_what_is_not_measured_weighs_nothing(measured: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if measured:
        monkeypatch.setitem(MEASURED, "profanity", Figure(0.9, 0.9, 30, 60, "a set"))
    else:
        monkeypatch.delitem(MEASURED, "profanity", raising=False)
    finding = next(one for one in card(parcel.poor_call(), "hang_up").findings if one.id == "clean_language")
    assert (finding.weight > 0) == measured
    assert ("how well we detect this has not been measured" in finding.why) != measured
    assert finding.score == 1.0


def test_without_a_figure_of_any_behaviour_only_what_the_clock_shows_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    for behaviour in list(MEASURED):
        monkeypatch.delitem(MEASURED, behaviour)
    result = card(parcel.poor_call(), "hang_up")
    counted = {one.id for one in result.findings if one.weight > 0}
    assert counted == {item.id for item in RUBRIC if item.weight > 0 and not item.rests_on}
    assert result.auto_fail == ("over_promise",)
    assert result.score is not None
    assert result.score <= 69


def test_every_item_says_why_it_matters_and_where_that_stands() -> None:
    for item in RUBRIC:
        assert item.matters.endswith(")."), item.id
        assert "(" in item.matters, item.id
    assert all(one.matters for one in card(parcel.good_call()).findings)


def test_solving_weighs_most() -> None:
    assert max(RUBRIC, key=lambda item: item.weight).id == "solution"


def test_rate_loudness_and_pitch_never_weigh() -> None:
    loud = SideMeasures(articulation_rate_wpm=320.0, loudness_dbfs=-3.0, pitch_median_hz=400.0, pitch_range_st=1.0)
    calm = SideMeasures(articulation_rate_wpm=150.0, loudness_dbfs=-25.0, pitch_median_hz=180.0, pitch_range_st=5.0)
    usual = {"articulation_rate_wpm": 150.0, "loudness_dbfs": -25.0, "pitch_median_hz": 180.0, "pitch_range_st": 5.0}
    cards = [
        judge(
            parcel.good_call(), parcel.casting(), replace(NOTHING, trainee=side), "resolved", 60.0, baseline=usual
        )
        for side in (loud, calm)
    ]  # fmt: skip
    assert cards[0].findings == cards[1].findings
    assert cards[0].score == cards[1].score
    assert cards[0].tone != cards[1].tone


def test_her_cutting_in_is_never_charged() -> None:
    hers = Overlap(3.0, 5.0, "customer", "interruption", "Listen!", "i am")
    result = judge(parcel.good_call(), parcel.casting(), replace(NOTHING, overlaps=(hers,)), "resolved", 60.0)
    assert result == card(parcel.good_call())


def test_the_json_has_exactly_the_promised_keys() -> None:
    plain = scorecard_json(card(parcel.poor_call(), "hang_up"))
    assert set(plain) == {"score", "band", "auto_fail", "outcome", "findings", "tone", "rubric_version"}
    for finding in plain["findings"]:  # type: ignore[attr-defined]
        assert set(finding) - {"missed"} == {
            "id", "skill", "score", "weight", "applicable", "confidence", "evidence", "why", "try", "matters",
        }  # fmt: skip
        assert all(set(one) == {"start_s", "end_s", "quote"} for one in finding["evidence"])
    assert json.loads(json.dumps(plain)) == plain


def with_behaviours(names: list[list[str]], call: tuple[Event, ...] | None = None) -> tuple[Event, ...]:
    """Return a call, by default the good one, with other behaviours in its turns."""
    events, turns = list(call or parcel.good_call()), iter(names)
    for at, event in enumerate(events):
        if isinstance(event, TraineeTurn):
            found = tuple(HeardBehaviour(id=name, confidence=0.95, quote=event.text) for name in next(turns, []))
            events[at] = event.model_copy(update={"behaviours": found})
    return tuple(events)


behaviours = st.lists(st.lists(st.sampled_from(BEHAVIOURS), max_size=4, unique=True), max_size=7)


@settings(max_examples=60, deadline=None)
@given(
    behaviours, st.sampled_from(["resolved", "hang_up", "trainee_hung_up", "timeout", "supervisor", "accepts_limit"])
)
def test_any_call_gets_a_valid_card_and_always_the_same(names: list[list[str]], outcome: str) -> None:
    events = with_behaviours(names)
    result = card(events, outcome)
    assert result.score is not None
    assert 0 <= result.score <= 100
    assert all(finding.score is None or 0.0 <= finding.score <= 1.0 for finding in result.findings)
    assert all(finding.applicable == (finding.score is not None) for finding in result.findings)
    assert asdict(card(events, outcome)) == asdict(result)


@settings(max_examples=60, deadline=None)
@given(behaviours, st.integers(0, 6), st.sampled_from(sorted(OWN_ITEM)))
def test_one_more_slip_never_makes_its_own_findings_better(names: list[list[str]], turn: int, slip: str) -> None:
    names = [*names, *([] for _ in range(7 - len(names)))]
    before = {one.id: one.score for one in card(with_behaviours(names)).findings}
    worse = [[*found, slip] if at == turn and slip not in found else found for at, found in enumerate(names)]
    after = {one.id: one.score for one in card(with_behaviours(worse)).findings}
    own = OWN_ITEM[slip]
    if before[own] is not None and after[own] is not None:
        assert after[own] <= before[own]


@settings(max_examples=30, deadline=None)
@given(behaviours, st.booleans())
def test_words_of_low_confidence_charge_nothing(names: list[list[str]], good: bool) -> None:
    events = parcel.good_call() if good else parcel.poor_call()
    mumbled = [
        event.model_copy(update={"words": tuple(word.model_copy(update={"conf": 0.4}) for word in event.words)})
        if isinstance(event, TraineeTurn) else event
        for event in with_behaviours(names, events)
    ]  # fmt: skip
    charged = [one.id for one in card(tuple(mumbled)).findings if one.score is not None and one.score < 1.0]
    assert not charged


@pytest.mark.parametrize(
    "text",
    [
        "word " * 5000, "i am sorry " * 1000, "can you tell me " * 800, "um uh er", "<b>hello</b> & \x00\x07", "😀 🙃",
        "es tut mir sehr leid dass ihre lampe nicht kam", "4 4 7 1 9 89.50", "...", "?",
    ],
)  # fmt: skip
def test_odd_turns_are_judged_without_a_crash(text: str) -> None:
    call = parcel.Script()
    call.says("opening", "My lamp was to come on Tuesday.", 0.5, 4.0)
    for at in range(2):
        found = {name: text[:60].strip() for name in BEHAVIOURS}
        call.answers(text, 5.0 + 9 * at, 9.0 + 9 * at, found)
        call.says("demand", "I want a full refund.", 10.0 + 9 * at, 12.0 + 9 * at)
    assert len(card(call.in_order()).findings) == len(RUBRIC)


def test_who_never_spoke_is_neither_praised_nor_blamed() -> None:
    silent = Measurement(0.0, SideMeasures(), SideMeasures())
    card = judge((), parcel.casting(), silent, "cut_off", 0.0)
    assert card.findings
    assert not [finding.id for finding in card.findings if finding.applicable]
