"""How many syllables an English word has, by its groups of vowels."""

import re

_RULES = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # silent endings: charges keeps its e, times and called lose it, table and handled keep a vowel
        (r"([^aeiouylr])l(?:e|es|ed)$", r"\1el"),
        (r"(?<=[^aeiouysxzcg])(?<!ch)(?<!sh)es$", "s"),
        (r"(?<=[^aeioutd])ed$", "d"),
        (r"(?<=[^aeiouy])e$", ""),
        (r"(?<=[^aeiouy])e(?=(?:ly|ments?|ful|less|ness)$)", ""),
        # vowels that are no vowels: nation, patient, million, courageous, guess, quick, player
        (r"(?<=[tscgx])i(?=[ao]|en)(?!at[ei])", ""),
        (r"(?<=[ln])i(?=on)", ""),
        (r"(?<=g)e(?=o)", ""),
        (r"(?<=[gq])u(?=[aeiou])", ""),
        (r"(?<=[aeo])y(?=[aeiou])", "|"),
        # vowels that do not join: serious, client, video, museum, usual, fluent, create, reality, doing
        (r"i(?=[aou])", "i|"),
        (r"i(?=e(?:nc|nt|t))", "i|"),
        (r"e(?=o|um)", "e|"),
        (r"u(?=a|el|en)", "u|"),
        (r"(?<=cre|the)(?=at)", "|"),
        (r"(?<=re)(?=ali)", "|"),
        (r"(?<=[aeouy])(?=ing)", "|"),
    )
]

_VOWELS = re.compile(r"[aeiouy]+")

_EXCEPTIONS = {
    "anyone": 3, "area": 3, "business": 2, "couldn't": 2, "didn't": 2, "different": 2, "doesn't": 2, "evening": 2,
    "every": 2, "everyone": 3, "everything": 3, "hadn't": 2, "hasn't": 2, "haven't": 2, "hm": 1, "hmm": 1,
    "homepage": 2, "idea": 3, "ideas": 3, "isn't": 2, "mhm": 2, "mhmm": 2, "mm": 1, "people": 2, "poem": 2,
    "science": 2, "shouldn't": 2, "someone": 2, "something": 2, "sometime": 2, "sometimes": 2, "somewhere": 2,
    "the": 1, "therefore": 2, "wasn't": 2, "website": 2, "wednesday": 2, "wouldn't": 2,
}  # fmt: skip


def syllables(word: str) -> int:
    """Return the number of syllables of ``word``; at least 1 for anything with a letter, else 0."""
    plain = re.sub(r"[^a-z']", "", word.lower().replace("’", "'"))
    if plain in _EXCEPTIONS:
        return _EXCEPTIONS[plain]
    spoken = plain.replace("'", "")
    if not spoken:
        return 0
    for pattern, replacement in _RULES:
        spoken = pattern.sub(replacement, spoken)
    return max(1, len(_VOWELS.findall(spoken)))
