"""Where a trainee stands: the latest call, the best results, the skills, the next call, and how much help."""

import datetime as dt
import json
from pathlib import Path

import pytest
from golden import parcel

from voicedrill import paths
from voicedrill.engines import model_store
from voicedrill.persona.loader import load_persona
from voicedrill.runtime import first_models
from voicedrill.runtime.standing import NOBODY, Best
from voicedrill.runtime.trainee_history import count_old, delete_old, past_calls, standing

PERSONA = load_persona(parcel.PERSONA, "golden")


def test_before_the_first_call_the_script_helps_and_somebody_is_advised() -> None:
    now = standing("me", [PERSONA])
    assert (now.latest, now.best, now.skills) == (None, {}, {})
    assert now.advice is not None
    assert set(now.help.values()) == {"script"}
    assert now.family("Listen") is None
    assert NOBODY.help[3] == "hints"


def test_the_best_of_several_calls_and_the_latest_are_told_apart() -> None:
    for name, call in (("2026-01-01 a", parcel.good_call()), ("2026-01-02 b", parcel.poor_call())):
        parcel.write_call(paths.calls_dir() / name, call)
    now = standing("me", [PERSONA])
    best = now.best[PERSONA.id]
    assert best.calls == 2
    assert now.latest is not None
    assert best.score is not None
    assert now.latest.score is not None
    assert best.score > now.latest.score, "the poor call came last"
    assert now.latest.tries == 2
    assert now.help[PERSONA.difficulty] in ("hints", "none")
    level = now.family("Solve")
    assert level is not None
    assert 0.0 <= level <= 1.0


def test_calls_of_others_do_not_count() -> None:
    parcel.write_call(paths.calls_dir() / "2026-01-01 a", parcel.good_call())
    assert standing("somebody else", [PERSONA]).best == {}


def test_a_call_without_a_score_is_still_a_call() -> None:
    events = parcel.good_call()
    folder = parcel.write_call(paths.calls_dir() / "2026-01-01 a", events)
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    (folder / "events.jsonl").write_text("\n".join(lines[:4]) + "\n", encoding="utf-8")
    assert standing("me", [PERSONA]).best == {PERSONA.id: Best(None, None, 1)}


def test_what_is_missing_is_counted_and_an_own_model_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(model_store.MODEL_DIR_VARIABLE, str(tmp_path))
    monkeypatch.delenv("VOICEDRILL_VOSK_MODEL", raising=False)
    both = first_models.missing_models()
    assert len(both.names) == 2
    monkeypatch.setenv("VOICEDRILL_VOSK_MODEL", str(tmp_path / "mine"))
    one = first_models.missing_models()
    assert set(one.names) < set(both.names)
    assert 0 < one.size_mb < both.size_mb


def test_what_is_older_than_wanted_is_counted_and_deleted() -> None:
    for name, began in (("old", "2020-01-01T10:00:00+00:00"), ("new", None)):
        parcel.write_call(paths.calls_dir() / name, parcel.good_call())
        header = paths.calls_dir() / name / "call.json"
        told = json.loads(header.read_text(encoding="utf-8"))
        told["started_at"] = began or dt.datetime.now(dt.UTC).isoformat()
        header.write_text(json.dumps(told), encoding="utf-8")
    assert count_old(36_500) == 0
    assert delete_old(36_500) == 0
    assert count_old(30) == 1
    assert delete_old(30) == 1
    assert [one.id for one in past_calls(None).calls] == ["new"]
