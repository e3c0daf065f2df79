"""Whatever is appealed against and taken back, the call scores as before, to the byte."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from golden import parcel
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.errors import UserError
from voicedrill.history.notes import NOTES_JSON, read_notes
from voicedrill.runtime.appealing import confirm, correct, dispute, undo
from voicedrill.runtime.debrief import SCORE_JSON, Debrief, debrief
from voicedrill.runtime.detecting import load_detector
from voicedrill.scoring.rubric import AUTO_FAIL_ITEM, RUBRIC

DETECTOR = load_detector(by_meaning=False)
Step = Callable[[Path], Debrief]

moments = st.floats(0, 60) | st.sampled_from([0.4, 1.0, 5.0, 20.0, 30.0])
texts = st.text(max_size=60) | st.sampled_from(["i am sorry your lamp never came", "i promise you a full refund", ""])
steps = st.one_of(
    st.builds(
        lambda name, t_s, words: lambda call: dispute(call, name, t_s, words),
        st.sampled_from([item.id for item in RUBRIC]), moments, texts,
    ),
    st.builds(lambda t_s, text: lambda call: correct(call, t_s, text, DETECTOR), moments, texts),
    st.builds(
        lambda item, said: lambda call: confirm(call, item, said),
        st.sampled_from(sorted(AUTO_FAIL_ITEM)), st.booleans(),
    ),
)  # fmt: skip
calls = st.sampled_from([parcel.good_call(), parcel.poor_call()])


@settings(max_examples=15, deadline=None)
@given(calls, st.lists(steps, max_size=4))
def test_undoing_every_appeal_gives_the_same_bytes(events: tuple[parcel.Event, ...], made: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        call = parcel.write_call(Path(folder) / "call", events)
        kept = (call / "events.jsonl").read_bytes()
        debrief(call)
        scores = [(call / SCORE_JSON).read_bytes()]
        for step in made:
            try:
                step(call)
            except UserError:
                assert (call / SCORE_JSON).read_bytes() == scores[-1]
                continue
            scores.append((call / SCORE_JSON).read_bytes())
        for before in reversed(scores[:-1]):
            undo(call)
            assert (call / SCORE_JSON).read_bytes() == before
        assert (call / "events.jsonl").read_bytes() == kept
        assert not (call / NOTES_JSON).exists() or not read_notes(call).scores
