"""The rubric of interviews: what an answer is judged by, and how much each item counts (measures.md §4, R20, R21).

The weights are ours. Nothing here says whether a story is genuine: that cannot be heard; only whether it is specific.
"""

from voicedrill.scoring.rubric import RUBRIC, Item

_STAR = ("situation", "action", "outcome")

TELL: tuple[Item, ...] = (
    Item(
        "interview_one_case", "interview", 10, "Tell of one case when you are asked for one",
        "What somebody did says more than what somebody would do (behavioural interviewing; duq.edu).",
        ("hypothetical", "situation", "action"),
    ),
    Item(
        "interview_situation", "interview", 10, "Say what the situation was",
        "Without the situation nobody can tell what your actions were worth (STAR method).",
        ("situation",),
    ),
    Item(
        "interview_action", "interview", 20, "Say what you did, step by step",
        "The actions are what an interviewer scores (STAR method; duq.edu).",
        ("action",),
    ),
    Item(
        "interview_outcome", "interview", 15, "Say how it ended",
        "A story without an outcome leaves open whether your actions helped (STAR method).",
        ("outcome",),
    ),
    Item(
        "interview_order", "interview", 10, "Situation, then actions, then outcome",
        "In this order a listener can follow without asking (STAR method).",
        _STAR,
    ),
    Item(
        "interview_balance", "interview", 10, "Spend most words on what you did",
        "The actions deserve the longest part (STAR method; intrvio.com).",
        _STAR,
    ),
    Item(
        "interview_first_person", "interview", 10, "Say “I” for what you did yourself",
        "With “we” nobody can tell which part was yours (STAR method; duq.edu).",
        ("action",),
    ),
    Item(
        "interview_specific", "interview", 15, "Be specific: who, when, where, how many",
        "Concrete words show more than general ones (Packard & Berger 2021).",
        ("specific",),
    ),
    Item(
        "interview_no_generalities", "interview", 5, "Tell of this one time, not of what you always do",
        "“I always …” describes a habit and shows nothing (behavioural interviewing; our rule).",
        ("generality",),
    ),
    Item(
        "interview_learned", "reflection", 0, "Say what you learned from it",
        "A lesson shows that the next customer will be treated better (R20, our rule).",
        ("learned",),
    ),
)  # fmt: skip
"""For "tell us about a difficult customer"."""

HOW: tuple[Item, ...] = (
    Item(
        "interview_calm", "interview", 10, "Stay calm",
        "Heat answers heat; a calm voice gives the anger nothing to push against (Little et al. 2013).",
        ("interview_calm",),
    ),
    Item(
        "interview_positive", "interview", 10, "Stay positive",
        "What can be done helps the customer, what cannot be done does not (quality-check practice).",
        ("interview_positive",),
    ),
    Item(
        "interview_not_personal", "interview", 10, "Do not take it personally",
        "The anger is about the case, not about you (our rule, after Little et al. 2013).",
        ("interview_not_personal",),
    ),
    Item(
        "interview_listen", "interview", 10, "Listen first",
        "Who is heard to the end calms down before anything is solved (Herhausen et al. 2023).",
        ("interview_listen",),
    ),
    Item(
        "interview_repeat", "interview", 10, "Repeat the problem back",
        "The customer's own words, said back, show that you listened (Packard & Berger 2021).",
        ("interview_repeat",),
    ),
    Item(
        "interview_acknowledge", "interview", 10, "Acknowledge the feeling",
        "Listening and empathy calm an angry caller (Herhausen et al. 2023).",
        ("interview_acknowledge",),
    ),
    Item(
        "interview_solve", "interview", 10, "Solve it within policy",
        "Solving soon satisfies more than further sympathy (Marinova, Singh & Singh 2018).",
        ("interview_solve",),
    ),
    Item(
        "interview_firm", "interview", 10, "Be firm where it is needed",
        "A limit with a reason and another way is accepted (quality-check practice).",
        ("interview_firm",),
    ),
    Item(
        "interview_own_story", "interview", 10, "A story of your own is a bonus",
        "What you once did makes what you would do believable (behavioural interviewing).",
        ("situation", "action"),
    ),
)  # fmt: skip
"""For "how would you deal with an irate customer": coverage, in the order of an answer that covers all."""

BOTH: tuple[Item, ...] = (
    Item(
        "interview_length", "interview", 10, "Speak for one to two minutes",
        "Below a minute there is no room for a story, above two the listener is lost (virtualinterview.ai; ours).",
    ),
    Item(
        "interview_no_ranting", "interview", 40, "Speak well of customers",
        "Who runs down customers in an interview will do so at work (quality-check practice; our rule).",
        ("ranting",),
    ),
)  # fmt: skip
"""For both kinds of question. Not ranting earns nothing, so the weight of a rant does not lift answers without one."""

INTERVIEW_RUBRIC: tuple[Item, ...] = (*TELL, *HOW, *BOTH)
"""Every item of an interview, in the order in which findings are listed."""

ASKS = {item.id: item.asks for item in (*RUBRIC, *INTERVIEW_RUBRIC)}
"""What each item of both rubrics asks for, in a few words."""
