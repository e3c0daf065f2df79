"""Committing: promises of a kind in everyday words, whatever words the policy has for it ("consider it refunded")."""

import re
from collections.abc import Iterable

from voicedrill.content.text import Utterance

_WILL = (
    r"(?:(?:i|we) (?:(?:will|shall|can|am|are|going to|have|just|now|already|also|personally|definitely|certainly"
    r"|gladly"
    r"|simply|happily|go ahead and|make sure (?:that )?(?:i|we)|happy to|able to|glad to) )+|let me (?:just )?)"
)
_YOU_WILL = r"you (?:(?:will|shall|are going to|are|can)(?: (?:definitely|certainly|all|be|soon))* |(?=get |receive ))"
_SOMEBODY = r"(?:somebody|someone|(?:the|a|our|my|one of our) (?:driver|drivers|courier|van|colleague|depot))"
_MONEY = (
    r"(?:(?:all )?(?:of )?(?:your|the|that|this|every)(?: \S+){0,2} (?:money|cash|payment|amount|sum|penny|cent|pounds"
    r"|euros|dollars)|(?:all |the whole |the full )?(?:\S+ ){1,4}?(?:pounds|euros|dollars)|(?:that|the) (?:second"
    r"|extra"
    r"|other|double)(?: \S+)?|(?:one|both) of (?:the|those|these)(?: \S+)? (?:payments|charges)|it in full"
    r"|everything|all of it|every (?:penny|cent)|it all)"
)
_WHOLE = (
    r"(?:both nights|(?:(?:the|your|these|those) )?two nights|all (?:of )?(?:it|your money|the nights|that)"
    r"|everything|every (?:penny|cent)|the lot"
    r"|(?:the|your) (?:whole|entire|full|complete) (?:thing|stay|nights|bill|amount|price|booking|lot|sum)"
    r"|all (?:the|your) money)"
)
_STAY = rf"(?:{_WHOLE}|(?:this|these|the|your|those)(?: two| both)? (?:stay|nights|room|booking))"
_PLACE = r"(?:(?:in|into|to|on|onto) (?:your|the) (?:account|card|bank account|bank|credit card)|to you|with you)"


def _money_back(money: str, bare: str) -> str:
    """Return the pattern for giving money back; ``bare`` is what may follow "refund" itself."""
    return (
        rf"{_WILL}(?:put|pay|give|send|transfer|credit|get|hand|have|move)(?:ing|ting)? (?:you )?{money}"
        rf"(?: \S+)? (?:back|{_PLACE}) "
        rf"|{_WILL}(?:return|revers|reimburs|refund|repay|undo)(?:e|ed|ing|ning)? (?:you )?{money} "
        rf"|{bare}"
        rf"|{_YOU_WILL}(?:have|get|getting|see|receive) {money}(?: \S+)? (?:back|{_PLACE}) "
        rf"|{money} (?:will|is going to|going to|is|are)(?: \S+)?? (?:be |come |coming |go |going )*(?:back|{_PLACE}"
        rf"|returned|refunded|reversed|on its way) "
        rf"|(?:take|taking|took|taken) {money} off (?:your|the) bill "
    )


