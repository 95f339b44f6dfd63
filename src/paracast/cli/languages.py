"""What a user is told of an article in another language than the show's voice speaks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paracast.pipeline.setup import Setup
    from paracast.speech.profile import VoiceProfile
    from paracast.units import LanguageTag

_NAMES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "gl": "Galician",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "la": "Latin",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nb": "Norwegian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def language_name(language: "LanguageTag") -> str:
    """Return a language's English name; its tag where we know none."""
    return _NAMES.get(language.partition("-")[0].lower(), f"“{language}”")


def voice_line(language: "LanguageTag", reader: "VoiceProfile", setup: "Setup") -> str:
    """Tell who speaks an article that the show's voice does not; empty where it does."""
    from paracast.speech.casting import speaks

    if setup.voice_asked or speaks(setup.voice, language):
        return ""
    name = language_name(language)
    if speaks(reader, language):
        return f"The article is in {name}: spoken by {reader.name}."
    return f"The article is in {name}, which no voice here speaks: spoken by {reader.name}."
