"""How well what was found agrees with what was wanted: precision, recall and F1 with bootstrap intervals."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np

RESAMPLES = 2_000
PERCENTILES = (2.5, 97.5)
WELL_COVERED = 10
"""Behaviours with fewer examples do not enter the macro average."""
Figure = dict[str, float] | None


def agreement(wanted: Sequence[AbstractSet[str]], found: Sequence[AbstractSet[str]], labels: Sequence[str]) -> dict:
    """Return the figures of every label, their macro-F1 and the precision of all findings together.

    Each figure is a value with the 95 % interval of a percentile bootstrap over the utterances (Efron & Tibshirani
    1993), seeded, or None where it has no meaning: a precision without findings, a recall without examples.

    Parameters
    ----------
    wanted, found : sequence of set of str
        Labels of each utterance; those not in ``labels`` do not count.
    labels : sequence of str
    """
    truth, guess = _table(wanted, labels), _table(found, labels)
    often = _resamples(len(wanted))
    hits, given, examples = (often @ table for table in (truth & guess, guess, truth))
    precision, recall, f1 = _share(hits, given), _share(hits, examples), _share(2 * hits, given + examples)
    covered = [column for column, count in enumerate(examples[0]) if count >= WELL_COVERED]
    return {
        "macro_f1": figure(np.nanmean(f1[:, covered], axis=1)) if covered else None,
        "in_macro": len(covered),
        "pooled_precision": figure(_share(hits.sum(axis=1), given.sum(axis=1))),
        "behaviours": {
            label: {
                "examples": int(examples[0, column]),
                "found": int(given[0, column]),
                "precision": figure(precision[:, column]),
                "recall": figure(recall[:, column]),
                "f1": figure(f1[:, column]),
            }
            for column, label in enumerate(labels)
        },
    }


def figure(values: np.ndarray) -> Figure:
    """Return the first value, with the interval in which the others mostly lie; None when the first has no meaning."""
    if np.isnan(values[0]):
        return None
    low, high = np.nanpercentile(values[1:], PERCENTILES)
    return {"value": round(float(values[0]), 3), "low": round(float(low), 3), "high": round(float(high), 3)}


def _table(sets: Sequence[AbstractSet[str]], labels: Sequence[str]) -> np.ndarray:
    return np.array([[label in one for label in labels] for one in sets], dtype=bool)


def _resamples(count: int) -> np.ndarray:
    """Return how often each utterance is drawn: once each in the first row, then by chance."""
    drawn = np.random.default_rng(1).multinomial(count, np.full(count, 1.0 / count), RESAMPLES)
    return np.vstack([np.ones(count, drawn.dtype), drawn])


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
