"""Pages of a PDF: fonts, colours and the few building blocks of every document."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

_FONTS = Path(__file__).with_name("fonts")
FONT = "DejaVu"
MARGIN_MM = 18.0
SMALL_PT, BODY_PT, LARGE_PT, HUGE_PT = 8.5, 10.0, 13.0, 19.0
_LINE = 1.4
"""Line height relative to the size of the letters."""
_MM_PER_PT = 0.3528
_UNKNOWN = "□"

INK: dict[str, tuple[int, int, int]] = {
    "text": (27, 36, 48),
    "quiet": (86, 98, 115),
    "accent": (31, 95, 191),
    "trainee": (11, 122, 117),
    "customer": (163, 70, 11),
    "good": (30, 122, 59),
    "notice": (138, 90, 0),
    "bad": (179, 38, 30),
    "line": (221, 225, 231),
    "plain": (86, 98, 115),
}
"""Colours on paper: the light tokens of the window."""

_NO_DATE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Stands where PDF wants a time, so that the same report is the same file."""


class Paper(FPDF):
    """A4 pages with one family of letters for nearly all scripts; what it lacks is drawn as a box.

    Parameters
    ----------
    title : str
        Of the document; stands at the foot of every page, beside the page's number.
    """

    def __init__(self, title: str) -> None:
        super().__init__(format="A4")
        logging.getLogger("fontTools").setLevel(logging.ERROR)  # tells of every table that it leaves out
        for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            self.add_font(FONT, style, _FONTS / name)
        self.set_text_shaping(use_shaping_engine=True, direction="ltr")  # a name from right to left turns no sentence
        self.set_margins(MARGIN_MM, MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(auto=True, margin=MARGIN_MM)
        self.set_creation_date(_NO_DATE)
        self.set_lang("en")
        self._footer = self.drawable(title)
        self.set_title(self._footer)
        self.set_font(FONT, "", BODY_PT)
        self.add_page()

    def footer(self) -> None:
        """Draw the foot of a page."""
        self.set_xy(MARGIN_MM, -MARGIN_MM + 5)
        self.set_font(FONT, "", SMALL_PT)
        self.set_text_color(*INK["quiet"])
        self.cell(self.w - 2 * MARGIN_MM - 30, 5, self._footer[:110])
        self.cell(30, 5, f"{self.page_no()} / {{nb}}", align="R")

    def drawable(self, text: str) -> str:
        """Return the text with a box for every sign that the letters do not have; runs of them give one box."""
        known = self.fonts[FONT.lower()].cmap
        signs = []
        for sign in " ".join(text.split()):
            found = sign if ord(sign) in known else _UNKNOWN
            if found != _UNKNOWN or signs[-1:] != [_UNKNOWN]:
                signs.append(found)
        return "".join(signs)

    def say(self, text: str, size_pt: float = BODY_PT, ink: str = "text", *, strong: bool = False) -> None:
        """Write a paragraph at the left margin."""
        self.set_font(FONT, "B" if strong else "", size_pt)
        self.set_text_color(*INK[ink])
        self.multi_cell(
            0, size_pt * _MM_PER_PT * _LINE, self.drawable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )

    def heading(self, text: str, size_pt: float = LARGE_PT) -> None:
        """Write a heading, never as the last line of a page."""
        self.keep_together(30)
        self.gap(4)
        self.say(text, size_pt, strong=True)
        self.gap(1)

    def gap(self, height_mm: float) -> None:
        """Leave room, but not at the top of a page."""
        if self.get_y() > MARGIN_MM + 1:
            self.set_y(min(self.get_y() + height_mm, self.h - MARGIN_MM))

    def rule(self) -> None:
        """Draw a thin line across the page."""
        self.set_draw_color(*INK["line"])
        self.set_line_width(0.3)
        self.gap(1.5)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.gap(1.5)

    def keep_together(self, height_mm: float) -> None:
        """Go on to a new page unless so much room is left."""
        if self.get_y() + height_mm > self.h - MARGIN_MM:
            self.add_page()

    def together(self, draw: Callable[[], None]) -> None:
        """Draw something that no page break should cut, when it fits on one page."""
        with self.offset_rendering() as trial:
            draw()
        if trial.page_break_triggered:
            self.add_page()
        draw()

    @contextmanager
    def indented(self, by_mm: float) -> Iterator[None]:
        """Move the left margin to the right for a while."""
        before = self.l_margin
        self.set_left_margin(before + by_mm)
        self.set_x(self.l_margin)
        try:
            yield
        finally:
            self.set_left_margin(before)
            self.set_x(before)

    def content(self) -> bytes:
        """Return the finished file; nothing can be drawn after it."""
        content = bytes(self.output())
        for font in self.fonts.values():
            font.ttfont.close()  # else their files stay open until Python cleans up
        return content
