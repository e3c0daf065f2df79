"""Every threshold of the measures, typed, with its unit and where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

OURS = "our proposal, tunable"
MEASURED = "our proposal, measured on Vosk"


def _limit(default: float, unit: str, meaning: str, source: str) -> float:
    return field(default=default, metadata={"unit": unit, "meaning": meaning, "source": source})


@dataclass(frozen=True, slots=True)
class Explained:
    """One threshold as ``measure --explain`` prints it."""

    name: str
    value: float
    unit: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The thresholds; the same in both directions and for live calls, recordings and replays."""

    # voice activity
    voice_enter: float = _limit(0.5, "probability", "voice begins at or above this", "Silero VAD default")
    voice_exit: float = _limit(0.35, "probability", "voice goes on at or above this", "Silero VAD default, 0.15 below")
    voice_min_s: float = _limit(0.1, "s", "shorter voice is ignored", f"{OURS}: 0.25 deletes backchannels")
    voice_silence_s: float = _limit(0.25, "s", "shorter silence does not end the voice", OURS)
    voice_closure_s: float = _limit(0.15, "s", "silence that a beginning voice may hold (a stop consonant)", OURS)
    voice_floor_dbfs: float = _limit(-55.0, "dBFS", "anything quieter is no voice", OURS)
    voice_margin_db: float = _limit(3.0, "dB", "voice stands at least this far above the noise floor", OURS)
    noise_rise_db_per_s: float = _limit(6.0, "dB/s", "how fast the running noise floor may rise", OURS)
    preroll_s: float = _limit(0.3, "s", "sound handed to the recogniser before and after the voice", "measured on Vosk")

    # turn end
    turn_silence_s: float = _limit(0.7, "s", "silence that ends a turn", OURS)
    turn_open_silence_s: float = _limit(1.2, "s", "the same after an unfinished sentence (and, because, um …)", OURS)

    # floor
    ipu_silence_s: float = _limit(0.2, "s", "silence that bounds an inter-pausal unit", "usual in turn-taking research")
    pause_min_s: float = _limit(
        0.25, "s", "silence inside a turn that counts as a pause", "Goldman-Eisler 1968; De Jong & Bosker 2013"
    )

    # overlaps
    terminal_s: float = _limit(0.5, "s", "coming in with at most this much left is a terminal overlap", OURS)
    noise_word_s: float = _limit(1.0, "s", "voice without a word by then is noise", OURS)
    noise_max_s: float = _limit(0.2, "s", "voice shorter than this is noise", OURS)
    backchannel_max_s: float = _limit(1.0, "s", "longest backchannel", "LiveKit's backchannel boundary")
    backchannel_max_words: float = _limit(3, "words", "longest backchannel", OURS)
    backchannel_silence_s: float = _limit(0.5, "s", "silence after a backchannel", OURS)
    supportive_max_s: float = _limit(2.0, "s", "longest supportive overlap", OURS)
    butting_in_max_s: float = _limit(1.5, "s", "stopping by then is butting in", OURS)
    interruption_min_s: float = _limit(0.5, "s", "shortest interruption", "LiveKit's default")
    open_pause_s: float = _limit(1.0, "s", "a pause shorter than this belongs to the speaker", "Jefferson 1989")
    simultaneous_s: float = _limit(
        0.2,
        "s",
        "both starting within this: neither came in, nobody reacts so fast",
        "Levinson & Torreira 2015",
    )

    # dead air
    dead_air_s: float = _limit(8.0, "s", "unexplained silence above this is dead air", OURS)
    announced_s: float = _limit(30.0, "s", "allowance after an announcement ('bear with me')", OURS)

    # tempo
    tempo_min_words: float = _limit(7, "words", "shorter turns are not judged", "Yuan, Liberman & Cieri 2006")
    tempo_min_conf: float = _limit(0.85, "confidence", "mean below this: rates not measured", MEASURED)

    # sound
    frame_s: float = _limit(0.05, "s", "frame of loudness", OURS)
    snr_min_db: float = _limit(
        10.0, "dB", "noisier: rates, loudness and pitch not measured", f"{OURS}, measured on Vosk"
    )
    clip_level: float = _limit(0.99, "of full scale", "samples at or above this may be clipped", OURS)
    clip_run: float = _limit(3, "samples", "so many in a row are clipped", OURS)
    clip_max_ratio: float = _limit(0.001, "ratio", "more clipped speech: loudness not measured", OURS)
    pitch_floor_hz: float = _limit(60.0, "Hz", "lowest pitch looked for", "Praat, widened")
    pitch_ceiling_hz: float = _limit(600.0, "Hz", "highest pitch looked for", "Praat's default")
    pitch_min_s: float = _limit(1.0, "s", "less voiced sound: pitch not measured", OURS)
    pitch_range_min_s: float = _limit(10.0, "s", "less speech: pitch range not measured", OURS)

    def explained(self) -> Iterator[Explained]:
        """Yield every threshold with value, unit, meaning and source."""
        for one in fields(self):
            yield Explained(one.name, getattr(self, one.name), **one.metadata)


SETTINGS = Settings()
