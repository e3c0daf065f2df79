"""Where a voice really begins and ends, near the edge that the detector gave on its 32 ms grid."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voicedrill.speech.frames import FRAME_S, Levels
from voicedrill.speech.settings import SETTINGS, Settings

_RUN_FRAMES = 3
"""Sound shorter than this beyond a silence is a click."""


def refined_onset_s(levels: Levels, edge_s: float, settings: Settings = SETTINGS) -> float:
    """Return when the voice that was found at ``edge_s`` begins.

    The onset is the first frame that stands out of the local noise and from which the voice goes on without a
    silence longer than a stop closure. Where noise hides the beginning, the time a voice usually takes to rise
    that far is taken off.

    Parameters
    ----------
    levels : ndarray
        Levels around the edge, one a frame of 10 ms from time 0.
    edge_s : float
        Where the detector found the beginning.
    """
    shape = _Shape(settings.onset_inside_s, settings.onset_depth_db, settings.onset_rise_db_per_s)
    return max(0.0, _begin(levels, edge_s / FRAME_S, shape, settings) * FRAME_S)


def refined_end_s(levels: Levels, edge_s: float, settings: Settings = SETTINGS) -> float:
    """Return when the voice that was found to end at ``edge_s`` ends; the same as the onset, backwards in time."""
    shape = _Shape(settings.end_inside_s, settings.end_depth_db, settings.end_fall_db_per_s)
    frames = len(levels)
    return min(frames, frames - _begin(levels[::-1], frames - edge_s / FRAME_S, shape, settings)) * FRAME_S


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a voice begins, or ends backwards in time."""

    inside_s: float
    depth_db: float
    slope_db_per_s: float


def _begin(levels: Levels, edge: float, shape: _Shape, settings: Settings) -> float:
    """Return the first frame of the voice around frame ``edge``, or ``edge`` when nothing stands out there."""
    middle = round(edge)
    first = max(0, middle - _frames(settings.onset_search_s))
    last = min(len(levels), middle + _frames(shape.inside_s))
    if middle <= first or last <= middle:
        return edge
    floor_dbfs = float(np.percentile(levels[first:middle], 20))
    peak_dbfs = float(levels[first:last].max())
    clear = levels[first:last] >= max(floor_dbfs + settings.onset_above_noise_db, peak_dbfs - shape.depth_db)
    begin = _first_of_voice(clear, middle - first, _frames(settings.onset_closure_s))
    hidden_db = max(0.0, shape.depth_db - (peak_dbfs - floor_dbfs))
    return (edge if begin is None else first + begin) - hidden_db / shape.slope_db_per_s / FRAME_S


def _first_of_voice(clear: npt.NDArray[np.bool_], middle: int, closure: int) -> int | None:
    """Return where the voice around ``middle`` begins: its runs of clear frames, at most ``closure`` frames apart."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], clear.astype(np.int8), [0])))).reshape(-1, 2)
    runs = [(int(start), int(end)) for start, end in edges if end - start >= _RUN_FRAMES]
    inside = [number for number, (_, end) in enumerate(runs) if end >= middle]
    if not inside:
        return None
    number = inside[0]
    while number > 0 and runs[number][0] - runs[number - 1][1] <= closure:
        number -= 1
    return runs[number][0]


def _frames(seconds: float) -> int:
    return round(seconds / FRAME_S)
