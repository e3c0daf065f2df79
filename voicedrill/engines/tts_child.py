"""Speak one line with pyttsx3 and end: the program that the synthesiser starts anew for every line.

pyttsx3 keeps state between requests (properties, the file name, eSpeak's wave phase), so a process is used once. It
reads one JSON object from stdin and writes one to stdout:

- ``{"do": "describe"}`` gives ``{"name", "espeak", "voices": [{"id", "name", "languages", "gender"}]}``;
- ``{"do": "speak", "text", "voice", "rate", "file"}`` writes the file and gives ``{"voice"}``, the voice really used.

A failure gives ``{"error": sentence, "at": "start" | "speak"}``. This file imports nothing of voicedrill, for it is run
by its path.
"""

import ctypes
import faulthandler
import importlib.metadata
import json
import os
import platform
import sys
import threading
from typing import Any

SYSTEM_LIBRARIES = ("libespeak-ng.so.1", "/usr/local/lib/libespeak-ng.so.1")
"""Where pyttsx3 itself looks for eSpeak NG on Linux."""

_LIFETIME_S = 60


def load_espeak() -> ctypes.CDLL:
    """Load the system's eSpeak NG, else the one in the package ``espeakng-loader``.

    pyttsx3 loads the library by its shared object name and gets the one that is loaded already.
    """
    for path in SYSTEM_LIBRARIES:
        try:
            return ctypes.CDLL(path)
        except OSError:
            continue
    import espeakng_loader  # noqa: PLC0415 (only where the system has none)

    # The path compiled into that library is the one of the machine that built it.
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    return ctypes.CDLL(espeakng_loader.get_library_path())


def _version(library: ctypes.CDLL) -> str:
    library.espeak_Info.restype = ctypes.c_char_p
    data_path = ctypes.c_char_p()
    info: bytes = library.espeak_Info(ctypes.byref(data_path))
    return info.decode().split()[0]


def _fix_noise(library: ctypes.CDLL) -> None:
    # eSpeak NG 1.52 seeds the noise in breathy voices with the time, and no line would sound the same twice.
    if hasattr(library, "espeak_ng_SetRandSeed"):
        library.espeak_ng_SetRandSeed(ctypes.c_long(1))


def start() -> tuple[Any, str]:
    """Start pyttsx3's engine for this system; return it with its name and version."""
    espeak = load_espeak() if sys.platform.startswith("linux") else None
    import pyttsx3  # noqa: PLC0415 (its import loads the library)

    engine = pyttsx3.init()
    if espeak is None:
        version = f" on {platform.platform(terse=True)}"
    else:
        version = f" {_version(espeak)}"
        _fix_noise(espeak)
    return engine, f"pyttsx3 {importlib.metadata.version('pyttsx3')}, {engine.driver_name}{version}"


def describe(engine: Any, name: str) -> dict[str, Any]:
    """Return the engine's name and its voices."""
    voices = [
        {"id": one.id, "name": one.name or "", "languages": list(one.languages or ()), "gender": one.gender or ""}
        for one in engine.getProperty("voices")
    ]
    return {"name": name, "espeak": engine.driver_name == "espeak", "voices": voices}


def speak(engine: Any, text: str, voice: str, rate: int, file: str) -> dict[str, Any]:
    """Write ``text`` to ``file``; return the voice that was used."""
    errors: list[Exception] = []
    finished = threading.Event()
    engine.connect("error", lambda name, exception: errors.append(exception))  # noqa: ARG005 (pyttsx3 names them)
    engine.connect("finished-utterance", lambda name, completed: finished.set())  # noqa: ARG005
    engine.connect("started-utterance", lambda name: _set_rate_again(engine, rate))  # noqa: ARG005
    engine.setProperty("voice", voice)
    engine.setProperty("rate", rate)
    engine.save_to_file(text, file)
    engine.runAndWait()
    if errors:
        raise errors[0]
    if engine.driver_name == "espeak":
        finished.wait()  # its runAndWait returns after 10 ms while the file is still being written
    return {"voice": engine.getProperty("voice")}


def _set_rate_again(engine: Any, rate: int) -> None:
    # eSpeak queues the rate, and pyttsx3 cancels that queue when its thread has not emptied it yet. Only eSpeak tells
    # of the start of a file, after the cancelling and just before the text is queued.
    engine.proxy.setBusy(False)
    engine.setProperty("rate", rate)
    engine.proxy.setBusy(True)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked; a failure is an answer too."""
    try:
        engine, name = start()
    except Exception as error:  # noqa: BLE001 (each driver fails in its own way; the parent must hear why)
        return {"error": _sentence(error), "at": "start"}
    try:
        if request["do"] == "describe":
            return describe(engine, name)
        return speak(engine, request["text"], request["voice"], request["rate"], request["file"])
    except Exception as error:  # noqa: BLE001
        return {"error": _sentence(error), "at": "speak"}


def _sentence(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def main() -> None:
    """Answer one request and leave at once."""
    faulthandler.dump_traceback_later(_LIFETIME_S, exit=True)  # also when the parent is gone and nobody kills us
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # pyttsx3 prints to stdout
    replies.write(json.dumps(answer(json.load(sys.stdin))))
    replies.close()
    os._exit(0)  # eSpeak's thread may not be waited for: it fails an assertion when Python ends


if __name__ == "__main__":
    main()
