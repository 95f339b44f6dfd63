"""A tiny Matcha model with its vocoder: the one makes the wave, the other hands it on."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from fake_models import FLOAT, INT64, SYMBOLS, bursts, number, save, write_tokens
from onnx import helper

FRAME = 512


def build_matcha(
    folder: Path,
    metadata: Mapping[str, str | None] | None = None,
    vocoder: Mapping[str, str | None] | None = None,
) -> Path:
    """Write model-steps-3.onnx, hifigan_v2.onnx and tokens.txt; metadata of None are left out."""
    node = helper.make_node
    nodes, numbers = bursts("x", "frames", 22050)
    nodes = [
        node("Mul", ["frame", "length_scale"], ["frames"]),
        *nodes,
        node("Reshape", ["wave", "sound"], ["mel"]),
    ]
    numbers += [number("frame", FRAME, np.float32), number("sound", [1, 1, -1], np.int64)]
    given = [
        helper.make_tensor_value_info("x", INT64, [1, "n"]),
        helper.make_tensor_value_info("x_length", INT64, [1]),
        helper.make_tensor_value_info("noise_scale", FLOAT, [1]),
        helper.make_tensor_value_info("length_scale", FLOAT, [1]),
    ]
    wave: list[str | int | None] = [1, 1, "time"]
    mel = [helper.make_tensor_value_info("mel", FLOAT, wave)]
    told: dict[str, str | None] = {
        "sample_rate": "22050", "n_speakers": "1", "has_espeak": "1", "jieba": "0",
        "use_eos_bos": "1", "pad_id": "0", "voice": "en-us", "language": "English",
        "model_type": "matcha-tts", "version": "1",
    }  # fmt: skip
    save(folder / "model-steps-3.onnx", (nodes, numbers), given, mel, told | dict(metadata or {}))
    save(
        folder / "hifigan_v2.onnx",
        ([node("Identity", ["mel"], ["audio"])], []),
        mel,
        [helper.make_tensor_value_info("audio", FLOAT, wave)],
        {"model_type": "hifigan", "sample_rate": "22050"} | dict(vocoder or {}),
    )
    write_tokens(folder, SYMBOLS)
    return folder
