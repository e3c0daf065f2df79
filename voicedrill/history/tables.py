"""The tables of the history: an index of the call folders, which stay the truth (design.md §4).

No words of a call are in it. A change here needs a new file in ``migrations/versions``.
"""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """All tables."""


class CallRow(Base):
    """One call folder.

    Attributes
    ----------
    id : str
        The folder's name.
    stamp : str
        Sizes and times of the files that the row was made from: when they change, it is made again.
    problem : str
        Why the folder cannot be read, a sentence; the other columns then hold little. Empty when it can.
    started_at : str or None
        ISO 8601 wall time; None where the folder does not tell.
    trainee : str
        Who practised.
    persona_id, name, title, kind, sector, difficulty, case_id, case_title, seed
        Who called about what; ``difficulty`` 1 to 5.
    outcome, band : str
        As in the scorecard; ``band`` may be None, as ``score`` (0..100) and its range.
    duration_s : float
        Length of the call, seconds.
    rubric_version : int
        Which rubric judged it.
    app_version : str
        Which program made the call.
    size_bytes : int
        What the folder takes on the disk.
    recorded : bool
        Whether there is a recording.
    """

    __tablename__ = "calls"
    __table_args__ = (Index("calls_started", "started_at"), Index("calls_trainee", "trainee", "started_at"))

    id: Mapped[str] = mapped_column(primary_key=True)
    stamp: Mapped[str]
    problem: Mapped[str] = mapped_column(default="")
    started_at: Mapped[str | None]
    trainee: Mapped[str] = mapped_column(default="")
    persona_id: Mapped[str] = mapped_column(default="", index=True)
    name: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    sector: Mapped[str] = mapped_column(default="")
    difficulty: Mapped[int] = mapped_column(default=0)
    case_id: Mapped[str] = mapped_column(default="")
    case_title: Mapped[str] = mapped_column(default="")
    seed: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[str] = mapped_column(default="")
    score: Mapped[int | None]
    range_low: Mapped[int | None]
    range_high: Mapped[int | None]
    band: Mapped[str | None]
    duration_s: Mapped[float] = mapped_column(default=0.0)
    rubric_version: Mapped[int] = mapped_column(default=0)
    app_version: Mapped[str] = mapped_column(default="")
    size_bytes: Mapped[int] = mapped_column(default=0)
    recorded: Mapped[bool] = mapped_column(default=False)
    marks: Mapped[list["MarkRow"]] = relationship(cascade="all, delete-orphan", order_by="MarkRow.position")


class MarkRow(Base):
    """What one call showed of one skill (`voicedrill.scoring.score_range.Estimate`), in the families' order."""

    __tablename__ = "marks"

    call_id: Mapped[str] = mapped_column(ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    skill: Mapped[str] = mapped_column(index=True)
    score: Mapped[float]
    error: Mapped[float]
    weight: Mapped[float]
