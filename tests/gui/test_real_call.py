"""A whole call in the real window with the real program and its engines; only the devices are simulated."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.steps import button, skip_to_report
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from voicedrill import program
from voicedrill.audio.devices import AudioDevice
from voicedrill.audio.simulated_stream import SimulatedStream
from voicedrill.engines.voices import open_synthesiser
from voicedrill.history.folder import open_call
from voicedrill.persona.casting import cast
from voicedrill.persona.loader import load_persona
from voicedrill.persona.schema import ScriptLine
from voicedrill.runtime.demo import scripted_trainee
from voicedrill.runtime.live import CallSetup
from voicedrill.ui.main_window import MainWindow
from voicedrill.ui.preferences import Preferences
from voicedrill.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform

CASE, SEED = "lost", 1
SCRIPT = (
    ScriptLine(say="I am so sorry that your present has not arrived. That is really frustrating. It was our mistake."),
    ScriptLine(
        say="What I can do is send you a replacement. It will arrive on {arrives}. "
        "I will call you tomorrow before noon."
    ),
)
"""The shortest talk that helps her."""


def open_simulated(setup: CallSetup) -> SimulatedStream:
    """Put the scripted trainee where the devices would be."""
    casting = cast(load_persona(setup.persona_text, "the chosen customer"), setup.case_id, setup.seed)
    synthesiser = open_synthesiser()
    try:
        return SimulatedStream(scripted_trainee(SCRIPT, casting, synthesiser), realtime=True)
    finally:
        synthesiser.close()


@pytest.fixture
def window(qtbot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    headset = AudioDevice("Headset", "ALSA", 2, 48_000, True, 0)
    monkeypatch.setattr(program, "refresh", lambda: None)
    monkeypatch.setattr(program, "names", lambda _direction: (headset.full_name,))
    real = program.Program(open_simulated, rings=False)
    window = MainWindow(real, theme, Preferences(tmp_path / "window.ini"), lambda: SEED)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window._end_and_close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)
    window.deleteLater()
    real.close()


def test_a_real_call_from_the_library_to_the_report(qtbot, window: MainWindow) -> None:
    brief, call, report = window.brief, window.call, window.report

    button(window.welcome, "Practise calls").click()
    button(window.welcome, "Go on").click()
    qtbot.waitUntil(window.home._cards.isVisible)
    window.home._search.setText("Hartley")
    qtbot.waitUntil(lambda: window._voices_desk.offers, timeout=30_000)
    QTest.keyClick(window.home._cards, Qt.Key.Key_Return)
    button(window.voices, "Go on with the system's voice").click()
    qtbot.waitUntil(brief._start.isEnabled)
    brief._cases.setCurrentIndex(brief._cases.findData(CASE))
    QTest.keyClick(brief._start, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    button(window.findChild(QMessageBox), "Keep the recording and the words").click()

    qtbot.waitUntil(lambda: bool(call._captions.texts), timeout=60_000)
    call._captions.show_own_words(True)
    QTest.keyClicks(call._notes._field, "never finished with enter")
    qtbot.waitUntil(lambda: any(text.startswith("You: ") for text in call._captions.texts), timeout=60_000)
    assert call._mood.word
    skip_to_report(qtbot, window, timeout=120_000)
    qtbot.waitUntil(lambda: not window._jobs.busy, timeout=30_000)

    result = window._report_desk._result
    assert result is not None
    kept = open_call(result.folder.path)
    assert kept.outcome == "resolved"
    assert "never finished with enter" in (kept.path / "notes.json").read_text(encoding="utf-8")
    assert report._outcome.text().startswith("Mrs. Hartley accepted your solution")
    assert result.scorecard.score is not None
    assert [label for label in report.findChildren(QObject) if _is_score(label, result.scorecard.score)]
    hear = [one for one in report.findChildren(QPushButton) if one.accessibleName().startswith("Hear it at")]
    assert hear
    timeline = report.timeline.view._timeline
    assert {turn.speaker for turn in timeline.turns} == {"customer", "trainee"}
    assert timeline.anger[-1][1] < timeline.anger[0][1]


def _is_score(label: QObject, score: int) -> bool:
    return label.property("text") == str(score)
