"""An Article → a Script."""

from paracast.script.accounting import Account, Fate, Stretch, account_for
from paracast.script.lexicon import NO_LEXICON, Entry, Lexicon
from paracast.script.model import (
    Edit,
    Pronunciation,
    Role,
    Script,
    Segment,
    SpokenForm,
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
    "account_for",
    "spoken_form",
    "write_script",
]
