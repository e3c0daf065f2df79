"""How well the customers are understood: ``python -m bench.intelligible [--words N]``.

Prints the recogniser's word error rate on the customers' lines, at least N words an engine: as rendered, by telephone
and on a bad line, calm. Lines with slots or names in them are left out: these measure the recogniser, not the voice.
Needs the natural voice: ``voicedrill models get natural``.
"""

import argparse
import itertools
import json
import re
from collections.abc import Iterator
from typing import get_args

from bench.words import plain
from voicedrill.audio.telephone import Line, telephone
from voicedrill.engines.manifest import load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.ports import SpeechToText
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.engines.voice_cache import NamedSynthesiser
from voicedrill.engines.voice_engine import natural_voice, system_voice
from voicedrill.engines.voices import voice_cache_dir
from voicedrill.persona.casting import cast
from voicedrill.persona.schema import Persona
from voicedrill.runtime.library import list_personas
from voicedrill.runtime.manner import voicing
from voicedrill.speech.word_errors import word_errors

CALM = 0.1
_FEWEST_WORDS = 5
_NAME = re.compile(r"(?<=[a-z,] )(?!I\b)[A-Z]|\b(?:Mr|Mrs|Ms|Dr)\b")
"""A word with a capital within a sentence, or a title before one."""


def lines_of(persona: Persona) -> Iterator[str]:
    """Yield the persona's lines without slots, as spoken."""
    casting = cast(persona, None, 1)
    wordings = (wording for beat in persona.beats for wording in beat.say)
    yield from (
        casting.spoken(one)
        for one in wordings
        if "{" not in one and len(one.split()) >= _FEWEST_WORDS and not _NAME.search(one)
    )


def chosen_lines(words: int) -> list[tuple[Persona, str]]:
    """Return lines of all personas in turn, at least so many words together."""
    personas = [entry.persona for entry in list_personas() if entry.persona is not None]
    rounds = itertools.zip_longest(*(((one, line) for line in lines_of(one)) for one in personas))
    found, total = [], 0
    for persona, line in (pair for group in rounds for pair in group if pair is not None):
        found.append((persona, line))
        total += len(plain(line))
        if total >= words:
            return found
    raise SystemExit(f"All customers together say {total} words.")


def error_rates(voice: NamedSynthesiser, lines: list[tuple[Persona, str]], stt: SpeechToText) -> dict[str, object]:
    """Return the word error rate by line."""
    found: dict[Line, int] = dict.fromkeys(get_args(Line), 0)
    for seed, (persona, text) in enumerate(lines):
        samples = voice.render(text, voicing(persona.voice, CALM)).samples
        for line in found:
            recogniser = stt.recogniser()
            recogniser.accept(telephone(samples, line=line, seed=seed))
            found[line] += word_errors(plain(text), [word.word for word in recogniser.final()])
    total = sum(len(plain(text)) for _, text in lines)
    return {"engine": voice.name, **{line: round(count / total, 4) for line, count in found.items()}}


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=1500, help="at least so many words for each engine")
    lines = chosen_lines(parser.parse_args().words)
    stt = load_speech_to_text(lambda *_: None)
    manifest, folder = load_manifest(), voice_cache_dir()
    voices = [natural_voice(folder, ModelStore(models_dir(), manifest), manifest), system_voice(folder)]
    report: dict[str, object] = {"lines": len(lines), "words": sum(len(plain(text)) for _, text in lines)}
    for name, voice in zip(("natural", "system"), voices, strict=True):
        try:
            report[name] = error_rates(voice, lines, stt)
        finally:
            voice.close()
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
