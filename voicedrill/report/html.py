"""The report of a call: one self-contained page, readable and hearable without a network."""

import base64
import hashlib

from markupsafe import Markup

from voicedrill.report.contents import ReportContents
from voicedrill.report.environment import environment, source
from voicedrill.report.sound import sound_uri
from voicedrill.report.timeline_picture import timeline_picture
from voicedrill.report.wording import BANDS, FOR_YOU_ALONE, GRADE_SIGNS, SKILLS, heard_sentence, range_text
from voicedrill.scoring.phrasing import clock


def html_report(contents: ReportContents, *, audio: bool = True) -> str:
    """Return the page; with ``audio`` the recording is in it, and every moment can be heard.

    Style and script are allowed by their hashes only, so nothing that a persona or a transcript says can run.
    """
    style, script = source("report.css"), source("report.js")
    sound = sound_uri(contents.audio) if audio else None
    return environment().get_template("report.html.j2").render(
        report=contents,
        band=BANDS[contents.band] if contents.band else None,
        signs=GRADE_SIGNS,
        skills=SKILLS,
        timeline=timeline_picture(contents.timeline),
        for_you=FOR_YOU_ALONE,
        sound=sound,
        left_out=not audio and contents.audio is not None,
        clock=clock,
        range_text=range_text,
        heard_sentence=heard_sentence,
        style=Markup(style),  # noqa: S704 (our own file)
        script=Markup(script),  # noqa: S704 (our own file)
        policy=(
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            f"{'media-src data:; ' if sound else ''}base-uri 'none'; form-action 'none'"
        ),
    )  # fmt: skip


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
