"""Limits of the conversation itself, in seconds unless the name says otherwise.

What is also a threshold of a measure stands in `voicedrill.speech.settings` and nowhere else.
Sources: measures.md §5 (endings); all are proposals of ours with no published authority.
"""

from typing import Final

OPENING_AFTER_S: Final = 1.0
"""She lets the trainee greet her for this long; then she speaks."""
HOLDS_OUT_S: Final = 3.0
"""When she talks on over the trainee, she gives up after this long."""
HOLD_PATIENCE_PER_S: Final = 0.002
"""Patience lost on hold."""
FORGOTTEN_PAUSE_S: Final = 300.0
"""A pause of the practice that lasts so long was forgotten: the call ends as if the trainee had hung up."""
LONG_HOLD_S: Final = 45.0
"""A hold longer than this annoys."""
PATIENCE_S: Final = 480.0
"""Patience is worn out by time alone after eight minutes, or later where calls are long."""
TIMEOUT_S: Final = 600.0
"""The call ends after ten minutes, whatever its state; a customer whose calls are long stays longer."""
LONG_CALL: Final = 1.6
"""She has patience, and stays, for this many times the usual length of her calls."""
CUT_IN_LINES: Final = 2
"""She cuts in at most once in so many lines of hers."""
CUT_INS: Final = 2
"""So often she cuts in in one call: it teaches to go on calmly, not to give up."""
RAMBLING_S: Final = 25.0
"""A turn this long rambles (`Settings.monologue_s` is the measure; she loses patience earlier)."""
SETTLED_SILENCE_S: Final = 5.0
"""After a settled call she hangs up when the trainee says nothing for this long."""
MIN_CONFIDENCE: Final = 0.6
"""Mean word confidence below which a turn counts as not understood."""
UNCLEAR_VOICE_S: Final = 1.0
"""A voice this long without any word was speech that was not understood; a shorter one is noise."""
