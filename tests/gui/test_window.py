"""The window from the library to the report, with a call that the test drives."""

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.steps import Steps, button, has_button, says, skip_own_view, skip_to_report
from fakes.window import BROKEN, FakeBackend, persona, result, shelf
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDesktopServices, QFont, QFontMetrics, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QProgressBar, QToolButton

from voicedrill.errors import DeviceError
from voicedrill.report.call_timeline import Timeline
from voicedrill.runtime.updates import Caption, Failed, Finished, Levels, Mood, PhaseChanged, Preparing, Warned
from voicedrill.scoring.scorecard import CorrectedTurn, WithoutNotes
from voicedrill.scoring.tone_note import Moment, Note
from voicedrill.ui import timeline_view
from voicedrill.ui.ports import Customer, Devices, Shelf
from voicedrill.ui.theme import Appearance
from voicedrill.ui.timeline_view import TimelineView
from voicedrill.ui.tokens import SMALL

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform


def _spying(drawn: list[tuple[float, str]]) -> type[QPainter]:
    class Spy(QPainter):
        def drawText(self, where, *rest) -> None:
            if isinstance(where, QPointF):
                drawn.append((where.x(), rest[0]))
            super().drawText(where, *rest)

    return Spy


def test_library_lists_customers_and_opens_them_by_keyboard(steps: Steps) -> None:
    steps.library()
    cards = steps.window.home._cards
    names = [cards.model().index(row, 0).data() for row in range(cards.model().rowCount())]
    assert names == ["Mrs. Moreau", "Mrs. Hartley", "Mr. Okafor", "Mr. Lindqvist", "Ms. Brandt"]
    QTest.keyClick(cards, Qt.Key.Key_End)
    QTest.keyClick(cards, Qt.Key.Key_Return)
    assert steps.page() is steps.window.brief
    assert steps.window.windowTitle().startswith("Ms. Brandt")
    steps.qtbot.waitUntil(steps.window.brief._start.isEnabled)


def test_library_shows_only_that_it_is_busy_until_the_customers_are_read(qtbot, open_window) -> None:
    library = open_window().home
    library.show_busy()
    assert not library._broken.isVisible()
    assert not library._open_button.isEnabled()
    assert says(library, "Reading the customers")


def test_search_narrows_and_its_empty_state_helps(steps: Steps) -> None:
    steps.library()
    library = steps.window.home
    QTest.keyClicks(library._search, "HOTEL twice")
    assert library._cards.count == 1
    QTest.keyClicks(library._search, " zeppelin")
    assert not library._cards.isVisible()
    assert not library._open_button.isEnabled()
    button(library, "Show everybody").click()
    assert library._cards.count == 5


def test_broken_file_is_told_and_does_not_hide_the_others(qtbot, open_window, backend: FakeBackend) -> None:
    backend.on_shelf = shelf(broken=True)
    window = open_window()
    qtbot.waitUntil(window.home._cards.isVisible)
    assert says(window.home, BROKEN.message)


@pytest.mark.parametrize("trouble", [Shelf(()), DeviceError("The folder cannot be read.")])
def test_library_without_customers_can_look_again(qtbot, open_window, backend: FakeBackend, trouble) -> None:
    backend.on_shelf = trouble
    window = open_window()
    name = "Look again" if isinstance(trouble, Shelf) else "Try again"
    qtbot.waitUntil(window.home._state._help.isVisible)
    backend.on_shelf = shelf()
    button(window.home, name).click()
    qtbot.waitUntil(window.home._cards.isVisible)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (Devices((), ("Speakers",)), "No microphone was found"),
        (Devices(("Jabra",), ()), "No loudspeaker was found"),
        (DeviceError("The sound library is missing."), "The sound library is missing."),
    ],
)
def test_brief_without_sound_says_so_and_tries_again(qtbot, steps: Steps, found, sentence: str) -> None:
    steps.library()
    steps.backend.found = found
    QTest.keyClick(steps.window.home._cards, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: says(steps.window.brief, sentence))
    assert not steps.window.brief._start.isEnabled()
    steps.backend.found = Devices(("Jabra",), ("Jabra",))
    button(steps.window.brief.devices, "Try again").click()
    qtbot.waitUntil(steps.window.brief._start.isEnabled)


