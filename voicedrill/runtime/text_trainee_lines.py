"""What scripted trainees say whoever calls; ``{problem}`` and ``{offer}`` are of the case."""

PARROT = (
    "I completely understand your frustration.",
    "I am so sorry for the inconvenience this has caused you.",
    "Thank you for bringing this to our attention.",
    "I hear you, and I appreciate your patience.",
    "I will personally take care of this for you.",
    "So if I understand you correctly, you are having a problem. Is that right?",
    "What I can do is find a solution that works for you.",
    "The next step is that I will look into it and call you back tomorrow before noon.",
    "Rest assured that we value you as a customer.",
    "I can imagine how upsetting this must be.",
    "Can you tell me a little more about it?",
    "You are absolutely right to be upset.",
    "We want to make this right for you.",
    "Is there anything else I can help you with today?",
)
DEFENSIVE = (
    "That is not our fault.",
    "You should have read the terms and conditions.",
    "There is nothing I can do about that.",
    "Calm down, please.",
    "That is our policy, take it or leave it.",
    "I already told you that it is not my problem.",
    "Nobody else complains about this.",
    "You must have done something wrong.",
)
OFFENDED = (
    "Please do not speak to me like that.",
    "I am only doing my job here.",
    "Why are you shouting at me? It was not me.",
    "There is no need to be rude to me.",
    "I do not have to listen to this.",
    "You are attacking me, and I did nothing wrong.",
    "How dare you talk to me like that?",
    "I find that very hurtful.",
)
APOLOGIES = (
    "I am so sorry.",
    "I really do apologise.",
    "I am very sorry about that.",
    "Sorry, I am so sorry about all this.",
    "Please accept my apologies.",
    "I am truly sorry to hear that.",
    "Again, I am so sorry.",
    "I can only say sorry.",
)
RAMBLING = (
    """Well you see the way it works here is that there are several departments and each of them has a system of its own
    and the systems do not always talk to each other and so when something happens in one of them it takes a while
    before the others know about it and then somebody has to look at it and that is usually not in our team""",
    """And the thing is that we changed the whole process last year because the old one had a lot of steps and now it
    has other steps and people are still getting used to it and there was a training but not everybody was there that
    day and so it can be that one colleague says this and another one says that and both of them mean well""",
    """So what usually happens is that a form goes to the back office and they look at it in the order in which it comes
    in and on Mondays there is always more than on other days and then it goes to the next team and they check it
    because there is a rule about that and then it comes back to us and we see it on the screen but not at once""",
)
STAYS_CALM = (
    "I hear how angry you are about {problem}. I am here to sort that out with you.",
    "I can understand that {problem} makes you angry. Let us look at it together.",
    "You have every reason to be upset about {problem}. I want to put that right.",
)
AT_THE_END = (
    "I can hear how much {problem} troubles you. What I can do is {offer}.",
    "The next step is that I will call you tomorrow before noon and tell you how it went.",
    "I will take care of it personally. Is that okay for you?",
    "Is there anything else that I can do for you?",
)
