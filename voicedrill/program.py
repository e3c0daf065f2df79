"""The real program behind the window: each thing the window asks for, done by the part that does it."""

import datetime as dt
import importlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicedrill import paths
from voicedrill.audio.devices import names, refresh
from voicedrill.audio.playback import ClipPlayer
from voicedrill.audio.sound import read_sound
from voicedrill.audio.stream import CallStream
from voicedrill.content.skill_card import SkillCard, Verdict
from voicedrill.engines.progress import Progress
from voicedrill.history.baselines import Baselines, CheckedHeadset
from voicedrill.history.consent import Consents, Keep
from voicedrill.history.notes import keep_notes, keep_own_view
from voicedrill.persona.schema import Persona
from voicedrill.report.kinds import Kind
from voicedrill.runtime.customer_draft import CustomerDraft
from voicedrill.runtime.first_models import MissingModels, get_models, missing_models
from voicedrill.runtime.headset_updates import CheckUpdate, HeadsetResult
from voicedrill.runtime.library import list_personas, personas_dir
from voicedrill.runtime.past_calls import PastCalls
from voicedrill.runtime.reply_updates import ReplyUpdate
from voicedrill.runtime.standing import Standing
from voicedrill.runtime.two_calls import TwoCalls, compare_calls
from voicedrill.runtime.updates import Update
from voicedrill.runtime.voice_offer import CustomerVoices
from voicedrill.ui.ports import BrokenFile, Call, CallChoice, Check, Customer, Devices, Recording, Reply, Result, Shelf

if TYPE_CHECKING:
    from voicedrill.runtime.debrief import Debrief
    from voicedrill.runtime.live import CallSetup


