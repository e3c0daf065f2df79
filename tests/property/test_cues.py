"""Whatever happens in a call, the cues stay calm."""

from hypothesis import given
from hypothesis import strategies as st

from voicedrill.call.cues import CueChooser, CueKind, Moment, wanted_cues
from voicedrill.speech.settings import SETTINGS

moments = st.builds(
    Moment,
    talks_over=st.booleans(),
    waits_s=st.sampled_from([0.0, 3.9, 4.1, 20.0]),
    talks_s=st.sampled_from([0.0, 2.0, 24.9, 25.1]),
    clipped=st.booleans(),
    faster=st.booleans(),
    beside_usual_db=st.sampled_from([None, -9.0, 0.0, 7.0]),
)
calls = st.lists(st.tuples(moments, st.sampled_from([0.1, 0.5, 2.9, 3.1, 19.0, 21.0])), max_size=60)


@given(calls)
def test_cues_never_flicker(call: list[tuple[Moment, float]]) -> None:
    chooser, now_s = CueChooser(), 0.0
    shown: CueKind | None = None
    came_s: dict[CueKind, float] = {}
    went_s: dict[CueKind, float] = {}
    for moment, step_s in call:
        cue = chooser.choose(moment, now_s)
        assert cue is None or isinstance(cue, CueKind)
        if cue is not shown:
            if shown is not None:
                assert now_s - came_s[shown] >= SETTINGS.cue_min_s
                went_s[shown] = now_s
            if cue is not None:
                assert cue in wanted_cues(moment)
                assert now_s - went_s.get(cue, -100.0) >= SETTINGS.cue_rest_s
                came_s[cue] = now_s
            shown = cue
        now_s += step_s
    if shown is not None:
        assert chooser.choose(Moment(), now_s + SETTINGS.cue_min_s) is None


@given(calls)
def test_the_same_call_gives_the_same_cues(call: list[tuple[Moment, float]]) -> None:
    def cues() -> list[CueKind | None]:
        chooser, now_s, given_cues = CueChooser(), 0.0, []
        for moment, step_s in call:
            given_cues.append(chooser.choose(moment, now_s))
            now_s += step_s
        return given_cues

    assert cues() == cues()
