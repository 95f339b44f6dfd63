"""What a script says of itself, in the language of the article."""

from dataclasses import dataclass

from paracast.units import LanguageTag


@dataclass(frozen=True, slots=True)
class Phrases:
    """Lines that no article holds; empty where nobody has written them for a language."""

    code: str = ""
    table: str = ""
    quote: str = ""
    end_of_quote: str = ""


_PHRASES = {
    "en": Phrases(
        "A code example is left out here.", "A table is left out here.", "Quote:", "End of quote."
    ),
    "de": Phrases(
        "Hier ist ein Codebeispiel ausgelassen.",
        "Hier ist eine Tabelle ausgelassen.",
        "Zitat:",
        "Ende des Zitats.",
    ),
    "es": Phrases(
        "Aquí se omite un ejemplo de código.",
        "Aquí se omite una tabla.",
        "Cita:",
        "Fin de la cita.",
    ),
    "fr": Phrases(
        "Un exemple de code est omis ici.",
        "Un tableau est omis ici.",
        "Citation :",
        "Fin de citation.",
    ),
}


def phrases_of(language: LanguageTag) -> Phrases:
    """Return the lines of a language."""
    return _PHRASES.get(language.partition("-")[0].lower(), Phrases())
