"""The pattern language and its complaints."""

import pytest

from voicedrill.content.behaviours import PatternDetector
from voicedrill.content.patterns import compile_patterns
from voicedrill.errors import DataError

FILE = """
version: 1
lexicons:
  feel: [frustrat*, not good]
behaviours:
  {name}:
    found:
      - confidence: 0.9
        say:
          - {say}
"""


def found(say: str, text: str, name: str = "empathy") -> list[float]:
    detector = PatternDetector(compile_patterns(FILE.format(say=say, name=name)))
    return [one.confidence for one in detector.detect(text)]


@pytest.mark.parametrize(
    ("say", "text", "there"),
    [
        ("sorry", "so sorry", True),
        ("sorry", "sorrys", False),
        ("apologi*", "i apologise", True),
        ("i/we see", "we see", True),
        ("i_am/we_are here", "we're here", True),
        ("how <feel>", "how frustrating", True),
        ("how <feel>", "how not good", True),
        ("how <feel>/odd", "how odd", True),
        ("i do? see", "i see", True),
        ("i ~ see", "i can really see", True),
        ("i ~ see", "i can really truly see", False),
        ("i ~ see", "i do not see", False),
        ("i ~5 see", "i can very well now see", True),
        ("^ no", "i said. no", True),
        ("^ no", "okay no", True),
        ("^ no", "i said no", False),
        ("thanks $", "all done. thanks!", True),
        ("thanks $", "thanks. all done", False),
        ("right ASK", "is that right?", True),
        ("right ASK", "is that right", False),
        ("i see", "i. see", False),
    ],
)
def test_elements(say: str, text: str, there: bool) -> None:
    assert bool(found(say, text)) is there


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("that must be the worst", [0.9]),
        ("that must of the worst", [0.765]),
        ("that must the worst", [0.765]),
        ("that must not the worst", []),
        ("that much be the worst", []),
    ],
)
def test_one_function_word_may_be_misheard(text: str, confidence: list[float]) -> None:
    assert found("that must be the worst", text) == confidence


def test_a_short_pattern_must_be_heard_as_written() -> None:
    assert found("must be good", "must good") == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("version: [", "no valid YAML"),
        ("version: 1", "entry behaviours"),
        (
            FILE.format(say="how <mood>", name="empathy"),
            "entry empathy: pattern 'how <mood>': there is no lexicon <mood>",
        ),
        (FILE.format(say="(a|b)", name="empathy"), r"'(a|b)' is not a word"),
        (FILE.format(say="a*b", name="empathy"), "is not a word"),
        (FILE.format(say="i? ~", name="empathy"), "no required word"),
        (FILE.format(say="i see ~", name="empathy"), "ends with a gap"),
        (FILE.format(say="i", name="empathy").replace("0.9", "1.9"), "entry behaviours.empathy.found.0.confidence"),
        (FILE.format(say="i", name="empathy").replace("not good", "no(t"), "entry lexicons.feel"),
        (FILE.format(say="i", name="empathy") + "surprise: 1", "entry surprise"),
    ],
)
def test_bad_data_names_the_entry(text: str, complaint: str) -> None:
    with pytest.raises(DataError) as error:
        compile_patterns(text)
    assert complaint in str(error.value)
