"""Leads through the settings: what is chosen takes effect at once and is remembered."""

from PySide6.QtCore import QObject

from voicedrill.ui.preferences import Preferences
from voicedrill.ui.settings_page import SettingsPage
from voicedrill.ui.theme import Appearance, Theme


class SettingsDesk(QObject):
    """Connects the page of the settings with look and preferences."""

    def __init__(self, theme: Theme, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._preferences = theme, preferences
        self.page = SettingsPage(preferences)
        self.page.appearance_chosen.connect(self._set_appearance)
        self.page.text_percent_chosen.connect(self._set_text_percent)
        self.page.still_chosen.connect(self._set_still)

    def _set_appearance(self, appearance: Appearance) -> None:
        self._theme.set_appearance(appearance)
        self._preferences.appearance = appearance

    def _set_text_percent(self, percent: int) -> None:
        self._theme.set_text_percent(percent)
        self._preferences.text_percent = percent

    def _set_still(self, still: bool) -> None:
        self._theme.set_still(still)
        self._preferences.still = still
