"""Every threshold of the measures, typed, with its unit and where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

OURS = "our proposal, tunable"
MEASURED = "our proposal, measured on Vosk"
NUCLEI = "de Jong & Wempe 2009"
SILERO = "our proposal, measured on Silero"
VOICES = "our proposal, measured on recordings of people"
ENDINGS = "after Gravano & Hirschberg 2011; the value is ours"
CROSS_CHECK = "our proposal, measured on read and on spontaneous speech"


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
    voice_silence_s: float = _limit(
        0.16,
        "s",
        "shorter silence, as the detector sees it, does not end the voice",
        f"{OURS}: finds the 0.2 s of an IPU",
    )
    voice_closure_s: float = _limit(0.15, "s", "silence that a beginning voice may hold (a stop consonant)", OURS)
    voice_floor_dbfs: float = _limit(-55.0, "dBFS", "anything quieter is no voice", OURS)
    voice_margin_db: float = _limit(3.0, "dB", "voice stands at least this far above the noise floor", OURS)
    noise_rise_db_per_s: float = _limit(6.0, "dB/s", "how fast the running noise floor may rise", OURS)
    energy_hold_s: float = _limit(0.3, "s", "the detector runs on so long after sound above the noise", SILERO)
    energy_lead_s: float = _limit(0.26, "s", "sound before it that the detector hears first", SILERO)

    # beginning and end of a voice
    onset_search_s: float = _limit(0.4, "s", "how far outside the detector's edge a voice may begin or end", SILERO)
    onset_inside_s: float = _limit(0.1, "s", "how far inside it may begin; known when it is told", SILERO)
    onset_above_noise_db: float = _limit(6.0, "dB", "a voice stands this far above the local noise", SILERO)
    onset_depth_db: float = _limit(30.0, "dB", "sound further below its loudest frame is no beginning", SILERO)
    onset_closure_s: float = _limit(0.08, "s", "longest silence inside a beginning (a stop closure)", OURS)
    onset_rise_db_per_s: float = _limit(700.0, "dB/s", "how fast a voice rises out of the noise", SILERO)
    end_inside_s: float = _limit(0.5, "s", "how far inside the detector's edge a voice may end", SILERO)
    end_depth_db: float = _limit(34.0, "dB", "sound further below its loudest frame is no end", SILERO)
    end_fall_db_per_s: float = _limit(300.0, "dB/s", "how fast a voice fades into the noise", SILERO)

    # other people in the room
    gate_below_db: float = _limit(
        7.5, "dB", "in company, speech this far below the trainee's own (RMS levels) is theirs", f"{VOICES}: 10 to 20"
    )
    gate_open_db: float = _limit(8.0, "dB", "the gate is so much lower while nobody else is heard", OURS)
    gate_crest_db: float = _limit(
        7.0, "dB", "loudest tenth of a second of an utterance, above the speaker's RMS level", VOICES
    )
    gate_soft_db: float = _limit(5.0, "dB", "below that, while others speak, the voice does not go on", VOICES)
    gate_lead_s: float = _limit(0.5, "s", "a voice has a loud moment within this", VOICES)
    shut_out_s: float = _limit(2.0, "s", "so much too soft voice while the customer waits is pointed out", OURS)
    gate_learn_s: float = _limit(1.0, "s", "voice that must be heard before the level is known", OURS)
    gate_learn_db: float = _limit(3.4, "dB", "median of the energy of speech, above its RMS level", VOICES)
    gate_memory_s: float = _limit(30.0, "s", "of voice; in a live call older voice weighs less than half", OURS)
    others_min_s: float = _limit(0.5, "s", "so much voice apart from the loud: other people speak", OURS)
    others_min_share: float = _limit(0.11, "of the voice", "and at least so much of it", f"{VOICES}: up to 0.10 alone")
    others_below_db: float = _limit(3.0, "dB", "voice this far below a loud moment is apart from it", VOICES)
    mute_margin_s: float = _limit(0.2, "s", "sound around the voice that the recogniser still hears", MEASURED)

    # words
    preroll_s: float = _limit(0.3, "s", "sound handed to the recogniser before and after the voice", "measured on Vosk")
    word_slack_s: float = _limit(0.2, "s", "a word may lie so far outside the voice in which it was said", MEASURED)
    turn_word_slack_s: float = _limit(0.3, "s", "and its middle so far outside the turn", MEASURED)
    unsure_conf: float = _limit(0.6, "confidence", "a word below this may as well have been a hum", MEASURED)

    # turn end
    turn_silence_s: float = _limit(0.7, "s", "silence that ends a turn", OURS)
    turn_open_silence_s: float = _limit(1.2, "s", "the same after an unfinished sentence (and, because, um …)", OURS)
    turn_thinking_silence_s: float = _limit(2.5, "s", "the same in an interview, where one thinks in between", OURS)

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
    backchannel_guesses: float = _limit(2, "words", "of a backchannel that may be guesses at hums", MEASURED)
    backchannel_silence_s: float = _limit(0.5, "s", "silence after a backchannel", OURS)
    hum_voiced_ratio: float = _limit(
        0.5, "ratio", "a short sound without a word that has pitch for so long is a hum, not a noise", OURS
    )
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

    # a sentence left open at a pause: what the words and the sound say is added up, open above 0
    open_words: float = _limit(1.5, "points", "the words around the pause tell that more had to come", OURS)
    open_no_words: float = _limit(-0.6, "points", "they do not: when in doubt she had finished", OURS)
    open_new_subject: float = _limit(
        -1.0, "points", "'I', 'he', 'they' … after no conjunction begin a new clause", OURS
    )
    held_min_turns: float = _limit(3, "turns", "of the speaker must have ended before an ending is compared", OURS)
    held_alone_s: float = _limit(
        0.5, "s", "so long after a voice that did not go on its sound alone leaves no sentence open", OURS
    )
    held_level_s: float = _limit(0.1, "s", "end of the voice over which its level is taken", ENDINGS)
    held_level_db: float = _limit(
        3.0, "dB", "level there above the speaker's usual at the end of a turn, midway between faded and held", ENDINGS
    )
    held_level_span_db: float = _limit(3.0, "dB", "so far from it makes one point", OURS)
    held_pitch_s: float = _limit(0.6, "s", "end of the voice over which its lowest pitch is taken", ENDINGS)
    held_pitch_st: float = _limit(
        1.0, "semitones", "lowest pitch there above the speaker's usual, midway between fallen and held", ENDINGS
    )
    held_pitch_span_st: float = _limit(3.0, "semitones", "so far from it makes one point", OURS)
    held_reset_s: float = _limit(0.2, "s", "end of the voice compared with twice as much after the pause", OURS)
    held_reset_st: float = _limit(
        2.0, "semitones", "rise over the pause, midway between going on and beginning anew", f"Swerts 1997; {OURS}"
    )
    held_reset_span_st: float = _limit(4.0, "semitones", "so far from it makes one point", OURS)

    own_cut_in_s: float = _limit(0.5, "s", "going on within this of her beginning: she cut into the turn", OURS)

    # dead air
    dead_air_s: float = _limit(8.0, "s", "unexplained silence above this is dead air", OURS)
    announced_s: float = _limit(30.0, "s", "allowance after an announcement ('bear with me')", OURS)
    dead_air_long_s: float = _limit(15.0, "s", "longer dead air leaves nothing of its finding", "Genesys: fails a call")
    dead_air_allowed: float = _limit(2.5, "silences", "so much dead air brings its finding to 0", OURS)

    # answers, holds, listening
    answer_usual_s: float = _limit(2.0, "s", "an answer within this is usual, also after an outburst", OURS)
    answer_slow_s: float = _limit(4.0, "s", "an answer after more than this counts as slow", "LivePerson counts > 4 s")
    hold_check_s: float = _limit(120.0, "s", "a longer hold needs a look in between", "call-centre guidance: 2 minutes")
    let_finish_allowed: float = _limit(3.0, "interruptions", "so many bring their finding to 0", OURS)
    butting_in_charge: float = _limit(0.5, "of an interruption", "what butting in counts", OURS)
    pause_interruption_charge: float = _limit(0.5, "of an interruption", "what coming in at a pause counts", OURS)
    after_story_charge: float = _limit(0.5, "of an interruption", "what one counts after her story is told", OURS)
    long_line_s: float = _limit(10.0, "s", "of her speech: one listener's word is expected for each", OURS)
    long_pause_s: float = _limit(2.0, "s", "a pause inside a turn from which on it is shown", OURS)
    long_turn_s: float = _limit(25.0, "s", "a longer turn of the trainee is called long", f"{OURS}: 60 words")
    long_turn_words: float = _limit(60, "words", "the same in words: a longer turn is charged", f"{OURS}: 25 s")

    # beside the trainee's own usual
    rate_change: float = _limit(0.15, "of the usual", "a rate that differs by this is told", "3 x Quené 2007's 5 %")
    louder_db: float = _limit(6.0, "dB", "louder than the usual by this is told", OURS)
    quieter_db: float = _limit(8.0, "dB", "quieter than the usual by this is told", OURS)
    loudness_min_s: float = _limit(1.5, "s", "less speech: loudness not measured", OURS)
    gain_change_db: float = _limit(6.0, "dB", "noise floor moved with the loudness: another gain or room", OURS)
    flat_range_st: float = _limit(3.0, "semitones", "a pitch range below this, and below the next, is told", OURS)
    flat_range: float = _limit(0.6, "of the usual", "the share of the usual pitch range", OURS)
    raised_pitch_st: float = _limit(
        3.0, "semitones", "higher by this, louder and faster in one turn: a raised voice", OURS
    )
    rate_band_low_wpm: float = _limit(110.0, "words/min", "slowest usual articulation rate, only as context", OURS)
    rate_band_high_wpm: float = _limit(190.0, "words/min", "fastest usual articulation rate, only as context", OURS)
    quiet_speech_dbfs: float = _limit(-40.0, "dBFS", "speech below this is too quiet for the microphone", OURS)
    snr_good_db: float = _limit(15.0, "dB", "noisier: the microphone is mentioned", OURS)

    # live cues
    cue_min_s: float = _limit(3.0, "s", "a cue is shown for at least this long", OURS)
    cue_rest_s: float = _limit(20.0, "s", "a cue that went comes back after this at the earliest", OURS)

    # tempo
    tempo_min_words: float = _limit(7, "words", "shorter turns are not judged", "Yuan, Liberman & Cieri 2006")
    tempo_min_conf: float = _limit(0.85, "confidence", "mean below this: rates not measured", MEASURED)
    nuclei_window_s: float = _limit(
        0.08, "s", "window of the loudness in which syllables are sought", f"{NUCLEI}, measured on read speech"
    )
    nuclei_low_hz: float = _limit(
        300.0, "Hz", "lower end of the band in which vowels are sought", f"{NUCLEI}, band measured on read speech"
    )
    nuclei_high_hz: float = _limit(2500.0, "Hz", "upper end of it", f"{NUCLEI}, band measured on read speech")
    nuclei_below_peak_db: float = _limit(25.0, "dB", "a syllable stands at most this far below the loudest", NUCLEI)
    nuclei_dip_db: float = _limit(1.5, "dB", "dip that parts two syllables", NUCLEI)
    nuclei_min_syllables: float = _limit(
        25, "syllables", "fewer in the words: not compared with those in the sound", CROSS_CHECK
    )
    nuclei_max_more: float = _limit(
        0.25, "of the words' syllables", "so many more in the sound: words were missed, rates not measured", CROSS_CHECK
    )
    nuclei_max_fewer: float = _limit(
        0.4,
        "of the words' syllables",
        "so many fewer in the sound: words were made up, rates not measured",
        CROSS_CHECK,
    )
    live_window_s: float = _limit(15.0, "s", "speech on which the live rate rests", OURS)
    live_memory_s: float = _limit(60.0, "s", "what was said before says nothing of the live rate", OURS)
    live_min_words: float = _limit(15, "words", "fewer in the window: no live rate", OURS)
    live_step_s: float = _limit(1.0, "s", "time between two live rates", OURS)
    live_smoothing: float = _limit(0.3, "weight", "of the newest live rate in the smoothed one", OURS)
    live_change_windows: float = _limit(2, "windows", "in a row that must differ before it is told", OURS)
    filler_min_conf: float = _limit(0.6, "confidence", "a filler heard less clearly is not counted", OURS)

    # sound
    sound_missing_s: float = _limit(
        1.0, "s", "a recording so much shorter than its call is not complete", "a killed program loses the last second"
    )
    frame_s: float = _limit(0.05, "s", "frame of loudness", OURS)
    noise_guard_s: float = _limit(0.1, "s", "sound so near to a voice is neither speech nor noise", OURS)
    snr_min_db: float = _limit(
        10.0, "dB", "noisier: rates, loudness and pitch not measured", f"{OURS}, measured on Vosk"
    )
    loudness_gate_db: float = _limit(
        10.0, "dB", "frames so far below the speech's level do not count in it", "ITU-R BS.1770's relative gate"
    )
    clip_level: float = _limit(0.99, "of full scale", "samples at or above this may be clipped", OURS)
    clip_run: float = _limit(3, "samples", "so many in a row are clipped", OURS)
    clip_max_ratio: float = _limit(0.001, "ratio", "more clipped speech: loudness not measured", OURS)
    piece_s: float = _limit(60.0, "s", "longest stretch of sound worked on at once", "our choice, bounds the memory")
    piece_margin_s: float = _limit(0.5, "s", "sound taken before and after a voice", OURS)
    pitch_floor_hz: float = _limit(60.0, "Hz", "lowest pitch looked for", "Praat, widened")
    pitch_ceiling_hz: float = _limit(600.0, "Hz", "highest pitch looked for", "Praat's default")
    pitch_below: float = _limit(0.75, "of the 1st quartile", "lower pitches are octave errors", "Hirst 2011")
    pitch_above: float = _limit(1.5, "of the 3rd quartile", "higher pitches are octave errors", "Hirst 2011")
    pitch_min_s: float = _limit(1.0, "s", "less voiced sound: pitch not measured", OURS)
    pitch_half_st: float = _limit(
        12.0, "semitones", "half of all pitches further apart: octave errors, pitch not measured", VOICES
    )
    pitch_range_min_s: float = _limit(10.0, "s", "less speech: pitch range not measured", OURS)

    # headset check
    bleed_max_db: float = _limit(
        -15.0, "dB", "customer louder than this in the microphone, beside the trainee: half-duplex", OURS
    )
    echo_s: float = _limit(
        0.3, "s", "without a headset the microphone is ignored for so long after her voice", f"{OURS}: room and devices"
    )
    bleed_max_lag_s: float = _limit(0.5, "s", "the customer's voice comes back within this", "Bluetooth: 0.2 s a way")
    bleed_early_s: float = _limit(0.1, "s", "and up to so much too early: a device may overstate its latency", OURS)
    bleed_passage_s: float = _limit(10.0, "s", "longest passage of a recording in which a copy is sought", OURS)
    bleed_passages: float = _limit(12, "passages", "of each voice are enough, the longest", OURS)
    bleed_min_peak: float = _limit(
        10.0, "times the spread", "correlation that stands out of the rest", "measured: two voices reach 9"
    )
    bleed_band_floor: float = _limit(0.01, "of the mean", "weaker bands do not count in the correlation", OURS)
    baseline_min_voice_s: float = _limit(30.0, "s", "less speech gives no baseline", OURS)
    baseline_min_words: float = _limit(60, "words", "fewer words give no baseline", OURS)
    baseline_min_stretches: float = _limit(3, "stretches", "fewer give no spread (MAD)", OURS)
    baseline_stretch_words: float = _limit(15, "words", "length of a stretch whose spread is looked at", OURS)
    neighbour_min_s: float = _limit(0.3, "s", "voice for so long in the silent step: somebody else speaks", OURS)
    latency_long_s: float = _limit(0.3, "s", "a longer way of the sound is mentioned", "Bluetooth adds 0.2 s")

    def explained(self) -> Iterator[Explained]:
        """Yield every threshold with value, unit, meaning and source."""
        for one in fields(self):
            yield Explained(one.name, getattr(self, one.name), **one.metadata)


SETTINGS = Settings()
