"""Whose turn it is, as a table: state and event give the next state."""

from enum import StrEnum


class FloorState(StrEnum):
    """Where a call stands."""

    RINGING = "ringing"
    THINKING = "thinking"
    """A line of hers is on its way."""
    SPEAKING = "speaking"
    """She speaks."""
    OVERLAP = "overlap"
    """Both speak."""
    TRAINEE = "trainee"
    """The trainee speaks."""
    CUTTING_IN = "cutting_in"
    """The trainee speaks, and a line of hers is on its way nevertheless."""
    LISTENING = "listening"
    """Nobody speaks; the trainee is to go on or to begin."""
    HOLD = "hold"
    HOLD_TRAINEE = "hold_trainee"
    """On hold, and the trainee speaks (to somebody else)."""
    ENDED = "ended"


class Signal(StrEnum):
    """What happens to the floor."""

    CONNECTED = "connected"
    LINE_STARTS = "customer_line"
    LINE_ENDS = "customer_stopped"
    VOICE_STARTS = "speech_start"
    VOICE_ENDS = "speech_end"
    TURN = "trainee_turn"
    REPLY = "reply"
    """The session decided on a line."""
    WITHDRAW = "withdraw"
    """The line that was on its way is not said after all."""
    HOLD = "hold"
    RESUME = "resume"
    ENDED = "ended"


_S = FloorState
_E = Signal

TRANSITIONS: dict[tuple[FloorState, Signal], FloorState] = {
    (_S.RINGING, _E.CONNECTED): _S.LISTENING,
    (_S.LISTENING, _E.REPLY): _S.THINKING,
    (_S.LISTENING, _E.VOICE_STARTS): _S.TRAINEE,
    (_S.LISTENING, _E.TURN): _S.LISTENING,
    (_S.LISTENING, _E.HOLD): _S.HOLD,
    (_S.THINKING, _E.LINE_STARTS): _S.SPEAKING,
    (_S.THINKING, _E.VOICE_STARTS): _S.TRAINEE,
    (_S.THINKING, _E.WITHDRAW): _S.LISTENING,
    (_S.THINKING, _E.TURN): _S.THINKING,
    (_S.SPEAKING, _E.LINE_ENDS): _S.LISTENING,
    (_S.SPEAKING, _E.VOICE_STARTS): _S.OVERLAP,
    (_S.SPEAKING, _E.TURN): _S.SPEAKING,
    (_S.OVERLAP, _E.LINE_ENDS): _S.TRAINEE,
    (_S.OVERLAP, _E.VOICE_ENDS): _S.SPEAKING,
    (_S.OVERLAP, _E.TURN): _S.OVERLAP,
    (_S.TRAINEE, _E.VOICE_ENDS): _S.LISTENING,
    (_S.TRAINEE, _E.TURN): _S.TRAINEE,
    (_S.TRAINEE, _E.HOLD): _S.HOLD_TRAINEE,
    (_S.TRAINEE, _E.REPLY): _S.CUTTING_IN,
    (_S.CUTTING_IN, _E.LINE_STARTS): _S.OVERLAP,
    (_S.CUTTING_IN, _E.VOICE_ENDS): _S.THINKING,
    (_S.CUTTING_IN, _E.TURN): _S.CUTTING_IN,
    (_S.CUTTING_IN, _E.WITHDRAW): _S.TRAINEE,
    (_S.HOLD, _E.VOICE_STARTS): _S.HOLD_TRAINEE,
    (_S.HOLD, _E.TURN): _S.HOLD,
    (_S.HOLD, _E.RESUME): _S.LISTENING,
    (_S.HOLD_TRAINEE, _E.VOICE_ENDS): _S.HOLD,
    (_S.HOLD_TRAINEE, _E.TURN): _S.HOLD_TRAINEE,
    (_S.HOLD_TRAINEE, _E.RESUME): _S.TRAINEE,
} | {(state, _E.ENDED): _S.ENDED for state in FloorState if state is not _S.ENDED}


class UnexpectedSignalError(ValueError):
    """The table has no such transition; nothing was changed."""


def next_state(state: FloorState, signal: Signal) -> FloorState:
    """Return the state after ``signal``.

    Raises
    ------
    UnexpectedSignalError
        When the table lacks it.
    """
    try:
        return TRANSITIONS[state, signal]
    except KeyError:
        raise UnexpectedSignalError(f"'{signal}' cannot happen while the call is '{state}'") from None
