"""Makes the call folder of a written call; what the trainee's turns do is found by the real detector."""

from pathlib import Path

from golden.script import TURN_END_S, Script, words_of
from golden.written import CALLS, Moment, WrittenCall

from voicedrill import __version__
from voicedrill.call.events import Event, HeardBehaviour, HeardWord, event_line
from voicedrill.content.detection import Detector
from voicedrill.history.folder import CALL_JSON, EVENTS_JSONL, CallHeader
from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.loader import load_persona
from voicedrill.persona.temper import RULES
from voicedrill.runtime.detecting import listener_for, load_detector
from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.rubric import RUBRIC_VERSION
from voicedrill.speech.measurement import Measurement, SideMeasures

TESTS = Path(__file__).parent.parent
PERSONAS = (TESTS.parent / "personas", TESTS / "data" / "personas")

_CUSTOMER_WORD_S = 60 / 165
_TRAINEE_WORD_S = 60 / 150
_CUSTOMER_WAITS_S = 0.3
_TRAINEE_WAITS_S = 0.8
_ENDS_AFTER_S = 1.5
_UNMEASURED = Measurement(0.0, SideMeasures(), SideMeasures())


def make(name: str, written: WrittenCall) -> Path:
    """Write the folder of a call, without its score, and return it."""
    persona_text = persona_file(written.persona).read_text(encoding="utf-8")
    casting = cast(load_persona(persona_text, written.persona), written.case, written.seed)
    detector = load_detector()
    header = CallHeader(
        persona_id=casting.persona.id,
        persona_version=casting.persona.version,
        persona_text=persona_text,
        case=casting.case.id,
        seed=written.seed,
        app_version=__version__,
        rubric_version=RUBRIC_VERSION,
        models={"behaviours": detector.name},
        settings={"keep_audio": False},
    )
    folder = CALLS / name
    folder.mkdir(exist_ok=True)
    (folder / CALL_JSON).write_text(header.text, encoding="utf-8")
    events = _Writer(casting, detector).events(written)
    (folder / EVENTS_JSONL).write_text("".join(f"{event_line(event)}\n" for event in events), encoding="utf-8")
    return folder


def persona_file(persona: str) -> Path:
    """Return the file of a persona, shipped or for tests."""
    return next(path for folder in PERSONAS if (path := folder / f"{persona}.yaml").is_file())


class _Writer:
    """Follows a written call on the call clock."""

    def __init__(self, casting: Casting, detector: Detector) -> None:
        self._casting = casting
        self._beats = {beat.id: beat for beat in casting.persona.beats}
        self._listener = listener_for(casting, detector)
        start = casting.persona.temper
        self._script = Script(start.anger, start.trust)
        self._now_s = 0.0
        self._line_start_s = 0.0
        self._last_text = ""

    def events(self, written: WrittenCall) -> tuple[Event, ...]:
        """Return everything that happens in the call."""
        for moment in written.call:
            if moment.temper is not None:
                self._feel(moment)
            if moment.customer:
                self._line(moment)
            elif moment.trainee:
                self._turn(moment)
            elif moment.press:
                self._now_s += moment.after_s or 0.0
                self._script.presses(moment.press, self._now_s)
        self._script.ends(written.outcome, self._now_s + _ENDS_AFTER_S)
        return self._script.in_order()

    def _feel(self, moment: Moment) -> None:
        assert moment.temper is not None
        reason = RULES[moment.because].reason
        self._script.feels(self._now_s, *moment.temper, moment.because, self._last_text, reason)

    def _line(self, moment: Moment) -> None:
        text = self._casting.written(moment.says)
        start_s = self._now_s + (_CUSTOMER_WAITS_S if moment.after_s is None else moment.after_s)
        end_s = start_s + len(text.split()) * _CUSTOMER_WORD_S
        beat = self._beats.get(moment.customer)
        yields = True if moment.customer.startswith("fact_") else beat.yields if beat else None
        stopped_s = None if moment.stops_s is None else start_s + moment.stops_s
        self._script.says(moment.customer, text, start_s, end_s, stopped_s=stopped_s, yields=yields)
        self._line_start_s, self._now_s = start_s, end_s if stopped_s is None else stopped_s

    def _turn(self, moment: Moment) -> None:
        start_s = self._now_s + (_TRAINEE_WAITS_S if moment.after_s is None else moment.after_s)
        if moment.into_s is not None:
            start_s = self._line_start_s + moment.into_s
        end_s = start_s + len(moment.trainee.split()) * _TRAINEE_WORD_S
        words = words_of(moment.trainee, start_s, end_s, moment.conf, moment.unsure)
        self._script.is_heard(moment.trainee, start_s, end_s, words, self._heard(moment.trainee, words))
        self._now_s, self._last_text = max(self._now_s, end_s + TURN_END_S), moment.trainee

    def _heard(self, text: str, words: tuple[HeardWord, ...]) -> list[HeardBehaviour]:
        start_s = words[0].start_s
        so_far = Conversation(tuple(self._script.events), self._casting, _UNMEASURED, "", start_s)
        prev = next((line.text for line in reversed(so_far.lines) if line.t_s <= start_s), "")
        confidence = sum(word.conf for word in words) / len(words)
        found = self._listener.hear(text, confidence, so_far.told_before(start_s), prev)
        return [HeardBehaviour(id=one.id, confidence=one.confidence, quote=one.quote, by=one.by) for one in found]
