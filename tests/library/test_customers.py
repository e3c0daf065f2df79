"""The shipped customers: each file is clean, and each call goes as the trainee deserves.

``python -m bench.customers`` checks the same with fifty seeds.
"""

import itertools

import pytest

from bench.customers import Job, check, jobs
from voicedrill.persona.lint import lint
from voicedrill.runtime.library import LibraryEntry, list_personas

RUNS = 2
ENTRIES = list_personas()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.path.stem)
def test_the_file_is_clean(entry: LibraryEntry) -> None:
    assert lint(entry.text, entry.path.name) == []


@pytest.mark.parametrize("job", jobs(RUNS), ids=lambda job: f"{job.persona.id}-{job.case}")
def test_each_trainee_gets_what_is_deserved(job: Job) -> None:
    assert check(job).problems == []


CUSTOMERS = [entry.persona for entry in ENTRIES if entry.persona is not None and entry.persona.kind == "call"]
CALL_SKILLS = (
    "listening", "details", "paraphrase", "empathy", "apology", "appreciation", "ownership", "solution", "next_steps",
    "calm", "not_personal", "firmness", "no_defensiveness", "concise",
)  # fmt: skip


def test_there_are_enough_customers_cases_and_interviewers() -> None:
    cases = [len(persona.cases) for persona in CUSTOMERS]
    assert len(CUSTOMERS) >= 16
    assert min(cases) >= 2
    assert sum(count >= 3 for count in cases) >= 8
    assert len(ENTRIES) - len(CUSTOMERS) >= 4
    assert {persona.difficulty for persona in CUSTOMERS} == {1, 2, 3, 4, 5}
    assert sum(any(case.follows for case in persona.cases) for persona in CUSTOMERS) >= 4


@pytest.mark.parametrize("skill", CALL_SKILLS)
def test_each_skill_is_a_theme_of_two_customers(skill: str) -> None:
    assert sum(skill in persona.skills[:2] for persona in CUSTOMERS) >= 2


def test_no_two_customers_have_the_same_voice() -> None:
    voices = [entry.persona.voice for entry in ENTRIES if entry.persona is not None]
    assert all(one != other for one, other in itertools.combinations(voices, 2))
