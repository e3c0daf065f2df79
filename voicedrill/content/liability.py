"""Liability: admissions of fault (measures.md §4, R18), apart from regret, hypotheses and care for the follow-up."""

import re

from voicedrill.content.detection import Detection
from voicedrill.content.text import ASK, STOP, Utterance

_FAULT = "(?:fault|mistake|error|negligence|wrongdoing|oversight|failure|blunder|slip|doing)"
_STAFF = (
    r"(?:driver|courier|depot|warehouse|technician|engineer|team|staff|colleague|office|branch|department|company"
    r"|system|reception|receptionist|kitchen|shop|store|bank|people|supplier|partner|contractor|carrier|agent|clerk"
    r"|mechanic|installer|crew|manager|website|computer|delivery (?:man|service|driver)|side|end)s?"
)
_EVER = r"(?:all |entirely |completely |totally |really |simply |clearly |obviously |just |definitely |solely )*"
_MISDEED = (
    r"(?:caused (?:this|that|it|the|all|you)|damaged|broke (?:it|the|your)|ruined|messed|screwed|failed|mislaid"
    r"|misplaced|mishandled|misread|misdelivered|forgot|forgotten|neglected|overlooked|botched|bungled|slipped up"
    r"|blundered|fell short|let you down|dropped the ball|did not do (?:our|my|their|his|her) job"
    r"|(?:was|were) (?:careless|negligent|sloppy)|lost (?:it|them|track of|(?:the|your)(?! (?:line|connection|details"
    r"|call|signal|voice)))"
    r"|dropped (?:it|your|the)|overcharged|double booked|mixed (?:it|this|that|things|your|up)"
    r"|(?:got|did|done) (?:this|that|it|things) (?:all |totally |completely )?wrong|got it wrong"
    r"|(?:sent|took|gave|put|left|entered|booked|delivered|charged|typed)(?: \S+){0,4}? (?:the )?wrong"
    r"|made (?:a|an|the|this|that|some)(?: \S+)? (?:mistakes?|errors?|mess)"
    r"|should (?:never |not )?have (?:been|checked|told|called|done|sent|delivered|charged|known|noticed|left|put"
    r"|made)"
    r"|charged you (?:twice|wrongly|too much))"
)
_ADMISSION = re.compile(
    r"(?<!\S)(?:"
    rf"(?:our|my) (?!not )(?:own |\S+ )?{_FAULT}|(?:the|our) {_STAFF} {_FAULT}"
    rf"|{_FAULT} (?:was |is |lies |lay |happened )?{_EVER}(?:on|of|with|at|by) (?:our (?:side|part|end)|my (?:side"
    rf"|part)"
    rf"|us|ours|(?:the|our) {_STAFF})"
    rf"|(?:fault|blame|mistake|error) (?:is|was|has been) {_EVER}(?:ours|mine)|{_FAULT} (?:we|i) made"
    rf"|(?:(?:we|i) (?:are|am|were|was)|(?:the|our) {_STAFF} (?:is|are|was|were)) (?:\S+ly )?(?:liable|to blame"
    r"|responsible(?! for (?:your|the|all|our|every\S*) (?!damage|loss|delay|mess|trouble|mistake|error|mix))"
    r"|at fault|in the wrong|negligent|careless)|(?:we|i) (?:are|am|were|was) (?:\S+ly )?wrong"
    rf"|(?:that|this|it|all)(?: one)?(?: happened)?(?: (?:is|was|has been))? {_EVER}(?:down to us|our doing"
    rf"|of our making"
    r"|(?:because of|caused by|due to) (?:us|our|the driver|a mistake))"
    rf"|because of us|(?:that|this|it) (?:is|was|has been) {_EVER}on (?:us|me(?= $| [.]))"
    rf"|(?:we|i)(?: have| had)? {_EVER}{_MISDEED}"
    rf"|(?:the|our|my) (?:\S+ )?{_STAFF}(?: has| have| had)? {_EVER}{_MISDEED}"
    rf"|(?:by|of) our {_STAFF} who {_MISDEED}"
    r"|(?:we|i) (?:will )?(?:fully |do )?(?:take|accept|admit|assume|bear) (?:full |all |the |complete |total |any )?"
    r"(?:responsibility|liability|blame|fault|guilt)|(?:i|we) (?:fully |do )?(?:admit|confess)"
    r"(?: (?:it|that|to it|to that))(?! (?:is|sounds|looks) (?:a|hard|bad|difficult|strange))"
    r"|(?:we|i) (?:will|can) (?:pay|cover|compensate you) for (?:everything|all|the damage|any damage|your losses)"
    r"|you (?:could|can|should|have every right to) sue"
    r") "
)
_NOT_ADMITTED = re.compile(
    r"(?<!\S)(?:not|never(?! have (?:happened|been))|if|whether|cannot|no|without|nor|neither|may|might|could|would"
    r"|perhaps|maybe|possibly|whose"
    r"|unless|say|says|said|saying|mean|meant|telling|believe|feel|think|thinking|suggest|claim|suppose|told|case"
    r"|find out|investigate|determine"
    r"|establish|decide|why|how|did|does|has|was it|is it) (?:\S+ ){0,4}$"
)
_CARE = re.compile(
    r"(?:for|to|of|in) (?:\S+ )?(?:get|mak|sort|fix|see|follow|find|resolv|solv|handl|look|keep|check|help)\S* "
    r"|for (?:you|it|this|that|your|the|what happens)(?: \S+)? (?:from|now|personally|case|call|request|matter"
    r"|complaint"
    r"|order|account|next) |from (?:here|now) |(?:for|of) (?:your|this) (?:case|call|request|matter|complaint) "
)
"""After "responsible": seeing it through, which admits nothing."""
_SMALL_SLIP = re.compile(r"(?<!\S)(?:misheard|heard|repeat|again|sorry was (?:it|that)|one more time|you said|typed) ")
"""After "my mistake": a slip of this very call ("my mistake, I misheard you")."""
_SLIP_REACH = 50
_HER_WORDS = re.compile(
    r"(?:[.?] )?(?:\S+ ){0,5}?(?:is (?:that|this|it) (?:right|correct)|am i right|you (?:say|said|think|believe|mean"
    r"|feel)) "
)
"""After it: the trainee only says back what she told."""


def liability(said: Utterance) -> Detection | None:
    """Return the first admission of fault, or None.

    Regret ("i am sorry this happened"), denials, hypotheses ("if it was our mistake"), what others say, and
    responsibility for the follow-up ("i take responsibility for getting this sorted") admit nothing.
    """
    for match in _ADMISSION.finditer(said.normal):
        if _excused(match) or _NOT_ADMITTED.search(_before(said.normal, match.start())):
            continue
        if not _HER_WORDS.match(said.normal, match.end()):
            return Detection("liability", 0.85, said.quote(*said.word_span(*match.span())))
    return None


def _excused(match: re.Match[str]) -> bool:
    """Whether what follows makes it care for the follow-up, or a slip of this call."""
    if "responsib" in match[0] and _CARE.match(match.string, match.end()):
        return True
    small = match[0].startswith(("my mistake", "my fault", "my error", "i got "))
    return small and bool(_SMALL_SLIP.search(match.string, match.end(), match.end() + _SLIP_REACH))


def _before(normal: str, start: int) -> str:
    """Return what stands before in the same sentence."""
    sentence = max(normal.rfind(f"{mark} ", 0, start) for mark in (ASK, STOP)) + 1
    return normal[max(sentence, start - 120) : start].lstrip()
