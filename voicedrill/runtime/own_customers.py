"""The user's own customers: copied, changed in a form, kept in a file with all else as it was, and deleted."""

import contextlib
import io
import os
import re
from dataclasses import replace
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from voicedrill.errors import UserError
from voicedrill.persona.draft import Content
from voicedrill.persona.lint import load_checked
from voicedrill.persona.yaml_reader import Value, read
from voicedrill.runtime.customer_draft import CustomerDraft
from voicedrill.runtime.library import SUFFIXES, list_personas, personas_dir

_LONGEST_ID = 40
_WIDTH = 400
"""No line that a hand wrote is folded."""


def copy_of(text: str) -> CustomerDraft:
    """Return a copy of a customer under an id of its own."""
    content = _content(text)
    taken = {entry.persona.id for entry in list_personas() if entry.persona is not None}
    taken |= {path.stem for path in personas_dir().glob("*") if path.suffix in SUFFIXES}
    content["id"] = _free_id(str(content["id"]), taken)
    content["title"] = f"{content['title']} (copy)"
    return CustomerDraft(text, content)


def draft_of(persona_id: str) -> CustomerDraft:
    """Return one of the user's own customers, to be changed.

    Raises
    ------
    UserError
        When there is none with this id.
    """
    file = _own_file(persona_id)
    text = file.read_text(encoding="utf-8")
    return CustomerDraft(text, _content(text), file)


def keep(draft: CustomerDraft) -> CustomerDraft:
    """Write a draft to its file among the user's own customers, and return it as it is kept.

    Raises
    ------
    UserError
        When it has errors, or cannot be written.
    """
    text = text_of(draft)
    name = str(draft.content["id"])
    persona = load_checked(text, name)
    file = draft.file or personas_dir() / f"{persona.id}.yaml"
    made = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(text, encoding="utf-8", newline="\n")
        if draft.file is None:
            os.link(made, file)  # fails when it is there, which replacing would not
            made.unlink()
        else:
            made.replace(file)
    except FileExistsError:
        made.unlink(missing_ok=True)
        raise UserError(f"'{file}' exists already and was left as it is. Duplicate the customer once more.") from None
    except OSError as error:
        with contextlib.suppress(OSError):
            made.unlink()
        raise UserError(f"'{file}' cannot be written: {error.strerror}. Nothing was changed.") from error
    return replace(draft, text=text, content=_content(text), file=file)


def text_of(draft: CustomerDraft) -> str:
    """Return the file of a draft: comments, order and whatever no field shows stay as they were."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    tree = yaml.load(draft.text)
    _put(tree, _content(draft.text), draft.content)
    out = io.StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def own_ids() -> frozenset[str]:
    """Return the ids of the user's own customers."""
    folder = personas_dir()
    return frozenset(
        entry.persona.id for entry in list_personas() if entry.persona is not None and entry.path.parent == folder
    )


def delete(persona_id: str) -> None:
    """Delete one of the user's own customers; raises `UserError` when it is none of them, or cannot be."""
    file = _own_file(persona_id)
    try:
        file.unlink()
    except OSError as error:
        raise UserError(f"'{file}' cannot be deleted: {error.strerror}.") from error


def _put(tree: CommentedMap | CommentedSeq, before: Value, after: Value) -> None:
    """Change in ``tree`` what differs; the two have the same form but for the length of lists of texts."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before:
            if isinstance(before[key], (dict, list)) and not _is_lines(before[key]):
                _put(tree[key], before[key], after[key])
            elif before[key] != after[key]:
                tree[key] = _scalars(after[key], tree[key])
    elif isinstance(before, list) and isinstance(after, list):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            if isinstance(old, (dict, list)):
                _put(tree[index], old, new)
            elif old != new:
                tree[index] = new


def _is_lines(value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _scalars(value: Value, before: object) -> object:
    if isinstance(value, str):
        return int(value) if isinstance(before, int) and value.isdecimal() else value
    lines = CommentedSeq(value or ())
    if isinstance(before, CommentedSeq) and before.fa.flow_style():
        lines.fa.set_flow_style()
    return lines


def _content(text: str) -> Content:
    data = read(text, "the customer").data
    assert isinstance(data, dict), "it was loaded before"
    return data


def _own_file(persona_id: str) -> Path:
    folder = personas_dir()
    for entry in list_personas():
        if entry.persona is not None and entry.persona.id == persona_id and entry.path.parent == folder:
            return entry.path
    raise UserError(f"There is no customer of your own with the id '{persona_id}' any more.")


def _free_id(wanted: str, taken: set[str]) -> str:
    stem = re.sub(r"_own\d*$", "", wanted)[: _LONGEST_ID - len("_own999")]
    number = 1
    while (name := f"{stem}_own{number if number > 1 else ''}") in taken:
        number += 1
    return name