def test_brief_hands_over_what_was_chosen_and_remembers_it(qtbot, steps: Steps) -> None:
    steps.brief()
    form = steps.window.brief.devices
    form.choose("Built-in microphone", "Speakers")
    form.headset.click()
    assert says(form, "Interruptions are not judged")
    form.keep.setCurrentIndex(form.keep.findData("words"))
    button(steps.window.brief, "Start the call").click()
    qtbot.waitUntil(lambda: bool(steps.backend.choices))
    choice = steps.backend.choices[0]
    assert (choice.input_device, choice.output_device) == ("Built-in microphone", "Speakers")
    assert (choice.headset, choice.keep, choice.seed) == (False, "words", 7)
    assert steps.window._preferences.devices == ("Built-in microphone", "Speakers")
    assert not steps.window._preferences.headset
    qtbot.waitUntil(lambda: bool(steps.backend.calls) and steps.backend.calls[0].started)


def test_brief_shows_the_drawn_values_and_another_case(steps: Steps) -> None:
    steps.library()
    case = persona().cases[0].model_dump()
    other = {**case, "id": "other", "title": "Other", "brief": {**case["brief"], "situation": "All is different."}}
    steps.window._open_brief(Customer(persona(cases=[case, other]), ""))
    brief = steps.window.brief
    brief._cases.setCurrentIndex(0)
    steps.qtbot.waitUntil(lambda: says(brief, "44719"))
    brief._cases.setCurrentIndex(1)
    steps.qtbot.waitUntil(lambda: says(brief, "All is different."))
    assert not says(brief, "44719 is marked")
    steps.qtbot.waitUntil(brief._start.isEnabled)


def test_a_call_from_start_to_report(qtbot, steps: Steps) -> None:
    call = steps.talk()
    page = steps.window.call
    assert page._captions.texts == ["This is the third time I call."]
    assert page._mood.word == "fed up"
    qtbot.waitUntil(lambda: page._clock.text() == "00:02")
    assert page._mood.level.fraction == pytest.approx(0.7)
    button(page, "Hang up").click()
    skip_to_report(qtbot, steps.window)
    assert call.hung_up == 1
    assert call.joined
    report = steps.window.report
    assert says(report, "Mrs. Hartley accepted your solution")
    assert says(report, "78")
    assert says(report, "Nearly there")
    button(report, "Back to the customers").click()
    assert steps.page() is steps.window.home


def test_buttons_of_the_call_press_what_they_say(qtbot, steps: Steps) -> None:
    call = steps.talk()
    page = steps.window.call
    for key, name in (("M", "Unmute"), ("R", "Repeat"), ("B", "Breathe")):
        QTest.keyClick(page._view, getattr(Qt.Key, f"Key_{key}"))
        qtbot.waitUntil(lambda one=name: has_button(page, one))
    qtbot.waitUntil(lambda: len(call.pressed) == 3)
    call.tell(PhaseChanged("paused"))
    qtbot.waitUntil(lambda: page._phase == "paused")
    button(page, "Go on").click()
    call.tell(PhaseChanged("talking"))
    qtbot.waitUntil(lambda: page._phase == "talking")
    button(page, "Unmute").click()
    button(page, "Hold").click()
    call.tell(PhaseChanged("hold"))
    qtbot.waitUntil(lambda: page._phase == "hold")
    button(page, "Resume").click()
    button(page, "Supervisor").click()
    kinds = ["mute", "repeat", "pause", "continue", "unmute", "hold", "resume", "supervisor"]
    assert call.pressed == [(kind, "") for kind in kinds]


