import json
from pathlib import Path

import pytest

from voicedrill.errors import DataError, UserError
from voicedrill.history.baselines import BASELINES_JSON, SCHEMA_VERSION, Baselines, CheckedHeadset


def headset(name: str = "Jabra, ALSA", rate: float = 150.0, **changes: object) -> CheckedHeadset:
    return CheckedHeadset.model_validate(
        {
            "input_device": name,
            "output_device": "Jabra, ALSA",
            "made_at": "2026-11-22T18:30:00+01:00",
            "baseline": {"speech_rate_wpm": rate},
            **changes,
        }
    )


def test_nothing_is_known_at_first(tmp_path: Path) -> None:
    known = Baselines(tmp_path / "none")
    assert known.all() == ()
    assert known.find("Jabra, ALSA") is None
    known.forget("Jabra, ALSA")
    assert not (tmp_path / "none").exists()


def test_kept_found_replaced_and_deleted(tmp_path: Path) -> None:
    known = Baselines(tmp_path / "data")
    known.keep(headset())
    known.keep(headset("Built-in, ALSA", half_duplex=True))
    known.keep(headset(rate=160.0))
    again = Baselines(tmp_path / "data")
    assert [one.input_device for one in again.all()] == ["Built-in, ALSA", "Jabra, ALSA"]
    assert again.find("Jabra, ALSA") == headset(rate=160.0)
    assert again.find("Jabra") is None
    again.forget("Jabra, ALSA")
    assert [one.half_duplex for one in known.all()] == [True]


def test_trainees_are_apart(tmp_path: Path) -> None:
    known = Baselines(tmp_path)
    known.keep(headset(rate=150.0))
    known.keep(headset(rate=190.0, trainee="ana"))
    found = known.find("Jabra, ALSA", "ana")
    assert found is not None
    assert found.baseline == {"speech_rate_wpm": 190.0}
    known.forget("Jabra, ALSA", "ana")
    assert known.find("Jabra, ALSA") == headset(rate=150.0)


def test_the_file_can_be_edited_by_hand(tmp_path: Path) -> None:
    known = Baselines(tmp_path)
    known.keep(headset())
    file = tmp_path / BASELINES_JSON
    content = json.loads(file.read_text(encoding="utf-8"))
    assert content["schema_version"] == SCHEMA_VERSION
    content["headsets"][0]["baseline"]["speech_rate_wpm"] = 140
    content["headsets"][0]["mine"] = "a remark"
    file.write_text(json.dumps(content), encoding="utf-8")
    assert known.find("Jabra, ALSA") == headset(rate=140.0)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"headsets": [{"input_device": 3}]}', "\x00\xff"])
def test_a_damaged_file_is_set_aside_and_nothing_is_lost(tmp_path: Path, content: str) -> None:
    file = tmp_path / BASELINES_JSON
    known = Baselines(tmp_path)
    for number in (1, 2):
        file.write_text(content, encoding="utf-8")
        with pytest.raises(DataError, match="is damaged") as told:
            known.all()
        aside = tmp_path / f"baselines-damaged-{number}.json"
        assert aside.name in str(told.value)
        assert aside.read_text(encoding="utf-8") == content
    assert known.all() == ()
    known.keep(headset())
    assert known.all() == (headset(),)


def test_numbers_that_are_none_are_damage(tmp_path: Path) -> None:
    Baselines(tmp_path).keep(headset())
    file = tmp_path / BASELINES_JSON
    file.write_text(file.read_text(encoding="utf-8").replace("150.0", "NaN"), encoding="utf-8")
    with pytest.raises(DataError, match="damaged"):
        Baselines(tmp_path).all()


def test_a_newer_file_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / BASELINES_JSON
    file.write_text(f'{{"schema_version": {SCHEMA_VERSION + 1}, "headsets": "else"}}', encoding="utf-8")
    with pytest.raises(DataError, match="Install the newer version"):
        Baselines(tmp_path).keep(headset())
    assert file.exists()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises((UserError, DataError), match="cannot be"):
        Baselines(blocked).keep(headset())
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_what_a_microphone_hears_of_a_loudspeaker_is_true_of_that_one_only() -> None:
    one = headset(baseline={"gate_dbfs": -40.0, "bleed_db": -9.0, "latency_s": 0.1}, half_duplex=True)
    assert one.beside("Jabra, ALSA") is one
    assert one.beside("Speakers, ALSA") == headset(output_device="Speakers, ALSA", baseline={"gate_dbfs": -40.0})
