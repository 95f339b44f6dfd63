"""A tiny voice with Piper's interface: as Piper publishes them, and as sherpa-onnx exports them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from fake_models import FLOAT, INT64, SYMBOLS, Graph, bursts, number, save, write_tokens
from onnx import helper

FRAME = 512
"""Samples of a token at the voice's own speed."""


def build_piper(  # noqa: PLR0913  a builder of tests
    folder: Path,
    name: str = "fake",
    *,
    rate: int = 22050,
    speakers: Mapping[str, int] | None = None,
    says: Mapping[str, Any] | None = None,
    metadata: Mapping[str, str | None] | None = None,
    symbols: str = SYMBOLS,
    espeak: str = "en-us",
) -> Path:
    """Write `NAME.onnx` and `NAME.onnx.json`; `says` replaces keys of the latter."""
    many = len(speakers or {}) > 1
    given = [
        helper.make_tensor_value_info("input", INT64, ["batch", "phonemes"]),
        helper.make_tensor_value_info("input_lengths", INT64, ["batch"]),
        helper.make_tensor_value_info("scales", FLOAT, [3]),
        *([helper.make_tensor_value_info("sid", INT64, ["one"])] if many else []),
    ]
    made = [helper.make_tensor_value_info("output", FLOAT, [1, 1, "time"])]
    told = metadata if metadata is not None else {"description": "as Piper writes it"}
    model = save(folder / f"{name}.onnx", _graph(rate, many=many), given, made, told)
    about = {
        "audio": {"sample_rate": rate, "quality": "low"},
        "espeak": {"voice": espeak},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_map": {},
        "phoneme_id_map": {symbol: [index] for index, symbol in enumerate(symbols)},
        "num_symbols": 256,
        "num_speakers": max(1, len(speakers or {})),
        "speaker_id_map": dict(speakers or {}),
        "language": {"code": "en_US", "family": "en"},
    } | dict(says or {})
    model.with_name(f"{name}.onnx.json").write_text(json.dumps(about), encoding="utf-8")
    return model


def build_exported(
    folder: Path,
    metadata: Mapping[str, str | None] | None = None,
    *,
    rate: int = 22050,
    symbols: str = SYMBOLS,
    speakers: int = 1,
) -> Path:
    """Write a folder as sherpa-onnx publishes a Piper voice; metadata of None are left out."""
    told: dict[str, str | None] = {
        "sample_rate": str(rate), "n_speakers": str(speakers), "language": "English",
        "voice": "en-us", "comment": "piper", "has_espeak": "1", "model_type": "vits",
    }  # fmt: skip
    people = {f"p{n}": n for n in range(speakers)}
    model = build_piper(
        folder, rate=rate, speakers=people, metadata=told | dict(metadata or {}), symbols=symbols
    )
    model.with_name("fake.onnx.json").unlink()
    write_tokens(folder, symbols)
    return folder


def _graph(rate: int, *, many: bool) -> Graph:
    nodes, numbers = bursts("input", "frames", rate, "shift" if many else None)
    node = helper.make_node
    before = [
        node("Gather", ["scales", "one"], ["length_scale"], axis=0),
        node("Mul", ["frame", "length_scale"], ["frames"]),
    ]
    if many:
        before += [
            node("Cast", ["sid"], ["sid_f"], to=FLOAT),
            node("Mul", ["sid_f", "fifty"], ["shift"]),
        ]
    after = node("Reshape", ["wave", "sound"], ["output"])
    numbers += [
        number("frame", FRAME, np.float32),
        number("fifty", 50, np.float32),
        number("sound", [1, 1, -1], np.int64),
    ]
    return [*before, *nodes, after], numbers
