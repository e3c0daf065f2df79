"""Whatever a trainee does, a session keeps its promises (checked by `VirtualCall.step`)."""

from fakes.virtual_call import VirtualCall, casting
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.call.session import CallSession
from voicedrill.persona.schema import Beat

TEXTS = (
    "",
    "um",
    "yes okay",
    "can you give me the order number please",
    "i am so sorry about the lamp",
    "i will send a new lamp today",
    "it will be there by noon",
    "calm down that is our policy",
)
BEHAVIOURS = (
    "greeting", "empathy", "apology", "ownership", "question", "paraphrase", "solution", "next_steps", "hold",
    "escalation", "firm", "defensive", "closing", "profanity", "over_promise", "wrong_fact", "repeat_question",
)  # fmt: skip

actions = st.one_of(
    st.tuples(st.just("wait"), st.sampled_from([0.02, 0.1, 0.3, 0.6, 1.1, 3.5, 9.0])),
    st.tuples(st.just("voice")),
    st.tuples(st.just("so_far"), st.sampled_from(TEXTS)),
    st.tuples(
        st.just("turn"),
        st.sampled_from(TEXTS),
        st.lists(st.sampled_from(BEHAVIOURS), max_size=3, unique=True),
        st.sampled_from([1.0, 1.0, 0.4]),
    ),
    st.tuples(
        st.just("say"), st.sampled_from(TEXTS[1:]), st.lists(st.sampled_from(BEHAVIOURS), max_size=3, unique=True)
    ),
    st.tuples(
        st.just("press"), st.sampled_from(["hold", "resume", "pause", "continue", "supervisor", "repeat", "note"])
    ),
)


def carry_out(call: VirtualCall, plan: list[tuple]) -> None:
    """Do what is plausible of the plan: the voice goes on and off in turn, a turn is understood after its end."""
    talking, unheard = False, 0
    for action in plan:
        match action:
            case ("wait", seconds):
                call.wait(seconds)
            case ("voice",):
                talking = not talking
                call.voice_on() if talking else call.voice_off()
                unheard += not talking
            case ("so_far", text):
                call.so_far(text)
            case ("turn", text, behaviours, conf) if unheard:
                unheard = 0
                call.turn(text, *behaviours, conf=conf)
            case ("say", text, behaviours) if not talking:
                call.say(text, *behaviours)
            case ("press", kind):
                call.press(kind)
        if call.outcome:
            break


@settings(max_examples=80, deadline=None)
@given(
    st.lists(actions, max_size=40),
    st.integers(0, 50),
    st.sampled_from([0.2, 0.6, 0.95]),
    st.sampled_from([0.02, 0.3, 2.0]),
)
def test_no_plausible_call_breaks_the_session(plan: list[tuple], seed: int, anger: float, render_s: float) -> None:
    call = VirtualCall(casting(seed, anger=anger), render_s)
    carry_out(call, plan)
    again = CallSession(casting(seed, anger=anger))
    commands = [command for event in call.inputs for command in again.step(event)]
    assert commands == call.commands
    call.hang_up()
    assert call.outcome
    for _ in range(3):
        call.wait(1.0)  # `VirtualCall.step` sees that nothing follows
    if not {("press", "repeat"), ("press", "pause")} & {one[:2] for one in plan if one[0] == "press"}:
        # a line that she gave up for the trainee's sake was not said, and may come again
        taken_back = {number for number, reason in call.stops if reason in ("cut_in_by_mistake", "barge_in")}
        own = {wording for beat in casting(seed).persona.beats for wording in beat.say}
        said = [line.text for line in call.lines if line.line_id not in taken_back and line.text in own]
        assert len(said) == len({*said})


@settings(max_examples=12, deadline=None)
@given(st.lists(actions, max_size=25), st.integers(0, 20))
def test_left_alone_afterwards_every_call_ends_by_itself(plan: list[tuple], seed: int) -> None:
    call = VirtualCall(casting(seed))
    carry_out(call, [one for one in plan if one != ("voice",)])
    while not call.outcome and call.now_s < 700:
        call.wait(1.0)
    forgotten_pause = {"trainee_hung_up"} if ("press", "pause") in plan else set()
    assert call.outcome in {"hang_up", "timeout", "resolved", "accepts_limit", "supervisor"} | forgotten_pause


def test_the_customer_of_these_tests_has_a_story() -> None:
    beats: tuple[Beat, ...] = casting().persona.beats
    assert [beat.id for beat in beats if beat.effects.story_done] == ["story"]
