"""The first page: where the trainee stands, what comes next, filters; the first start; settings; one window."""

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.steps import Steps, button, says
from fakes.window import FakeBackend, persona, shelf
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QProgressBar, QWidget

from voicedrill.errors import DataError, EngineError
from voicedrill.runtime.first_models import MissingModels
from voicedrill.runtime.standing import NOBODY, Best, Latest, Standing
from voicedrill.scoring.learning_path import NextCall
from voicedrill.scoring.trend import Trend
from voicedrill.ui.customer_cards import BestRole, CustomerRole
from voicedrill.ui.ports import Customer, Shelf
from voicedrill.ui.preferences import CallLook, Preferences
from voicedrill.ui.single_instance import SingleInstance
from voicedrill.ui.theme import scaled

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform

MOREAU = shelf().customers[4].persona
STANDS = Standing(
    latest=Latest("hartley", "refund", "The refund that was promised", 64, 2),
    best={"hartley": Best(82, "nearly", 3), "okafor": Best(None, None, 1)},
    skills={"listening": Trend(3, 0.8, 0.1), "details": Trend(3, 0.6, 0.1), "calm": Trend(1, 0.5, 0.3)},
    advice=NextCall(MOREAU, MOREAU.cases[0], "apology", "hints", "You have not practised apologising yet."),
    help={1: "none", 2: "script", 3: "hints", 4: "hints", 5: "hints"},
)


def stand(steps: Steps) -> None:
    steps.backend.stands = STANDS
    steps.window._home_desk.refresh()
    steps.qtbot.waitUntil(steps.window.home._go_on.isVisible)


def names(steps: Steps) -> list[str]:
    model = steps.window.home._cards.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(box: QComboBox, words: str) -> None:
    box.setCurrentIndex(box.findText(words))


def test_before_the_first_call_nothing_is_pretended(steps: Steps) -> None:
    steps.library()
    home = steps.window.home
    steps.qtbot.waitUntil(lambda: bool(steps.backend.stood))
    assert not home._go_on.isVisible()
    assert not home._families.isVisible()


def test_once_more_opens_the_same_case_of_the_same_customer(steps: Steps) -> None:
    steps.library()
    stand(steps)
    home = steps.window.home
    assert says(home._go_on, "The refund that was promised. Last time: 64 of 100. This would be try 3.")
    button(home._go_on, "Once more: Mrs. Hartley").click()
    assert steps.page() is steps.window.brief
    assert steps.window.brief._cases.currentData() == "refund"
    assert steps.window.brief.help.currentData() == "script"
    steps.qtbot.waitUntil(steps.window.brief._start.isEnabled)


def test_what_comes_next_says_why(steps: Steps) -> None:
    steps.library()
    stand(steps)
    home = steps.window.home
    assert says(home._next, "You have not practised apologising yet.")
    button(home._next, "Next for you: Mrs. Moreau").click()
    assert steps.window.windowTitle().startswith("Mrs. Moreau")
    assert steps.window.brief.help.currentData() == "none"
    steps.qtbot.waitUntil(steps.window.brief._start.isEnabled)


def test_a_customer_who_is_gone_is_not_offered_again(steps: Steps) -> None:
    steps.library()
    steps.backend.stands = replace(STANDS, latest=replace(STANDS.latest, persona_id="gone"))
    steps.window._home_desk.refresh()
    steps.qtbot.waitUntil(steps.window.home._next.isVisible)
    assert not steps.window.home._go_on.isVisible()


def test_families_show_the_mean_and_lead_to_their_customers(steps: Steps) -> None:
    steps.library()
    stand(steps)
    home = steps.window.home
    assert button(home._families, "Listen").accessibleDescription() == "70 of 100"
    assert button(home._families, "Solve").accessibleDescription() == "not yet"
    button(home._families, "Stand").click()
    assert names(steps) == ["Mr. Okafor", "Mr. Lindqvist", "Ms. Brandt"]
    button(home._families, "Listen").click()
    assert names(steps) == ["Mrs. Hartley", "Mr. Okafor"]


