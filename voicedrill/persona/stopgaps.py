"""Words for the moments a persona has nothing of its own left for, so that a call never falls silent."""

STOPGAPS: dict[str, tuple[str, ...]] = {
    "turn": (
        "All right. And what happens now?",
        "I hear you. So what are you going to do about it?",
        "Mm. Go on.",
        "And that helps me how?",
        "Okay, but where does that leave me?",
        "I am still waiting to hear what comes next.",
        "Right. Carry on, I am listening.",
        "Fine. What is the next step?",
        "Yes, and?",
        "Let us get to the point, shall we?",
        "So tell me what you can actually do.",
        "I don't quite see what you mean. What do you suggest?",
    ),
    "silence": (
        "Hello? Are you still there?",
        "Is anybody there?",
        "I can't hear you. Hello?",
        "Have you hung up on me?",
        "Hello? Say something, please.",
        "I am not going to wait all day.",
    ),
    "interrupted": (
        "Let me finish, please!",
        "I was still talking.",
        "Would you let me finish my sentence?",
        "Excuse me, I hadn't finished.",
    ),
    "unclear": (
        "Sorry, the line is bad. Say that again?",
        "I didn't catch that. What did you say?",
        "You are breaking up. Once more, please?",
        "That was too unclear. Could you repeat it?",
    ),
    "hold": ("Yes, I am still here.", "You took your time. So?", "Well? What did you find?"),
    "demand": (
        "I want to speak to your supervisor. Now.",
        "Put me through to somebody who can decide something.",
    ),
    "farewell": (
        "Wait. We are not finished yet.",
        "Just like that? And what about my matter?",
        "You can't end it here. Nothing is settled.",
        "Goodbye? We have only begun.",
    ),
    "goodbye": ("Goodbye.", "Right. Bye now.", "Bye."),
}
"""By trigger (see `voicedrill.persona.schema.When`)."""
