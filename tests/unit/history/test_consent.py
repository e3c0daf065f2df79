"""What people agreed to keep."""

from pathlib import Path

import pytest

from voicedrill.errors import UserError
from voicedrill.history.consent import CONSENT_JSON, Consents


def test_each_trainee_is_asked_once_and_can_choose_anew(tmp_path: Path) -> None:
    consents = Consents(tmp_path / "data")
    assert consents.of("anna") is None
    consents.keep("anna", "recording", "2026-11-23T10:00:00+01:00")
    consents.keep("ben", "nothing", "2026-11-23T11:00:00+01:00")
    consents.keep("anna", "words", "2026-11-24T10:00:00+01:00")
    again = Consents(tmp_path / "data")
    assert (again.of("anna"), again.of("ben"), again.of("me")) == ("words", "nothing", None)
    file = tmp_path / "data" / CONSENT_JSON
    assert file.stat().st_mode & 0o777 == 0o600
    again.forget("anna")
    assert again.of("anna") is None
    assert b"anna" not in file.read_bytes()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"trainees": {"me": {"keep": "all", "at": ""}}}', b"\xff"])
def test_a_damaged_file_counts_as_not_asked(tmp_path: Path, content: bytes) -> None:
    (tmp_path / CONSENT_JSON).write_bytes(content)
    assert Consents(tmp_path).of("me") is None


def test_a_folder_in_the_way_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(UserError, match="Your choice cannot be kept"):
        Consents(tmp_path / "data").keep("me", "words", "")
