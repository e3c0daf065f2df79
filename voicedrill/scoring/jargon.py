"""Words of the trade that a customer need not know, and how to say them plainly. The list is ours."""

import re
from collections.abc import Iterator

from voicedrill.scoring.conversation import Conversation, Mention, contains, find, tokens

JARGON_VERSION = 1

JARGON: dict[str, str] = {
    "RMA": "a number for sending it back",
    "SLA": "the time we have promised",
    "CRM": "our notes",
    "KYC": "a check of who you are",
    "SKU": "the item number",
    "ETA": "when it should arrive",
    "POD": "the driver's proof that it was delivered",
    "IVR": "the phone menu",
    "SOP": "the way we do this",
    "TAT": "how long it takes",
    "FCR": "settling it in one call",
    "OTP": "the code we send you",
    "MFA": "the second code at sign-in",
    "PNR": "the booking code",
    "DNS": "the part that finds websites",
    "DHCP": "the part that gives your device its address",
    "MPAN": "the number of your electricity supply",
    "MPRN": "the number of your gas supply",
    "BACS": "a bank transfer",
    "PAC code": "the code that moves your number",
    "back end": "our system",
    "backend": "our system",
    "front end": "what you see on the screen",
    "power cycle": "switch it off and on again",
    "firmware": "the software inside the device",
    "packet loss": "parts of the signal that go missing",
    "latency": "delay",
    "provisioned": "set up",
    "provisioning": "setting it up",
    "warm transfer": "put you through and explain your case first",
    "cold transfer": "put you through",
    "tier two": "a specialist",
    "tier three": "a specialist",
    "second line support": "a specialist",
    "level two support": "a specialist",
    "back office": "my colleagues",
    "retention team": "the colleagues who look after cancellations",
    "fulfilment centre": "the warehouse",
    "fulfillment center": "the warehouse",
    "consignment": "the parcel",
    "last mile": "the way from the depot to your door",
    "pro rata": "for the days you used",
    "chargeback": "taking the payment back through your bank",
    "subrogation": "getting the money back from the other side",
    "escalation matrix": "the person above me",
    "knowledge base": "our notes",
    "disposition": "a note of how the call ended",
    "wrap code": "a note of how the call ended",
    "handle time": "the length of the call",
    "root cause analysis": "finding out why",
    "change request": "a change we have to apply for",
    "known error": "a fault we know of",
}
"""A word of the trade, and plain words for it; capital letters are also found letter by letter."""

_EXPLAINED = re.compile(
    r"\b(?:that is|that's|that means|which is|which means|meaning|in other words|by that i mean|i mean|in plain words"
    r"|that would be|or rather|basically|what we call|so called)\b"
)

_EXPLAINED_WITHIN = 8
"""Words after it within which an explanation begins: a later "that is" speaks of something else. Ours."""


def unexplained(call: Conversation) -> list[tuple[str, Mention]]:
    """Return each word of the trade that she had not used and that the same turn did not explain.

    The second of a pair is where it was said; a word counts once a turn.
    """
    return [
        (term, call.phrase(number, "jargon", said))
        for number, turn in enumerate(call.turns)
        for term, said in _terms(turn.text)
        if not _is_known(call, term, turn.start_s) and not _is_explained(turn.text, said, JARGON[term])
    ]


def _terms(text: str) -> Iterator[tuple[str, str]]:
    words = tokens(text)
    for term in JARGON:
        for said in _forms(term):
            if find(words, said.split()) is not None:
                yield term, said
                break


def _forms(term: str) -> tuple[str, ...]:
    """Return how a term is heard: ``sla`` and ``s l a``."""
    return (term.lower(), " ".join(term.lower())) if term.isupper() else (term.lower(),)


def _is_known(call: Conversation, term: str, before_s: float) -> bool:
    told = [line.text for line in call.lines if line.t_s <= before_s]
    return any(contains(text, said) for text in told for said in _forms(term))


def _is_explained(text: str, said: str, plain: str) -> bool:
    heard = " ".join(tokens(text))
    after = heard.partition(said)[2].split()[:_EXPLAINED_WITHIN]
    return bool(_EXPLAINED.search(" ".join(after))) or contains(heard, plain)
