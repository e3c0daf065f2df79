"""The report of a call: one self-contained page, readable and hearable without a network."""

import base64
import hashlib

from markupsafe import Markup

from voicedrill.history.folder import CallFolder
from voicedrill.report.environment import environment, source
from voicedrill.report.sound import sound_uri
from voicedrill.report.timeline_picture import timeline_picture
from voicedrill.report.transcript import transcript
from voicedrill.report.wording import (
    BANDS,
    FOR_YOU_ALONE,
    SKILLS,
    appeal_mark,
    auto_fail_sentence,
    heard_sentence,
    outcome_note,
    outcome_sentence,
    score_sentence,
)
from voicedrill.scoring.appeals import unconfirmed
from voicedrill.scoring.highlights import highlights
from voicedrill.scoring.interview_rubric import ASKS
from voicedrill.scoring.phrasing import clock
from voicedrill.scoring.rubric import AUTO_FAIL_ITEM, FAMILIES
from voicedrill.scoring.scorecard import Finding, Scorecard
from voicedrill.scoring.tone_findings import FIRST
from voicedrill.speech.measurement import Measurement

DONE_FROM, PARTLY_FROM = 0.8, 0.4
"""Scores (0..1) from which a finding reads "done" and "partly"."""
_MADE_WITH = {"voice": "the voice of", "speech_to_text": "words heard by", "behaviours": "behaviours found by"}
SURE_FROM, FAIRLY_SURE_FROM = 0.8, 0.6
"""Confidences (0..1) from which a finding reads "sure" and "fairly sure"."""


def html_report(folder: CallFolder, measurement: Measurement, scorecard: Scorecard) -> str:
    """Return the page.

    Style and script are allowed by their hashes only, so nothing that a persona or a transcript says can run.
    """
    style, script = source("report.css"), source("report.js")
    provisional = {AUTO_FAIL_ITEM[item] for item in unconfirmed(scorecard)}
    families = [
        (family, [one for one in scorecard.findings if one.skill in skills and one.applicable])
        for family, skills in FAMILIES.items()
    ]
    return environment().get_template("report.html.j2").render(
        folder=folder,
        persona=folder.casting.persona,
        title=folder.casting.written(folder.casting.case.title),
        outcome=outcome_sentence(folder),
        note=outcome_note(folder),
        card=scorecard,
        band=BANDS[scorecard.band] if scorecard.band else None,
        score_sentence=score_sentence(scorecard),
        chosen=highlights(scorecard),
        families=families,
        no_occasion=[one for one in scorecard.findings if not one.applicable],
        asks=ASKS,
        skills=SKILLS,
        timeline=timeline_picture(folder, measurement),
        first=[scorecard.tone[one] for one in FIRST if one in scorecard.tone],
        more=[note for one, note in scorecard.tone.items() if one not in FIRST],
        for_you=FOR_YOU_ALONE,
        entries=transcript(folder, scorecard.corrected),
        sound=sound_uri(folder),
        clock=clock,
        grade=lambda finding: _grade(finding, provisional=finding.id in provisional),
        appeal_mark=appeal_mark,
        auto_fail=auto_fail_sentence(scorecard),
        heard_sentence=heard_sentence,
        sureness=_sureness,
        made_with=_made_with(folder),
        style=Markup(style),  # noqa: S704 (our own file)
        script=Markup(script),  # noqa: S704 (our own file)
        policy=(
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; media-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
    )  # fmt: skip


def _grade(finding: Finding, *, provisional: bool) -> tuple[str, str, str]:
    """Return class, icon and word of a finding's score."""
    if provisional:
        return "bad", "!", "provisional"
    if finding.confirmed:
        return "bad", "○", "to practise"
    if finding.weight == 0:
        return "plain", "–", "practice only"
    if finding.score is None:
        return "plain", "–", "not counted"
    if finding.score >= DONE_FROM:
        return "good", "✓", "done"
    return ("notice", "◐", "partly") if finding.score >= PARTLY_FROM else ("bad", "○", "to practise")


def _made_with(folder: CallFolder) -> str:
    models = folder.header.models
    parts = (f"{what} {models[name]}" for name, what in _MADE_WITH.items() if models.get(name))
    return "; ".join(parts)


def _sureness(finding: Finding) -> str:
    if finding.confidence >= SURE_FROM:
        return "sure"
    return "fairly sure" if finding.confidence >= FAIRLY_SURE_FROM else "not sure"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
