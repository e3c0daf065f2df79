"""Words that only fill time: "you know", "I mean", "basically" … Precision comes before completeness.

"Um" and "uh" are not among them: the recogniser leaves them out.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from voicedrill.speech.measurement import Filler
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.words import Word

_PAUSE = " | "
_WHO = r"i|you|he|she|it|we|they|me|him|her|us|them|this|that|these|those"
_WHOSE = r"an?|the|my|your|his|its|our|their|some|any|no|every|each|another"
_ASK = r"what|how|why|where|who|when|which|whether|if"
_BEGIN = r"(?:^|\|\ |\b(?:and|but|so|because|or|well|yeah|yes|no|okay)\ )"
_END = r"(?![\w'])"

# What is no filler stands first, so that it is passed over: "do you know", "what I mean", "what kind of".
_FILLERS = re.compile(
    rf"""
    \b(?:do|did|does|don't|didn't|would|will|can|could|should|may|might|must|let|if|how|as|when|that|to|what|than
      |because|since|before|once|think|thought|hope|sure|i'll|we'll|you'll)\ you\ know\b
    | \b(?:what|do|did|does|don't|didn't|that|which|this|if|how|would|could|might|to)\ i\ mean\b
    | \b(?:{_WHOSE}|{_ASK}|this|that|these|those|all|other|same|different|certain|many|two|three|one|right|wrong|only
      |new|best|most|worst|first|last|of|such|both|very)\ (?:sort|kind)\ of\b
    | (?P<filler>
        \byou\ know\b(?!\ (?:{_ASK}|{_WHOSE}|me|him|her|us|them|this|that|these|those|about|more|better|anything
          |something|nothing|everything|all|exactly|of|for|already|yet|who's|what's|how's){_END})
      | \bi\ mean\b(?=\ .)(?!\ (?:it|that|this|to|by|an?|the|you|what|no|is|was|well|business|every|him|her|them){_END})
      | \bbasically\b
      | (?<=\ )(?:sort|kind)\ of\b(?=\ \w)(?!\ (?:{_WHOSE}|{_WHO}|{_ASK}|things?|people|person){_END})
      | (?<=\w\ )actually(?=$|\ \|)
    )
    | {_BEGIN}(?P<opening>actually\b(?=\ .)|like\b(?=\ (?:you\ know|really|literally|totally|super|basically)\b))
    """,
    re.VERBOSE,
)


def find_fillers(words: Sequence[Word], settings: Settings = SETTINGS) -> tuple[Filler, ...]:
    """Return the fillers of one turn, in order of time.

    Parameters
    ----------
    words : sequence of Word
        The words of the turn, in order.
    settings : Settings
        Fillers with a word below `Settings.filler_min_conf` are left out; a silence of
        `Settings.pause_min_s` parts one phrase from the next.
    """
    if not words:
        return ()
    plain = [re.sub(r"[^\w'’-]", "", word.word.lower()).replace("’", "'") for word in words]
    joints = [
        _PAUSE if after.start_s - before.end_s >= settings.pause_min_s else " " for before, after in pairwise(words)
    ]
    pieces = [word + joint for word, joint in zip(plain, [*joints, ""], strict=True)]
    begins = [0, *accumulate(len(piece) for piece in pieces[:-1])]
    found: list[Filler] = []
    for match in _FILLERS.finditer("".join(pieces)):
        text = match["filler"] or match["opening"]
        if not text:
            continue
        first = bisect_right(begins, match.start("filler" if match["filler"] else "opening")) - 1
        said = words[first : first + len(text.split())]
        if min(word.conf for word in said) >= settings.filler_min_conf:
            found.append(Filler(text, said[0].start_s, said[-1].end_s))
    return tuple(found)
