"""What the headset check found, in plain words, each with what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from voicedrill.speech.baseline import Room, Take, gate_dbfs, speech_dbfs
from voicedrill.speech.settings import SETTINGS, Settings

State = Literal["ok", "notice", "mend"]


@dataclass(frozen=True, slots=True)
class HeadsetFinding:
    """One thing that was looked at.

    Attributes
    ----------
    id : str
        ``microphone noise neighbours bleed latency level speech words``.
    state : str
        ``ok``; ``notice``: works, with a drawback; ``mend``: no baseline until it is put right.
    found : str
        What was found.
    help : str
        What to do; empty when it is ok.
    """

    id: str
    state: State
    found: str
    help: str = ""


def findings(room: Room, takes: Sequence[Take], settings: Settings = SETTINGS) -> tuple[HeadsetFinding, ...]:
    """Judge what the check heard so far.

    Parameters
    ----------
    room : Room
        What was heard while the trainee said nothing.
    takes : sequence of Take
        What was read and talked; empty before.
    """
    if room.noise_dbfs is None:
        return (
            HeadsetFinding(
                "microphone",
                "mend",
                "The microphone gives no sound at all: it is switched off or muted, or voicedrill may not use it.",
                "Switch it on, look at the system's privacy settings for the microphone, or choose another one.",
            ),
        )
    own_dbfs = speech_dbfs(takes)
    found = [] if own_dbfs is None else [_noise(own_dbfs - room.noise_dbfs, settings)]
    found += [_neighbours(room, own_dbfs, settings), _bleed(room, own_dbfs, settings), *_latency(room, settings)]
    if takes:
        found += _speech(takes, own_dbfs, settings)
    return tuple(found)


def needs_half_duplex(room: Room, takes: Sequence[Take], settings: Settings = SETTINGS) -> bool:
    """Tell whether the microphone hears the customer so well that it must be off while she speaks."""
    own_dbfs = speech_dbfs(takes)
    return room.bleed_dbfs is not None and own_dbfs is not None and room.bleed_dbfs - own_dbfs > settings.bleed_max_db


def _noise(snr_db: float, settings: Settings) -> HeadsetFinding:
    if snr_db < settings.snr_min_db:
        return HeadsetFinding(
            "noise",
            "mend",
            "The room is too loud, or your voice too faint: the one can hardly be told from the other.",
            "Go to a quieter room, or bring the microphone nearer to your mouth.",
        )
    if snr_db < settings.snr_good_db:
        return HeadsetFinding(
            "noise",
            "notice",
            "The room is rather loud: your voice stands out of it, with little to spare.",
            "Bring the microphone nearer to your mouth if you can.",
        )
    return HeadsetFinding("noise", "ok", "The room is quiet.")


def _neighbours(room: Room, own_dbfs: float | None, settings: Settings) -> HeadsetFinding:
    if room.neighbours_dbfs is None:
        return HeadsetFinding("neighbours", "ok", "Nobody else was heard.")
    if own_dbfs is None:
        return HeadsetFinding(
            "neighbours",
            "notice",
            "A voice was heard while you were to say nothing.",
            "If it was you, do this step again.",
        )
    if room.neighbours_dbfs >= gate_dbfs(own_dbfs, settings):
        return HeadsetFinding(
            "neighbours",
            "mend",
            "Other people were heard, too loud to be told from you.",
            "Wait until it is quieter, turn away from them, or bring the microphone nearer to your mouth. "
            "In the call, push-to-talk keeps them out.",
        )
    return HeadsetFinding("neighbours", "ok", "Other people were heard faintly: they will be kept out.")


def _bleed(room: Room, own_dbfs: float | None, settings: Settings) -> HeadsetFinding:
    if room.bleed_dbfs is None:
        return HeadsetFinding("bleed", "ok", "The microphone does not hear the customer.")
    if own_dbfs is None:
        return HeadsetFinding("bleed", "ok", "The microphone hears the customer.")
    if room.bleed_dbfs - own_dbfs > settings.bleed_max_db:
        return HeadsetFinding(
            "bleed",
            "notice",
            "The microphone hears the customer. In calls it will be off while the customer speaks, and interruptions "
            "are not judged.",
            "Use a headset, or turn the loudspeaker down, and check again.",
        )
    return HeadsetFinding("bleed", "ok", "The microphone hears the customer only faintly.")


def _latency(room: Room, settings: Settings) -> list[HeadsetFinding]:
    if room.latency_s is None:
        return []
    on_its_way = f"The sound is {room.latency_s * 1000:.0f} ms on its way"
    # Only what the devices state is taken out of the sound of a call.
    found = f"{on_its_way}." if room.latency_measured else f"{on_its_way}, the devices say; this is taken into account."
    if room.latency_s > settings.latency_long_s:
        return [HeadsetFinding("latency", "notice", found, "A headset with a cable is quicker.")]
    return [HeadsetFinding("latency", "ok", found)]


def _speech(takes: Sequence[Take], own_dbfs: float | None, settings: Settings) -> list[HeadsetFinding]:
    voice_s = sum(take.measures.phonation_s or 0.0 for take in takes)
    if own_dbfs is None or voice_s < settings.baseline_min_voice_s:
        return [
            HeadsetFinding(
                "speech",
                "mend",
                f"You were heard for {voice_s:.0f} s; {settings.baseline_min_voice_s:.0f} s are needed.",
                "Read the whole text aloud, then talk until the bar is full.",
            )
        ]
    return [_level(takes, own_dbfs, settings), _words(takes, voice_s, settings)]


def _level(takes: Sequence[Take], own_dbfs: float, settings: Settings) -> HeadsetFinding:
    clipped = max(take.level.clipped_ratio for take in takes if take.level is not None)
    if clipped > settings.clip_max_ratio:
        return HeadsetFinding(
            "level",
            "mend",
            f"Your voice was too loud for the microphone: {clipped:.1%} of it was clipped.",
            "Turn the microphone down in the system's sound settings, or move it a little away from your mouth.",
        )
    if own_dbfs < settings.quiet_speech_dbfs:
        return HeadsetFinding(
            "level",
            "mend",
            "Your voice came in very quietly.",
            "Turn the microphone up in the system's sound settings, or bring it nearer to your mouth.",
        )
    return HeadsetFinding("level", "ok", "Your voice comes in well.")


def _words(takes: Sequence[Take], voice_s: float, settings: Settings) -> HeadsetFinding:
    words = sum(take.measures.words or 0 for take in takes)
    if words < settings.baseline_min_words:
        return HeadsetFinding(
            "words",
            "mend",
            f"Only {words} words were understood in {voice_s:.0f} s of speech.",
            "Speak clearly and in English, with the microphone near to your mouth.",
        )
    for take in takes:
        reason = take.measures.not_measured.get("articulation_rate_wpm")
        if reason:
            return HeadsetFinding(
                "words",
                "mend",
                f"Your speaking rate could not be measured. {reason}",
                "Do the reading and the talking again, near to the microphone and without a break between words.",
            )
    return HeadsetFinding("words", "ok", f"You were heard for {voice_s:.0f} s, and {words} words were understood.")
