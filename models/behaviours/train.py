"""Trains what finds behaviours in clauses, on the corpus of this folder; writes one small file.

Run ``python models/behaviours/train.py`` (needs the extra ``train``). The same corpus and the same packages give the
same file. A fifth of the rows, chosen by their customer's line so that no line stands on both sides, is kept back:
there the thresholds are set and the probabilities calibrated, and there the printed figures are measured.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from corpus import CALL_LABELS, Row, read_corpus
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from variants import corrupted, recognised, words_of

from voicedrill.content.clause_detector import Embedder, clauses_of_turn
from voicedrill.content.clause_traits import GROUP_SCALE, ClausesOfTurn, word_groups
from voicedrill.content.head import BARRED, LOWEST
from voicedrill.content.segmentation import Segmenter, joint_traits
from voicedrill.content.text import ASK, STOP, Utterance, normalise
from voicedrill.runtime.detecting import HEAD_FILE, load_embedder, load_patterns

SEED = 20261122
KEPT_BACK = 5
"""One row in so many is kept back."""
DIALOGUES = frozenset(f"slice{number}" for number in range(7, 13))
"""Files of whole dialogues: there behaviours are as frequent as they really are."""
NATURAL = 2.0
"""What a row of a dialogue counts beside others when thresholds are chosen."""
FEWEST_RIGHT = 0.97
"""Precision below which a threshold pays for every point."""
NEARLY = 0.02
"""F1 that is given up for a higher threshold."""
PENALTY = 0.5
"""Inverse strength of the penalty on large weights (C of scikit-learn); chosen on the rows kept back."""
JOINT_AT = -0.8
"""Sum from which a joint is an end: a clause too many does less harm than one too few."""
COMMON = 16
"""So many of the first labels every call may show; the others are rare in whole dialogues."""
NEVER = 99.0
"""A threshold that no sum reaches."""
FEWEST_GROUPS = 3
SMALL = 0.2
"""A word group whose weights all stay below this is left out of the file."""


class Remembering:
    """An embedder that computes each text once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._points: dict[str, np.ndarray] = {}

    def embed(self, clauses: Sequence[str]) -> np.ndarray:
        """Return one embedding a clause."""
        new = [text for text in dict.fromkeys(clauses) if text not in self._points]
        self._points.update(zip(new, self._embedder.embed(new), strict=True))
        return np.stack([self._points[text] for text in clauses]) if clauses else np.zeros((0, 384), np.float32)


def is_kept_back(row: Row) -> bool:
    """Tell whether a row belongs to the fifth that is not trained on."""
    key = (row.prev or row.text).lower()
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % KEPT_BACK == 0


def marked_words(row: Row, said: Utterance) -> list[tuple[str, int, int]]:
    """Return each marked behaviour with its first and last word."""
    found = []
    for span in row.spans:
        inside = [
            at
            for at, token in enumerate(said.tokens)
            if token.word not in (ASK, STOP) and token.start < span.end and token.end > span.start
        ]
        if inside:
            found.append((span.label, inside[0], inside[-1]))
    return found


def train_segmenter(rows: Iterable[Row]) -> Segmenter:
    """Learn where clauses end: at sentence marks and at the edges of what is marked."""
    joints, ends = [], []
    for row in rows:
        words, known, unsure = _ends(row)
        for at in range(len(words) - 1):
            if at not in unsure:
                joints.append(joint_traits(words, at))
                ends.append(at in known)
    counts = Counter(trait for traits in joints for trait in traits)
    columns = {trait: at for at, trait in enumerate(sorted(one for one, count in counts.items() if count > 1))}
    model = LogisticRegression(C=1.0, max_iter=300, solver="liblinear", random_state=SEED)
    model.fit(_sparse(joints, columns), np.array(ends))
    weights = {trait: float(model.coef_[0][at]) for trait, at in columns.items()}
    return Segmenter(
        {trait: weight for trait, weight in weights.items() if abs(weight) > SMALL},
        float(model.intercept_[0]) - JOINT_AT,
    )


def _ends(row: Row) -> tuple[list[str], set[int], set[int]]:
    """Return the words without marks, the joints at which a clause surely ends, and those at a comma."""
    said = normalise(row.text)
    words, surely, maybe = [], set(), set()
    place: dict[int, int] = {}
    for at, token in enumerate(said.tokens):
        if token.word in (ASK, STOP):
            surely.add(len(words) - 1)
            continue
        place[at] = len(words)
        words.append(token.word)
        following = said.tokens[at + 1].start if at + 1 < len(said.tokens) else len(row.text)
        if "," in row.text[token.end : following]:
            maybe.add(place[at])
    for _, first, last in marked_words(row, said):
        surely |= {place[last], place[first] - 1}
    return words, surely, maybe - surely