def test_cards_tell_the_best_result_to_eyes_and_ears(steps: Steps) -> None:
    steps.library()
    stand(steps)
    model = steps.window.home._cards.model()
    told = {}
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        told[index.data(CustomerRole).persona.id] = (
            index.data(BestRole),
            index.data(Qt.ItemDataRole.AccessibleTextRole),
        )
    assert told["hartley"][0] == Best(82, "nearly", 3)
    assert told["hartley"][1].endswith("Best 82 ◐ Nearly there")
    assert told["okafor"][1].endswith("Called, not scored")
    assert told["moreau"][0] is None


def test_filters_narrow_together_and_everybody_comes_back(qtbot, open_window, backend: FakeBackend) -> None:
    interviewer = persona(id="adeyemi", name="Ms. Adeyemi", kind="interview", difficulty=3, sector="Recruiting")
    backend.on_shelf = Shelf((*shelf().customers, Customer(interviewer, "")))
    steps = Steps(qtbot, open_window(), backend)
    steps.library()
    home = steps.window.home
    choose(home._kind, "Interviews")
    assert names(steps) == ["Ms. Adeyemi"]
    choose(home._kind, "Calls")
    choose(home._difficulty, "●●●○○")
    assert names(steps) == ["Mr. Okafor"]
    choose(home._skill, "Calm")
    choose(home._sector, "Hotel")
    assert names(steps) == ["Mr. Okafor"]
    choose(home._sector, "Energy")
    assert says(home, "No customer fits")
    button(home, "Show everybody").click()
    assert len(names(steps)) == 6


def test_results_that_cannot_be_read_leave_the_customers(steps: Steps) -> None:
    steps.library()
    steps.backend.stands = DataError("The history is locked by another program.")
    steps.window._home_desk.refresh()
    steps.qtbot.waitUntil(lambda: says(steps.window.home, "The history is locked"))
    assert steps.window.home._cards.isVisible()
    steps.backend.stands = NOBODY
    steps.window._home_desk.refresh()
    steps.qtbot.waitUntil(lambda: not says(steps.window.home, "The history is locked"))


def test_the_page_follows_the_keyboard_to_the_last_card(steps: Steps) -> None:
    steps.library()
    stand(steps)
    steps.window.resize(960, 640)
    home = steps.window.home
    steps.qtbot.waitUntil(lambda: home.width() == 960 and home._cards.height() > home._body.viewport().height())
    QTest.qWaitForWindowExposed(steps.window)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()
    home._cards.setFocus()
    QTest.keyClick(home._cards, Qt.Key.Key_End)
    card = home._cards.visualRect(home._cards.currentIndex())
    top = home._cards.mapTo(home._body.viewport(), card.topLeft()).y()
    assert top >= 0
    assert top + card.height() <= home._body.viewport().height() + 1


# -- the first start -------------------------------------------------------------------------------------


@pytest.fixture
def first(qtbot, open_window, backend: FakeBackend) -> Steps:
    backend.missing = MissingModels(("speech", "sentences"), 57.6)
    return Steps(qtbot, open_window(first_start=True), backend)


def test_the_first_start_leads_to_the_first_call(first: Steps, tmp_path: Path) -> None:
    page = first.window.welcome
    assert first.page() is page
    button(page, "Practise calls").click()
    first.qtbot.waitUntil(lambda: says(page, "58 MB"))
    button(page, "Get it").click()
    first.qtbot.waitUntil(lambda: page.findChild(QProgressBar).value() == 400)
    first.backend.getting.set()
    first.qtbot.waitUntil(lambda: says(page, "is on this machine"))
    assert says(page, "You can do it later.")
    button(page, "Go on").click()
    assert first.page() is first.window.home
    assert first.window.home._kind.currentData() == "call"
    assert Preferences(tmp_path / "window.ini").purpose == "calls"
    first.brief()


