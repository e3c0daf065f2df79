"""A program behind the window that answers at once, and a call that a test (or a picture) drives."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from voicedrill.call.events import Connected, Ended, Temper
from voicedrill.content.skill_card import SkillCard, Verdict
from voicedrill.engines.progress import Progress
from voicedrill.errors import UserError
from voicedrill.history.baselines import CheckedHeadset
from voicedrill.history.call_result import CallResult
from voicedrill.history.consent import Keep
from voicedrill.history.folder import CallFolder, CallHeader
from voicedrill.persona.casting import cast
from voicedrill.persona.schema import Persona
from voicedrill.persona.yaml_reader import read
from voicedrill.report.kinds import Kind
from voicedrill.runtime.customer_draft import CustomerDraft
from voicedrill.runtime.first_models import MissingModels
from voicedrill.runtime.headset_updates import CheckEnded, CheckUpdate, HeadsetResult
from voicedrill.runtime.past_calls import PastCall, PastCalls
from voicedrill.runtime.reply_updates import ReplyUpdate, Said
from voicedrill.runtime.skill_lessons import load_cards
from voicedrill.runtime.standing import NOBODY, Standing
from voicedrill.runtime.two_calls import TwoCalls
from voicedrill.runtime.updates import Caption, Finished, Levels, Mood, PhaseChanged, Preparing, Update
from voicedrill.runtime.voice_offer import CustomerVoices
from voicedrill.scoring.before_after import SkillChange
from voicedrill.scoring.score_range import Estimate
from voicedrill.scoring.scorecard import Evidence, Finding, Scorecard
from voicedrill.scoring.trend import Trend
from voicedrill.speech.baseline import Baseline, Room
from voicedrill.speech.headset_findings import HeadsetFinding
from voicedrill.speech.measurement import Measurement, Overlap, SideMeasures, TurnSpan
from voicedrill.ui.ports import BrokenFile, CallChoice, Customer, Devices, Recording, Result, Shelf

Value = TypeVar("Value")

HARTLEY = {
    "schema_version": 1,
    "id": "hartley",
    "name": "Mrs. Hartley",
    "title": "The parcel that never came",
    "trouble": "Third call about a birthday present that is marked as delivered and is not there.",
    "sector": "Online shop",
    "difficulty": 2,
    "skills": ["listening", "empathy", "ownership", "next_steps"],
    "minutes": 4,
    "cases": [
        {
            "id": "parcel",
            "title": "A lamp for her daughter, a week late",
            "fault": "ours",
            "brief": {
                "situation": "Mrs. Hartley calls for the third time. Her order {order} is marked as delivered, "
                "but nothing has arrived, and the birthday is on Saturday.",
                "account": {
                    "Customer": "Anne Hartley",
                    "Order": "{order}",
                    "Article": "Reading lamp “Lune”, 79.90",
                    "Carrier": "marked as delivered on Monday, no signature",
                    "Earlier calls": "two, both without a note",
                },
                "policy": [
                    "You may send the lamp again by express, free of charge, or give the money back.",
                    "You may add a voucher of up to 10.",
                    "Do not promise a delivery before Friday, and do not blame the carrier.",
                ],
                "goals": [
                    "She can tell her story to the end.",
                    "You repeat her problem before you solve it.",
                    "She knows what happens next, and by when.",
                ],
            },
            "slots": {"order": {"kind": "digits", "values": ["44719"]}},
            "facts": [{"id": "order", "about": "the order number", "asked_by": ["order"], "say": ["It is {order}."]}],
            "policy": {"may_offer": [{"id": "resend", "about": "send it again", "words": ["send it again"]}]},
            "trainee": {"good": [{"say": "I am sorry."}], "poor": [{"say": "Calm down."}]},
        },
    ],
    "beats": [{"id": "opening", "when": {"on": "opening"}, "say": ["Where is my parcel?"]}],
}


def persona(**changes: object) -> Persona:
    """Return Mrs. Hartley, or somebody like her."""
    return Persona.model_validate({**HARTLEY, **changes})


def two_cases() -> Persona:
    """Return a Mrs. Hartley with two cases."""
    case = HARTLEY["cases"][0]
    return persona(cases=[case, {**case, "id": "refund", "title": "The refund that was promised"}])


OTHERS = (
    {"id": "okafor", "name": "Mr. Okafor", "title": "Charged twice", "difficulty": 3, "pronoun": "he", "minutes": 5,
     "trouble": "The hotel took the money twice and his card is blocked on a business trip.", "sector": "Hotel",
     "skills": ["calm", "details", "paraphrase", "solution"]},
    {"id": "brandt", "name": "Ms. Brandt", "title": "No heating since Friday", "difficulty": 5, "minutes": 6,
     "trouble": "A baby, a cold flat, and a technician who did not come for the second time.", "sector": "Energy",
     "skills": ["firmness", "not_personal", "empathy", "no_defensiveness"]},
    {"id": "lindqvist", "name": "Mr. Lindqvist", "title": "The contract he did not want", "difficulty": 4,
     "pronoun": "he", "trouble": "A contract was prolonged by a year, and he wants out of it today.", "minutes": 5,
     "sector": "Telecommunication", "skills": ["firmness", "calm", "concise"]},
    {"id": "moreau", "name": "Mrs. Moreau", "title": "A cold meal", "difficulty": 1, "minutes": 3,
     "trouble": "Dinner came an hour late and cold, with guests at the table.", "sector": "Food delivery",
     "skills": ["apology", "appreciation", "solution"]},
)  # fmt: skip

BROKEN = BrokenFile(Path("mine.yaml"), "mine.yaml, line 12: “dificulty” is not known here. Did you mean “difficulty”?")


def shelf(*, broken: bool = False) -> Shelf:
    """Return five customers, and a broken file when asked."""
    everybody = (two_cases(), *(persona(**one) for one in OTHERS))
    return Shelf(tuple(Customer(one, "text") for one in everybody), (BROKEN,) if broken else ())


TURNS = (
    TurnSpan("customer", 0.4, 9.6, "This is the third time I call. Where is my parcel?"),
    TurnSpan("trainee", 8.2, 13.0, "Good morning, can I have your order number?"),
    TurnSpan("customer", 14.1, 24.5, "I gave it to your colleague twice! The birthday is on Saturday."),
    TurnSpan("trainee", 25.6, 36.0, "So you have called three times since Monday, and the birthday is on Saturday."),
    TurnSpan("customer", 36.8, 43.0, "Yes. At last somebody listens. And what will you do?"),
    TurnSpan("trainee", 44.0, 61.5, "I will send the lamp again by express today, and call you on Thursday at ten."),
    TurnSpan("customer", 62.6, 68.0, "Good. I will be waiting for that call."),
    TurnSpan("trainee", 68.6, 72.0, "Thank you for your patience, Mrs. Hartley."),
)
OVERLAPS = (
    Overlap(8.2, 9.6, "trainee", "interruption", "good morning can", "where is my parcel"),
    Overlap(19.0, 19.4, "trainee", "backchannel", "mm-hm", ""),
    Overlap(30.2, 31.0, "customer", "butting_in", "Yes, but", ""),
)


def _finding(
    name: str, skill: str, score: float | None, weight: float, why: str, *moments: Evidence, try_: str = ""
) -> Finding:
    return Finding(name, skill, score, weight, score is not None, 0.9, moments, why, try_)


FINDINGS = (
    _finding(
        "let_finish", "listening", 0.3, 8,
        "At 0:08 you started speaking while she was still explaining when she had called. She had a second to go.",
        Evidence(8.2, 9.6, "Good morning, can I have your order number?"),
        try_="Let her finish, then “So you have called three times since Monday.”",
    ),
    _finding(
        "paraphrase", "paraphrase", 1.0, 9, "At 0:25 you said back what had happened, with the right facts.",
        Evidence(25.6, 36.0, "So you have called three times since Monday, and the birthday is on Saturday."),
    ),
    _finding(
        "empathy_early", "empathy", 0.0, 8, "We did not find that you named her feeling before you asked for data.",
        try_="“A present that does not come in time, that is really annoying.”",
    ),
    _finding(
        "next_steps", "next_steps", 1.0, 9, "At 0:44 you said what happens next, who does it, and by when.",
        Evidence(44.0, 61.5, "I will send the lamp again by express today, and call you on Thursday at ten."),
    ),
    _finding("calm_answer", "calm", 0.6, 7, "At 0:25 you answered her outburst calmly, but not what she had said."),
    _finding("firm", "firmness", None, 8, "She did not push against a limit."),
)  # fmt: skip


def result(path: Path, *, recording: bool = True, score: int | None = 78) -> Result:
    """Return a call of a minute that went nearly well."""
    one = persona()
    casting = cast(one, "parcel", 7)
    header = CallHeader(
        persona_id=one.id, persona_version=1, persona_text="", case="parcel", seed=7, app_version="0", rubric_version=1
    )
    angers = ((9.0, 0.8), (25.0, 0.78), (36.0, 0.5), (61.5, 0.3), (72.0, 0.2))
    events = (
        Connected(t_s=0.0),
        *(
            Temper(t_s=t, anger=a, trust=0.5, patience=0.8, cause="turn", quote="", delta={}, reason="")
            for t, a in angers
        ),
        Ended(t_s=73.0, outcome="resolved"),
    )
    measurement = Measurement(73.0, SideMeasures(), SideMeasures(), TURNS, OVERLAPS)
    band = None if score is None else "ready" if score >= 85 else "nearly" if score >= 70 else "again"
    card = Scorecard(score, band, (), "resolved", FINDINGS if score is not None else ())
    sound = np.zeros((2, 73 * 16_000), np.int16) if recording else None
    return Result(CallFolder(path, header, casting, events), measurement, card, path / "report.html", sound)


NATURAL = CustomerVoices("piper-tts 1.8.0, joe-us 1.0.0", True, 63.2)
ESPEAK = CustomerVoices("pyttsx3 2.99, espeak 1.51", False, 63.2)


def _past(name: str, case: str, started_at: str, trainee: str, score: int | None) -> PastCall:
    band = None if score is None else "ready" if score >= 85 else "nearly" if score >= 70 else "again"
    within = None if score is None else (score - 5, min(100, score + 5))
    outcome = "cut_off" if score is None else "resolved"
    return PastCall(
        f"{started_at[:10]}-{name}",
        Path("calls") / name,
        "",
        started_at,
        trainee,
        name,
        case,
        outcome,
        score,
        within,
        band,
    )


PAST = PastCalls(
    (
        _past("Mrs. Hartley", "The parcel", "2026-11-22T09:30:00+01:00", "me", 82),
        _past("Mr. Okafor", "No line, no work", "2026-11-21T14:05:00+01:00", "me", 64),
        _past("Mrs. Moreau", "A cold meal", "2026-11-20T08:00:00+01:00", "anna", None),
        PastCall("broken", Path("calls/broken"), "'calls/broken' is damaged.", "", "", "", "", "", None, None, None),
    ),
    {"listening": Trend(7, 0.84, 0.1, 0.2, 0.15), "empathy": Trend(2, 0.5, 0.3), "calm": Trend(6, 0.7, 0.1, 0.01, 0.2)},
    ("anna", "me"),
    12_400_000,
)


def estimate(score: float, error: float = 0.05) -> Estimate:
    return Estimate(score, error, 10.0)


def call_result(started_at: str, score: int, difficulty: int = 2) -> CallResult:
    card = result(Path("x")).scorecard
    return CallResult(
        started_at[:10], started_at, "anna", "hartley", "Mrs. Hartley", "The parcel", "call", "parcel", "A lamp",
        "shop", difficulty, 1, 200.0, "0.1", 3, replace(card, score=score),
    )  # fmt: skip


def two_calls(difficulty: int = 2) -> TwoCalls:
    return TwoCalls(
        call_result("2026-11-20", 61),
        call_result("2026-11-22", 82, difficulty),
        (
            SkillChange("empathy", estimate(0.3), estimate(0.8)),
            SkillChange("solution", estimate(0.7), estimate(0.72)),
            SkillChange("firmness", estimate(0.9), estimate(0.5)),
        ),
    )


NOTHING_MISSING = MissingModels((), 0.0)


class FakeCall:
    """A call without sound; its updates are told from a thread of its own, as the real one does."""

    def __init__(self, listener: Callable[[Update], None], folder: Path) -> None:
        self._listener = listener
        self.folder = folder
        self.pressed: list[tuple[str, str]] = []
        self.devices: list[tuple[str | None, str | None]] = []
        self.started = self.joined = False
        self.ends_at_once = True
        self.hung_up = 0

    def start(self) -> None:
        self.started = True

    def hang_up(self) -> None:
        self.hung_up += 1
        if self.ends_at_once:
            self.tell(PhaseChanged("ended"), Finished(self.folder, "trainee_hung_up"))

    def press(self, kind: str, text: str = "") -> None:
        self.pressed.append((kind, text))

    def choose_devices(self, input_device: str | None, output_device: str | None) -> None:
        self.devices.append((input_device, output_device))

    def join(self) -> None:
        self.joined = True

    def tell(self, *updates: Update) -> None:
        """Tell updates from another thread, and return when they are told."""
        teller = threading.Thread(target=lambda: [self._listener(update) for update in updates])
        teller.start()
        teller.join()

    def talk(self) -> None:
        """Go as far as a talk with a few captions."""
        self.tell(
            Preparing("Loading the speech model", 0.4),
            PhaseChanged("ringing"),
            PhaseChanged("talking"),
            Mood("fed up"),
            Caption("customer", "This is the third time I call.", 0.4),
            Levels(2.5, -18.0, -50.0),
        )


BASELINE = Baseline(
    {
        "articulation_rate_wpm": 182.0,
        "speech_rate_wpm": 154.0,
        "loudness_dbfs": -24.0,
        "pitch_median_hz": 142.0,
        "pitch_range_st": 8.0,
    },
    noise_dbfs=-61.0,
    gate_dbfs=-39.0,
    bleed_db=-31.0,
    latency_s=0.046,
)
FOUND = (
    HeadsetFinding("noise", "ok", "The room is quiet."),
    HeadsetFinding("neighbours", "ok", "Other people were heard faintly: they will be kept out."),
    HeadsetFinding("bleed", "ok", "The microphone hears the customer only faintly."),
    HeadsetFinding("latency", "ok", "The sound is 46 ms on its way."),
    HeadsetFinding("level", "ok", "Your voice comes in well."),
    HeadsetFinding("words", "ok", "You were heard for 52 s, and 131 words were understood."),
)
SPEAKERS = HeadsetFinding(
    "bleed",
    "notice",
    "The microphone hears the customer. In calls it will be off while the customer speaks, and interruptions "
    "are not judged.",
    "Use a headset, or turn the loudspeaker down, and check again.",
)
CLIPPED = HeadsetFinding(
    "level",
    "mend",
    "Your voice was too loud for the microphone: 0.8% of it was clipped.",
    "Turn the microphone down in the system's sound settings, or move it a little away from your mouth.",
)
ZEROS = HeadsetFinding(
    "microphone",
    "mend",
    "The microphone gives no sound at all: it is switched off or muted, or voicedrill may not use it.",
    "Switch it on, look at the system's privacy settings for the microphone, or choose another one.",
)


def checked(*instead: HeadsetFinding) -> HeadsetResult:
    """Return the result of a check that went well but for the findings given, which stand in place of others."""
    found = (*(one for one in FOUND if one.id not in {other.id for other in instead}), *instead)
    good = all(one.state != "mend" for one in found)
    room = Room(-61.0, None, -55.0, 0.046, latency_measured=True)
    return HeadsetResult(
        "Jabra Evolve", "Jabra Evolve", room, found, BASELINE if good else None, SPEAKERS in found, -24.0
    )


class FakeCheck:
    """A headset check without sound; its updates are told from a thread of its own, as the real one does."""

    def __init__(self, listener: Callable[[CheckUpdate], None]) -> None:
        self._listener = listener
        self.started = self.ended = self.joined = False
        self.ends_at_once = True
        self.asked: list[str] = []

    def start(self) -> None:
        self.started = True

    def finish_step(self, step: str) -> None:
        self.asked.append(f"finish {step}")

    def again(self, step: str) -> None:
        self.asked.append(step)

    def end(self) -> None:
        if not self.ended:
            self.ended = True
            if self.ends_at_once:
                self.tell(CheckEnded())

    def join(self) -> None:
        self.joined = True

    def tell(self, *updates: CheckUpdate) -> None:
        """Tell updates from another thread, and return when they are told."""
        teller = threading.Thread(target=lambda: [self._listener(update) for update in updates])
        teller.start()
        teller.join()


class FakeReply:
    """A spoken reply without a microphone; its updates are told from a thread of its own, as the real one does."""

    def __init__(self, listener: Callable[[ReplyUpdate], None]) -> None:
        self._listener = listener
        self.started = self.finished = self.joined = False

    def start(self) -> None:
        self.started = True

    def finish(self) -> None:
        if not self.finished:
            self.finished = True
            self.tell(Said("which lights are on"))

    def join(self) -> None:
        self.joined = True

    def tell(self, *updates: ReplyUpdate) -> None:
        """Tell updates from another thread, and return when they are told."""
        teller = threading.Thread(target=lambda: [self._listener(update) for update in updates])
        teller.start()
        teller.join()


@dataclass
class FakeBackend:
    """Everything the window needs; what is an exception is raised."""

    folder: Path
    on_shelf: Shelf | Exception = field(default_factory=shelf)
    found: Devices | Exception = field(
        default_factory=lambda: Devices(("Jabra Evolve", "Built-in microphone"), ("Jabra Evolve", "Speakers"))
    )
    judged: Result | Exception | None = None
    refusal: Exception | None = None
    calls: list[FakeCall] = field(default_factory=list)
    choices: list[CallChoice] = field(default_factory=list)
    played: list[Recording] = field(default_factory=list)
    noted: list[tuple[Path, tuple[str, ...]]] = field(default_factory=list)
    note_refusal: Exception | None = None
    stopped: int = 0
    checks: list[FakeCheck] = field(default_factory=list)
    known: tuple[CheckedHeadset, ...] | Exception = ()
    keep_refusal: Exception | None = None
    looked: int = 0
    spoken_by: CustomerVoices | Exception = field(default_factory=lambda: NATURAL)
    get_refusal: Exception | None = None
    getting: threading.Event = field(default_factory=threading.Event)
    """Set when fetching a voice may end."""
    samples: list[bool] = field(default_factory=list)
    models: list[CallChoice] = field(default_factory=list)
    consents: dict[str, Keep] = field(default_factory=lambda: {"me": "recording"})
    discarded: list[Path] = field(default_factory=list)
    past: PastCalls | Exception = field(default_factory=lambda: PAST)
    whose: list[str | None] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    own_views: list[tuple[Path, dict[str, str]]] = field(default_factory=list)
    appeals: list[tuple[object, ...]] = field(default_factory=list)
    appeal_refusal: Exception | None = None
    exported: list[tuple[Path, Kind, Path, str]] = field(default_factory=list)
    export_refusal: Exception | None = None
    stands: Standing | Exception = NOBODY
    stood: list[str] = field(default_factory=list)
    missing: MissingModels | Exception = NOTHING_MISSING
    heard: list[tuple[str, str]] = field(default_factory=list)
    tried: list[tuple[str, str]] = field(default_factory=list)
    verdict: Verdict | Exception = field(default_factory=lambda: Verdict(True, "You asked.", ("which lights are on",)))
    kept_drafts: list[CustomerDraft] = field(default_factory=list)
    compared: list[tuple[Path, Path]] = field(default_factory=list)
    two: TwoCalls | Exception = field(default_factory=lambda: UserError("There is no comparison."))
    swept: list[int] = field(default_factory=list)
    sheets: list[tuple[str, Path]] = field(default_factory=list)
    replies: list[FakeReply] = field(default_factory=list)

    def shelf(self) -> Shelf:
        return _or_raise(self.on_shelf)

    def devices(self) -> Devices:
        self.looked += 1
        return _or_raise(self.found)

    def call(self, choice: CallChoice, listener: Callable[[Update], None]) -> FakeCall:
        if self.refusal:
            raise self.refusal
        self.choices.append(choice)
        self.calls.append(FakeCall(listener, self.folder))
        return self.calls[-1]

    def model_call(self, choice: CallChoice, listener: Callable[[Update], None]) -> FakeCall:
        self.models.append(choice)
        self.calls.append(FakeCall(listener, self.folder))
        return self.calls[-1]

    def standing(self, trainee: str, personas: tuple[Persona, ...]) -> Standing:
        self.stood.append(trainee)
        return _or_raise(self.stands)

    def missing_models(self) -> MissingModels:
        return _or_raise(self.missing)

    def get_models(self, progress: Progress) -> MissingModels:
        while not self.getting.wait(0.01):
            progress("Fetching the speech model (41 MB, once)", 0.4)
        if self.get_refusal:
            raise self.get_refusal
        self.missing = MissingModels((), 0.0)
        return self.missing

    def files(self) -> Path:
        return self.folder.parent

    def voices(self) -> CustomerVoices:
        return _or_raise(self.spoken_by)

    def voice_sample(self, *, natural: bool) -> Recording:
        self.samples.append(natural)
        return np.zeros(16_000, np.int16)

    def get_voice(self, progress: Progress) -> CustomerVoices:
        while not self.getting.wait(0.01):
            progress("Fetching the natural voice (63 MB, once)", 0.4)
        if self.get_refusal:
            raise self.get_refusal
        self.spoken_by = NATURAL
        return NATURAL

    def remove_voice(self) -> CustomerVoices:
        self.spoken_by = ESPEAK
        return ESPEAK

    def check(
        self, input_device: str | None, output_device: str | None, listener: Callable[[CheckUpdate], None]
    ) -> FakeCheck:
        self.checks.append(FakeCheck(listener))
        return self.checks[-1]

    def headsets(self) -> tuple[CheckedHeadset, ...]:
        return _or_raise(self.known)

    def keep_headset(self, result: HeadsetResult) -> tuple[CheckedHeadset, ...]:
        if self.keep_refusal:
            raise self.keep_refusal
        self.known = (result.kept("2026-11-22T18:30:00+01:00"),)
        return self.known

    def forget_headset(self, input_device: str) -> tuple[CheckedHeadset, ...]:
        self.known = tuple(one for one in self.headsets() if one.input_device != input_device)
        return self.known

    def result(self, folder: Path) -> Result:
        return _or_raise(self.judged or result(folder))

    def consent(self, trainee: str) -> Keep | None:
        return self.consents.get(trainee)

    def keep_consent(self, trainee: str, keep: Keep) -> None:
        self.consents[trainee] = keep

    def discard(self, folder: Path) -> None:
        self.discarded.append(folder)

    def past_calls(self, trainee: str | None, tell: Callable[[float], None]) -> PastCalls:
        self.whose.append(trainee)
        tell(0.5)
        past = _or_raise(self.past)
        calls = tuple(one for one in past.calls if trainee in (None, one.trainee) and one.id not in self.deleted)
        return replace(past, calls=calls)

    def compare(self, one: Path, other: Path) -> TwoCalls:
        self.compared.append((one, other))
        return _or_raise(self.two)

    def delete_call(self, name: str) -> None:
        self.deleted.append(name)

    def back_up(self, to: Path, progress: Progress) -> str:
        while not self.getting.wait(0.01):
            progress("Packing", 0.4)
        if self.get_refusal:
            raise self.get_refusal
        return f"3 calls and 0 customers in {to} (1.2 MB)."

    def restore(self, file: Path, progress: Progress) -> str:
        progress("Checking", 0.5)
        if self.get_refusal:
            raise self.get_refusal
        return "Calls: 2 restored, 0 under a new name, 1 were there already."

    def count_old(self, days: int) -> int:
        return 400 // days

    def delete_old(self, days: int) -> int:
        self.swept.append(days)
        return 400 // days

    def keep_notes(self, folder: Path, notes: tuple[str, ...]) -> None:
        if self.note_refusal:
            raise self.note_refusal
        self.noted.append((folder, notes))

    def keep_own_view(self, folder: Path, fields: dict[str, str]) -> None:
        if self.note_refusal:
            raise self.note_refusal
        self.own_views.append((folder, fields))

    def draft(self, customer: Customer, *, copy: bool) -> CustomerDraft:
        content = read(customer.text, "the customer").data
        assert isinstance(content, dict)
        if copy:
            return CustomerDraft(customer.text, {**content, "id": f"{content['id']}_own"})
        return CustomerDraft(customer.text, content, Path("personas") / f"{customer.persona.id}.yaml")

    def keep_draft(self, draft: CustomerDraft) -> CustomerDraft:
        if self.keep_refusal:
            raise self.keep_refusal
        self.kept_drafts.append(draft)
        kept = replace(draft, file=Path("personas") / f"{draft.content['id']}.yaml")
        made = Customer(Persona.model_validate({**draft.content, "schema_version": 1}), draft.text, own=True)
        others = tuple(one for one in self.shelf().customers if one.persona.id != made.persona.id)
        self.on_shelf = replace(self.shelf(), customers=(*others, made))
        return kept

    def delete_customer(self, persona_id: str) -> None:
        left = tuple(one for one in self.shelf().customers if one.persona.id != persona_id)
        self.on_shelf = replace(self.shelf(), customers=left)

    def observer_sheet(self, customer: Customer, to: Path) -> None:
        self.sheets.append((customer.persona.id, to))

    def skill_cards(self) -> tuple[SkillCard, ...]:
        return load_cards()

    def skill_sound(self, card: SkillCard, clip: str) -> Recording:
        self.heard.append((card.skill, clip))
        return np.zeros(16_000, np.int16)

    def judge_try(self, card: SkillCard, text: str) -> Verdict:
        self.tried.append((card.skill, text))
        return _or_raise(self.verdict)

    def reply(
        self, input_device: str | None, output_device: str | None, listener: Callable[[ReplyUpdate], None]
    ) -> FakeReply:
        self.replies.append(FakeReply(listener))
        return self.replies[-1]

    def dispute(self, folder: Path, finding: str, t_s: float) -> Result:
        return self._appealed(("dispute", finding, t_s))

    def correct(self, folder: Path, t_s: float, text: str) -> Result:
        return self._appealed(("correct", t_s, text))

    def confirm(self, folder: Path, item: str, *, said: bool) -> Result:
        return self._appealed(("confirm", item, said))

    def undo(self, folder: Path) -> Result:
        return self._appealed(("undo",))

    def _appealed(self, appeal: tuple[object, ...]) -> Result:
        self.appeals.append(appeal)
        if self.appeal_refusal:
            raise self.appeal_refusal
        return _or_raise(self.judged or result(self.folder))

    def export(self, folder: Path, kind: Kind, to: Path, actor: str, *, audio: bool = True) -> None:
        if self.export_refusal:
            raise self.export_refusal
        self.exported.append((folder, kind, to, actor))

    def play(self, samples: Recording) -> None:
        self.played.append(samples)

    def stop(self) -> None:
        self.stopped += 1


def _or_raise(value: Value | Exception) -> Value:
    if isinstance(value, Exception):
        raise value
    return value
