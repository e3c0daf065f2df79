"""What the headset check tells whoever shows it (window, terminal), and its result."""

from dataclasses import dataclass

from voicedrill.history.baselines import CheckedHeadset
from voicedrill.runtime.headset_steps import StepName
from voicedrill.runtime.updates import Failed, Preparing
from voicedrill.speech.baseline import Baseline, Room
from voicedrill.speech.headset_findings import HeadsetFinding


@dataclass(frozen=True, slots=True)
class StepBegan:
    """A step begins."""

    step: StepName


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far a step is (0..1), and the level of the microphone in dBFS; about ten times a second."""

    step: StepName
    fraction: float
    level_dbfs: float


@dataclass(frozen=True, slots=True)
class StepStuck:
    """The check cannot go on before a finding is mended; `HeadsetCheck.again` tries once more."""

    step: StepName
    result: "HeadsetResult"


@dataclass(frozen=True, slots=True)
class HeadsetResult:
    """What the check found.

    Attributes
    ----------
    input_device, output_device : str
        Full names.
    room : Room
        Noise, neighbours, bleed and latency.
    findings : tuple of HeadsetFinding
        Everything that was looked at.
    baseline : Baseline or None
        None when a finding has to be mended first.
    half_duplex : bool
        The microphone hears the customer too well: it has to be off while she speaks.
    speech_dbfs : float or None
        Level of the trainee's voice; None when it was not heard.
    xruns : int
        How often the devices lost sound.
    """

    input_device: str
    output_device: str
    room: Room
    findings: tuple[HeadsetFinding, ...]
    baseline: Baseline | None
    half_duplex: bool
    speech_dbfs: float | None = None
    xruns: int = 0

    def kept(self, made_at: str) -> CheckedHeadset:
        """Return it as it is kept; ``made_at`` is the wall time, ISO 8601.

        Raises
        ------
        ValueError
            When there is no baseline.
        """
        if self.baseline is None:
            raise ValueError("there is no baseline to keep")
        return CheckedHeadset(
            input_device=self.input_device,
            output_device=self.output_device,
            made_at=made_at,
            baseline=self.baseline.as_mapping(),
            half_duplex=self.half_duplex,
        )


@dataclass(frozen=True, slots=True)
class CheckFinished:
    """All steps are done; each can still be done again."""

    result: HeadsetResult


@dataclass(frozen=True, slots=True)
class CheckEnded:
    """The check was ended with `HeadsetCheck.end`; the devices are free."""


CheckUpdate = Preparing | StepBegan | StepProgress | StepStuck | CheckFinished | CheckEnded | Failed
