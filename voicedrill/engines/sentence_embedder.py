"""Sentence embeddings: the meaning of a clause as a point, by a small language model on this machine."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicedrill.errors import EngineError

DIMENSIONS = 384
"""Numbers of an embedding of all-MiniLM-L6-v2."""
_LONGEST = 128
"""Tokens read of a clause; clauses have fewer than 40."""


class SentenceEmbedder:
    """all-MiniLM-L6-v2, int8, in ONNX Runtime on one core.

    Parameters
    ----------
    folder : Path
        The installed model: ``all-minilm-l6-v2-q.onnx`` and its tokenizer.

    Raises
    ------
    voicedrill.errors.EngineError
        When the model cannot be loaded.
    """

    def __init__(self, folder: Path) -> None:
        # Late, because both libraries take a while to load.
        import onnxruntime  # noqa: PLC0415
        import tokenizers  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "all-minilm-l6-v2-q-tokenizer.json"))
            self._session = onnxruntime.InferenceSession(
                str(folder / "all-minilm-l6-v2-q.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise errors of their own
            raise EngineError(
                f"The sentence model in {folder} cannot be loaded ({error}). Run 'voicedrill models get'."
            ) from error
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()
        self._takes_types = any(one.name == "token_type_ids" for one in self._session.get_inputs())

    def embed(self, clauses: Sequence[str]) -> NDArray[np.float32]:
        """Return one embedding a clause, shape ``(len(clauses), 384)``, each of length 1.

        A clause's embedding does not depend on the clauses around it.
        """
        points = [self._point(one.ids) for one in self._tokenizer.encode_batch(list(clauses))]
        return np.stack(points) if points else np.zeros((0, DIMENSIONS), np.float32)

    def _point(self, ids: list[int]) -> NDArray[np.float32]:
        # One at a time: the int8 model scales its numbers by the whole batch, so neighbours would change the result.
        tokens = np.asarray([ids], np.int64)
        given = {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
        if self._takes_types:
            given["token_type_ids"] = np.zeros_like(tokens)
        mean = np.asarray(self._session.run(None, given)[0])[0].mean(axis=0)
        return (mean / np.linalg.norm(mean)).astype(np.float32)


@cache
def load_sentence_embedder(folder: Path) -> SentenceEmbedder:
    """Return the embedder of a folder; loaded once."""
    return SentenceEmbedder(folder)