def _sparse(rows: Sequence[Iterable[str]], columns: dict[str, int]) -> sparse.csr_matrix:
    at, known = [], []
    for number, traits in enumerate(rows):
        for trait in {one for one in traits if one in columns}:
            at.append(number)
            known.append(columns[trait])
    return sparse.csr_matrix((np.ones(len(at), np.float32), (at, known)), shape=(len(rows), len(columns)))


class Prepared:
    """Rows as turns cut into clauses, with the behaviours of each clause."""

    def __init__(self, rows: Sequence[Row], segmenter: Segmenter, embedder: Embedder) -> None:
        patterns = load_patterns()
        self.rows = rows
        self.turns: list[ClausesOfTurn] = []
        self.shown: list[set[str]] = []
        for row in rows:
            said = normalise(row.text)
            matches, barred = patterns.matches(said), patterns.barred(said)
            turn = clauses_of_turn(said, row.prev, segmenter, matches, barred, embedder)
            self.turns.append(turn)
            self.shown += _shown(turn, marked_words(row, said))

    @property
    def groups(self) -> list[set[str]]:
        """The word groups of every clause."""
        return [set(word_groups(turn.said, *span)) for turn in self.turns for span in turn.spans]

    def traits(self, columns: dict[str, int]) -> sparse.csr_matrix:
        """Return what the head sees of every clause."""
        dense = [turn.dense(number, CALL_LABELS) for turn in self.turns for number in range(len(turn.spans))]
        lexical = _sparse(self.groups, columns) * GROUP_SCALE
        return sparse.hstack([lexical, sparse.csr_matrix(np.stack(dense))]).tocsr()

    def best(self, sums: np.ndarray) -> np.ndarray:
        """Return the highest sum of each turn, shape ``(rows, behaviours)``."""
        bests, at = [], 0
        for turn in self.turns:
            count = len(turn.spans)
            mine = sums[at : at + count].copy()
            for number, barred in enumerate(turn.barred):
                mine[number, [label in barred for label in CALL_LABELS]] = BARRED
            bests.append(mine.max(axis=0) if count else np.full(sums.shape[1], BARRED))
            at += count
        return np.stack(bests)

    @property
    def patterns(self) -> np.ndarray:
        """Whether a pattern of each behaviour matched in each row."""
        hit = [{label for hits in turn.hits for label, sure in hits.items() if sure} for turn in self.turns]
        return np.array([[label in one for label in CALL_LABELS] for one in hit])

    @property
    def truth(self) -> np.ndarray:
        """Whether each row shows each behaviour."""
        return np.array([[label in row.labels for label in CALL_LABELS] for row in self.rows])


