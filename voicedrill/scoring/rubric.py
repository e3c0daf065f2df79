"""The rubric: what a call is judged by, and how much each item counts (measures.md §4, R1 to R23).

The weights are ours: no published scale covers these items. They follow quality-assurance practice (solving counts
most) and Marinova, Singh & Singh 2018 (solving beats relating). Change `RUBRIC_VERSION` with any of them.
"""

from dataclasses import dataclass

from voicedrill.persona.schema import Skill

RUBRIC_VERSION = 3

READY_AT = 85
"""Score from which the band is ``ready``."""
NEARLY_AT = 70
"""Score from which the band is ``nearly``; below it is ``again``."""

AUTO_FAIL_ITEM = {"over_promise": "no_over_promise", "profanity": "clean_language"}
"""Behaviours that fail a call by themselves, and the item that lists them."""

FAMILIES: dict[str, tuple[Skill, ...]] = {
    "Listen": ("listening", "details", "paraphrase"),
    "Care": ("empathy", "apology", "appreciation"),
    "Solve": ("ownership", "solution", "next_steps"),
    "Stand": ("calm", "not_personal", "firmness", "no_defensiveness"),
    "Tell": ("concise", "interview", "reflection"),
}
"""The five families of skills, as the windows and reports show them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the rubric asks.

    Attributes
    ----------
    id : str
        Name of the finding.
    skill : str
        The skill it counts for.
    weight : float
        Share in the total; 0 for practice only.
    asks : str
        What the trainee should do, in a few words.
    matters : str
        Why it matters: one plain sentence with its source.
    rests_on : tuple of str
        The behaviours it is judged by; without a measured error of each the item weighs nothing. Empty for what
        follows from who spoke when.
    """

    id: str
    skill: Skill
    weight: float
    asks: str
    matters: str
    rests_on: tuple[str, ...] = ()


