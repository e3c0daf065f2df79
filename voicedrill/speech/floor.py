"""Who holds the floor: the units in which it is held, and when both do."""

from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline


def units(voice: Timeline, settings: Settings = SETTINGS) -> Timeline:
    """Return the inter-pausal units (IPU): speech bounded by silence of `Settings.ipu_silence_s` or more."""
    return voice.bridged(settings.ipu_silence_s)


def both(customer: Timeline, trainee: Timeline) -> Timeline:
    """Return when both speak."""
    return customer.intersection(trainee)
