"""Contrast of the tokens, after WCAG 2.2: relative luminance and ratio."""

import pytest

from voicedrill.ui.tokens import DARK, LIGHT, Tokens

TEXTS = ("text", "quiet", "accent", "trainee", "customer", "good", "notice", "bad")


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_21_between_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "card"])
@pytest.mark.parametrize(("name", "least"), [*((name, 4.5) for name in TEXTS), ("edge", 3.0)])
def test_text_and_marks_can_be_read(tokens: Tokens, ground: str, name: str, least: float) -> None:
    assert contrast(getattr(tokens, name), getattr(tokens, ground)) >= least


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_on_filled_buttons_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_accent, tokens.bad) >= 4.5
    assert contrast(tokens.quiet, tokens.line) >= 3.0
