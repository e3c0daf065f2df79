"""The one-minute cards with their sound, and the judgement of a try."""

from functools import cache
from importlib import resources

import numpy as np

from voicedrill.content.detection import Detector
from voicedrill.content.skill_card import SkillCard, Verdict, judge_answer, read_cards
from voicedrill.engines.ports import Synthesiser, Voicing
from voicedrill.engines.voices import open_synthesiser
from voicedrill.runtime.detecting import load_detector, load_interview_patterns
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

CUSTOMER = Voicing("en-gb+f2", 175.0)
AGENT = Voicing("en-us+m3", 160.0)
_GAP_S = 0.5


@cache
def load_cards() -> tuple[SkillCard, ...]:
    """Return all cards in the order in which they are shown."""
    text = resources.files("voicedrill.content").joinpath("skill_cards.yaml").read_text(encoding="utf-8")
    return read_cards(text)


def example(card: SkillCard, *, good: bool) -> Samples:
    """Return the customer's line with the good or the poor answer to it; raises `EngineError` without a voice."""
    return _spoken((card.she, CUSTOMER), (card.good if good else card.poor, AGENT))


def prompt(card: SkillCard) -> Samples:
    """Return the line that the trainee answers; raises `EngineError` without a voice."""
    return _spoken((card.try_, CUSTOMER))


def judge_try(card: SkillCard, text: str) -> Verdict:
    """Judge what a trainee answered to the card's try."""
    detector: Detector = load_interview_patterns() if card.skill == "interview" else load_detector()
    return judge_answer(card, text, detector.detect(text, card.try_))


def _spoken(*lines: tuple[str, Voicing]) -> Samples:
    synthesiser: Synthesiser = open_synthesiser()
    try:
        spoken = [synthesiser.render(text, voicing).samples for text, voicing in lines]
    finally:
        synthesiser.close()
    gap = np.zeros(round(_GAP_S * SAMPLE_RATE_HZ), np.int16)
    return np.concatenate([part for line in spoken for part in (line, gap)])
