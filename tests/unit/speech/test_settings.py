from dataclasses import fields

from voicedrill.speech.settings import SETTINGS


def test_every_threshold_is_explained() -> None:
    explained = list(SETTINGS.explained())
    assert [one.name for one in explained] == [one.name for one in fields(SETTINGS)]
    assert all(one.unit and one.meaning and one.source for one in explained)


def test_units_agree_with_names() -> None:
    units = {"_s": {"s", "dB/s"}, "_db": {"dB"}, "_dbfs": {"dBFS"}, "_hz": {"Hz"}, "_ratio": {"ratio"}}
    for one in SETTINGS.explained():
        for suffix, allowed in units.items():
            if one.name.endswith(suffix):
                assert one.unit in allowed, one.name
