"""What the window needs of the program behind it; `voicedrill.program` is the real one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from voicedrill.audio.telephone import Line
from voicedrill.content.skill_card import SkillCard, Verdict
from voicedrill.engines.progress import Progress
from voicedrill.history.baselines import CheckedHeadset
from voicedrill.history.consent import Keep
from voicedrill.history.folder import ME, CallFolder
from voicedrill.history.notes import Notes
from voicedrill.persona.schema import Persona
from voicedrill.report.contents import ReportContents, contents_of
from voicedrill.report.kinds import Kind
from voicedrill.runtime.customer_draft import CustomerDraft
from voicedrill.runtime.first_models import MissingModels
from voicedrill.runtime.headset_steps import StepName
from voicedrill.runtime.headset_updates import CheckUpdate, HeadsetResult
from voicedrill.runtime.past_calls import PastCalls
from voicedrill.runtime.reply_updates import ReplyUpdate
from voicedrill.runtime.standing import Standing
from voicedrill.runtime.two_calls import TwoCalls
from voicedrill.runtime.updates import Update
from voicedrill.runtime.voice_offer import CustomerVoices
from voicedrill.scoring.learning_path import Help
from voicedrill.scoring.scorecard import Scorecard
from voicedrill.speech.measurement import Measurement

Recording = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer that can be called, with the text of her file."""

    persona: Persona
    text: str
    own: bool = False
    """The user's own, which can be changed; the others come with voicedrill."""


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A customer file that cannot be used, and the sentence that says why."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """All customers found, and the files that are broken."""

    customers: tuple[Customer, ...]
    broken: tuple[BrokenFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Devices:
    """Names of the microphones and loudspeakers, the usual ones first."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallChoice:
    """What was chosen for a call; a device is None for the system's usual one."""

    customer: Customer
    case_id: str
    seed: int
    input_device: str | None
    output_device: str | None
    headset: bool
    keep: Keep
    help: Help = "hints"
    push_to_talk: bool = False
    line: Line = "clear"
    trainee: str = ME


@dataclass(frozen=True, slots=True)
class Result:
    """A finished call, measured and scored.

    ``report`` is the page with the full report; ``recording`` is the sound of both voices, shape (channels, n) at
    16 kHz, or None when only the words were kept.
    """

    folder: CallFolder
    measurement: Measurement
    scorecard: Scorecard
    report: Path
    recording: Recording | None
    notes: Notes = field(default_factory=Notes)

    @property
    def contents(self) -> ReportContents:
        """What the report says."""
        return contents_of(self.folder, self.measurement, self.scorecard, self.notes)


class Call(Protocol):
    """A running call. Nothing here blocks, except `join`."""

    def start(self) -> None:
        """Begin on another thread."""

    def hang_up(self) -> None:
        """End the call, also while it is being prepared."""

    def press(self, kind: str, text: str = "") -> None:
        """Pass on a button: hold, resume, mute, unmute, pause, continue, repeat, supervisor or note.

        With push-to-talk ``text`` says so (`voicedrill.call.inputs.PUSH_TO_TALK`).
        """

    def choose_devices(self, input_device: str | None, output_device: str | None) -> None:
        """Go on with these after one was lost; None for the system's usual one."""

    def join(self) -> None:
        """Wait until the call's threads have ended."""


class Check(Protocol):
    """A running headset check. Nothing here blocks, except `join`."""

    def start(self) -> None:
        """Begin on another thread."""

    def finish_step(self, step: StepName) -> None:
        """End the reading or talking with what was heard; no effect when it is over already."""

    def again(self, step: StepName) -> None:
        """Go on from this step."""

    def end(self) -> None:
        """Stop and let go of the devices."""

    def join(self) -> None:
        """Wait until the check's thread has ended."""


class Reply(Protocol):
    """A spoken reply outside a call. Nothing here blocks, except `join`."""

    def start(self) -> None:
        """Open the microphone on another thread."""

    def finish(self) -> None:
        """End it with what was heard."""

    def join(self) -> None:
        """Wait until it has ended and the devices are free."""


