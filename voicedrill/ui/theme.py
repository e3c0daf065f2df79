"""Fusion with our palette and one small style sheet; follows the system's light or dark, or is set."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from voicedrill.ui.tokens import BODY, DARK, LIGHT, RADIUS, SMALL, Tokens


class Appearance(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    Appearance.SYSTEM: Qt.ColorScheme.Unknown,
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
}


TEXT_PERCENTS = (100, 125, 150, 200)
"""Sizes of text to choose from."""
_TEXT_PERCENT = "voicedrillTextPercent"
_STILL = "voicedrillStill"


def is_still() -> bool:
    """Whether nothing is to move that need not."""
    app = QApplication.instance()
    return bool(app is not None and app.property(_STILL))


def scaled(pixels: int) -> int:
    """Return pixels at 100 % in the size of text that the user chose."""
    app = QApplication.instance()
    percent = app.property(_TEXT_PERCENT) if app is not None else None
    return round(pixels * (percent or 100) / 100)


class Theme(QObject):
    """Dresses the application, and again whenever the system changes between light and dark."""

    def __init__(self, app: QApplication, appearance: Appearance = Appearance.SYSTEM, text_percent: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = appearance
        app.setStyle("Fusion")
        app.setProperty(_TEXT_PERCENT, text_percent)
        app.styleHints().colorSchemeChanged.connect(self._dress)
        self.set_appearance(appearance)

    @property
    def appearance(self) -> Appearance:
        """What was asked for; not what came of it."""
        return self._appearance

    def set_still(self, still: bool) -> None:
        """Let nothing move that need not, or as usual."""
        self._app.setProperty(_STILL, still)

    def set_appearance(self, appearance: Appearance) -> None:
        """Choose light, dark or the system's."""
        self._appearance = appearance
        self._app.styleHints().setColorScheme(_SCHEMES[appearance])
        self._dress()

    @property
    def text_percent(self) -> int:
        """The size of text."""
        return self._app.property(_TEXT_PERCENT)

    def set_text_percent(self, percent: int) -> None:
        """Choose a size of text, 100 to 200 %."""
        self._app.setProperty(_TEXT_PERCENT, percent)
        self._dress()

    def _dress(self) -> None:
        font = QFont(self._app.font())
        font.setPixelSize(scaled(BODY))
        self._app.setFont(font)
        tokens = DARK if self._is_dark() else LIGHT
        self._app.setPalette(palette_of(tokens))
        self._app.setStyleSheet(style_sheet(tokens))

    def _is_dark(self) -> bool:
        if self._appearance is Appearance.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._appearance is Appearance.DARK


def tokens_of(widget: QWidget) -> Tokens:
    """Return the colours a widget is dressed in, for those that paint themselves."""
    return DARK if QApplication.palette(widget).color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette for Fusion."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.ground, role.WindowText: tokens.text, role.Base: tokens.card, role.Text: tokens.text,
        role.AlternateBase: tokens.ground, role.Button: tokens.card, role.ButtonText: tokens.text,
        role.BrightText: tokens.bad, role.ToolTipBase: tokens.card, role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.quiet, role.Highlight: tokens.accent, role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent, role.Link: tokens.accent, role.LinkVisited: tokens.accent,
        role.Light: tokens.card, role.Midlight: tokens.line, role.Mid: tokens.edge, role.Dark: tokens.edge,
        role.Shadow: tokens.line,
    }  # fmt: skip
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.edge))
    return palette


def style_sheet(tokens: Tokens) -> str:
    """Return what a palette cannot say: cards, roles of text, buttons, focus."""
    t = tokens
    roles = "".join(
        f'QLabel[role="{name}"] {{ color: {colour}; }}\n'
        for name, colour in {
            "quiet": t.quiet, "accent": t.accent, "trainee": t.trainee, "customer": t.customer,
            "good": t.good, "notice": t.notice, "bad": t.bad,
        }.items()
    )  # fmt: skip
    return f"""
{roles}
QFrame[role="card"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: {RADIUS}px; }}
QFrame[role="card-notice"] {{ background: {t.card}; border: 1px solid {t.notice}; border-radius: {RADIUS}px; }}
QFrame[role="card-bad"] {{ background: {t.card}; border: 1px solid {t.bad}; border-radius: {RADIUS}px; }}
QScrollArea, QListView[role="cards"] {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[role="page"] {{ background: transparent; }}
QPushButton {{ background: {t.card}; color: {t.text}; border: 1px solid {t.edge}; border-radius: {RADIUS}px;
  padding: 7px 15px; min-height: 22px; }}
QPushButton:hover {{ border-color: {t.accent}; }}
QPushButton:pressed, QPushButton:checked {{ background: {t.line}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 6px 14px; }}
QPushButton:disabled {{ color: {t.edge}; border-color: {t.line}; background: {t.ground}; }}
QPushButton[role="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
QPushButton[role="primary"]:focus {{ border-color: {t.text}; }}
QPushButton[role="primary"]:disabled {{ background: {t.line}; color: {t.quiet}; border-color: {t.line}; }}
QPushButton[role="danger"] {{ background: {t.bad}; color: {t.on_accent}; border-color: {t.bad}; }}
QPushButton[role="danger"]:focus {{ border-color: {t.text}; }}
QPushButton[role="danger"]:disabled {{ background: {t.line}; color: {t.quiet}; border-color: {t.line}; }}
QPushButton[role="small"] {{ font-size: {scaled(SMALL)}px; padding: 3px 9px; min-height: 18px; }}
QPushButton[role="small"]:focus {{ padding: 2px 8px; }}
QPushButton::menu-indicator {{ width: 0px; image: none; }}
QLineEdit {{ background: {t.card}; color: {t.text}; border: 1px solid {t.edge}; border-radius: {RADIUS}px;
  padding: 7px 11px; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit {{ placeholder-text-color: {t.quiet}; }}
QLineEdit:focus {{ border: 2px solid {t.accent}; padding: 6px 10px; }}
QComboBox {{ min-height: 28px; }}
QPlainTextEdit {{ background: {t.card}; color: {t.text}; border: 1px solid {t.edge}; border-radius: {RADIUS}px;
  padding: 4px 7px; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QPlainTextEdit:focus {{ border: 2px solid {t.accent}; padding: 3px 6px; }}
QTableView, QListWidget {{ background: {t.card}; border: 1px solid {t.line}; border-radius: {RADIUS}px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QTableView:focus, QListWidget:focus {{ border: 2px solid {t.accent}; }}
QTableView::item, QListWidget::item {{ padding: 4px 8px; }}
QHeaderView {{ background: transparent; }}
QHeaderView::section {{ background: {t.card}; color: {t.quiet}; border: none; border-bottom: 1px solid {t.line};
  padding: 6px 8px; }}
QProgressBar {{ background: {t.line}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0px; }}
QScrollBar::handle:vertical {{ background: {t.edge}; border-radius: 4px; min-height: 32px; margin: 0px 1px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0px; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: transparent; }}
QToolTip {{ background: {t.card}; color: {t.text}; border: 1px solid {t.edge}; padding: 4px; }}
"""
