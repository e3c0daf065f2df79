"""The clauses of a spoken story: one subject and what it does, with or without punctuation."""

from voicedrill.content.text import ASK, STOP, Utterance

_PRONOUNS = frozenset(("i", "we", "he", "she", "they"))
_PERSONS = frozenset(
    (
        "customer", "customers", "guest", "guests", "client", "caller", "lady", "gentleman", "man", "woman", "couple",
        "patient", "passenger", "manager", "colleague", "boss", "someone", "somebody", "people",
    )
)  # fmt: skip
_VERBS = frozenset(
    (
        "was", "were", "is", "are", "had", "has", "said", "told", "called", "came", "left", "thanked", "accepted",
        "agreed", "wanted", "shouted", "started", "apologised", "apologized", "calmed", "got", "rang", "complained",
        "walked", "went",
    )
)  # fmt: skip
_HEADS = _PRONOUNS | _PERSONS | _VERBS
_ARTICLES = frozenset(("the", "a", "an", "one", "this", "that", "my", "our", "another"))
_ALWAYS = frozenset(("but", "because", "then", "although", "though", "however"))
_JOINING = frozenset(("and", "so", "when", "while", "after", "before", "until", "once", "since", "as"))
_OPENINGS = tuple(
    tuple(phrase.split())
    for phrase in (
        "in the end", "as a result", "one day", "after that", "the result was", "the outcome was", "in my last",
        "in my previous", "next time", "what i did", "what i learned", "what i learnt", "for example", "for instance",
        "afterwards", "eventually", "finally", "everything", "since then", "and within",
    )
)  # fmt: skip
_BOUND = frozenset(
    (
        "that", "what", "how", "why", "who", "which", "where", "if", "whether", "than", "like", "said", "think",
        "thought", "know", "knew", "sure", "realised", "realized", "say", "believe", "guess", "mean", "feel", "felt",
        "thing", "everything", "all", "way", "time", "or", "promised", "and", "so", "when", "while", "after", "before",
        "until", "once", "since", "as", "but", "because", "then", "although", "though", "however", "did", "would",
        "could", "can", "will", "do", "does", "was", "were", "imagine", "suppose",
    )
)  # fmt: skip
"""After these a pronoun does not begin a clause of its own."""
_UNNAMED = frozenset(("gave", "told", "took", "made", "let", "sent", "found", "went", "said", "kept", "got", "brought"))
"""Verbs that often follow "and" without a subject; besides them those in -ed."""
_MANY = frozenset(("people", "customers", "guests", "clients"))
_PLURAL_VERBS = frozenset(("are", "were", "like", "just", "always", "want", "do", "can", "have", "who", "think"))
_TRIMMED = frozenset(("and", "but", "so"))


def story_clauses(said: Utterance) -> list[tuple[int, int]]:
    """Return first and last word of each clause, without sentence marks and leading "and", "but", "so"."""
    found, first = [], 0
    for index, word in enumerate((*said.words, STOP)):
        if word in (ASK, STOP):
            found += _split(said.words, first, index - 1)
            first = index + 1
    return [(_trimmed(said.words, start, end), end) for start, end in found]


def _split(words: tuple[str, ...], first: int, last: int) -> list[tuple[int, int]]:
    found, start, is_whole = [], first, False
    for index in range(first, last + 1):
        if index > start and _begins(words, index, last, is_whole):
            found.append((start, index - 1))
            start, is_whole = index, False
        is_whole = is_whole or words[index] in _HEADS or (words[index] == "and" and _is_verb(words, index + 1))
    return [*found, (start, last)] if last >= start else found


def _begins(words: tuple[str, ...], at: int, last: int, is_whole: bool) -> bool:
    """Tell whether a clause begins at a word; ``is_whole``: the one before it has a subject or a verb."""
    word, before = words[at], words[at - 1]
    if any(words[at : at + len(opening)] == opening for opening in _OPENINGS):
        return before not in _BOUND
    if word in _ALWAYS:
        return before not in _BOUND
    if word in _JOINING:
        after = words[at + 1 : at + 2]
        continues = word == "and" and (_is_verb(words, at + 1) or not _ALWAYS.isdisjoint(after))
        return continues or _is_subject(words, at + 1, last)
    return is_whole and before not in _BOUND and _is_subject(words, at, last)


def _is_subject(words: tuple[str, ...], at: int, last: int) -> bool:
    if at > last:
        return False
    if words[at] in _PRONOUNS:
        return True
    if words[at] in _MANY:
        return words[min(at + 1, last)] in _PLURAL_VERBS
    if words[at] == "it":
        return words[at + 1 : at + 2] == ("was",)
    person = next((index for index in range(at + 1, min(at + 4, last)) if words[index] in _PERSONS), None)
    return words[at] in _ARTICLES and person is not None and words[person + 1] in _VERBS


def _is_verb(words: tuple[str, ...], at: int) -> bool:
    return at < len(words) and (words[at].endswith("ed") or words[at] in _UNNAMED)


def _trimmed(words: tuple[str, ...], start: int, end: int) -> int:
    while start < end and words[start] in _TRIMMED:
        start += 1
    return start
