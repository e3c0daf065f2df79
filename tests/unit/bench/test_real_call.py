"""What was seen of the real call beside what is measured."""

import json
from itertools import pairwise

from bench.real_call import SEEN, compare, tables
from voicedrill.speech.measurement import Measurement, Overlap, SideMeasures, TurnSpan

CALL = {
    "turns": [["trainee", 0.0, 2.0], ["customer", 3.0, 5.0], ["trainee", 5.5, 7.0]],
    "doubtful_s": [5.0],
    "overlaps": [{"by": "trainee", "kind": "backchannel", "start_s": 4.0, "end_s": 4.3}],
}


def measured(*turns: TurnSpan, overlaps: tuple[Overlap, ...] = ()) -> Measurement:
    return Measurement(7.0, SideMeasures(), SideMeasures(), turns=turns, overlaps=overlaps)


def test_what_was_seen_is_in_order_and_the_speakers_take_turns():
    seen = json.loads(SEEN.read_text(encoding="utf-8"))
    assert all(start_s < end_s for _, start_s, end_s in seen["turns"])
    assert all(before[0] != after[0] and before[2] < after[1] for before, after in pairwise(seen["turns"]))
    assert set(seen["doubtful_s"]) <= {end_s for _, _, end_s in seen["turns"]}
    assert {one["by"] for one in seen["overlaps"]} <= {"trainee", "customer"}


def test_turns_are_paired_with_the_same_speaker_and_gaps_follow():
    result = compare(
        CALL,
        measured(
            TurnSpan("trainee", 0.1, 2.1, ""), TurnSpan("customer", 3.0, 5.2, ""), TurnSpan("trainee", 5.6, 7.0, "")
        ),
    )
    assert result["turns_paired"] == 3
    assert [(gap["seen_s"], gap["measured_s"]) for gap in result["gaps"]] == [(1.0, 0.9), (0.5, 0.4)]
    assert result["gap_mean_error_s"] == 0.1  # the one at the doubtful end does not count


def test_what_is_missing_or_invented_has_its_own_row():
    result = compare(CALL, measured(TurnSpan("customer", 0.5, 1.0, ""), TurnSpan("customer", 3.1, 5.0, "")))
    assert [(row["seen"], row["measured"]) for row in result["turns"]] == [
        ([0.0, 2.0], None),
        (None, [0.5, 1.0]),
        ([3.0, 5.0], [3.1, 5.0]),
        ([5.5, 7.0], None),
    ]
    assert [gap["measured_s"] for gap in result["gaps"]] == [None, None]
    assert result["gap_mean_error_s"] is None


def test_overlaps_are_paired_by_side_and_time():
    near = Overlap(4.1, 4.3, "trainee", "noise", "", "")
    other = Overlap(4.1, 4.3, "customer", "terminal", "", "")
    far = Overlap(6.0, 6.5, "trainee", "interruption", "", "")
    rows = compare(CALL, measured(overlaps=(other, near, far)))["overlaps"]
    pairs = [(row["by"], bool(row["seen"]), row["measured"]["kind"]) for row in rows]
    assert pairs == [("trainee", True, "noise"), ("customer", False, "terminal"), ("trainee", False, "interruption")]


def test_tables_show_every_row():
    overlap = Overlap(6.0, 6.5, "trainee", "interruption", "", "")
    result = compare(CALL, measured(TurnSpan("trainee", 0.1, 2.1, ""), overlaps=(overlap,)))
    assert tables(result).splitlines() == [
        "| speaker | seen | measured | silence before, seen | measured |",
        "|---|---|---|---|---|",
        "| trainee | 0.00–2.00 | 0.10–2.10 | – | – |",
        "| customer | 3.00–5.00 | – | 1.00 | – |",
        "| trainee | 5.50–7.00 | – | 0.50 | – |",
        "",
        "| came in | seen | measured |",
        "|---|---|---|",
        "| trainee | backchannel, 4.00–4.30 | – |",
        "| trainee | – | interruption, 6.00–6.50 |",
    ]
