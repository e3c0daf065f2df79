"""What ``voicedrill score`` prints of a call for people to read."""

from pathlib import Path

from voicedrill.runtime.comparison import Comparison, Side, Summary
from voicedrill.runtime.retranscription import Retranscription
from voicedrill.scoring.appeal import is_disputable, unconfirmed
from voicedrill.scoring.highlights import highlights
from voicedrill.scoring.scorecard import Finding, Scorecard


def score_lines(call_dir: Path, card: Scorecard) -> list[str]:
    """Return the score with what to keep and what to change."""
    chosen = highlights(card)
    score = "not scored: the call was cut off or too short to judge" if card.score is None else _score(card)
    lines = [f"{call_dir}: {score} (outcome: {card.outcome})"]
    lines += [
        f"  Fails   Did you say that? Answer with --confirm {item}=yes or {item}=no" for item in unconfirmed(card)
    ]
    lines += [f"  Keep    {finding.why}" for finding in chosen.keep]
    lines += [line for finding in chosen.change for line in _change(finding)]
    return lines


def retranscription_line(result: Retranscription) -> str:
    """Return where the words decoded again are, and how many differ."""
    rate = "" if result.word_error_rate is None else f", word error rate {result.word_error_rate:.3f}"
    return f"  Heard   {result.transcript}: {result.different} of {result.words_before} words differ{rate}"


def comparison_lines(call_dir: Path, result: Comparison) -> list[str]:
    """Return the old and the new score, and the findings that changed."""
    before, after = result.before, result.after
    versions = f"rubric {_or(before.rubric_version, 'unknown')} -> {after.rubric_version}"
    lines = [f"{call_dir}: {_side(before)} -> {_side(after)} ({versions})"]
    width = max((len(one.id) for one in result.changed), default=0)
    lines += [f"  {one.id:{width}}  {_share(one.before)} -> {_share(one.after)}" for one in result.changed]
    return lines


def summary_line(result: Summary) -> str:
    """Return what all comparisons come to."""
    calls = f"{result.calls} call{'' if result.calls == 1 else 's'} compared"
    mean = "none scored both times" if result.mean_change is None else f"mean change {result.mean_change:+.1f}"
    return f"{calls}: {mean}, {result.changed_band} changed band"


def _score(card: Scorecard) -> str:
    first = card.without_notes
    before = "" if first is None or first.score is None else f"; {first.score} without your notes"
    return f"{card.score} of 100, {card.band}{before}"


def _change(finding: Finding) -> list[str]:
    lines = [f"  Change  {finding.why}", f"          Try: {finding.try_}"]
    if is_disputable(finding):
        lines.append(f"          I did, here: --dispute {finding.id}@SECONDS")
    return lines


def _side(side: Side) -> str:
    return "not scored" if side.score is None else f"{side.score} {side.band}"


def _share(score: float | None) -> str:
    return "not judged" if score is None else f"{score:.2f}"


def _or(value: int | None, unknown: str) -> str:
    return unknown if value is None else str(value)
