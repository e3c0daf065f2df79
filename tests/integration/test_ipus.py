"""Units found in human speech beside those marked by hand."""

import os
from pathlib import Path

import pytest

from bench.ipus import VARIABLE, Comparison, measure_all

FOLDER = os.environ.get(VARIABLE)


@pytest.mark.skipif(
    FOLDER is None or not Path(FOLDER, "speech").is_dir(), reason=f"{VARIABLE} names no folder with speech"
)
def test_units_agree_with_the_marks():
    total = Comparison()
    for one in measure_all(Path(FOLDER)).values():
        total.add(one)
    result = total.to_json()
    assert result["f1"] >= 0.75
    assert result["time_agreeing"] >= 0.97
    assert result["start_error_s"]["median"] <= 0.02
    assert result["end_error_s"]["median"] <= 0.03
