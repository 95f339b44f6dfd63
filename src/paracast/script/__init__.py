"""An Article → a Script."""

from paracast.script.lexicon import NO_LEXICON, Entry, Lexicon
from paracast.script.model import (
    Account,
    Edit,
    Fate,
    Pronunciation,
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
    "NO_LEXICON",
    "Account",
    "Edit",
    "Entry",
    "Fate",
    "Lexicon",
    "Pauses",
    "Pronunciation",
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