class Backend(Protocol):
    """The program behind the window. All but `stop`, and what makes calls, may take long and may raise `UserError`."""

    def shelf(self) -> Shelf:
        """Read the customers."""

    def devices(self) -> Devices:
        """Look for microphones and loudspeakers, newly plugged ones too."""

    def call(self, choice: CallChoice, listener: Callable[[Update], None]) -> Call:
        """Return a call that is not yet started."""

    def model_call(self, choice: CallChoice, listener: Callable[[Update], None]) -> Call:
        """Return a call, not yet started, in which the computer is a good trainee; devices are not used."""

    def standing(self, trainee: str, personas: tuple[Persona, ...]) -> Standing:
        """Return where a trainee stands, and which of these customers should call next."""

    def missing_models(self) -> MissingModels:
        """Look which models a call would have to fetch."""

    def get_models(self, progress: Progress) -> MissingModels:
        """Fetch them; an error raised in ``progress`` stops it."""

    def files(self) -> Path:
        """Return the folder with everything that is kept."""

    def voices(self) -> CustomerVoices:
        """Look which voice the customers have."""

    def voice_sample(self, *, natural: bool) -> Recording:
        """Return a sentence in the natural or the system's voice."""

    def get_voice(self, progress: Progress) -> CustomerVoices:
        """Fetch the natural voice; an error raised in ``progress`` stops it."""

    def remove_voice(self) -> CustomerVoices:
        """Delete the natural voice."""

    def check(
        self, input_device: str | None, output_device: str | None, listener: Callable[[CheckUpdate], None]
    ) -> Check:
        """Return a headset check that is not yet started."""

    def headsets(self) -> tuple[CheckedHeadset, ...]:
        """Return what is known of the microphones that were checked."""

    def keep_headset(self, result: HeadsetResult) -> tuple[CheckedHeadset, ...]:
        """Keep what a check found, and return all that is known."""

    def forget_headset(self, input_device: str) -> tuple[CheckedHeadset, ...]:
        """Delete what is known of a microphone, and return all that is known."""

    def result(self, folder: Path) -> Result:
        """Measure and score a call and write its report."""

    def consent(self, trainee: str) -> Keep | None:
        """Return what this trainee chose to keep of calls; None when nobody asked yet."""

    def keep_consent(self, trainee: str, keep: Keep) -> None:
        """Keep the trainee's choice."""

    def discard(self, folder: Path) -> None:
        """Delete a call of which nothing is to stay; any other is left alone."""

    def past_calls(self, trainee: str | None, tell: Callable[[float], None]) -> PastCalls:
        """Read the calls of a trainee, of all for None; ``tell`` is told the part that is done, 0..1."""

    def compare(self, one: Path, other: Path) -> TwoCalls:
        """Lay two calls beside each other."""

    def delete_call(self, name: str) -> None:
        """Delete a call for good."""

    def back_up(self, to: Path, progress: Progress) -> str:
        """Put all calls and own customers into one file, and say in a sentence what it holds; can be stopped."""

    def restore(self, file: Path, progress: Progress) -> str:
        """Put back what such a file holds, and say in a sentence what came; can be stopped."""

    def count_old(self, days: int) -> int:
        """Return how many calls are older than so many days."""

    def delete_old(self, days: int) -> int:
        """Delete them for good, and return how many they were."""

    def keep_notes(self, folder: Path, notes: tuple[str, ...]) -> None:
        """Keep what was noted and did not reach the call before it ended."""

    def keep_own_view(self, folder: Path, fields: dict[str, str]) -> None:
        """Keep the wrap-up and the reflection (`voicedrill.history.notes.keep_own_view`)."""

    def dispute(self, folder: Path, finding: str, t_s: float) -> Result:
        """Say "I did, here" of a finding, and judge the call again."""

    def correct(self, folder: Path, t_s: float, text: str) -> Result:
        """Put the words of a turn right, and judge the call again."""

    def confirm(self, folder: Path, item: str, *, said: bool) -> Result:
        """Confirm or deny an auto-fail, and judge the call again."""

    def undo(self, folder: Path) -> Result:
        """Take the last of these back."""

    def export(self, folder: Path, kind: Kind, to: Path, actor: str, *, audio: bool = True) -> None:
        """Write a report of the call to a file."""

    def draft(self, customer: Customer, *, copy: bool) -> CustomerDraft:
        """Return a customer to be changed: a copy, or one of the user's own itself."""

    def keep_draft(self, draft: CustomerDraft) -> CustomerDraft:
        """Write a changed customer to its file, and return it as it is kept."""

    def delete_customer(self, persona_id: str) -> None:
        """Delete one of the user's own customers."""

    def observer_sheet(self, customer: Customer, to: Path) -> None:
        """Write the page for those who watch a call with her."""

    def skill_cards(self) -> tuple[SkillCard, ...]:
        """Read the one-minute cards."""

    def skill_sound(self, card: SkillCard, clip: str) -> Recording:
        """Return the sound of a card: its ``poor`` or ``good`` example, or the line to answer for ``try``."""

    def judge_try(self, card: SkillCard, text: str) -> Verdict:
        """Judge an answer to a card's line."""

    def reply(
        self, input_device: str | None, output_device: str | None, listener: Callable[[ReplyUpdate], None]
    ) -> Reply:
        """Return a spoken reply that is not yet started."""

    def play(self, samples: Recording) -> None:
        """Play a moment of a recording; returns when it has begun."""

    def stop(self) -> None:
        """Stop what plays."""
