"""An Article → a Script."""

from paracast.script.model import (
    Account,
    Edit,
    Fate,
    Role,
    Script,
    Segment,
    SpokenForm,
    Stretch,
    Utterance,
)
from paracast.script.options import Pauses, ReadingOptions, ScriptOptions
from paracast.script.spoken import spoken_form
from paracast.script.writing import write_script

__all__ = [
    "Account",
    "Edit",
    "Fate",
    "Pauses",
    "ReadingOptions",
    "Role",
    "Script",
    "ScriptOptions",
    "Segment",
    "SpokenForm",
    "Stretch",
    "Utterance",
    "spoken_form",
    "write_script",
]
