"""Whether somebody who fell silent was in the middle of a sentence, from the words and from how the voice ended."""

from collections.abc import Sequence

from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.turn_end import CONNECTIVES
from voicedrill.speech.words import Word

OPEN_ENDINGS = CONNECTIVES | frozenset(
    [
        "although", "am", "as", "be", "been", "being", "by", "during", "every", "has", "he", "i", "into", "its", "our",
        "per", "she", "than", "their", "they", "unless", "until", "very", "we", "whether", "while",
    ]
)  # fmt: skip
"""Words on which hardly any sentence ends: more is to come."""

CONTINUATIONS = frozenset(
    [
        "been", "from", "him", "into", "me", "of", "than", "them", "to", "us", "was", "were", "which", "who", "whose",
        "with",
    ]
)  # fmt: skip
"""Words with which hardly any sentence begins: whoever goes on with one had not finished."""

_VERBS = frozenset(
    [
        "are", "can", "could", "did", "do", "does", "had", "have", "is", "might", "must", "should", "was", "were",
        "will", "would",
    ]
)  # fmt: skip
"""Open when something other than a pronoun stands before: "my name is …", but "yes it is"."""

_PRONOUNS = frozenset(["he", "i", "it", "she", "that", "there", "they", "this", "we", "you"])
_QUESTIONS = frozenset(["how", "what", "when", "where", "which", "who", "why"])
"""With one of them nearby a verb may well come last: "where my parcel is"."""

_CONJUNCTIONS = frozenset(
    [
        "although", "and", "as", "because", "but", "if", "or", "so", "than", "that", "unless", "until", "what", "when",
        "where", "whether", "which", "while", "who",
    ]
)  # fmt: skip
_SUBJECTS = frozenset(["he", "i", "i'll", "i'm", "i've", "she", "they", "they're", "we", "we'll", "we're", "we've"])
"""They begin a clause; after anything but a conjunction it is a new one: nobody says "for he"."""

_NEAR_WORDS = 5


def sentence_open(
    words: Sequence[Word], at_s: float, sure_conf: float, settings: Settings = SETTINGS, held: float = 0.0
) -> bool:
    """Tell whether the speaker of ``words`` had not finished when silent at ``at_s``; False when in doubt.

    Parameters
    ----------
    words : sequence of Word
        Everything the speaker said, in order of time.
    at_s : float
        A moment of silence.
    sure_conf : float
        Words below this confidence say nothing.
    settings : Settings
        ``open_pause_s`` is how soon after the silence began a word must come to continue the sentence;
        ``open_words``, ``open_no_words`` and ``open_new_subject`` are what the words weigh.
    held : float
        How much the voice sounded as if to go on (`voicedrill.speech.ending.Endings.held`); 0 when not known.
    """
    return _words_tell(words, at_s, sure_conf, settings) + held > 0.0


def _words_tell(words: Sequence[Word], at_s: float, sure_conf: float, settings: Settings) -> float:
    """Return how much the last words before ``at_s`` and the first after it say that more had to come."""
    before = [word for word in words if _middle_s(word) < at_s][-_NEAR_WORDS:]
    if not before:
        return settings.open_no_words
    said = [word.word.lower() for word in before]
    after = next((word for word in words if _middle_s(word) >= at_s), None)
    soon = after is not None and after.start_s - before[-1].end_s < settings.open_pause_s
    following = after.word.lower() if after is not None and soon and after.conf >= sure_conf else ""
    told = (before[-1].conf >= sure_conf and _leaves_open(said)) or following in CONTINUATIONS
    begins_anew = following in _SUBJECTS and said[-1] not in _CONJUNCTIONS
    points = settings.open_words if told else settings.open_no_words
    return points + settings.open_new_subject if begins_anew else points


def _leaves_open(said: Sequence[str]) -> bool:
    if said[-1] in OPEN_ENDINGS:
        return True
    if said[-1] not in _VERBS or len(said) < 2 or said[-2] in _PRONOUNS:
        return False
    return not _QUESTIONS.intersection(said)


def _middle_s(word: Word) -> float:
    return (word.start_s + word.end_s) / 2