_REFUND = re.compile(
    r"(?<!\S)(?:"
    + _money_back(
        _MONEY,
        rf"{_WILL}(?:(?:pay|paying) you back|(?:pay|paying|give|giving|make an exception and pay) it (?:out"
        rf"|back)(?: to you)?"
        r"|(?:credit|transfer|pay|send|wire)(?:ing|ting|ring)? (?:you )?(?:with )?(?:the|that"
        r"|your)(?: \S+){1,4} (?:pounds"
        r"|euros|dollars|hundred|money)) ",
    )
    + rf"|(?:you|we|i) do not (?:need|have) to wait for (?:the|that) (?:\S+ ){{1,2}}(?={_WILL}|{_YOU_WILL})"
    rf"|no need to wait for (?:the|that) (?:\S+ ){{1,2}}(?={_WILL}|{_YOU_WILL})|{_WILL}revers(?:e|ed|ing) (?:it"
    rf"|that|this|the payment) "
    r"|you will (?:get|have) that back (?:today|tonight|tomorrow|now) "
    r"|(?<!not )(?:(?:i|we) (?:will|can) |(?:i|we) (?:am|are) going to )(?:have|get)(?: you)? (?:it|that|(?:the"
    r"|your|that)(?: \S+){1,2})"
    r" (?:back (?:in|on|into) your|reversed|refunded|paid back|cancelled and) |(?:i|we) (?:will"
    r"|can) get you (?:your|that|the) money"
    r" |(?:the|your|that) money (?:is |will )?(?:goes|go|come|comes|be|as good as|on its way)(?: straight)? (?:back"
    r"|there by|there (?:on"
    r"|before)|in your account) |you (?:can )?(?:count|rely) on (?:having |getting )?(?:the|your) (?:money|refund) "
    r"|you (?:will|are) not (?:be |going to be )?out of pocket |make sure(?: that)? you are not out of pocket "
    r"|you (?:have |have got |got )your refund |you (?:will|can) get it back (?:today|tonight|tomorrow|now"
    r"|straight away|right away) "
    r"|so it goes back to you |you (?:will|do) not lose (?:anything|a penny|a cent|any money) "
    r"|put your account back to |you will not lose (?:a|one|any|a single) (?:penny|cent|money) |you (?:will "
    r"|are )?(?:be )?(?:get|getting) it (?:all )?back"
    r" (?:in full|all of it) |(?:the|your) refund (?:is |has )?(?:been )?(?:already |just |now )*(?:going through"
    r"|on its way"
    r"|being \S+|processed|issued|sent|booked|coming|done) |consider (?:it|that|yourself) (?:refunded|reimbursed"
    r"|reversed|returned|paid back) )"
)
_WHOLE_REFUND = re.compile(
    r"(?<!\S)(?:"
    + _money_back(
        _WHOLE,
        rf"(?:i|we) (?:will|am|are) not (?:going to )?(?:be )?(?:charge|charging) you (?:for {_STAY}|a (?:cent"
        rf"|penny)|anything) ",
    )
    + rf"|{_WILL}(?:refund|give|take|taking)(?:ing)? (?:you )?{_WHOLE} (?:off|back) "
    r"|(?:get|give|refund|have)(?: you)? your money back for (?:the |your |both |all )(?:\S+ )?(?:stay|nights"
    r"|booking) "
    r"|you (?:will|do|are|shall) not (?:be )?(?:have to |need to |going to |be )*(?:pay|paying|charged)(?: (?:a|any)"
    rf"(?: single)? (?:cent|penny|thing)| anything)?(?: for)? {_STAY} "
    rf"|{_WILL}(?:write off|writing off|cancel|tear up|take care of|cover|drop|forget|waive) (?:the|your) (?:whole "
    rf"|entire "
    r"|full )?(?:bill|stay) "
    rf"|{_WILL}(?:comp|wipe|cancel|waive|tear up)(?:ing)? (?:{_STAY}|your bill) |(?:i|we) will not (?:take"
    rf"|charge)(?: you)? (?:any money|any"
    rf"thing)(?: for {_STAY})? |{_STAY} (?:will|do|does) not cost you (?:anything|a (?:cent|penny)) "
    rf"|you (?:will )?pay nothing"
    rf"(?: at all)? for {_STAY} |{_STAY} for (?:free|nothing) "
    rf"|{_STAY} (?:is|are|will be) (?:all )?on (?:us|me|the house) "
    rf"|(?:no|without(?: any)?) (?:charge|cost) for {_STAY} |{_YOU_WILL}(?:get|have"
    rf"|receive)(?: \S+){{1,5}} back for {_STAY} )"
)
_FEE_NAME = r"(?:the|that|this|your|any|those)(?: \S+)? (?:fee|fees|charge|charges)"
_NO_FEE = re.compile(
    r"(?<!\S)(?:"
    rf"{_WILL}(?:cancel|remov|wip|get rid of|getting rid of|cover|pay|refund|revers|drop|scrap|absorb|writ|tak"
    rf"|delet|clear"
    rf"|knock|waiv|lift|eras|swallow|credit|return)(?:e|ed|ing|ling|ping|ping)?(?: (?:off|out|back"
    rf"|away))? {_FEE_NAME} "
    rf"|you (?:will|do|are|shall|need) not (?:be )?(?:have to |need to |going to |be )*(?:pay|pay for|charged"
    rf"|charged for"
    rf"|worry about) {_FEE_NAME} "
    rf"|(?:there is )?no need to (?:pay|worry about) {_FEE_NAME} |(?:forget"
    rf"|do not (?:you )?worry)(?: about)? {_FEE_NAME} "
    rf"|{_WILL}waive (?:it|that|this) |{_WILL}(?:sort|take care of|deal with) (?:the|that"
    rf"|your) (?:overdraft )?(?:fee|charge)(?: out)? "
    rf"|{_WILL}(?:let|letting) you off {_FEE_NAME} |{_WILL}make {_FEE_NAME} (?:go away|disappear|vanish) "
    rf"|nobody (?:is |will )?(?:going to )?charge you {_FEE_NAME} "
    rf"|{_WILL}(?:see (?:to it )?that|make sure(?: that)?|see to it)(?: (?:we|the \S+"
    rf"|you do not)? ?pay\S*)? {_FEE_NAME}"
    rf" (?:(?:disappears|goes|is|gets|will|comes)(?: \S+)? )?"
    rf"|{_FEE_NAME} (?:is |are |will be |has been )?(?:\S+ )?(?:on (?:us|me|the house)|gone|cancelled|waived"
    rf"|dropped|removed"
    r"|wiped|written off|covered|refunded|taken (?:off|away|care of)) "
    rf"|(?:{_WILL}|and )(?:take|taking|taken) {_FEE_NAME} (?:off|away|out|back) )"
)
_FREE = re.compile(
    r"(?<!\S)(?:"
    rf"(?:{_WILL}(?:give|offer|throw in|add|book|put|arrange|get)|{_YOU_WILL}(?:get|have"
    rf"|receive)) (?:you )?(?:in )?(?:a|another"
    r"|one|some|two)(?: \S+)? (?:free|complimentary) (?:night|nights|stay|weekend|room) "
    r"|(?:it|that|this|everything|all)(?: is| will be)(?: all)? on the house "
    r"|(?:invite you|you get|give you|have you)(?: \S+){1,6} (?:as our guests?|as a (?:present|gift)|on us"
    r"|on the house) "
    r"|(?:next|another|whole|entire) (?:night|stay|visit|weekend|time)(?: \S+){0,3}? (?:is |will be )?(?:free|on us"
    r"|on me"
    r"|on the house|complimentary) )"
)
_CLOCK = (
    r"(?:half|noon|midday|lunch\S*|one|two|three|four|five|six|twelve|1|2|3|4|5|6|12|13|14|15|16|the afternoon"
    r"|the evening"
    r"|later|(?:the )?late afternoon|you leave|whenever)"
)
_LATE = re.compile(
    r"(?<!\S)(?:"
    rf"(?:you (?:can|may|will|could)(?: \S+)?|{_WILL}(?:let|allow)(?: \S+)? you(?: to)?|feel free to|no problem)"
    rf" (?:have|keep|stay(?: on)?(?: in)?|hold on to|use|sleep in)(?: (?:the|your|that) room)?(?: on \S+)?"
    rf" (?:until|till|til|to) (?:about |around )?{_CLOCK} "
    r"|(?:stay|keep the room|sleep|check out|leave) (?:(?:for )?as long as you (?:like|want|please|need)"
    r"|whenever (?:you|suits|it)"
    r" ?\S*) (?!on the (?:line|phone))(?:\S+ )?"
    rf"|{_WILL}(?:push|move|extend|put|set|postpone|make)(?:ing)? (?:back )?your (?:check out|checkout"
    rf"|departure) (?:back )?(?:to|until"
    rf"|till|for) {_CLOCK} |(?:the|your) room is yours (?:on \S+ )?(?:until|till) {_CLOCK} "
    rf"|{_WILL}(?:\S+ ){{1,4}}late departure |you can (?:leave|vacate) the room whenever "
    rf"|(?:you (?:can|may|could)|just|{_WILL}(?:let|allow|have)(?: \S+)? you(?: to)?) (?:check out"
    rf"|leave)(?: \S+)? (?:at|around"
    rf"|by|after)? ?{_CLOCK} "
    rf"|you do not (?:have|need) to (?:be out|leave|check out|vacate|go)(?: of the room)? (?:until|till|before"
    rf"|at eleven"
    rf"|by eleven|at 11|by 11) (?:{_CLOCK} )?)"
)
_GIFT = (
    r"(?:(?:\S+ ){1,3}?(?:(?:pounds|euros|dollars|quid) (?:for (?:your|the|all)(?: \S+)? (?:time|trouble|stress"
    r"|inconvenience|wait"
    r"|waiting)|on top|extra|as (?:an apology|a gesture|compensation))|(?:pound|euro|dollar) (?:voucher|gift card"
    r"|credit)|percent off)"
    r"|(?:discount|voucher) (?:on|for|off) your next(?: \S+)?)"
)
_EXTRA = re.compile(
    r"(?<!\S)(?:"
    rf"(?:{_WILL}(?:give|add|send|sending|throw|offer|put|pay|get|do)|{_YOU_WILL}(?:get|receive"
    rf"|have)) (?:you )?(?:in )?"
    r"(?:something|a little something|a bit|some money|some cash|a little|money|a voucher|a gift card"
    r"|a gift voucher|a discount"
    r"|an extra \S+)(?: \S+){0,2}? (?:extra|on top|for (?:your|the|all)(?: \S+){0,2}? (?:time|trouble|inconvenience"
    r"|days"
    r"|wait|waiting|patience)) "
    r"|(?:make sure|see to it|see)(?: that)? you (?:are|get|will be) (?:paid|compensated|reimbursed) for (?:the"
    r"|your|all|those) "
    rf"|{_WILL}(?:give|send|offer|get|add)(?:ing)? (?:you )?(?:a|some|another)(?: \S+)?? (?:gift card|voucher"
    rf"|gift voucher|money|cash)"
    r" (?:as an|to say|to make) "
    rf"|(?:{_WILL}|plus i will )(?:give|add|send|throw in|offer|put|get|knock|take)(?:ing)? (?:you )?(?:in )?(?:a "
    rf"|an |another )?{_GIFT} "
    rf"|{_YOU_WILL}(?:get|have|receive) (?:a |another )?{_GIFT} |your next (?:order|delivery|one) (?:is "
    rf"|will be )?(?:free|on us|on the house) "
    rf"|{_WILL}(?:compensate|pay|reimburse) you for (?:your|the|all)(?: \S+){{0,2}}? (?:time|trouble|inconvenience"
    rf"|days|wait"
    r"|waiting) |(?:i|we) will make it worth your while )"
)
_BY_NOW = (
    r"(?:(?:later )?today|tonight|this (?:afternoon|evening|morning)|within (?:the|an|one|two|a few"
    r"|a couple of) hours?"
    r"|in the next hour|in (?:an|one|two|three|a couple of) hours?|right now|before (?:tonight|five|six|seven|eight"
    r"|nine|the end of the day)|by (?:tonight|this evening|the end of the day"
    r"|five|six|seven|eight|this afternoon))"
)
_GOODS = r"(?:it|that|(?:your|the)(?: new)? (?:parcel|package|telescope|order|delivery|item|replacement))"
_SENT = r"(?:replacement|new one|another one|new telescope|second one|other one)"
_SAME_DAY = re.compile(
    r"(?<!\S)(?:"
    rf"{_GOODS} (?:(?:is|will be|are) (?:on its way |out |already )*(?:coming|arriving|being delivered|going out"
    rf"|on its way"
    rf"|delivered)|(?:is |will )?(?:going to )?(?:be )?(?:with you|at your door|on your doorstep|there|here"
    rf"|in your hands))"
    rf"(?: to you| for delivery)? {_BY_NOW} "
    rf"|{_WILL}(?:have|send|sending|get|getting|put)(?: \S+)? (?:a |the |our |my |one of our |somebody"
    rf"|someone)(?:driver|drivers"
    rf"|courier|van|colleague|man)? ?(?:round|over|out|to you|to your \S+|to bring it|with it"
    rf"|bring it)(?: \S+){{0,4}}?"
    rf" {_BY_NOW} |same day delivery |(?:it|that|parcel|telescope"
    rf"|order) (?:is )?(?:already )?out for delivery (?:today|now) "
    rf"|{_BY_NOW} you will have {_GOODS} |{_WILL}(?:get|bring|have) (?:a|the) {_SENT} (?:to you|round|over) {_BY_NOW} "
    rf"|(?:a|the|your) {_SENT} (?:will|is going to)(?: \S+)? (?:come|arrive|be there|be with you) {_BY_NOW} "
    rf"|(?:a|the|our) (?:driver|courier|van) (?:is )?(?:just )?(?:leaving|setting off|on (?:his|her|its"
    rf"|the) way)(?: \S+)? with {_GOODS} "
    rf"|{_SOMEBODY} (?:will|is going to) (?:come|be)(?: \S+)? {_BY_NOW} with {_GOODS} "
    rf"|{_WILL}have {_GOODS}(?: \S+){{0,2}} (?:delivered|brought|with you|dropped off)(?: \S+){{0,2}} {_BY_NOW} "
    rf"|(?:{_WILL}|{_SOMEBODY} (?:will|is going to|to) |(?:get|have|send) {_SOMEBODY} to )(?:drive|bring|drop"
    rf"|deliver|take)"
    rf" {_GOODS}(?: \S+){{0,3}}? {_BY_NOW} "
    rf"|{_SOMEBODY} (?:will|is going to) (?:be )?(?:with you|there|at your \S+|deliver \S+)(?: \S+)? {_BY_NOW} )"
)
_REPAID = r"(?:refund|money back|reimburse|pounds back)"
_BOTH_OF_THEM = re.compile(
    r"(?<!\S)(?:"
    rf"{_SENT} (?:(?!or )\S+ ){{0,8}}(?:and|plus"
    rf"|also) (?:(?!or )\S+ ){{0,5}}{_REPAID} (?:(?!or )\S+ ){{0,6}}?(?:too|as well|also"
    r"|on top) "
    rf"|{_SENT} (?:(?!or )\S+ ){{0,8}}(?:and|plus) (?:i|we) (?:will|can) also {_REPAID} "
    rf"|(?:keep|have) (?:the|your) money and (?:have |get |keep )?(?:the|a) (?:telescope|{_SENT}|new) "
    rf"|{_REPAID} (?:(?!or )\S+ ){{0,8}}(?:and|plus"
    rf"|also) (?:(?!or )\S+ ){{0,5}}{_SENT} (?:(?!or )\S+ ){{0,4}}?(?:too|as well|also"
    rf"|on top) |you (?:can|will) (?:keep|have|get) (?:them both|both)(?: of (?:them|those))? (?!or )|{_WILL}do both "
    rf"|{_REPAID} on top of the {_SENT} |{_SENT} with a (?:full )?refund "
    rf"|refund you and you (?:can )?(?:also )?keep the )"
)
_NAMES = (
    (("full refund", "refund everything", "refund the whole", "all your money"), _WHOLE_REFUND),
    (("refund", "money back", "give it back", "reimburse"), _REFUND),
    (("fee", "charge"), _NO_FEE),
    (("free", "on the house", "complimentary"), _FREE),
    (("late check", "check out later", "late checkout"), _LATE),
    (("compensation", "compensate", "pay you for your time"), _EXTRA),
    (("today", "same day"), _SAME_DAY),
)
"""Words of a policy that name a kind of promise, and how it is made."""
_BOTH = re.compile(r"\b(?:and|as well|both)\b")
_TWO = re.compile(r"(?:refund|money).* and .*(?:replacement|send|new)|(?:replacement|new).* and .*refund")
_HELD = re.compile(
    r"(?<!\S)(?:if|whether|unless|not (?=promise|say|guarantee|think|mean|going to (?:say|pretend|tell|promise))"
    r"|not (?:promise|say|pretend|tell|guarantee)|pretend|cannot|unable|once|after|until|could|would|might"
    r"|maybe|perhaps|hope|hopefully|try|trying|ask|asked|asking|said|told|says|wish|want|wanted|need|think|thought"
    r"|like"
    r"|love|why|when|check|see whether|before|nobody|never|promised|imagine|expected|supposed|did|does) "
)
_TAKEN_BACK = re.compile(
    r"(?<!\S)(?:if|unless|provided|as long as|but (?:\S+ ){0,3}(?:cannot|not|unable|only)|once (?!again)|assuming"
    r"|depending"
    r"|after (?:the|they|he|she|it|we)|when (?:the|they|he|she|it|we)|as soon as (?:the|they|he|she|it|we (?:hear"
    r"|have|get"
    r"|know))|is that (?:right|correct|what)) "
)
_SENTENCE = re.compile(r"(?<!\S)[.?] ")
_AROUND = 70
"""Characters before and after a promise in which a condition or a denial takes it back."""


def kinds_of(words: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Return how a forbidden promise that the policy names so is made in everyday words.

    A promise of two things at once ("a refund and a replacement") is of no kind.
    """
    words = [word.lower() for word in words]
    single = [word for word in words if not _BOTH.search(word)]
    found = [pattern for names, pattern in _NAMES if any(name in word for name in names for word in single)]
    if any(_TWO.search(word) for word in words):
        found.append(_BOTH_OF_THEM)
    return tuple(one for one in found if not (one is _REFUND and _WHOLE_REFUND in found))


def commits(kind: re.Pattern[str], said: Utterance) -> tuple[int, int] | None:
    """Return the first and last word of a promise of the kind, or None when it is denied, asked or conditional."""
    for match in kind.finditer(said.normal):
        before = _SENTENCE.split(said.normal[max(0, match.start() - _AROUND) : match.start()])[-1]
        after = _SENTENCE.split(said.normal[match.end() : match.end() + _AROUND], maxsplit=1)[0]
        last = before.rsplit(" but ", 1)[-1]
        if not _HELD.search(last) and not _TAKEN_BACK.search(after):
            return said.word_span(*match.span())
    return None