def test_notes_are_kept_and_letters_in_them_press_nothing(steps: Steps) -> None:
    call = steps.talk()
    field = steps.window.call._notes._field
    field.setFocus()
    QTest.keyClicks(field, "hers birthday")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "call on thursday")
    button(steps.window.call, "Hang up").click()
    assert call.pressed == [("note", "hers birthday"), ("note", "call on thursday")]
    skip_to_report(steps.qtbot, steps.window)


def test_a_note_is_kept_though_the_customer_hangs_up_before_enter(qtbot, steps: Steps) -> None:
    call = steps.talk()
    field = steps.window.call._notes._field
    QTest.keyClicks(field, "third call")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, " birthday on sat")
    call.tell(PhaseChanged("ended"), Finished(call.folder, "hang_up"))
    skip_to_report(qtbot, steps.window)
    qtbot.waitUntil(lambda: bool(steps.backend.noted))
    assert call.pressed == [("note", "third call")]
    assert steps.backend.noted == [(call.folder, ("third call", "birthday on sat"))]


def test_a_note_is_kept_when_the_window_is_closed(qtbot, steps: Steps) -> None:
    call = steps.talk()
    QTest.keyClicks(steps.window.call._notes._field, "birthday")
    steps.window._end_and_close()
    qtbot.waitUntil(lambda: not steps.window.isVisible())
    assert steps.backend.noted == [(call.folder, ("birthday",))]


def test_a_note_that_cannot_be_kept_is_told(qtbot, steps: Steps) -> None:
    steps.backend.note_refusal = DeviceError("A note cannot be kept.")
    call = steps.talk()
    QTest.keyClicks(steps.window.call._notes._field, "birthday")
    call.tell(PhaseChanged("ended"), Finished(call.folder, "hang_up"))
    skip_to_report(qtbot, steps.window)
    qtbot.waitUntil(lambda: says(steps.window.report, "A note cannot be kept."))


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_a_call_starts_with_a_key_on_the_focused_button(qtbot, steps: Steps, key, modifier) -> None:
    steps.brief()
    start = steps.window.brief._start
    qtbot.waitUntil(start.hasFocus)
    QTest.keyClick(start, key, modifier)
    qtbot.waitUntil(lambda: bool(steps.backend.calls) and steps.backend.calls[-1].started)


def test_a_call_starts_with_its_shortcut_from_anywhere_on_the_page(qtbot, steps: Steps) -> None:
    steps.brief()
    cases = steps.window.brief._cases
    cases.setFocus()
    QTest.keyClick(cases, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(steps.backend.calls) and steps.backend.calls[-1].started)


def test_her_first_mood_is_there_before_it_changes(qtbot, steps: Steps) -> None:
    call = steps.call()
    call.tell(PhaseChanged("ringing"))
    qtbot.waitUntil(steps.window.call._view.isVisible)
    assert steps.window.call._mood.word == ""
    call.tell(PhaseChanged("talking"))
    qtbot.waitUntil(lambda: steps.window.call._mood.word != "")


def test_captions_can_be_hidden_and_own_words_shown(qtbot, steps: Steps) -> None:
    call = steps.talk()
    captions = steps.window.call._captions
    call.tell(
        Caption("trainee", "good", 3.0, final=False),
        Caption("trainee", "good morning", 3.0),
        Warned("The line is bad."),
    )
    qtbot.waitUntil(lambda: says(steps.window.call, "The line is bad."))
    assert captions.texts == ["This is the third time I call."]
    captions.show_own_words(True)
    assert captions.texts[-1] == "You: good morning"
    assert len(captions.texts) == 2
    steps.window.call._show_captions(False)
    assert not captions.isVisible()


def test_many_updates_from_another_thread_do_not_freeze(qtbot, steps: Steps) -> None:
    call = steps.talk()
    call.tell(*(Levels(at / 10, -20.0, -60.0) for at in range(3000)), Mood("relieved"))
    assert steps.window.call._mood.word == "fed up"
    qtbot.waitUntil(lambda: steps.window.call._mood.word == "relieved")
    assert steps.window.call._clock.text() == "04:59"


