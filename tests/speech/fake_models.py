"""Tiny ONNX graphs with the interfaces of real voices, a few kB each: no weights are needed.

Each says one burst of a sine for every token it is given, so every length is known to the sample.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

INT64, FLOAT = TensorProto.INT64, TensorProto.FLOAT
SYMBOLS = (
    "_^$ !'(),-.:;?abcdefhijklmnopqrstuvwxyzæçðøħŋœǀǁǂǃɐɑɒɓɔɕɖɗɘəɚɛɜɞɟɠɡɢɣɤɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽ"
    'ɾʀʁʂʃʄʈʉʊʋʌʍʎʏʐʑʒʔʕʘʙʛʜʝʟʡʢʲˈˌːˑ˞βθχᵻⱱ0123456789\u0327\u032a\u032f\u0329\u0303ʰˤε↓#"↑\u033a\u033bg'
)
"""What Piper's voices know: padding, beginning, end, a space, marks, IPA."""

Graph = tuple[list[onnx.NodeProto], list[onnx.TensorProto]]
Values = Sequence[onnx.ValueInfoProto]


def number(name: str, value: float | Sequence[int], kind: type) -> onnx.TensorProto:
    return numpy_helper.from_array(np.asarray(value, dtype=kind), name)


def bursts(ids: str, length: str, rate: int, shift: str | None = None) -> Graph:
    """Make `wave`, shape (tokens, samples), of the tensors named; tokens 0 to 3 are silent."""
    node = helper.make_node
    nodes = [
        node("Round", [length], ["rounded"]),
        node("Reshape", ["rounded", "scalar"], ["whole"]),
        node("Cast", ["whole"], ["count"], to=INT64),
        node("Range", ["zero", "count", "one"], ["ticks"]),
        node("Cast", ["ticks"], ["ticks_f"], to=FLOAT),
        node("Reshape", ["ticks_f", "row"], ["time"]),
        node("Cast", [ids], ["ids_f"], to=FLOAT),
        node("Reshape", ["ids_f", "column"], ["ids_column"]),
        node("Mul", ["ids_column", "step"], ["above"]),
        node("Add", ["above", "lowest"], ["unshifted"]),
        node("Add", ["unshifted", shift or "nothing"], ["hertz"]),
        node("Mul", ["hertz", "turn"], ["omega"]),
        node("Mul", ["omega", "time"], ["phase"]),
        node("Sin", ["phase"], ["sine"]),
        node("Greater", ["ids_column", "last_silent"], ["voiced"]),
        node("Cast", ["voiced"], ["voiced_f"], to=FLOAT),
        node("Mul", ["sine", "voiced_f"], ["gated"]),
        node("Mul", ["gated", "level"], ["wave"]),
    ]
    numbers = [
        number("zero", 0, np.int64), number("one", 1, np.int64), number("row", [1, -1], np.int64),
        number("column", [-1, 1], np.int64), number("scalar", [], np.int64),
        number("step", 12, np.float32), number("lowest", 180, np.float32),
        number("nothing", 0, np.float32), number("turn", 2 * np.pi / rate, np.float32),
        number("last_silent", 3, np.float32), number("level", 0.3, np.float32),
    ]  # fmt: skip
    return nodes, numbers


def save(
    path: Path, graph: Graph, given: Values, made: Values, metadata: Mapping[str, str | None]
) -> Path:
    """Write a model; metadata that are None are left out."""
    nodes, numbers = graph
    used = {name for node in nodes for name in node.input}
    model = helper.make_model(
        helper.make_graph(nodes, "fake", given, made, [n for n in numbers if n.name in used]),
        opset_imports=[helper.make_opsetid("", 13)],
    )
    model.ir_version = 8
    for key, value in metadata.items():
        if value is not None:
            model.metadata_props.add(key=key, value=value)
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, path)
    return path


def write_tokens(folder: Path, symbols: Sequence[str] = SYMBOLS) -> None:
    lines = (f"{symbol} {index}\n" for index, symbol in enumerate(symbols))
    (folder / "tokens.txt").write_text("".join(lines), encoding="utf-8")
