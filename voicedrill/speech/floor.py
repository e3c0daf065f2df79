"""Who holds the floor: nobody, the customer, the trainee, both."""

from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline


def units(voice: Timeline, settings: Settings = SETTINGS) -> Timeline:
    """Return the inter-pausal units (IPU): speech bounded by silence of `Settings.ipu_silence_s` or more."""
    return voice.bridged(settings.ipu_silence_s)


def nobody(customer: Timeline, trainee: Timeline, duration_s: float) -> Timeline:
    """Return when neither speaks."""
    return customer.union(trainee).complement(0.0, duration_s)


def both(customer: Timeline, trainee: Timeline) -> Timeline:
    """Return when both speak."""
    return customer.intersection(trainee)
