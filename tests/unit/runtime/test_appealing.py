"""Appeals against a kept call: checked, kept, scored again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from golden import parcel

from voicedrill.content.detection import Detection
from voicedrill.errors import DataError, UserError
from voicedrill.history.notes import NOTES_JSON, keep_notes, read_notes
from voicedrill.runtime.appealing import confirm, correct, dispute, undo
from voicedrill.runtime.debrief import SCORE_JSON, Debrief, debrief
from voicedrill.runtime.detecting import load_detector
from voicedrill.scoring.scorecard import Finding, WithoutNotes

DETECTOR = load_detector(by_meaning=False)
SORRY = "I am so sorry that your lamp never came."


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = parcel.write_call(tmp_path / "call", parcel.poor_call())
    debrief(path)
    return path


def score_file(call: Path) -> dict[str, object]:
    return json.loads((call / SCORE_JSON).read_text(encoding="utf-8"))


def finding(result: Debrief, name: str) -> Finding:
    return next(one for one in result.scorecard.findings if one.id == name)


def test_a_dispute_is_kept_scored_and_written(call: Path) -> None:
    before = debrief(call).scorecard
    result = dispute(call, "paraphrase", 21.0, " so it\nnever came ")
    card = result.scorecard
    assert card.without_notes == WithoutNotes(before.score, before.band)
    assert finding(result, "paraphrase").disputed
    notes = read_notes(call)
    assert notes == result.notes
    assert [(one.finding, one.start_s, one.words) for one in notes.disputes] == [
        ("paraphrase", 19.5, "so it never came")
    ]
    (second,) = notes.scores
    assert (second.after, second.score, second.band) == ("disputes", card.score, card.band)
    assert second.changed == ("paraphrase",)
    assert score_file(call)["score"] == card.score
    assert score_file(call)["without_notes"] == {"score": before.score, "band": before.band}
    assert debrief(call) == result


def test_a_dispute_that_is_not_agreed_is_kept_too(call: Path) -> None:
    before = debrief(call).scorecard
    result = dispute(call, "no_defensiveness", 5.0)
    assert finding(result, "no_defensiveness").disputed
    assert result.scorecard.score == before.score
    assert read_notes(call).scores[0].changed == ()


@pytest.mark.parametrize(
    ("t_s", "start_s"), [(3.999, None), (4.0, 4.0), (8.0, 4.0), (8.001, None), (float("inf"), None)]
)
def test_a_dispute_points_at_a_turn(call: Path, t_s: float, start_s: float | None) -> None:
    if start_s is None:
        with pytest.raises(UserError, match=r"You were not speaking at .* The nearest turn of yours is from"):
            dispute(call, "paraphrase", t_s)
        assert not (call / NOTES_JSON).exists()
    else:
        assert dispute(call, "paraphrase", t_s).notes.disputes[0].start_s == start_s


def test_corrected_words_are_listened_to_again_and_the_original_stays(call: Path) -> None:
    events = (call / "events.jsonl").read_bytes()
    before = debrief(call)
    result = correct(call, 5.0, f"  {SORRY} ", DETECTOR)
    assert (call / "events.jsonl").read_bytes() == events
    (kept,) = read_notes(call).corrections
    assert (kept.start_s, kept.text) == (4.0, SORRY)
    assert "apology" in {one.id for one in kept.behaviours}
    assert "apology" in read_notes(call).scores[0].changed
    was, now = finding(before, "apology").score, finding(result, "apology").score
    assert was is not None
    assert now is not None
    assert now > was
    assert result.scorecard.without_notes == WithoutNotes(before.scorecard.score, before.scorecard.band)
    assert SORRY in {event.text for event in result.folder.events if event.type == "trainee_turn"}


def test_the_score_does_not_hang_on_a_later_detector(call: Path) -> None:
    result = correct(call, 5.0, SORRY, DETECTOR)
    written = (call / SCORE_JSON).read_bytes()
    (call / SCORE_JSON).unlink()
    assert debrief(call) == result  # without any detector
    assert (call / SCORE_JSON).read_bytes() == written


def test_corrected_words_are_heard_with_what_went_before(call: Path) -> None:
    asked: list[tuple[str, str]] = []

    class Detector:
        def detect(self, text: str, prev: str = "") -> list[Detection]:
            asked.append((text, prev))
            return []

    correct(call, 20.0, SORRY, Detector())
    assert [text for text, _ in asked] == [
        "yes hello", "hold on hold on you should have read the tracking page", SORRY,
    ]  # fmt: skip
    assert asked[-1][1] == "You people are useless. I want a full refund!"


def test_a_turn_of_noise_can_be_corrected_to_nothing(call: Path) -> None:
    result = correct(call, 5.0, "", DETECTOR)
    assert read_notes(call).corrections[0].behaviours == ()
    quotes = {one.quote for found in result.scorecard.findings for one in found.evidence}
    assert "you should have read the tracking page" not in quotes


def test_a_correction_that_takes_the_promise_away_takes_the_auto_fail_away(call: Path) -> None:
    assert debrief(call).scorecard.auto_fail == ("over_promise",)
    assert correct(call, 30.0, "i cannot promise you a refund", DETECTOR).scorecard.auto_fail == ()


def test_an_auto_fail_is_confirmed_denied_and_confirmed_again(call: Path) -> None:
    assert confirm(call, "over_promise", said=True).scorecard.auto_fail == ("over_promise",)
    assert confirm(call, "over_promise", said=False).scorecard.auto_fail == ()
    assert confirm(call, "over_promise", said=True).scorecard.auto_fail == ("over_promise",)
    assert [one.said for one in read_notes(call).confirmations] == [True, False, True]


@pytest.mark.parametrize(
    ("appeal", "sentence"),
    [
        (lambda call: dispute(call, "parafrase", 5.0), r"no finding 'parafrase'\. Did you mean 'paraphrase'\?"),
        (lambda call: dispute(call, "zzz", 5.0), r"no finding 'zzz'\. It has: .*, paraphrase, "),
        (lambda call: dispute(call, "dead_air", 5.0), "'dead_air' has full marks"),
        (lambda call: dispute(call, "hold_manners", 5.0), "'hold_manners' is not counted in this call"),
        (lambda call: confirm(call, "over_promises", said=True), r"Did you mean 'over_promise'\?"),
        (lambda call: confirm(call, "profanity", said=False), r"no auto-fail 'profanity'\. It has: over_promise\."),
        (lambda call: correct(call, -1.0, "hello", DETECTOR), "You were not speaking at -1 s of the call"),
        (undo, "There is nothing to undo"),
    ],
)
def test_an_appeal_that_makes_no_sense_is_one_sentence_and_changes_nothing(
    call: Path, appeal: Callable[[Path], Debrief], sentence: str
) -> None:
    before = (call / SCORE_JSON).read_bytes()
    with pytest.raises(UserError, match=sentence) as raised:
        appeal(call)
    assert "\n" not in str(raised.value)
    assert not (call / NOTES_JSON).exists()
    assert (call / SCORE_JSON).read_bytes() == before


def test_a_call_that_nothing_fails_has_nothing_to_confirm(tmp_path: Path) -> None:
    good = parcel.write_call(tmp_path / "good", parcel.good_call())
    with pytest.raises(UserError, match="Nothing in it needs to be confirmed"):
        confirm(good, "over_promise", said=True)


def test_a_call_in_which_nobody_spoke_is_told(tmp_path: Path) -> None:
    silent = parcel.write_call(tmp_path / "silent", parcel.Script().in_order())
    with pytest.raises(UserError, match="You did not speak in the call"):
        correct(silent, 1.0, "hello", DETECTOR)


def test_notes_that_are_not_appeals_leave_the_score_as_it_is(call: Path) -> None:
    before = (call / SCORE_JSON).read_bytes()
    keep_notes(call, ["birthday on Saturday"])
    content = json.loads((call / NOTES_JSON).read_text(encoding="utf-8"))
    (call / NOTES_JSON).write_text(json.dumps(content | {"reflection": "too fast"}), encoding="utf-8")
    debrief(call)
    assert (call / SCORE_JSON).read_bytes() == before


def test_an_appeal_that_finds_nothing_to_change_leaves_the_score_as_it_is(call: Path) -> None:
    before = (call / SCORE_JSON).read_bytes()
    content = {"disputes": [{"finding": "of_an_older_rubric", "start_s": 4.0}]}
    (call / NOTES_JSON).write_text(json.dumps(content), encoding="utf-8")
    debrief(call)
    assert (call / SCORE_JSON).read_bytes() == before


def test_the_notes_alone_make_the_score_anywhere(call: Path, tmp_path: Path) -> None:
    dispute(call, "paraphrase", 21.0)
    confirm(call, "over_promise", said=False)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(call, elsewhere)
    (elsewhere / SCORE_JSON).unlink()
    debrief(elsewhere)
    assert (elsewhere / SCORE_JSON).read_bytes() == (call / SCORE_JSON).read_bytes()


def test_damaged_notes_are_not_passed_over(call: Path) -> None:
    (call / NOTES_JSON).write_text("{", encoding="utf-8")
    for use in (debrief, undo, lambda path: dispute(path, "paraphrase", 5.0)):
        with pytest.raises(DataError, match="is damaged"):
            use(call)
    assert (call / NOTES_JSON).read_text(encoding="utf-8") == "{"


def test_when_the_disk_is_full_neither_notes_nor_score_change(call: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (call / SCORE_JSON).read_bytes()

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError, match="No space left"):
        dispute(call, "paraphrase", 5.0)
    assert (call / SCORE_JSON).read_bytes() == before
    assert sorted(path.name for path in call.iterdir()) == ["call.json", "events.jsonl", "score.json"]


class Unused:
    """A detector that nobody needs."""

    name = "unused"

    def detect(self, text: str, previous: str = "") -> list[Detection]:
        raise AssertionError(text)


def test_nothing_is_looked_for_where_nothing_was_said(call: Path) -> None:
    result = correct(call, 21.0, "  ", Unused())
    assert result.notes.corrections[0].behaviours == ()
    assert [turn.text for turn in result.scorecard.corrected] == [""]
    assert result.scorecard.corrected[0].heard


def test_the_recognised_words_stay_beside_the_corrected_ones(call: Path) -> None:
    result = correct(call, 21.0, SORRY, DETECTOR)
    kept = result.scorecard.corrected[0]
    assert (kept.heard, kept.text) == ("don't speak to me like that i am only doing my job", SORRY)
    assert score_file(call)["corrected"] == [
        {"start_s": kept.start_s, "end_s": kept.end_s, "heard": kept.heard, "text": SORRY}
    ]