def _shown(turn: ClausesOfTurn, marked: Sequence[tuple[str, int, int]]) -> list[set[str]]:
    """Return the behaviours of each clause: those it shares enough words with; every marked one has a clause."""
    shown: list[set[str]] = [set() for _ in turn.spans]
    for label, first, last in marked:
        shared = [min(last, b) - max(first, a) + 1 for a, b in turn.spans]
        for at, (a, b) in enumerate(turn.spans):
            if shared[at] >= max(1, min(3, (b - a + 2) // 2, (last - first + 2) // 2)):
                shown[at].add(label)
        if turn.spans:
            shown[int(np.argmax(shared))].add(label)
    return shown


def train_head(train: Prepared, columns: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return weights, shape ``(traits, behaviours)``, and biases."""
    traits = train.traits(columns)
    weights, biases = [], []
    for label in CALL_LABELS:
        wanted = np.array([label in shown for shown in train.shown])
        used = np.array([not _is_open(label, shown) for shown in train.shown])
        model = LogisticRegression(C=PENALTY, max_iter=300, solver="liblinear", random_state=SEED)
        model.fit(traits[used], wanted[used])
        weights.append(model.coef_[0])
        biases.append(model.intercept_[0])
    return np.stack(weights, axis=1).astype(np.float32), np.array(biases, np.float32)


def _is_open(label: str, shown: set[str]) -> bool:
    """Tell whether the guide leaves open if a clause shows a behaviour: judging may or may not be defensive, too."""
    return label == "defensive" and label not in shown and bool(shown & {"judging", "taking_offence"})


def precision(truth: np.ndarray, found: np.ndarray) -> float:
    """Return the share of what was found that is right."""
    return float((truth & found).sum() / max(1, found.sum()))


def f1(truth: np.ndarray, found: np.ndarray) -> float:
    """Return the harmonic mean of precision and recall."""
    hits = int((truth & found).sum())
    return 2 * hits / int(truth.sum() + found.sum()) if hits else 0.0


@dataclass(frozen=True)
class Kept:
    """What the rows kept back say of one behaviour: whether it holds, its sum, a pattern, the row's weight."""

    truth: np.ndarray
    sums: np.ndarray
    pattern: np.ndarray
    weight: np.ndarray

    def found(self, threshold: float) -> np.ndarray:
        """Return where it is found with this threshold: a pattern always counts."""
        return self.pattern | (self.sums >= threshold)

    def worth(self, found: np.ndarray) -> float:
        """Return F1, less what the precision lacks of `FEWEST_RIGHT`."""
        hits = (self.weight * (self.truth & found)).sum()
        if not hits:
            return 0.0
        right = hits / (self.weight * found).sum()
        recall = hits / (self.weight * self.truth).sum()
        return float(2 * right * recall / (right + recall) - max(0.0, FEWEST_RIGHT - right))


def choose_threshold(kept: Kept) -> float:
    """Return the highest threshold that is nearly as good as the best: other people's words are harder than ours."""
    tried = [(kept.worth(kept.found(one)), float(one)) for one in np.arange(-1.5, 4.51, 0.2)]
    enough = max(worth for worth, _ in tried) - NEARLY
    return max(threshold for worth, threshold in tried if worth >= enough)


def macro_f1(looks: Sequence[Kept], thresholds: Sequence[float]) -> float:
    """Return the mean F1 over behaviours on rows of whole dialogues, which are heavier than others."""
    return float(
        np.mean(
            [
                f1(look.truth[look.weight > 1], look.found(one)[look.weight > 1])
                for look, one in zip(looks, thresholds, strict=True)
            ]
        )
    )


def calibrate(kept: Kept) -> tuple[float, float, float]:
    """Return slope, worth of a pattern, and shift that turn sums into probabilities (Platt scaling)."""
    model = LogisticRegression(C=10.0, random_state=SEED)
    model.fit(np.column_stack([np.maximum(kept.sums, LOWEST), kept.pattern]), kept.truth)
    return float(model.coef_[0][0]), float(model.coef_[0][1]), float(model.intercept_[0])


def main() -> None:
    """Train, measure on what was kept back, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HEAD_FILE, help="where to write (default: into the package)")
    out = parser.parse_args().out
    rows = [row for row in read_corpus() if words_of(row)]
    kept = [row for row in rows if is_kept_back(row)]
    taught = [row for row in rows if not is_kept_back(row)]
    random = Random(SEED)
    words = [word for row in taught for word in words_of(row)]
    segmenter = train_segmenter([*taught, *(recognised(row) for row in taught)])
    embedder = Remembering(load_embedder())
    variants = [*taught, *(recognised(row) for row in taught), *(corrupted(row, words, random) for row in taught)]
    train = Prepared(variants, segmenter, embedder)
    counts = Counter(group for groups in train.groups for group in groups)
    columns = {
        group: at for at, group in enumerate(sorted(one for one, count in counts.items() if count >= FEWEST_GROUPS))
    }
    weights, bias = train_head(train, columns)
    large = np.abs(weights[: len(columns)]).max(axis=1) > SMALL
    groups = [group for group, keep in zip(sorted(columns), large, strict=True) if keep]
    weights = weights[np.concatenate([large, np.ones(len(weights) - len(large), bool)])]
    weights = weights.astype(np.float16).astype(np.float32)
    columns = {group: at for at, group in enumerate(groups)}

    check = Prepared([*kept, *(recognised(row) for row in kept)], segmenter, embedder)
    sums, patterns = check.best(check.traits(columns) @ weights + bias), check.patterns
    weight = np.tile([NATURAL if row.source in DIALOGUES else 1.0 for row in kept], 2)
    looks = [Kept(check.truth[:, at], sums[:, at], patterns[:, at], weight) for at in range(len(CALL_LABELS))]
    thresholds = [choose_threshold(look) for look in looks]
    np.savez_compressed(
        out,
        ids=np.array(CALL_LABELS),
        groups=np.array(groups),
        group_weights=weights[: len(groups)].astype(np.float16),
        dense_weights=weights[len(groups) :].astype(np.float16),
        bias=bias,
        threshold=np.array(thresholds, np.float32),
        scale=np.array([calibrate(look) for look in looks], np.float32).T,
        joints=np.array(list(segmenter.weights)),
        joint_weights=np.array(list(segmenter.weights.values()), np.float16),
        joint_bias=np.float32(segmenter.bias),
    )
    figures = {}
    for label, look, threshold in zip(CALL_LABELS, looks, thresholds, strict=True):
        found, count = look.found(threshold), len(kept)
        figures[label] = {
            "rows": int(look.truth[:count].sum()),
            "precision": round(precision(look.truth[:count], found[:count]), 3),
            "f1": round(f1(look.truth[:count], found[:count]), 3),
            "f1_recognised": round(f1(look.truth[count:], found[count:]), 3),
        }
    report = {
        "taught": len(taught), "kept_back": len(kept), "word_groups": len(groups), "bytes": out.stat().st_size,
        "macro_f1_on_dialogues_kept_back": {
            "patterns": round(macro_f1(looks[:COMMON], [NEVER] * COMMON), 3),
            "head": round(macro_f1(looks[:COMMON], thresholds[:COMMON]), 3),
        },
        "behaviours": figures,
    }  # fmt: skip
    json.dump(report, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
