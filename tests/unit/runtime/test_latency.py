import pytest

from voicedrill.call.events import CustomerLine, CustomerStopped, SpeechStart, TraineeTurn
from voicedrill.runtime.latency import barge_ins_s, reply_latencies_s, summary_s


def turn(end_s: float, understood_s: float | None = None) -> TraineeTurn:
    return TraineeTurn(t_s=understood_s or end_s + 0.7, start_s=end_s - 1, end_s=end_s, text="hello")


def line(t_s: float, beat: str = "go_on") -> CustomerLine:
    return CustomerLine(t_s=t_s, line_id=1, beat=beat, text="x", words=(), end_s=t_s + 2, yields=False)


def stopped(t_s: float, reason: str) -> CustomerStopped:
    return CustomerStopped.model_validate({"t_s": t_s, "line_id": 1, "played_s": 1, "reason": reason})


def test_a_reply_counts_from_the_end_of_the_voice() -> None:
    events = [line(0), turn(4.0), line(4.8), turn(9.0), line(10.0)]
    assert reply_latencies_s(events) == pytest.approx([0.8, 1.0])


def test_also_when_the_last_words_were_understood_after_her_answer_began() -> None:
    assert reply_latencies_s([line(4.8), turn(4.0, understood_s=5.1), line(20.0, "go_on")]) == pytest.approx([0.8])


def test_a_question_into_silence_is_no_reply() -> None:
    assert reply_latencies_s([turn(4.0), line(11.0, "silence"), turn(15.0), line(15.7)]) == pytest.approx([0.7])


def test_barge_ins_count_from_the_trainees_onset() -> None:
    def voice(t_s: float) -> SpeechStart:
        return SpeechStart(t_s=t_s, by="trainee")

    events = [line(0), voice(1.0), stopped(1.7, "barge_in"), line(5), voice(6.0), stopped(7.0, "finished")]
    assert barge_ins_s(events) == pytest.approx([0.7])
    assert barge_ins_s([]) == []


def test_summary() -> None:
    assert summary_s([]) == {"median": None, "p95": None}
    assert summary_s([0.5]) == {"median": 0.5, "p95": 0.5}
    assert summary_s([1.0, 2.0, 3.0]) == {"median": 2.0, "p95": 2.9}
