from dataclasses import replace

from voicedrill.cli.measure_text import as_text, explanation
from voicedrill.speech.measure import measure
from voicedrill.speech.measurement import DeadAir, Filler, Gap, Measurement, Overlap, SideMeasures
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.sides import SideInput
from voicedrill.speech.timeline import Timeline

CALL = Measurement(
    60.0,
    SideMeasures(
        words=120,
        talk_share=0.42,
        noise_dbfs=-61.2,
        clipped_ratio=0.0021,
        fillers=(Filler("you know", 1.0, 1.4), Filler("basically", 5.0, 5.5), Filler("you know", 9.0, 9.4)),
        not_measured={
            "um_uh": "No um.",
            "loudness_dbfs": "The sound is clipped.",
            "speech_rate_wpm": "Too short.",
            "speech_rate_sps": "Too short.",
            "pitch_range_st": "Too short.",
        },
    ),
    SideMeasures(words=80),
    overlaps=(
        Overlap(4.0, 5.0, "trainee", "butting_in", "hold on", "… and nobody ever called m—"),
        Overlap(9.0, 9.0, "customer", "pause_interruption", "", ""),
        Overlap(12.0, 12.1, "trainee", "noise", "", ""),
    ),
    gaps=(Gap("customer", 20.0, 20.5, 0.5), Gap("customer", 30.0, 33.5, 3.5), Gap("trainee", 40.0, 40.2, 0.2)),
    dead_air=(DeadAir(45.0, 54.0), DeadAir(55.0, 57.0, True)),
    counts={"butting_in": 1, "noise": 2},
    counts_customer={"pause_interruption": 1},
)


def test_overlaps_are_told_in_plain_words_with_quotes() -> None:
    lines = as_text(CALL, "call").splitlines()
    assert lines[0] == "call"
    said = 'trainee: came in and stopped, with "hold on"; the customer was saying "… and nobody ever called m—"'
    assert f"      4.00 s  {said}" in lines
    assert "      9.00 s  customer: came in during a pause" in lines
    assert "the trainee while the customer spoke: came in and stopped once, a sound without words twice" in lines
    assert "the customer answered after 0.2 s (median of 1; longest 0.2 s)" in lines
    assert "the trainee answered after 2.0 s (median of 2; longest 3.5 s)" in lines


def test_silences_fillers_and_reasons_are_told() -> None:
    text = as_text(CALL)
    assert "45.00 s  dead air of 9.0 s" in text
    assert "55.00 s  announced wait exceeded by 2.0 s" in text
    assert 'fill-in words of the trainee: "you know" twice, "basically" once' in text
    assert "not measured for the trainee (loudness of the speech): The sound is clipped." in text
    assert "not measured for the trainee (speech rate (with pauses); pitch range): Too short." in text
    assert text.splitlines()[-1] == "No um."
    assert [line.split()[2:] for line in text.splitlines() if line.startswith("clipped speech")] == [["0.21", "-", "%"]]


def test_overlaps_that_were_not_measured_are_not_listed() -> None:
    deaf = replace(CALL.trainee, not_measured={"overlaps": "The customer came back into the microphone."})
    text = as_text(replace(CALL, trainee=deaf))
    assert "came in" not in text
    assert "not measured for the trainee (overlaps): The customer came back into the microphone." in text


def test_every_row_has_a_name_of_its_own() -> None:
    rows = as_text(CALL).splitlines()[1:18]
    assert len({row[:28] for row in rows}) == len(rows)
    assert all(row[28] == " " for row in rows)


def test_what_is_not_heard_of_both_is_said_once() -> None:
    text = as_text(replace(CALL, customer=SideMeasures(not_measured={"um_uh": "No um."})))
    assert text.count("No um.") == 1
    assert "um_uh" not in text


def test_a_call_without_anything() -> None:
    nobody = SideInput(Timeline())
    text = as_text(measure(1.0, nobody, nobody))
    assert "_" not in text, "no names of JSON"
    assert "the trainee while the customer spoke: nothing" in text
    assert "answered" not in text


def test_every_threshold_is_explained() -> None:
    text = explanation()
    assert all(f"\n{one.name} " in text for one in SETTINGS.explained())
