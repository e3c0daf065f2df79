"""How the child deals with pyttsx3's habits, on a stand-in that has them."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from voicedrill.engines.tts_child import describe, speak


class Proxy:
    busy = True

    def setBusy(self, busy: bool) -> None:
        self.busy = busy


class StandIn:
    """Loses the rate set before the start and finishes after `runAndWait`, as pyttsx3 with eSpeak does."""

    def __init__(self, driver_name: str, error: Exception | None = None) -> None:
        self.driver_name = driver_name
        self.proxy = Proxy()
        self.error = error
        self.properties: dict[str, Any] = {}
        self.finished = False
        self.listeners: dict[str, Callable[..., None]] = {}
        self.finisher = threading.Timer(0.05, self._finish)

    def connect(self, topic: str, listener: Callable[..., None]) -> None:
        self.listeners[topic] = listener

    def setProperty(self, name: str, value: Any) -> None:
        self.properties[name] = value

    def getProperty(self, name: str) -> Any:
        self.finished_when_asked = self.finished
        return self.properties[name]

    def save_to_file(self, text: str, file: str) -> None:
        self.saved = (text, file)

    def runAndWait(self) -> None:
        if self.error:
            self.listeners["error"](name=None, exception=self.error)
            return
        if self.driver_name == "espeak":
            del self.properties["rate"]
            self.listeners["started-utterance"](name=None)
            assert self.proxy.busy
            self.finisher.start()

    def _finish(self) -> None:
        self.finished = True
        self.listeners["finished-utterance"](name=None, completed=True)


def test_espeak_gets_its_rate_after_the_start_and_is_waited_for() -> None:
    engine = StandIn("espeak")
    assert speak(engine, "Hello.", "gmw/en", 130, "a b.wav") == {"voice": "gmw/en"}
    assert engine.properties["rate"] == 130
    assert engine.finished_when_asked
    assert engine.saved == ("Hello.", "a b.wav")
    engine.finisher.join()


def test_the_other_engines_are_ready_when_run_and_wait_returns() -> None:
    engine = StandIn("sapi5")
    assert speak(engine, "Hello.", "TTS_ZIRA", 180, "a.wav") == {"voice": "TTS_ZIRA"}
    assert engine.properties == {"voice": "TTS_ZIRA", "rate": 180}


def test_an_error_that_pyttsx3_only_tells_listeners_is_raised() -> None:
    with pytest.raises(ValueError, match="SetVoiceByName"):
        speak(StandIn("espeak", ValueError("SetVoiceByName failed")), "Hello.", "nope", 130, "a.wav")


def test_voices_without_languages_or_gender_are_described_too() -> None:
    class Voice:
        id, name, languages, gender = "v1", None, None, None

    engine = StandIn("nsss")
    engine.properties["voices"] = [Voice]
    assert describe(engine, "pyttsx3 2, nsss") == {
        "name": "pyttsx3 2, nsss",
        "espeak": False,
        "voices": [{"id": "v1", "name": "", "languages": [], "gender": ""}],
    }