def test_preparing_shows_its_progress_and_can_be_cancelled(qtbot, steps: Steps) -> None:
    call = steps.call()
    call.tell(Preparing("Loading the speech model", 0.4))
    bar = steps.window.call._state.findChild(QProgressBar)
    qtbot.waitUntil(lambda: bar.value() == 400)
    call.ends_at_once = False
    button(steps.window.call, "Cancel").click()
    call.tell(Failed("The call was given up before it began."))
    qtbot.waitUntil(lambda: steps.page() is steps.window.brief)
    assert call.joined
    qtbot.waitUntil(steps.window.brief._start.isEnabled)


def test_failed_call_says_what_is_kept_and_leads_back(qtbot, steps: Steps, monkeypatch, tmp_path: Path) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    call = steps.talk()
    call.tell(Failed("The microphone is gone. Plug it in again.", tmp_path))
    page = steps.window.call
    qtbot.waitUntil(lambda: says(page, "The microphone is gone."))
    assert says(page, f"Nothing is lost: what was recorded is kept in {tmp_path}")
    assert call.joined
    button(page, "Open its folder").click()
    assert opened == [str(tmp_path)]
    button(page, "Back to the customers").click()
    assert steps.page() is steps.window.home


def test_call_that_cannot_be_made_leads_back(qtbot, steps: Steps) -> None:
    steps.backend.refusal = DeviceError("The speech model is missing. Fetch it with: voicedrill models get")
    steps.brief()
    button(steps.window.brief, "Start the call").click()
    qtbot.waitUntil(lambda: says(steps.window.call, "The speech model is missing."))
    assert says(steps.window.call, "nothing is lost")
    button(steps.window.call, "Back to the customers").click()
    assert steps.page() is steps.window.home


@pytest.mark.parametrize("stay", [True, False])
def test_closing_during_a_call_asks(qtbot, steps: Steps, stay: bool) -> None:
    call = steps.talk()
    steps.window.close()
    box = steps.window.findChild(QMessageBox)
    assert box.isVisible()
    assert steps.window.isVisible()
    button(box, "Stay in the call" if stay else "End the call and close").click()
    if stay:
        assert call.hung_up == 0
        assert steps.window.isVisible()
    else:
        qtbot.waitUntil(lambda: not steps.window.isVisible())
        assert call.joined


def test_closing_twice_asks_once_and_waits_for_the_call(qtbot, steps: Steps) -> None:
    call = steps.talk()
    call.ends_at_once = False
    steps.window.close()
    button(steps.window.findChild(QMessageBox), "End the call and close").click()
    steps.window.close()
    assert steps.window.isVisible()
    call.tell(Finished(call.folder, "trainee_hung_up"))
    qtbot.waitUntil(lambda: not steps.window.isVisible())


def test_report_plays_moments_and_the_playhead_follows(qtbot, steps: Steps) -> None:
    steps.report()
    report = steps.window.report
    hear = button(report, "Hear it at 0:44")
    hear.click()
    qtbot.waitUntil(lambda: report.timeline.view.playhead_s > 43.4)
    assert steps.backend.played[0].shape == (2, round((61.5 + 0.7 - 43.5) * 16_000))
    button(report, "Stop").click()
    assert steps.backend.stopped == 1
    QTest.keyClick(report.timeline.view, Qt.Key.Key_Home)
    QTest.keyClick(report.timeline.view, Qt.Key.Key_Right)
    QTest.keyClick(report.timeline.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(steps.backend.played) == 2)
    assert steps.backend.played[1].shape[1] == round((9.6 + 0.7 - 0.5) * 16_000)
    qtbot.waitUntil(report.timeline._stop.isEnabled)
    steps.window._show_home()
    assert steps.backend.stopped == 2


