"""YAML text → plain dicts, lists and texts, with the line of every value.

Only the parser of the YAML library is used: no object is ever constructed, no scalar is guessed to be a number, a date
or a boolean. Whatever could surprise (tags, aliases, duplicate keys, deep nesting) is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from voicedrill.persona.problems import Path, PersonaError, Problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
MAX_NODES = 20_000

Value = str | list["Value"] | dict[str, "Value"] | None

_BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_HINTS = (
    ("mapping values are not allowed", "Put a text that contains a colon in quotes, and check the indentation."),
    ("could not find expected ':'", "Is a colon missing, or a text that runs over several lines not in quotes?"),
    ("tab character", "Indent with spaces, not with tabs."),
    ("cannot start any token", "Put a text that begins with a special character in quotes."),
    ("expected key", "Check the indentation; put a text that begins with a quote or a bracket in quotes."),
    ("expected '-'", "Check the indentation; put a text that begins with a quote or a bracket in quotes."),
    ("expected ','", "Is a comma or a closing bracket missing?"),
    ("escape code", "Write the character itself instead of its number."),
    ("end of stream", "Is a closing quote or bracket missing?"),
)


@dataclass(frozen=True)
class Document:
    """The content of a YAML text; every scalar is a `str`, an empty one is `None` or left out."""

    data: Value
    lines: dict[Path, int]
    """Line (from 1) of every value; for a value in a mapping the line of its key."""

    def line(self, path: Path) -> int:
        """Return the line of the value at ``path``, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str, name: str) -> Document:
    """Read one YAML 1.2 document.

    Raises
    ------
    PersonaError
        When the text is too large or too deep, is not YAML, holds control characters, tags, anchors, aliases,
        duplicate keys or several documents.
    """
    if len(text) > MAX_BYTES or len(text.encode(errors="surrogatepass")) > MAX_BYTES:
        raise PersonaError(name, (_problem(1, f"The file is larger than {MAX_BYTES // 1024} kB."),))
    text = text.removeprefix("\ufeff")
    bad = _BAD_CHARACTER.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        raise PersonaError(name, (_problem(line, _bad_character(bad[0])),))
    builder = _Builder()
    try:
        for event in _events(text):
            builder.add(event)
    except _Stopped:
        pass
    except (YAMLError, ValueError, OverflowError) as error:
        builder.problems.append(_not_yaml(error))
    if builder.problems:
        raise PersonaError(name, tuple(sorted(builder.problems)))
    return Document(builder.data, builder.lines)


class _Stopped(Exception):  # noqa: N818 - no error of its own, the problem is noted
    """Reading on makes no sense."""


@dataclass
class _Open:
    """A list or mapping that is being read."""

    path: Path
    value: list[Value] | dict[str, Value]
    key: str | None = None
    key_lines: dict[str, int] = field(default_factory=dict)


@dataclass
class _Builder:
    """Builds plain values from parser events."""

    data: Value = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _documents: int = 0
    _nodes: int = 0

    def add(self, event: Event) -> None:
        """Take the next event."""
        line = event.start_mark.line + 1
        if isinstance(event, DocumentStartEvent):
            self._start_document(event, line)
        elif isinstance(event, CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, NodeEvent):
            self._check_node(event, line)
            self._add_node(event, line)

    def _start_document(self, event: DocumentStartEvent, line: int) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop(line, "A second document begins here; write one customer in one file.")
        if event.tags or event.version not in {None, (1, 2)}:
            self._note(line, "Only '%YAML 1.2' is allowed before the document; leave the line with '%' out.")

    def _check_node(self, event: NodeEvent, line: int) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop(line, f"The file has more than {MAX_NODES} values.")
        if isinstance(event, AliasEvent) or event.anchor is not None:
            sign = "*" if isinstance(event, AliasEvent) else "&"
            self._note(line, f"'{sign}{event.anchor}': anchors and aliases are not allowed; quote a text like this.")
        if getattr(event, "tag", None) is not None:
            self._note(line, "Tags (words that begin with '!') are not allowed; put a text like this in quotes.")

    def _add_node(self, event: NodeEvent, line: int) -> None:
        parent = self._stack[-1] if self._stack else None
        is_key = parent is not None and isinstance(parent.value, dict) and parent.key is None
        if is_key and parent is not None:
            parent.key = self._key(event, parent, line)
            return
        path, line = self._place(parent, line)
        self.lines[path] = line
        value = self._value(event, line)
        self._put(parent, value)
        if isinstance(value, (list, dict)) and isinstance(event, CollectionStartEvent):
            if len(self._stack) == MAX_DEPTH:
                self._stop(line, f"The file is nested deeper than {MAX_DEPTH} levels.")
            self._stack.append(_Open(path, value))

    def _value(self, event: NodeEvent, line: int) -> Value:
        if isinstance(event, CollectionStartEvent):
            return {} if isinstance(event, MappingStartEvent) else []
        return self._text(event, line) if isinstance(event, ScalarEvent) else None

    def _text(self, event: ScalarEvent, line: int) -> str | None:
        bad = _BAD_CHARACTER.search(event.value)
        if bad:
            self._note(line, _bad_character(bad[0]))
        return None if event.value == "" and not event.style else " ".join(event.value.split())

    def _key(self, event: NodeEvent, parent: _Open, line: int) -> str:
        text = self._text(event, line) if isinstance(event, ScalarEvent) else None
        if not text:
            self._stop(line, "A key must be a word; put a text that begins with a bracket in quotes.")
        assert text is not None
        if text in parent.key_lines:
            self._note(line, f"The key '{text}' is given twice (first on line {parent.key_lines[text]}).")
        parent.key_lines[text] = line
        return text

    def _place(self, parent: _Open | None, line: int) -> tuple[Path, int]:
        if parent is None:
            return (), line
        if parent.key is not None:
            return (*parent.path, parent.key), parent.key_lines[parent.key]
        return (*parent.path, len(parent.value)), line

    def _put(self, parent: _Open | None, value: Value) -> None:
        if parent is None:
            self.data = value
        elif isinstance(parent.value, list):
            parent.value.append(value)
        else:
            if value is not None and parent.key is not None:
                parent.value[parent.key] = value
            parent.key = None

    def _note(self, line: int, message: str) -> None:
        self.problems.append(_problem(line, message))

    def _stop(self, line: int, message: str) -> None:
        self._note(line, message)
        raise _Stopped


def _events(text: str) -> Iterator[Event]:
    # libyaml reads all shipped customers in a tenth of the time that a parser written in Python takes.
    yield from yaml.parse(text, Loader=yaml.CSafeLoader)


def _problem(line: int, message: str) -> Problem:
    return Problem(line, "error", message)


def _bad_character(character: str) -> str:
    return f"The invisible character U+{ord(character):04X} is not allowed; delete it and type the text again."


def _not_yaml(error: Exception) -> Problem:
    if not isinstance(error, MarkedYAMLError):
        return _problem(1, "This is not YAML: a number or an escaped character is out of range.")
    mark = error.problem_mark or error.context_mark
    what = " ".join(str(error.problem or error.context or "it cannot be read").split())
    hint = next((hint for sign, hint in _HINTS if sign in what), "")
    return _problem(mark.line + 1 if mark else 1, f"This is not YAML: {what}. {hint}".rstrip())
