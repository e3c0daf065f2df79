"""The list of models: the shipped one holds what was checked, a wrong one is refused."""

from pathlib import Path

import pytest

from voicedrill.engines.manifest import SENTENCE_MODEL, SPEECH_MODEL, Source, load_manifest
from voicedrill.errors import DataError


def test_the_shipped_list_names_the_speech_model_with_two_sources() -> None:
    model = load_manifest().entry(SPEECH_MODEL)
    maven, vendor = model.sources
    assert model.licence == "Apache-2.0"
    assert maven.maven == "com.alphacephei:vosk-model-en:0.3.45"
    assert maven.sha256 == "8a5792fccaf873b4745dbd1b3fe19d8a77a15898e806674020eea820424771cd"
    assert vendor.sha256 == "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498"


def test_an_unknown_model_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DataError, match=f"no model 'vosk'; there are: {SPEECH_MODEL}"):
        load_manifest().entry("vosk")


def test_a_bundle_is_fetched_only_by_its_name() -> None:
    manifest = load_manifest()
    assert [model.name for model in manifest.named(None)] == [SPEECH_MODEL, SENTENCE_MODEL]
    assert [model.name for model in manifest.named("natural")] == ["joe-us"]
    assert [model.name for model in manifest.named("joe-us")] == ["joe-us"]
    with pytest.raises(DataError, match="no model 'huge'"):
        manifest.named("huge")


def test_files_lie_open_in_packages_and_where_some_lie_beside() -> None:
    sums = "0" * 64
    url = {"url": "https://example.org/a.onnx", "sha256": sums, "size": 1}
    assert not Source.model_validate(url).is_open
    assert Source.model_validate(url | {"beside": {"a.onnx.json": sums}}).is_open
    assert Source(package="tim-voice:tim/a.onnx", sha256=sums, size=1).is_open


GOOD = """
[[models]]
name = "tiny"
version = "1"
purpose = "p"
description = "d"
licence = "CC0-1.0"
[[models.sources]]
url = "https://example.org/a.zip"
sha256 = "{sha}"
size = 1
folder = "a"
""".format(sha="0" * 64)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("url", "ftp"),
        ("https://", "file:///"),
        ('url = "https://example.org/a.zip"', ""),
        ('folder = "a"', 'folder = "a"\nmaven = "a:b:1"'),
        ('folder = "a"', 'package = "a:b"'),
        ('url = "https://example.org/a.zip"', 'maven = "a:b:1"\nbeside = { "b" = "SHA" }'),
        ('folder = "a"', 'beside = { "../b" = "SHA" }'),
        ('folder = "a"', 'beside = { "b" = "00" }'),
        ("0000", "ZZZZ"),
        ("size = 1", "size = 0"),
        ('name = "tiny"', 'name = "../tiny"'),
        ('version = "1"', 'version = ".."'),
        ("[[models]]", "[[models"),
    ],
)
def test_a_wrong_list_is_refused(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "manifest.toml"
    file.write_text(GOOD)
    load_manifest(file)
    file.write_text(GOOD.replace(old, new.replace("SHA", "0" * 64), 1))
    with pytest.raises(DataError, match=r"manifest\.toml cannot be read"):
        load_manifest(file)
