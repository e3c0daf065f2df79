"""All rules that rest on what was said, by rubric item."""

from voicedrill.scoring import (
    care_findings,
    firm_findings,
    listen_findings,
    order_findings,
    solve_findings,
    stand_findings,
    tell_findings,
)
from voicedrill.scoring.verdict import Rule

RULES: dict[str, Rule] = {
    **listen_findings.RULES,
    **care_findings.RULES,
    **order_findings.RULES,
    **solve_findings.RULES,
    **stand_findings.RULES,
    **firm_findings.RULES,
    **tell_findings.RULES,
}
