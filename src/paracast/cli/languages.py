"""What a user is told of an article in another language than the show's voice speaks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paracast import Booth, LanguageTag, VoiceProfile


def voice_line(language: "LanguageTag", reader: "VoiceProfile", booth: "Booth") -> str:
    """Tell who speaks an article that the show's voice does not; empty where it does."""
    if not booth.is_foreign(language):
        return ""
    from paracast import language_name, speaks

    name = language_name(language)
    if speaks(reader, language):
        return f"The article is in {name}: spoken by {reader.name}."
    return f"The article is in {name}, which no voice here speaks: spoken by {reader.name}."