def test_report_without_recording_offers_nothing_to_hear(steps: Steps) -> None:
    steps.backend.judged = result(Path("call"), recording=False, score=None)
    steps.report()
    names = [one.accessibleName() for one in steps.window.report.findChildren(QAbstractButton) if one.isVisible()]
    assert not [name for name in names if name.startswith(("Hear it", "Stop"))]
    assert says(steps.window.report, "Only the words of this call were kept")
    assert says(steps.window.report, "the call was too short to judge")


def test_report_shows_the_tone_only_when_it_is_asked_for(steps: Steps) -> None:
    says_usual = "There is no usual loudness of yours to compare with yet."
    said = "Your pitch was not measured here: the room was too noisy."
    judged = result(Path("call"))
    notes = (
        Note("interruptions", "Interruptions", 1.0, None, "once", "You came in and took over once.", "Wait.",
             (Moment(7.0, 8.0, "You came in and took over."),)),
        Note("loudness_dbfs", "Loudness", -26.8, None, "27 dB below the loudest that can be recorded", says_usual),
        Note("pitch_median_hz", "Pitch", says=said, why_not="The room was too noisy."),
    )  # fmt: skip
    tone: dict[str, object] = {note.id: note.plain() for note in notes}
    steps.backend.judged = replace(judged, scorecard=replace(judged.scorecard, tone=tone))
    steps.report()
    report = steps.window.report
    assert says(report, "You came in and took over once.")
    button(report, "Hear it at 0:07").click()
    assert not says(report, says_usual)
    button(report, "More: how you spoke").click()
    assert says(report, "27 dB below the loudest that can be recorded")
    assert says(report, said)
    assert not says(report, "She did not push against a limit.")
    button(report, "Not counted in this call (1)").click()
    assert says(report, "She did not push against a limit.")


def test_report_calls_an_auto_fail_provisional(steps: Steps) -> None:
    judged = result(Path("call"), score=60)
    promise = replace(judged.scorecard.findings[0], id="no_over_promise", skill="solution", score=0.0)
    card = replace(judged.scorecard, auto_fail=("over_promise",), findings=(promise, *judged.scorecard.findings))
    steps.backend.judged = replace(judged, scorecard=card)
    steps.report()
    assert says(steps.window.report, "It is provisional until confirmed")
    (word,) = {one.text() for one in steps.window.report.findChildren(QLabel) if one.text() == "provisional"}
    assert word


def test_report_says_that_an_auto_fail_was_confirmed(steps: Steps) -> None:
    judged = result(Path("call"), score=60)
    promise = replace(
        judged.scorecard.findings[0], id="no_over_promise", skill="solution", score=0.0, weight=0.0, confirmed=True
    )
    card = replace(judged.scorecard, auto_fail=("over_promise",), findings=(promise, *judged.scorecard.findings))
    steps.backend.judged = replace(judged, scorecard=card)
    steps.report()
    assert says(steps.window.report, "You confirmed that you said it.")
    assert says(steps.window.report, "Confirmed by you")
    assert not says(steps.window.report, "rovisional")


def test_report_shows_what_the_trainee_noted(steps: Steps) -> None:
    judged = result(Path("call"))
    disputed = replace(judged.scorecard.findings[0], disputed=True)
    card = replace(
        judged.scorecard,
        findings=(disputed, *judged.scorecard.findings[1:]),
        without_notes=WithoutNotes(41, "again"),
        corrected=(CorrectedTurn(25.6, 36.0, "ow can i hell", "how can i help"), CorrectedTurn(40.0, 41.0, "the", "")),
    )
    steps.backend.judged = replace(judged, scorecard=card)
    steps.report()
    report = steps.window.report
    for words in (
        "Disputed by you", "Without your notes: 41 of 100", "“how can i help”", "“ow can i hell”",
        "You said nothing here.",
    ):  # fmt: skip
        assert says(report, words), words


