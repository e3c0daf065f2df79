"""The page of help: how a call goes, all keys, what is measured, and what to do when something does not work."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import QGridLayout

from voicedrill import __version__
from voicedrill.engines.manifest import load_manifest
from voicedrill.ui.controls import Card, text_label
from voicedrill.ui.page import Page
from voicedrill.ui.tokens import XS, L
from voicedrill.ui.translation import tr

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("", "How a call goes"),
        (
            QT_TRANSLATE_NOOP("", "Read the brief: who calls, what you may offer, and what you may not promise."),
            QT_TRANSLATE_NOOP("", "The phone rings until you answer. Breathe out, smile, and let the customer finish."),
            QT_TRANSLATE_NOOP("", "Name the feeling, repeat the problem back, and only then offer a solution."),
            QT_TRANSLATE_NOOP("", "Say what happens next and by when, and hang up when both of you are done."),
            QT_TRANSLATE_NOOP(
                "", "Afterwards you note what you promised, say how it went, and see what to keep and change."
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("", "What is measured, and what is not"),
        (
            QT_TRANSLATE_NOOP(
                "", "What you said and when: words, interruptions, pauses, answers. Never what you felt."
            ),
            QT_TRANSLATE_NOOP("", "How fast, loud and high you spoke is for you alone and never counts in the score."),
            QT_TRANSLATE_NOOP(
                "", "“We did not find” can be our miss: in the report, say “I did, here”, and it is judged again."
            ),
            QT_TRANSLATE_NOOP("", "Everything stays on this machine. You choose for each call what is kept of it."),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("", "When something does not work"),
        (
            QT_TRANSLATE_NOOP(
                "", "No sound from you: switch the microphone on, allow programs to use it, choose it in the brief."
            ),
            QT_TRANSLATE_NOOP(
                "", "You are not understood: check your headset, come nearer, close the window. English only for now."
            ),
            QT_TRANSLATE_NOOP("", "A device is gone in a call: the call waits. Plug it in again or choose another."),
            QT_TRANSLATE_NOOP("", "It is too much: press T. Stopping is always right, and the end is not judged."),
            QT_TRANSLATE_NOOP(
                "", "Anything else: open a terminal and run “voicedrill doctor”; it says what is missing."
            ),
        ),
    ),
)
KEYS: tuple[tuple[str, str], ...] = (
    ("A", QT_TRANSLATE_NOOP("", "Answer the phone")),
    ("B", QT_TRANSLATE_NOOP("", "Breathe: the call waits; again to go on")),
    ("H", QT_TRANSLATE_NOOP("", "Hold, and take the call back")),
    ("M", QT_TRANSLATE_NOOP("", "Mute, and be heard again")),
    ("R", QT_TRANSLATE_NOOP("", "Ask the customer to repeat")),
    ("S", QT_TRANSLATE_NOOP("", "Hand over to a supervisor")),
    ("T", QT_TRANSLATE_NOOP("", "Too much: stop kindly")),
    ("C", QT_TRANSLATE_NOOP("", "Captions on or off")),
    ("W", QT_TRANSLATE_NOOP("", "Your own words on or off")),
    ("N", QT_TRANSLATE_NOOP("", "Write a note; Tab leaves it")),
    ("K", QT_TRANSLATE_NOOP("", "The next card, where one is shown at a time")),
    ("Ctrl+E", QT_TRANSLATE_NOOP("", "Hang up")),
    ("Ctrl+Return", QT_TRANSLATE_NOOP("", "Start the call, go on")),
    ("Ctrl+R", QT_TRANSLATE_NOOP("", "On a skill card: say your answer")),
    ("Ctrl+S", QT_TRANSLATE_NOOP("", "Save a customer that you change")),
    ("+ − 0", QT_TRANSLATE_NOOP("", "On the timeline: show less, more, the whole call")),
    ("Ctrl+F", QT_TRANSLATE_NOOP("", "Search the customers")),
    ("Esc", QT_TRANSLATE_NOOP("", "Back")),
)
"""All keys of the window; those of a call work outside the notes."""


class HelpPage(Page):
    """Plain sentences and a table of keys."""

    def __init__(self) -> None:
        super().__init__(tr("Help"), tr("Back to the customers"))
        self._add(*SECTIONS[0])
        keys = Card(tr("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(XS)
        grid.setColumnStretch(1, 1)
        for row, (key, does) in enumerate(KEYS):
            grid.addWidget(text_label(key, strong=True, wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text_label(tr(does)), row, 1)
        keys.body.addLayout(grid)
        self.body.addWidget(keys)
        for section in SECTIONS[1:]:
            self._add(*section)
        self._add(QT_TRANSLATE_NOOP("", "About"), tuple(_about()))
        self.body.addStretch()

    def _add(self, heading: str, sentences: tuple[str, ...]) -> None:
        card = Card(tr(heading))
        for sentence in sentences:
            card.body.addWidget(text_label(tr(sentence)))
        self.body.addWidget(card)


def _about() -> list[str]:
    said = [tr("voicedrill {version}, free software under the GPL, version 3 or later.").format(version=__version__)]
    models = load_manifest().models
    return said + [f"{model.description}: {model.name} {model.version}, {model.licence}" for model in models]
