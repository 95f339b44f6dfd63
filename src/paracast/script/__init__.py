"""An Article → a Script."""

from paracast.script.model import Edit, Role, Script, Segment, SpokenForm, Utterance
from paracast.script.options import Pauses, ScriptOptions
from paracast.script.spoken import spoken_form
from paracast.script.writing import write_script

__all__ = [
    "Edit",
    "Pauses",
    "Role",
    "Script",
    "ScriptOptions",
    "Segment",
    "SpokenForm",
    "Utterance",
    "spoken_form",
    "write_script",
]
