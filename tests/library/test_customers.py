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


def test_no_two_customers_have_the_same_voice() -> None:
    voices = [entry.persona.voice for entry in ENTRIES if entry.persona is not None]
    assert all(one != other for one, other in itertools.combinations(voices, 2))
