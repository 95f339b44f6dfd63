"""Tiny models with the interfaces of Kokoro and of Kitten, as sherpa-onnx publishes them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from fake_models import FLOAT, INT64, SYMBOLS, bursts, number, save, write_tokens
from onnx import helper

FRAME = 600
_STYLE = 256
_LONGEST = 510


def build_kokoro(
    folder: Path,
    metadata: Mapping[str, str | None] | None = None,
    *,
    names: Sequence[str] = ("af_one", "am_two"),
    rate: int = 24000,
    symbols: str = "$" + SYMBOLS.replace("$", ""),
) -> Path:
    """Write model.onnx, voices.bin and tokens.txt; metadata of None are left out."""
    told: dict[str, str | None] = {
        "sample_rate": str(rate), "n_speakers": str(len(names)), "has_espeak": "1",
        "version": "1", "model_type": "kokoro", "language": "English", "voice": "en-us",
        "style_dim": f"{_LONGEST},1,{_STYLE}", "speaker_names": ",".join(names),
        "comment": "fake", "maintainer": "tests",
    }  # fmt: skip
    return _build(folder, told | dict(metadata or {}), rate, symbols, (_LONGEST, len(names)))


def build_kitten(folder: Path, *, names: Sequence[str] = ("one-m", "two-f")) -> Path:
    """Write the same files with Kitten's metadata."""
    told: dict[str, str | None] = {
        "sample_rate": "24000", "n_speakers": str(len(names)), "has_espeak": "1",
        "model_type": "kitten-tts", "language": "English", "voice": "en-us",
        "style_dim": f"1,{_STYLE}", "speaker_names": ",".join(names), "comment": "fake",
    }  # fmt: skip
    return _build(folder, told, 24000, "$" + SYMBOLS.replace("$", ""), (1, len(names)))


def _build(
    folder: Path,
    metadata: Mapping[str, str | None],
    rate: int,
    symbols: str,
    styles: tuple[int, int],
) -> Path:
    node = helper.make_node
    nodes, numbers = bursts("tokens", "frames", rate, "mean")
    nodes = [
        node("Div", ["frame", "speed"], ["frames"]),
        node("ReduceMean", ["style"], ["mean"], keepdims=0),
        *nodes,
        node("Reshape", ["wave", "flat"], ["audio"]),
    ]
    numbers += [number("frame", FRAME, np.float32), number("flat", [-1], np.int64)]
    given = [
        helper.make_tensor_value_info("tokens", INT64, [1, "n"]),
        helper.make_tensor_value_info("style", FLOAT, [1, _STYLE]),
        helper.make_tensor_value_info("speed", FLOAT, [1]),
    ]
    made = [helper.make_tensor_value_info("audio", FLOAT, ["samples"])]
    save(folder / "model.onnx", (nodes, numbers), given, made, metadata)
    longest, speakers = styles
    people = [np.full((longest, _STYLE), 50.0 * n, np.float32) for n in range(speakers)]
    (folder / "voices.bin").write_bytes(b"".join(style.tobytes() for style in people))
    write_tokens(folder, symbols)
    return folder
