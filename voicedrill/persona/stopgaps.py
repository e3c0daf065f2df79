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

ANSWERS: dict[str, tuple[str, ...]] = {
    "story": (
        "I have told you all there is.",
        "That is the whole story. There is no more to it.",
    ),
    "proposal": (
        "All right. Let us do it that way.",
        "Yes. If that moves things along.",
        "Fine by me.",
        "Yes, go ahead.",
        "Okay, yes.",
        "If you think so, yes.",
    ),
    "proposal_angry": (
        "Do it. I will judge you by what comes of it.",
        "If I must.",
        "You can try.",
        "As you like. I believe it when I see it.",
    ),
    "choice": (
        "Whichever is quicker.",
        "You choose. You know what works.",
        "I honestly don't mind which.",
        "The one that settles it.",
    ),
    "either": (
        "Both, I suppose.",
        "I couldn't say which.",
        "That I never looked at.",
    ),
    "contact": (
        "That is on the account. Nothing has changed.",
        "You have that already, it is in your system.",
        "Use the one on my file, please.",
        "The same as always. It must be in front of you.",
    ),
    "yes_no": (
        "I don't think so. I am not sure.",
        "That I couldn't tell you.",
        "Not that I remember.",
        "No idea, to be honest.",
    ),
    "open": (
        "I don't know that.",
        "That is something you would have to look up.",
        "I can't tell you that, I am afraid.",
        "How would I know? That is on your side.",
    ),
    "more": (
        "Something else? This is not settled yet.",
        "One thing at a time. First this.",
        "No, just this. But this I want settled.",
    ),
    "more_settled": (
        "No. Just do what you said.",
        "No, that was the one thing.",
        "Nothing else, no.",
    ),
}
"""What she says to a kind of question (see `voicedrill.content.question_kind`) that nothing of her own answers."""
