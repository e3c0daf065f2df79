"""The page of the skills: reading, hearing, and one try."""

import pytest
from fakes.steps import Steps, button, says
from fakes.window import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from voicedrill.content.skill_card import Verdict
from voicedrill.errors import EngineError
from voicedrill.runtime.reply_updates import Listening
from voicedrill.runtime.updates import Failed
from voicedrill.ui.skills_page import SkillsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform


@pytest.fixture
def page(steps: Steps) -> SkillsPage:
    steps.library()
    button(steps.window.home, "Skills").click()
    page = steps.window.skills
    steps.qtbot.waitUntil(lambda: page.view.card is not None)
    return page


def choose(page: SkillsPage, name: str) -> None:
    button(page, name).click()


def test_the_first_card_is_open_and_another_can_be_chosen(steps: Steps, page: SkillsPage) -> None:
    assert page.view.card.skill == "listening"
    choose(page, "Firmness")
    assert page.view.card.skill == "firmness"
    assert says(page, "A clear no is kinder than a long perhaps.")
    assert [name for name, one in page._buttons.items() if one.isChecked()] == ["firmness"]


def test_every_card_can_be_opened(steps: Steps, page: SkillsPage) -> None:
    for card in steps.backend.skill_cards():
        page._buttons[card.skill].click()
        assert says(page, card.why)
        assert page.view._practise.isVisible() is (card.skill not in ("smile", "reflection"))


def test_the_examples_and_her_line_can_be_heard_and_stopped(steps: Steps, page: SkillsPage) -> None:
    for count, (name, clip) in enumerate(
        (("Hear the poor answer", "poor"), ("Hear the good answer", "good"), ("Hear her", "try")), start=1
    ):
        button(page, name).click()
        steps.qtbot.waitUntil(lambda count=count: len(steps.backend.played) == count)
        steps.qtbot.waitUntil(lambda: page.view._playing != "")
        assert steps.backend.heard[-1] == ("listening", clip)
        button(page, "Stop").click()
        steps.qtbot.waitUntil(lambda: page.view._playing == "")


def test_leaving_stops_what_plays(steps: Steps, page: SkillsPage) -> None:
    button(page, "Hear her").click()
    steps.qtbot.waitUntil(lambda: page.view._playing == "try")
    button(page, "Back").click()
    assert steps.page() is steps.window.home
    assert page.view._playing == ""
    assert steps.backend.stopped


def test_a_written_answer_is_judged(steps: Steps, page: SkillsPage) -> None:
    choose(page, "Details")
    QTest.keyClicks(page.view._field, "Which lights are on?")
    QTest.keyClick(page.view._field, Qt.Key.Key_Return)
    steps.qtbot.waitUntil(lambda: says(page, "You asked."))
    assert steps.backend.tried == [("details", "Which lights are on?")]
    assert says(page, "We found: “which lights are on”")
    choose(page, "Empathy")
    assert not says(page, "You asked.")
    assert page.view._field.text() == ""


def test_what_stood_in_the_way_is_quoted(steps: Steps, page: SkillsPage) -> None:
    steps.backend.verdict = Verdict(False, "Leave out who is to blame.", ("you should have read it",))
    page.view._field.setText("you should have read it")
    button(page, "Look at it").click()
    steps.qtbot.waitUntil(lambda: says(page, "Leave out who is to blame."))
    assert says(page, "This stood in the way: “you should have read it”")


def test_nothing_written_is_not_judged(steps: Steps, page: SkillsPage) -> None:
    button(page, "Look at it").click()
    assert page.view._field.hasFocus()
    assert steps.backend.tried == []


def test_where_no_machine_can_judge_it_asks(steps: Steps, page: SkillsPage) -> None:
    choose(page, "Reflection")
    page.view._field.setText("Next time I will ask first.")
    button(page, "Look at it").click()
    assert says(page, "No machine can judge this.")
    assert says(page, "small enough for the very next call?")
    assert steps.backend.tried == []


def speak(steps: Steps, page: SkillsPage):
    count = len(steps.backend.replies)
    button(page, "Say it").click()
    steps.qtbot.waitUntil(lambda: len(steps.backend.replies) > count and steps.backend.replies[-1].started)
    return steps.backend.replies[-1]


def test_a_spoken_answer_is_heard_and_judged(steps: Steps, page: SkillsPage) -> None:
    choose(page, "Details")
    reply = speak(steps, page)
    reply.tell(Listening(-20.0))
    steps.qtbot.waitUntil(page.view._meter.isVisible)
    steps.qtbot.waitUntil(lambda: page.view._meter.fraction > 0.5)
    button(page, "That was it").click()
    steps.qtbot.waitUntil(lambda: says(page, "You asked."))
    assert steps.backend.tried == [("details", "which lights are on")]
    assert page.view._field.text() == "which lights are on"
    steps.qtbot.waitUntil(lambda: reply.joined and not steps.window._skills_desk.busy)
    assert not page.view._meter.isVisible()


def test_a_microphone_that_fails_leaves_the_keyboard(steps: Steps, page: SkillsPage) -> None:
    reply = speak(steps, page)
    reply.tell(Failed("No microphone was found."))
    steps.qtbot.waitUntil(lambda: says(page, "No microphone was found."))
    assert says(page, "You can also write your answer.")
    steps.qtbot.waitUntil(lambda: not steps.window._skills_desk.busy)
    speak(steps, page).finish()
    steps.qtbot.waitUntil(lambda: says(page, "You asked."))
    steps.qtbot.waitUntil(lambda: not steps.window._skills_desk.busy)


@pytest.mark.parametrize("how", ["leave", "other card"])
def test_who_goes_on_is_not_judged(steps: Steps, page: SkillsPage, how: str) -> None:
    reply = speak(steps, page)
    if how == "leave":
        button(page, "Back").click()
    else:
        choose(page, "Empathy")
    steps.qtbot.waitUntil(lambda: reply.joined and not steps.window._skills_desk.busy)
    assert steps.backend.tried == []
    assert not page.view._recording


def test_closing_the_window_lets_go_of_the_microphone(steps: Steps, page: SkillsPage) -> None:
    reply = speak(steps, page)
    steps.window.close()
    steps.qtbot.waitUntil(lambda: reply.joined and not steps.window.isVisible())


def test_no_voice_is_said(steps: Steps, page: SkillsPage, backend: FakeBackend, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise EngineError("There is no speech engine on this machine.")

    monkeypatch.setattr(backend, "skill_sound", refuse)
    button(page, "Hear her").click()
    steps.qtbot.waitUntil(lambda: says(page, "There is no speech engine on this machine."))


def test_a_skill_can_be_practised_in_a_call(steps: Steps, page: SkillsPage) -> None:
    choose(page, "Empathy")
    button(page, "Practise this in a call").click()
    assert steps.page() is steps.window.home
    assert steps.window.home._skill.currentText() == "Empathy"