def test_report_says_why_it_matters_and_what_is_practice_only(steps: Steps) -> None:
    judged = result(Path("call"))
    first, *others = judged.scorecard.findings
    one = replace(first, weight=0.0, matters="Who is heard to the end calms down.")
    steps.backend.judged = replace(judged, scorecard=replace(judged.scorecard, findings=(one, *others)))
    steps.report()
    assert says(steps.window.report, "Who is heard to the end calms down.")
    assert says(steps.window.report, "practice only")


def test_report_without_marks_says_nothing_of_practice(steps: Steps) -> None:
    steps.report()
    assert not says(steps.window.report, "practice only")
    assert not says(steps.window.report, "by you")


def test_report_without_an_auto_fail_calls_nothing_provisional(steps: Steps) -> None:
    steps.report()
    assert not says(steps.window.report, "rovisional")


@pytest.mark.parametrize("duration_s", [50.4, 60.0, 70.2, 73.0, 119.9])
def test_no_label_of_the_timeline_is_cut_off(qtbot, monkeypatch, duration_s: float) -> None:
    drawn: list[tuple[float, str]] = []
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(700, view.sizeHint().height())
    view.show_timeline(Timeline(duration_s, "Mrs. Hartley", (), (), ()))
    monkeypatch.setattr(timeline_view, "QPainter", _spying(drawn))
    view.grab()
    labels = [(x, text) for x, text in drawn if ":" in text]
    assert len(labels) > 3
    font = QFont(view.font())
    font.setPixelSize(SMALL)
    width = QFontMetrics(font).horizontalAdvance
    assert all(x + width(text) <= view.width() for x, text in labels)


def test_loudspeaker_that_refuses_is_told_in_the_report(qtbot, steps: Steps, monkeypatch) -> None:
    def refuse(samples: object) -> None:
        raise DeviceError("The loudspeaker cannot be opened.")

    steps.report()
    monkeypatch.setattr(steps.backend, "play", refuse)
    button(steps.window.report, "Hear it at 0:08").click()
    qtbot.waitUntil(lambda: says(steps.window.report, "The loudspeaker cannot be opened."))


def test_report_opens_the_page_and_calls_again(qtbot, steps: Steps, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    call = steps.report()
    button(steps.window.report, "Open the full report").click()
    assert opened == [str(call.folder / "report.html")]
    button(steps.window.report, "Again").click()
    assert steps.page() is steps.window.brief
    qtbot.waitUntil(steps.window.brief._start.isEnabled)


def test_call_that_cannot_be_judged_can_be_tried_again(qtbot, steps: Steps) -> None:
    steps.backend.judged = DeviceError("The disk is full.")
    call = steps.talk()
    call.tell(Finished(call.folder, "resolved"))
    report = steps.window.report
    skip_own_view(qtbot, steps.window)
    qtbot.waitUntil(lambda: says(report, "The disk is full."))
    assert says(report, str(call.folder))
    steps.backend.judged = None
    button(report, "Try again").click()
    qtbot.waitUntil(report._view.isVisible)


def test_every_button_has_a_name_and_a_place_for_the_keyboard(steps: Steps) -> None:
    steps.report()
    for one in steps.window.findChildren(QAbstractButton):
        if isinstance(one, QToolButton):  # the clear button inside a search field is Qt's own
            continue
        if one.objectName() == "qt_tableview_cornerbutton":  # Qt's own, too, and switched off
            continue
        assert one.accessibleName() or one.text(), one
        assert one.focusPolicy() & Qt.FocusPolicy.TabFocus, one.text()


def test_appearance_is_set_and_remembered(steps: Steps, qapp: QApplication) -> None:
    steps.library()
    steps.window.settings.appearance_chosen.emit(Appearance.DARK)
    assert qapp.palette().window().color().name() == "#14171c"
    assert steps.window._preferences.appearance is Appearance.DARK
    steps.window.settings.appearance_chosen.emit(Appearance.LIGHT)
    assert qapp.palette().window().color().name() == "#f7f8fa"
