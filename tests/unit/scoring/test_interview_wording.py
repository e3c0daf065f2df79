import pytest

from voicedrill.scoring.interview_wording import told


@pytest.mark.parametrize(
    ("would", "did"),
    [
        ("i would listen to him", "I listened to him"),
        ("i would first of all stay calm", "I stayed calm"),
        ("then i would first apologise", "I apologised"),
        ("i would not shout", "I did not shout"),
        ("i stayed calm", ""),
    ],
)
def test_what_one_would_do_is_told_as_done(would: str, did: str) -> None:
    assert told(would) == did
