"""The rubric: what a call is judged by, and how much each item counts (measures.md §4, R1 to R23).

The weights are ours: no published scale covers these items. They follow quality-assurance practice (solving counts
most) and Marinova, Singh & Singh 2018 (solving beats relating). Change `RUBRIC_VERSION` with any of them.
"""

from dataclasses import dataclass

from voicedrill.persona.schema import Skill

RUBRIC_VERSION = 2

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
    """

    id: str
    skill: Skill
    weight: float
    asks: str


RUBRIC: tuple[Item, ...] = (
    Item("let_finish", "listening", 8, "Let the customer finish"),
    Item("backchannels", "listening", 0, "Show that you listen"),
    Item("dead_air", "listening", 4, "Explain every silence"),
    Item("answer_in_time", "listening", 2, "Answer within a few seconds"),
    Item("hold_manners", "listening", 3, "Ask before a hold, thank after it"),
    Item("no_judging", "listening", 4, "Take the reason for the call seriously"),
    Item("asked_details", "details", 7, "Ask for what you need to know"),
    Item("question_after_empathy", "details", 3, "Acknowledge first, then ask"),
    Item("no_repeat_question", "details", 4, "Never ask for what was told"),
    Item("identity_checked", "details", 6, "Check who it is before giving account data"),
    Item("paraphrase", "paraphrase", 9, "Repeat the problem back before solving it"),
    Item("right_facts", "paraphrase", 5, "Get the facts right"),
    Item("empathy_early", "empathy", 8, "Name the feeling early"),
    Item("empathy_tied", "empathy", 8, "Tie kind words to this case"),
    Item("not_scripted", "empathy", 5, "Do not recite"),
    Item("apology", "apology", 7, "Apologise for the right thing"),
    Item("apology_once", "apology", 3, "Apologise once or twice, not more"),
    Item("appreciation", "appreciation", 4, "Thank the customer"),
    Item("positive_end", "appreciation", 4, "End on a good note"),
    Item("ownership", "ownership", 7, "Say what you will do yourself"),
    Item("no_liability", "ownership", 5, "Admit no fault that is not settled"),
    Item("solution", "solution", 12, "Offer something concrete within policy"),
    Item("no_over_promise", "solution", 8, "Promise nothing that policy does not allow"),
    Item("next_steps", "next_steps", 9, "Say what happens next, and by when"),
    Item("calm_answer", "calm", 7, "Answer an outburst calmly"),
    Item("clean_language", "calm", 5, "Keep your language clean"),
    Item("not_personal", "not_personal", 7, "Do not take an attack personally"),
    Item("firm", "firmness", 8, "Hold the limit politely, with an alternative"),
    Item("hand_over", "firmness", 4, "Bring in a supervisor when it is time"),
    Item("no_defensiveness", "no_defensiveness", 10, "No blame, no denial, no hiding behind policy"),
    Item("concise", "concise", 5, "Keep answers short"),
)
"""Every item, in the order in which findings are listed."""