def test_fetching_can_be_stopped_and_tried_again(first: Steps) -> None:
    page = first.window.welcome
    button(page, "Prepare an interview").click()
    first.qtbot.waitUntil(lambda: says(page, "58 MB"))
    button(page, "Get it").click()
    first.qtbot.waitUntil(lambda: page.findChild(QProgressBar).value() == 400)
    button(page, "Stop").click()
    first.qtbot.waitUntil(lambda: says(page, "58 MB") and not first.window._jobs.busy)
    first.backend.getting.set()
    first.backend.get_refusal = EngineError("The network does not answer. Try again later.")
    button(page, "Get it").click()
    first.qtbot.waitUntil(lambda: says(page, "The network does not answer."))
    assert button(page, "Get it").isEnabled()
    button(page, "Go on").click()
    assert first.window.home._kind.currentData() == "interview"


def test_a_headset_checked_on_the_way_needs_no_warning(first: Steps) -> None:
    page = first.window.welcome
    button(page, "I teach").click()
    button(page, "Check my headset").click()
    assert first.page() is first.window.headset
    first.qtbot.waitUntil(lambda: not first.window._jobs.busy)
    button(first.window.headset, "Back").click()
    assert first.page() is page


# -- settings --------------------------------------------------------------------------------------------


def test_text_grows_at_once_everywhere_and_is_remembered(steps: Steps, tmp_path: Path) -> None:
    steps.library()
    button(steps.window.home, "Settings").click()
    settings = steps.window.settings
    before = steps.window.home._search.fontMetrics().height()
    try:
        choose(settings.text_percent, "200 %")
        assert scaled(10) == 20
        assert steps.window.home._search.fontMetrics().height() >= 1.9 * before
        assert Preferences(tmp_path / "window.ini").text_percent == 200
    finally:
        choose(settings.text_percent, "100 %")
    assert scaled(10) == 10


def test_what_a_call_shows_is_set_and_remembered(steps: Steps, tmp_path: Path) -> None:
    steps.library()
    button(steps.window.home, "Settings").click()
    settings = steps.window.settings
    settings.captions.click()
    settings.face.click()
    assert Preferences(tmp_path / "window.ini").call_look == CallLook(captions=False, face=False)
    steps.window._show_home()
    steps.talk()
    call = steps.window.call
    assert not call._captions.isVisible()
    assert says(call, "Captions are off")
    assert not call._mood._face.isVisible()
    assert call._mood.level.isVisible()


def test_another_trainee_stands_elsewhere(steps: Steps) -> None:
    steps.library()
    button(steps.window.home, "Settings").click()
    QTest.keyClicks(steps.window.settings.trainee, "Anna")
    QTest.keyClick(steps.window.settings.trainee, Qt.Key.Key_Return)
    steps.qtbot.waitUntil(lambda: steps.backend.stood[-1:] == ["Anna"])


# -- one window ------------------------------------------------------------------------------------------


def test_a_second_start_calls_the_first_window(qtbot, tmp_path: Path) -> None:
    first, second, elsewhere = (SingleInstance(tmp_path / name) for name in ("a", "a", "b"))
    assert first.take()
    with qtbot.waitSignal(first.called):
        assert not second.take()
    assert elsewhere.take()
    first.close()
    assert second.take(), "the place is free again"
    for one in (second, elsewhere):
        one.close()


def test_every_page_can_be_shown_in_the_smallest_window_without_a_wider_one(steps: Steps) -> None:
    steps.library()
    pages = steps.window._pages
    too_wide = {}
    for place in range(pages.count()):
        page: QWidget = pages.widget(place)
        if page.minimumSizeHint().width() > steps.window.minimumWidth():
            too_wide[type(page).__name__] = page.minimumSizeHint().width()
    assert not too_wide
