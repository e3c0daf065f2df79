"""The recogniser may be slow; that is not the trainee's silence."""

from fakes.virtual_call import casting

from voicedrill.call.commands import Say
from voicedrill.call.events import (
    Connected,
    CustomerLine,
    CustomerStopped,
    HeardWord,
    SpeechEnd,
    SpeechStart,
    TraineeTurn,
)
from voicedrill.call.inputs import Tick
from voicedrill.call.session import CallSession


def test_she_does_not_ask_whether_anybody_is_there_before_the_words_have_come() -> None:
    session = CallSession(casting())
    session.step(Connected(t_s=0.0))
    line = {"line_id": 1, "beat": "opening", "text": "Hello.", "words": (), "end_s": 3.0, "yields": False}
    session.step(CustomerLine(t_s=1.0, **line))
    session.step(CustomerStopped(t_s=3.0, line_id=1, played_s=2.0, reason="finished"))
    session.step(SpeechStart(t_s=4.0, by="trainee"))
    session.step(SpeechEnd(t_s=5.0, by="trainee"))
    assert [command for second in range(5, 40) for command in session.step(Tick(float(second)))] == []
    words = (HeardWord(word="hello", start_s=4.0, end_s=5.0),)
    said = session.step(TraineeTurn(t_s=40.0, start_s=4.0, end_s=5.0, text="hello", words=words))
    assert [command for command in said if isinstance(command, Say)]
