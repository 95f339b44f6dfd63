"""The part of `speak_lib.h` (eSpeak NG 1.52) that is used here, as ctypes sees it."""

import ctypes
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class _EventId(ctypes.Union):
    _fields_ = (
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    )


class Event(ctypes.Structure):
    """`espeak_EVENT`."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    )


class Voice(ctypes.Structure):
    """`espeak_VOICE`."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.POINTER(ctypes.c_char)),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(Event))


def declared(c: ctypes.CDLL) -> ctypes.CDLL:
    """Give the functions the types of `speak_lib.h`."""
    text, number, unsigned = ctypes.c_char_p, ctypes.c_int, ctypes.c_uint
    size, any_ = ctypes.c_size_t, ctypes.c_void_p
    signatures: dict[str, tuple[Any, tuple[Any, ...]]] = {
        "espeak_Terminate": (number, ()),
        "espeak_Initialize": (number, (number, number, text, number)),
        "espeak_Info": (text, (ctypes.POINTER(text),)),
        "espeak_ListVoices": (ctypes.POINTER(ctypes.POINTER(Voice)), (ctypes.c_void_p,)),
        "espeak_SetParameter": (number, (number, number, number)),
        "espeak_SetVoiceByName": (number, (text,)),
        "espeak_TextToPhonemes": (text, (ctypes.POINTER(any_), number, number)),
        "espeak_SetSynthCallback": (None, (Callback,)),
        "espeak_Synth": (number, (text, size, unsigned, number, unsigned, unsigned, any_, any_)),
    }
    for name, (returned, arguments) in signatures.items():
        function: Callable[..., Any] = getattr(c, name)
        function.restype, function.argtypes = returned, arguments  # type: ignore[attr-defined]
    return c


def languages_in(listed: Any) -> tuple[str, ...]:  # noqa: ANN401  a C array
    """Read eSpeak's list: a priority byte before each zero-ended tag, a zero at the end."""
    found, index = [], 0
    while listed[index] != b"\0":
        priority, tag = ord(listed[index]), b""
        index += 1
        while listed[index] != b"\0":
            tag += listed[index]
            index += 1
        index += 1
        found.append((priority, tag.decode()))
    return tuple(tag for _, tag in sorted(found, key=lambda pair: pair[0]))
