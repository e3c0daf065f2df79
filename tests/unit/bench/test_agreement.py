"""The figures of agreement and their intervals."""

import pytest

from bench.agreement import WELL_COVERED, agreement


def one(wanted: str, found: str, times: int) -> tuple[list[set[str]], list[set[str]]]:
    return [set(wanted.split())] * times, [set(found.split())] * times


def joined(*parts: tuple[list[set[str]], list[set[str]]]) -> tuple[list[set[str]], list[set[str]]]:
    return [row for part in parts for row in part[0]], [row for part in parts for row in part[1]]


def test_the_figures_are_those_counted_by_hand() -> None:
    # a: 6 hits, 2 missed, 4 too many; b: 2 hits, 8 missed
    wanted, found = joined(one("a", "a", 6), one("a b", "", 2), one("b", "a", 4), one("b", "b x", 2), one("b", "", 2))
    result = agreement(wanted, found, ["a", "b"])
    a, b = result["behaviours"]["a"], result["behaviours"]["b"]
    assert (a["examples"], a["found"], b["examples"], b["found"]) == (8, 10, 10, 2)
    assert (a["precision"]["value"], a["recall"]["value"], a["f1"]["value"]) == (0.6, 0.75, 0.667)
    assert (b["precision"]["value"], b["recall"]["value"], b["f1"]["value"]) == (1.0, 0.2, 0.333)
    assert result["pooled_precision"]["value"] == 0.667  # 8 of 12; "x" is no label
    assert result["macro_f1"]["value"] == 0.333  # of b alone: a has 8 examples
    assert result["in_macro"] == 1


@pytest.mark.parametrize(("examples", "counts"), [(WELL_COVERED - 1, 0), (WELL_COVERED, 1), (WELL_COVERED + 1, 1)])
def test_the_macro_average_is_of_well_covered_behaviours(examples: int, counts: int) -> None:
    result = agreement(*joined(one("a", "a", examples), one("", "", 5)), ["a"])
    assert result["in_macro"] == counts
    assert (result["macro_f1"] is not None) == bool(counts)


def test_a_figure_without_meaning_is_none() -> None:
    result = agreement(*joined(one("a", "", 3), one("", "b", 3), one("", "", 3)), ["a", "b", "c"])
    a, b, c = (result["behaviours"][label] for label in "abc")
    assert (a["precision"], a["recall"]["value"], a["f1"]["value"]) == (None, 0.0, 0.0)
    assert (b["precision"]["value"], b["recall"], b["f1"]["value"]) == (0.0, None, 0.0)
    assert (c["precision"], c["recall"], c["f1"]) == (None, None, None)


def test_perfect_agreement_has_no_width() -> None:
    result = agreement(*joined(one("a", "a", 20), one("", "", 20)), ["a"])
    assert result["macro_f1"] == {"value": 1.0, "low": 1.0, "high": 1.0}


def test_the_interval_of_a_share_is_about_the_binomial_one_and_always_the_same() -> None:
    wanted, found = joined(one("a", "a", 50), one("a", "", 50))
    recall = agreement(wanted, found, ["a"])["behaviours"]["a"]["recall"]
    assert recall["value"] == 0.5
    assert recall["low"] == pytest.approx(0.402, abs=0.015)  # 0.5 -+ 1.96 * sqrt(0.25 / 100)
    assert recall["high"] == pytest.approx(0.598, abs=0.015)
    assert agreement(wanted, found, ["a"])["behaviours"]["a"]["recall"] == recall
