"""A tiny VITS model that reads text by a lexicon, as sherpa-onnx publishes for Chinese."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from fake_models import FLOAT, INT64, SYMBOLS, bursts, number, save, write_tokens
from onnx import helper

FRAME = 512


def build_lexical(folder: Path, lexicon: Mapping[str, str]) -> Path:
    """Write model.onnx, tokens.txt and lexicon.txt: words and their sounds, a space apart."""
    node = helper.make_node
    nodes, numbers = bursts("x", "frames", 16000)
    nodes = [
        node("Mul", ["frame", "length_scale"], ["frames"]),
        *nodes,
        node("Reshape", ["wave", "sound"], ["y"]),
    ]
    numbers += [number("frame", FRAME, np.float32), number("sound", [1, 1, -1], np.int64)]
    scales = ("noise_scale", "length_scale", "noise_scale_w")
    given = [
        helper.make_tensor_value_info("x", INT64, [1, "n"]),
        helper.make_tensor_value_info("x_length", INT64, [1]),
        *(helper.make_tensor_value_info(name, FLOAT, [1]) for name in scales),
    ]
    made = [helper.make_tensor_value_info("y", FLOAT, [1, 1, "time"])]
    told = {"sample_rate": "16000", "n_speakers": "1", "language": "English", "comment": "fake"}
    save(folder / "model.onnx", (nodes, numbers), given, made, told)
    write_tokens(folder, ["sil", *SYMBOLS])
    lines = (f"{word} {sounds}\n" for word, sounds in lexicon.items())
    (folder / "lexicon.txt").write_text("".join(lines), encoding="utf-8")
    return folder
