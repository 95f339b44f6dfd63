"""What an ONNX file says of itself, read without loading it.

The file is one protobuf message, `ModelProto` of `onnx.proto`. Its fields are walked and
their bytes stepped over, whatever the size of the model.
"""

import mmap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from paracast.speech.models.dropped_in import broken, unreadable

_GRAPH, _METADATA = 7, 14  # fields of ModelProto
_INPUT, _CONSTANT = 11, 5  # fields of GraphProto
_INPUT_NAME, _CONSTANT_NAME = 1, 8  # fields of ValueInfoProto and of TensorProto
_KEY, _VALUE = 1, 2  # fields of StringStringEntryProto
_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5  # protobuf's wire types
_LONGEST = 10  # bytes of a varint

_T = TypeVar("_T")
_Field = tuple[int, int, int]  # its number; where its bytes begin and end


def metadata_of(path: Path) -> Mapping[str, str]:
    """Return a model's metadata.

    Raises:
        SpeechError: there is no such file, or it is not a whole ONNX model.
    """
    return _read(path, _metadata)


def inputs_of(path: Path) -> tuple[str, ...]:
    """Return the names of what a model is to be given, in order.

    Raises:
        SpeechError: there is no such file, or it is not a whole ONNX model.
    """
    return _read(path, _inputs)


def _read(path: Path, look: Callable[[mmap.mmap], _T]) -> _T:
    try:
        with path.open("rb") as file:
            if not file.seek(0, 2):
                raise broken(path, "it is empty")
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return look(data)
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, IndexError) as error:
        raise broken(path, f"it is not a whole ONNX model ({error})") from error


def _metadata(data: mmap.mmap) -> Mapping[str, str]:
    found, numbers = dict[str, str](), set[int]()
    for number, start, end in _fields(data, 0, len(data)):
        numbers.add(number)
        if number == _METADATA:
            entry = {no: data[a:z].decode("utf-8") for no, a, z in _fields(data, start, end)}
            found[entry.get(_KEY, "")] = entry.get(_VALUE, "")
    if _GRAPH not in numbers:
        raise ValueError("it has no graph")
    return found


def _inputs(data: mmap.mmap) -> tuple[str, ...]:
    """Find the graph's inputs; older exports list its constants among them."""
    given, constants = list[str](), set[str]()
    for number, start, end in _fields(data, 0, len(data)):
        if number == _GRAPH:
            for field, first, last in _fields(data, start, end):
                if field == _INPUT:
                    given.append(_name(data, first, last, _INPUT_NAME))
                elif field == _CONSTANT:
                    constants.add(_name(data, first, last, _CONSTANT_NAME))
    return tuple(name for name in given if name not in constants)


def _name(data: mmap.mmap, start: int, end: int, field: int) -> str:
    names = (
        data[a:z].decode("utf-8") for number, a, z in _fields(data, start, end) if number == field
    )
    return next(names, "")


def _fields(data: mmap.mmap, position: int, end: int) -> Iterator[_Field]:
    while position < end:
        key, position = _varint(data, position)
        number, wire = key >> 3, key & 7
        if wire == _BYTES:
            length, position = _varint(data, position)
            if position + length > end:
                raise ValueError("it is cut short")
            yield number, position, position + length
            position += length
        elif wire == _VARINT:
            _, position = _varint(data, position)
        elif wire in {_EIGHT_BYTES, _FOUR_BYTES}:
            position += 8 if wire == _EIGHT_BYTES else 4
        else:
            raise ValueError(f"no field has the wire type {wire}")


def _varint(data: mmap.mmap, position: int) -> tuple[int, int]:
    """Read a number of seven bits a byte; return it, and where it ends."""
    number = 0
    for index in range(_LONGEST):
        byte = data[position + index]
        number |= (byte & 127) << (7 * index)
        if byte < 128:  # noqa: PLR2004  the eighth bit says that another byte follows
            return number, position + index + 1
    raise ValueError("a number has no end")
