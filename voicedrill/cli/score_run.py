"""Judges the calls given to ``voicedrill score`` and prints each result as soon as it can."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import click

from voicedrill.cli.progress import shown_progress
from voicedrill.cli.score_text import comparison_lines, retranscription_line, score_lines, summary_line
from voicedrill.engines.ports import SpeechToText
from voicedrill.errors import UserError
from voicedrill.runtime.cluster_jobs import judged_on_cluster
from voicedrill.runtime.comparison import Comparison, compared, summary
from voicedrill.runtime.retranscription import Retranscription, retranscribed
from voicedrill.runtime.score_jobs import Failure, attempt, judged
from voicedrill.runtime.scored import scored, scored_once
from voicedrill.scoring.scorecard import Scorecard, scorecard_json
from voicedrill.speech.rounding import rounded

Result = TypeVar("Result")

_BAR_AFTER_S = 1.0


@dataclass(frozen=True, slots=True)
class How:
    """How the calls are judged and printed: in how many processes or on which cluster, and as what."""

    jobs: int = 1
    cluster: str | None = None
    as_json: bool = False


def score(call_dirs: Sequence[Path], how: How, *, resume: bool, retranscribe: bool) -> None:
    """Judge calls and print their scores.

    Parameters
    ----------
    call_dirs : sequence of Path
        The calls, in the order in which they are printed.
    how : How
        Where and how.
    resume : bool
        Take the kept score of a call that nothing has changed since.
    retranscribe : bool
        Before that, decode the trainee's words again.

    Raises
    ------
    voicedrill.errors.UserError
        At the end, with a sentence for each call that could not be judged or decoded.
    """
    again = _retranscribed(call_dirs) if retranscribe else {}
    failures = [one.message for one in again.values() if isinstance(one, Failure)]

    def show(call_dir: Path, card: Scorecard) -> None:
        heard = again.get(call_dir)
        _print_score(call_dir, card, heard if isinstance(heard, Retranscription) else None, as_json=how.as_json)

    _raise(failures + _judge(scored_once if resume else scored, call_dirs, how, show))


def compare(call_dirs: Sequence[Path], how: How) -> None:
    """Judge calls anew and print what changed since their kept scores; nothing is written.

    Raises
    ------
    voicedrill.errors.UserError
        At the end, with a sentence for each call that could not be compared.
    """
    results: list[Comparison] = []

    def show(call_dir: Path, result: Comparison) -> None:
        results.append(result)
        if how.as_json:
            _print_json(call_dir, asdict(result))
        else:
            click.echo("\n".join(comparison_lines(call_dir, result)))

    failures = _judge(compared, call_dirs, how, show)
    if results and not how.as_json:
        click.echo(summary_line(summary(results)))
    _raise(failures)


def _judge(
    judge: Callable[[Path], Result], call_dirs: Sequence[Path], how: How, show: Callable[[Path, Result], None]
) -> list[str]:
    """Judge the calls under a bar and show the results in order; return the sentences of those that failed."""
    failures = []
    with shown_progress(_BAR_AFTER_S) as progress:

        def tell(done: int) -> None:
            progress(f"{done} of {len(call_dirs)} calls judged", done / len(call_dirs))

        if how.cluster is None:
            outcomes = judged(judge, call_dirs, jobs=how.jobs, done=tell)
        else:
            outcomes = judged_on_cluster(judge, call_dirs, how.cluster, done=tell)
        with closing(outcomes):  # the workers end with it, also when printing fails
            for call_dir, outcome in zip(call_dirs, outcomes, strict=True):
                if isinstance(outcome, Failure):
                    failures.append(outcome.message)
                else:
                    show(call_dir, outcome)
    return failures


def _retranscribed(call_dirs: Sequence[Path]) -> dict[Path, Retranscription | Failure]:
    with shown_progress() as progress:

        @cache
        def load() -> SpeechToText:
            from voicedrill.engines.speech_to_text import load_speech_to_text  # noqa: PLC0415 (only this option)

            return load_speech_to_text(progress)

        found = {}
        for done, call_dir in enumerate(call_dirs):
            progress(f"Understanding call {done + 1} of {len(call_dirs)}", done / len(call_dirs))
            found[call_dir] = attempt(partial(retranscribed, load=load), call_dir)
        return found


def _print_score(call_dir: Path, card: Scorecard, heard: Retranscription | None, *, as_json: bool) -> None:
    if as_json:
        again = {} if heard is None else {"retranscribed": asdict(heard) | {"word_error_rate": heard.word_error_rate}}
        _print_json(call_dir, scorecard_json(card) | again)
    else:
        lines = score_lines(call_dir, card) + ([] if heard is None else [retranscription_line(heard)])
        click.echo("\n".join(lines))


def _print_json(call_dir: Path, plain: dict[str, object]) -> None:
    click.echo(json.dumps(rounded({"call_dir": str(call_dir), **plain}), sort_keys=True))


def _raise(failures: Sequence[str]) -> None:
    if failures:
        raise UserError("\n".join(dict.fromkeys(failures)))  # no call folder: neither decoded nor judged