class Late:
    """A module that is loaded at its first use, so that the customers are there sooner."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        """Return what the module has under this name."""
        return getattr(importlib.import_module(f"voicedrill.{self._name}"), attribute)


customer_voices = Late("runtime.customer_voices")
headset_check = Late("runtime.headset_check")
history = Late("runtime.trainee_history")
live = Late("runtime.live")
model_call = Late("runtime.model_call")
debrief = Late("runtime.debrief")
backup = Late("runtime.backup")
appealing = Late("runtime.appealing")
detecting = Late("runtime.detecting")
own_customers = Late("runtime.own_customers")
report_files = Late("runtime.report_files")
sheets = Late("report.observer_sheet")
skill_lessons = Late("runtime.skill_lessons")
spoken_reply = Late("runtime.spoken_reply")


class Program:
    """The real program behind the window (`voicedrill.ui.ports.Backend`).

    Parameters
    ----------
    open_stream : callable, optional
        Opens something else than the devices for a call.
    rings : bool
        The phone rings until it is answered; else it is answered by itself.
    """

    def __init__(self, open_stream: "Callable[[CallSetup], CallStream] | None" = None, *, rings: bool = True) -> None:
        self._open_stream, self._rings = open_stream, rings
        self._sound = threading.Lock()
        """Looking for devices ends every open stream, so never while a clip is being opened."""
        self._player = ClipPlayer()

    def shelf(self) -> Shelf:
        """Read the customers."""
        entries = list_personas()
        own = personas_dir()
        return Shelf(
            tuple(
                Customer(entry.persona, entry.text, own=entry.path.parent == own)
                for entry in entries
                if entry.persona is not None
            ),
            tuple(BrokenFile(entry.path, entry.problems[0].at(entry.path.name)) for entry in entries if entry.problems),
        )

    def devices(self) -> Devices:
        """Look for devices, also those plugged in since the last time."""
        with self._sound:
            self._player.close()
            refresh()
            return Devices(names("input"), names("output"))

    def call(self, choice: CallChoice, listener: Callable[[Update], None]) -> Call:
        """Return a call that is not yet started; moments of it are played on its loudspeaker afterwards."""
        self._player = ClipPlayer(choice.output_device)
        setup = live.CallSetup(
            persona_text=choice.customer.text,
            case_id=choice.case_id,
            seed=choice.seed,
            input_device=choice.input_device,
            output_device=choice.output_device,
            half_duplex=not choice.headset,
            keep=choice.keep,
            trainee=choice.trainee,
            cues=choice.help != "none",
            push_to_talk=choice.push_to_talk,
            line=choice.line,
            rings=self._rings,
        )
        return live.LiveCall(setup, listener, self._open_stream or live.open_devices)

    def model_call(self, choice: CallChoice, listener: Callable[[Update], None]) -> Call:
        """Return a call, not yet started, in which the computer is a good trainee."""
        self._player = ClipPlayer(choice.output_device)
        return model_call.ModelCall(choice.customer.text, choice.case_id, choice.seed, listener)

    def standing(self, trainee: str, personas: tuple[Persona, ...]) -> Standing:
        """Return where a trainee stands."""
        return history.standing(trainee, personas)

    def missing_models(self) -> MissingModels:
        """Look which models a call would have to fetch."""
        return missing_models()

    def get_models(self, progress: Progress) -> MissingModels:
        """Fetch them."""
        return get_models(progress)

    def files(self) -> Path:
        """Return the folder with everything that is kept."""
        return paths.data_dir()

    def voices(self) -> CustomerVoices:
        """Look which voice the customers have."""
        return customer_voices.customer_voices()

    def voice_sample(self, *, natural: bool) -> Recording:
        """Return a sentence in the natural or the system's voice."""
        return customer_voices.natural_sample() if natural else customer_voices.system_sample()

    def get_voice(self, progress: Progress) -> CustomerVoices:
        """Fetch the natural voice and try it."""
        customer_voices.get_natural_voice(progress)
        progress("Trying it out", None)
        return customer_voices.customer_voices()

    def remove_voice(self) -> CustomerVoices:
        """Delete the natural voice."""
        customer_voices.remove_natural_voice()
        return customer_voices.customer_voices()

    def check(
        self, input_device: str | None, output_device: str | None, listener: Callable[[CheckUpdate], None]
    ) -> Check:
        """Return a headset check that is not yet started."""
        self._player.close()
        return headset_check.HeadsetCheck(input_device, output_device, listener)

    def headsets(self) -> tuple[CheckedHeadset, ...]:
        """Return what is known of the microphones that were checked."""
        return Baselines(paths.data_dir()).all()

    def keep_headset(self, result: HeadsetResult) -> tuple[CheckedHeadset, ...]:
        """Keep what a check found now."""
        Baselines(paths.data_dir()).keep(result.kept(dt.datetime.now().astimezone().isoformat(timespec="seconds")))
        return self.headsets()

    def forget_headset(self, input_device: str) -> tuple[CheckedHeadset, ...]:
        """Delete what is known of a microphone."""
        Baselines(paths.data_dir()).forget(input_device)
        return self.headsets()

    def result(self, folder: Path) -> Result:
        """Measure and score a call and write its report."""
        return _result(debrief.debrief(folder))

    def consent(self, trainee: str) -> Keep | None:
        """Return what this trainee chose to keep of calls."""
        return Consents(paths.data_dir()).of(trainee)

    def keep_consent(self, trainee: str, keep: Keep) -> None:
        """Keep the trainee's choice."""
        Consents(paths.data_dir()).keep(trainee, keep, live.now_text())

    def discard(self, folder: Path) -> None:
        """Delete a call of which nothing is to stay."""
        live.discard(folder)

    def past_calls(self, trainee: str | None, tell: Callable[[float], None]) -> PastCalls:
        """Read the calls of a trainee, of all for None."""
        return history.past_calls(trainee, tell)

    def compare(self, one: Path, other: Path) -> TwoCalls:
        """Lay two calls beside each other."""
        return compare_calls(one, other)

    def delete_call(self, name: str) -> None:
        """Delete a call for good."""
        history.delete_call(name)

    def back_up(self, to: Path, progress: Progress) -> str:
        """Put all calls and own customers into one file."""
        packed = backup.back_up(to, progress)
        return " ".join((packed.sentence, *(f"Left out: {problem}" for problem in packed.problems)))

    def restore(self, file: Path, progress: Progress) -> str:
        """Put back what such a file holds."""
        return backup.restore(file, progress)

    def count_old(self, days: int) -> int:
        """Return how many calls are older than so many days."""
        return history.count_old(days)

    def delete_old(self, days: int) -> int:
        """Delete them for good."""
        return history.delete_old(days)

    def keep_notes(self, folder: Path, notes: tuple[str, ...]) -> None:
        """Keep what was noted and did not reach the call before it ended."""
        keep_notes(folder, notes)

    def keep_own_view(self, folder: Path, fields: dict[str, str]) -> None:
        """Keep the wrap-up and the reflection."""
        keep_own_view(folder, **fields)

    def dispute(self, folder: Path, finding: str, t_s: float) -> Result:
        """Say "I did, here" of a finding, and judge the call again."""
        return _result(appealing.dispute(folder, finding, t_s))

    def correct(self, folder: Path, t_s: float, text: str) -> Result:
        """Put the words of a turn right, and judge the call again."""
        return _result(appealing.correct(folder, t_s, text, detecting.load_detector()))

    def confirm(self, folder: Path, item: str, *, said: bool) -> Result:
        """Confirm or deny an auto-fail, and judge the call again."""
        return _result(appealing.confirm(folder, item, said))

    def undo(self, folder: Path) -> Result:
        """Take the last of these back."""
        return _result(appealing.undo(folder))

    def export(self, folder: Path, kind: Kind, to: Path, actor: str, *, audio: bool = True) -> None:
        """Write a report of the call to a file."""
        debrief.save(to, report_files.report_file(folder, kind, audio=audio, actor=actor))

    def draft(self, customer: Customer, *, copy: bool) -> CustomerDraft:
        """Return a customer to be changed."""
        return own_customers.copy_of(customer.text) if copy else own_customers.draft_of(customer.persona.id)

    def keep_draft(self, draft: CustomerDraft) -> CustomerDraft:
        """Write a changed customer to its file."""
        return own_customers.keep(draft)

    def delete_customer(self, persona_id: str) -> None:
        """Delete one of the user's own customers."""
        own_customers.delete(persona_id)

    def observer_sheet(self, customer: Customer, to: Path) -> None:
        """Write the page for those who watch a call with her."""
        debrief.save(to, sheets.observer_sheet(customer.persona))

    def skill_cards(self) -> tuple[SkillCard, ...]:
        """Read the one-minute cards."""
        return skill_lessons.load_cards()

    def skill_sound(self, card: SkillCard, clip: str) -> Recording:
        """Return the sound of a card."""
        return skill_lessons.prompt(card) if clip == "try" else skill_lessons.example(card, good=clip == "good")

    def judge_try(self, card: SkillCard, text: str) -> Verdict:
        """Judge an answer to a card's line."""
        return skill_lessons.judge_try(card, text)

    def reply(
        self, input_device: str | None, output_device: str | None, listener: Callable[[ReplyUpdate], None]
    ) -> Reply:
        """Return a spoken reply that is not yet started."""
        self._player.close()
        return spoken_reply.SpokenReply(input_device, output_device, listener)

    def play(self, samples: Recording) -> None:
        """Play a moment of a recording."""
        with self._sound:
            self._player.play(samples)

    def stop(self) -> None:
        """Stop what plays."""
        self._player.stop()

    def close(self) -> None:
        """Let go of the loudspeaker."""
        self._player.close()


def _result(found: "Debrief") -> Result:
    """Write the report of a judged call, and return what the window shows of it."""
    report, _transcript = debrief.write_reports(found)
    audio = found.folder.audio_path
    recording = read_sound(audio) if audio else None
    return Result(found.folder, found.measurement, found.scorecard, report, recording, found.notes)
