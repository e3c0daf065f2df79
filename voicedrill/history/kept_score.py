"""``score.json`` of a call folder, read back: the result as it was judged, without judging again."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from voicedrill.scoring.scorecard import Band, Evidence, Finding, Scorecard

SCORE_JSON = "score.json"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Evidence(_Model):
    start_s: float
    end_s: float
    quote: str


class _Finding(_Model):
    id: str
    skill: str
    score: float | None
    weight: float
    applicable: bool
    confidence: float
    evidence: tuple[_Evidence, ...]
    why: str
    try_: str = Field(alias="try")

    def finding(self) -> Finding:
        evidence = tuple(Evidence(one.start_s, one.end_s, one.quote) for one in self.evidence)
        return Finding(
            self.id,
            self.skill,
            self.score,
            self.weight,
            self.applicable,
            self.confidence,
            evidence,
            self.why,
            self.try_,
        )


class _Score(_Model):
    score: int | None
    band: Band | None
    auto_fail: tuple[str, ...]
    outcome: str
    findings: tuple[_Finding, ...]
    rubric_version: int = 0


class KeptScore:
    """The result in ``score.json``.

    Attributes
    ----------
    card : Scorecard
        As it was judged, without tone notes.
    rubric_version : int
        The rubric that judged it; 0 where the file does not say.
    """

    def __init__(self, content: bytes) -> None:
        found = _Score.model_validate_json(content)
        findings = tuple(one.finding() for one in found.findings)
        self.card = Scorecard(found.score, found.band, found.auto_fail, found.outcome, findings)
        self.rubric_version = found.rubric_version


def kept_score(folder: Path) -> KeptScore | None:
    """Return what was judged of a call; None when it was not, or the file cannot be read: it can be made again."""
    try:
        return KeptScore((folder / SCORE_JSON).read_bytes())
    except (OSError, ValidationError):
        return None
