from voicedrill.scoring.highlights import highlights
from voicedrill.scoring.scorecard import Evidence, Finding, Scorecard


def finding(name: str, skill: str, score: float | None, weight: float, at_s: float | None = 1.0) -> Finding:
    evidence = () if at_s is None else (Evidence(at_s, at_s + 1, name),)
    return Finding(name, skill, score, weight, score is not None, 0.9, evidence, name, "try")


def card(*findings: Finding, failed: tuple[str, ...] = ()) -> Scorecard:
    return Scorecard(50, "again", failed, "hang_up", findings)


def ids(findings: tuple[Finding, ...]) -> list[str]:
    return [one.id for one in findings]


def test_the_heaviest_come_first_and_one_of_each_skill() -> None:
    chosen = highlights(
        card(
            finding("a", "calm", 0.0, 3), finding("b", "calm", 0.0, 9), finding("c", "details", 0.5, 9),
            finding("d", "empathy", 0.0, 1), finding("e", "apology", 0.0, 8), finding("f", "solution", 0.9, 9),
            finding("g", "ownership", 1.0, 2), finding("h", "concise", 1.0, 5),
        )
    )  # fmt: skip
    assert ids(chosen.change) == ["b", "e", "c"]
    assert ids(chosen.keep) == ["f", "h"]


def test_what_failed_the_call_comes_before_anything_heavier() -> None:
    failing = finding("no_over_promise", "solution", 0.0, 1)
    assert (
        ids(highlights(card(finding("b", "calm", 0.0, 9), failing, failed=("over_promise",))).change)[0] == failing.id
    )


def test_what_failed_the_call_is_shown_although_it_weighs_nothing_yet() -> None:
    failing = finding("no_over_promise", "solution", 0.0, 0)
    assert ids(highlights(card(failing, failed=("over_promise",))).change) == [failing.id]


def test_practice_items_and_what_had_no_occasion_are_left_out() -> None:
    chosen = highlights(
        card(finding("a", "calm", 0.0, 0), finding("b", "details", None, 5), finding("c", "empathy", 1, 0))
    )
    assert (chosen.keep, chosen.change) == ((), ())


def test_a_moment_is_shown_once() -> None:
    same = finding("a", "calm", 0.0, 9), finding("b", "details", 0.0, 5)
    twin = Finding("b", "details", 0.0, 5, True, 0.9, same[0].evidence, "b", "try")
    assert ids(highlights(card(same[0], twin)).change) == ["a"]


def test_what_can_be_heard_is_kept_before_what_cannot() -> None:
    chosen = highlights(card(finding("a", "calm", 1.0, 9, None), finding("b", "details", 0.8, 1)))
    assert ids(chosen.keep) == ["b", "a"]
