"""The formats that a report comes in."""

from typing import Literal, get_args

REPORT_HTML = "report.html"
TRANSCRIPT_VTT = "transcript.vtt"

Kind = Literal["html", "pdf", "vtt", "csv", "xapi"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FILES: dict[Kind, str] = {
    "html": REPORT_HTML, "pdf": "report.pdf", "vtt": TRANSCRIPT_VTT, "csv": "findings.csv", "xapi": "xapi.jsonl",
}  # fmt: skip
"""Usual name of each file."""
