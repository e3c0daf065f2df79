"""``score.json`` of a call folder, read back: the result as it was judged, without judging again."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from voicedrill.scoring.scorecard import Scorecard

SCORE_JSON = "score.json"


@dataclass(frozen=True, slots=True)
class KeptScore:
    """A scorecard with the version of the rubric that it was judged by; None where the file does not say it."""

    card: Scorecard
    rubric_version: int | None


def kept_score(folder: Path) -> KeptScore | None:
    """Return what was judged of a call; None when it was not, or the file is damaged: it can be made again."""
    try:
        plain = json.loads((folder / SCORE_JSON).read_bytes())
        for finding in plain["findings"]:
            finding["try_"] = finding.pop("try")
        return KeptScore(_adapter().validate_python(plain), plain.get("rubric_version"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # of pydantic and json too
        return None


@cache
def _adapter() -> TypeAdapter[Scorecard]:
    return TypeAdapter(Scorecard)