RUBRIC: tuple[Item, ...] = (
    Item(
        "let_finish", "listening", 8, "Let the customer finish",
        "Listening turns angry callers round even before anything is solved (Herhausen et al. 2023).",
    ),
    Item(
        "backchannels", "listening", 0, "Show that you listen",
        "A short “I see” tells her to go on and takes no turn away (Schegloff 2000).",
    ),
    Item(
        "dead_air", "listening", 4, "Explain every silence",
        "Unexplained silence fails a call in many quality checks (Genesys: more than 15 seconds).",
    ),
    Item(
        "answer_in_time", "listening", 2, "Answer within a few seconds",
        "A long wait for an answer is heard as reluctance (our rule, after studies of turn-taking).",
    ),
    Item(
        "hold_manners", "listening", 3, "Ask before a hold, thank after it",
        "A hold without a word feels like being put away (quality-check practice).",
    ),
    Item(
        "no_judging", "listening", 4, "Take the reason for the call seriously",
        "A reason that is weighed and found light has not been heard (our rule; studies are mixed).",
        ("judging",),
    ),
    Item(
        "asked_details", "details", 7, "Ask for what you need to know",
        "Questions that pick up her words show that you listen (after Packard & Berger 2021).",
        ("question", "repeat_question"),
    ),
    Item(
        "question_after_empathy", "details", 3, "Acknowledge first, then ask",
        "A question before any kind word sounds like a form being filled in (our rule, after the HEARD model).",
        ("question", "empathy", "apology"),
    ),
    Item(
        "asked_first", "details", 5, "Know the case before you offer",
        "An offer that does not fit has to be taken back (quality-check practice: diagnosis comes before resolution).",
        ("question", "solution"),
    ),
    Item(
        "no_repeat_question", "details", 4, "Never ask for what was told",
        "Asking again shows that nobody listened (quality-check practice).",
        ("question", "repeat_question"),
    ),
    Item(
        "identity_checked", "details", 6, "Check who it is before giving account data",
        "Account data given to the wrong person cannot be taken back (data protection; quality-check practice).",
        ("question", "unverified_disclosure"),
    ),
    Item(
        "paraphrase", "paraphrase", 9, "Repeat the problem back before solving it",
        "Her own concrete words, said back, show that you listened (Packard & Berger 2021).",
        ("paraphrase", "solution"),
    ),
    Item(
        "right_facts", "paraphrase", 5, "Get the facts right",
        "A wrong fact undoes the listening that it should show (quality-check practice: accuracy).",
        ("paraphrase", "wrong_fact"),
    ),
    Item(
        "empathy_early", "empathy", 8, "Name the feeling early",
        "Listening and empathy calm an angry caller even before anything is solved (Herhausen et al. 2023).",
        ("empathy",),
    ),
    Item(
        "empathy_tied", "empathy", 8, "Tie kind words to this case",
        "Concrete words satisfy, general ones do not (Packard & Berger 2021).",
        ("empathy",),
    ),
    Item(
        "not_scripted", "empathy", 5, "Do not recite",
        "Feeling that is only displayed weakens the effect of solving (Marinova, Singh & Singh 2018).",
        ("empathy", "apology", "scripted"),
    ),
    Item(
        "acknowledged_first", "empathy", 4, "Acknowledge before you solve",
        "Listen, acknowledge, then solve is the order of every trainers' model (HEARD, LAST, LEARN).",
        ("empathy", "apology", "solution"),
    ),
    Item(
        "apology", "apology", 7, "Apologise for the right thing",
        "Taking responsibility is the strongest part of an apology (Lewicki, Polin & Lount 2016).",
        ("apology", "ownership"),
    ),
    Item(
        "apology_once", "apology", 3, "Apologise once or twice, not more",
        "Further apologies do not move things forward (Marinova, Singh & Singh 2018).",
        ("apology",),
    ),
    Item(
        "appreciation", "appreciation", 4, "Thank the customer",
        "In written requests thanks mark politeness most of all (Danescu-Niculescu-Mizil et al. 2013).",
        ("appreciation",),
    ),
    Item(
        "positive_end", "appreciation", 4, "End on a good note",
        "The end of a call is what is remembered (quality-check practice; our rule).",
        ("closing", "appreciation"),
    ),
    Item(
        "ownership", "ownership", 7, "Say what you will do yourself",
        "“I” satisfies more than “we”: somebody acts (Packard, Moore & McFerran 2018).",
        ("ownership", "solution"),
    ),
    Item(
        "no_liability", "ownership", 5, "Admit no fault that is not settled",
        "An admission cannot be taken back when the fault turns out to lie elsewhere (our rule, by the case's fault).",
        ("liability",),
    ),
    Item(
        "solution", "solution", 12, "Offer something concrete within policy",
        "Solving soon satisfies more than further sympathy (Marinova, Singh & Singh 2018).",
        ("solution",),
    ),
    Item(
        "action_soon", "solution", 4, "Do something concrete soon",
        "Strategies that go at the problem cut negative emotion (Little et al. 2013).",
        ("solution", "hold", "next_steps"),
    ),
    Item(
        "no_over_promise", "solution", 8, "Promise nothing that policy does not allow",
        "A promise taken back costs more trust than a limit named at once (our rule).",
        ("over_promise",),
    ),
    Item(
        "next_steps", "next_steps", 9, "Say what happens next, and by when",
        "Who knows what happens and when need not call again (quality-check practice: next steps are summed up).",
        ("next_steps",),
    ),
    Item(
        "order", "next_steps", 0, "Keep the order that helps",
        "Listen, acknowledge, ask, solve, follow up: the trainers' models agree on it (HEARD, LAST, LEARN).",
        ("empathy", "question", "paraphrase", "solution", "next_steps", "closing"),
    ),
    Item(
        "calm_answer", "calm", 7, "Answer an outburst calmly",
        "Going at the problem eases anger, working on the feeling makes it worse (Little et al. 2013).",
        ("defensive", "profanity", "taking_offence", "judging"),
    ),
    Item(
        "clean_language", "calm", 5, "Keep your language clean",
        "No quality check forgives an insult (quality-check practice).",
        ("profanity",),
    ),
    Item(
        "not_personal", "not_personal", 7, "Do not take an attack personally",
        "The anger is about the case; taking it up yourself makes it about you (our rule, after Little et al. 2013).",
        ("taking_offence",),
    ),
    Item(
        "firm", "firmness", 8, "Hold the limit politely, with an alternative",
        "A limit with a reason and another way is accepted, a bare one is not (quality-check practice).",
        ("firm", "solution", "over_promise", "defensive"),
    ),
    Item(
        "hand_over", "firmness", 4, "Bring in a supervisor when it is time",
        "Escalated at the right time and with the case passed on, she need not start again (quality-check practice).",
        ("escalation",),
    ),
    Item(
        "no_defensiveness", "no_defensiveness", 10, "No blame, no denial, no hiding behind policy",
        "Denying and arguing sound closed, acknowledging sounds open (Yeomans et al. 2020).",
        ("defensive",),
    ),
    Item(
        "concise", "concise", 5, "Keep answers short",
        "A long answer takes the floor from somebody who wants to be heard (our rule).",
    ),
    Item(
        "plain_words", "concise", 3, "Use words that she knows",
        "Her words show that you listened, words of the trade do not (after Packard & Berger 2021).",
        ("jargon",),
    ),
)  # fmt: skip
"""Every item, in the order in which findings are listed."""
