"""The words of the pages in the languages that we have them in; others read English."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from paracast.units import LanguageTag


@dataclass(frozen=True, slots=True)
class Words:
    """What the pages say. `{n}`, `{title}` and the like are filled in.

    Attributes:
        day: how a date is written: `{day}`, `{month}`, `{year}`.
        months: their names, January first.
    """

    to_episodes: str
    to_text: str
    episodes: str
    search: str
    searching: str
    found_one: str
    found: str
    found_none: str
    subscribe: str
    subscribe_how: str
    copy: str
    copied: str
    feed: str
    support: str
    player: str
    play: str
    pause: str
    back: str
    forward: str
    position: str
    position_of: str
    left: str
    finished: str
    speed: str
    sleep: str
    sleep_off: str
    sleep_minutes: str
    sleep_chapter: str
    chapters: str
    text: str
    follow: str
    notes: str
    links: str
    source: str
    synthetic: str
    files: str
    sound: str
    captions: str
    by: str
    keyboard: str
    key_play: str
    key_skip: str
    key_sentence: str
    neighbours: str
    newer: str
    older: str
    season: str
    episode: str
    trailer: str
    bonus: str
    no_episodes: str
    space: str
    shift: str
    day: str
    months: tuple[str, ...]

    def on(self, day: date) -> str:
        """Write a date."""
        return self.day.format(day=day.day, month=self.months[day.month - 1], year=day.year)


_EN: Final = Words(
    to_episodes="Go to the episodes",
    to_text="Go to the text",
    episodes="Episodes",
    search="Search what was said",
    searching="Searching …",
    found_one="1 episode found",
    found="{n} episodes found",
    found_none="Nothing found. Try fewer words.",
    subscribe="Subscribe",
    subscribe_how="Open the show in your app, or add its address there:",
    copy="Copy address",
    copied="Copied",
    feed="Feed",
    support="Support",
    player="Player",
    play="Play",
    pause="Pause",
    back="Back 15 seconds",
    forward="Forward 30 seconds",
    position="Position",
    position_of="{at} of {length}",
    left="{n} min left",
    finished="Heard",
    speed="Speed",
    sleep="Sleep timer",
    sleep_off="Off",
    sleep_minutes="{n} min",
    sleep_chapter="End of chapter",
    chapters="Chapters",
    text="Text",
    follow="Follow the reading",
    notes="About this episode",
    links="Links",
    source="Source",
    synthetic="Read aloud by a synthetic voice.",
    files="Files",
    sound="Sound",
    captions="Captions",
    by="by {name}",
    keyboard="Keyboard",
    key_play="play or pause",
    key_skip="back 15 or forward 30 seconds",
    key_sentence="one sentence back or forward",
    neighbours="More episodes",
    newer="Newer",
    older="Older",
    season="Season {n}",
    episode="Episode {n}",
    trailer="Trailer",
    bonus="Bonus",
    no_episodes="No episodes yet.",
    space="Space",
    shift="Shift",
    day="{day} {month} {year}",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)
_ES: Final = Words(
    to_episodes="Ir a los episodios",
    to_text="Ir al texto",
    episodes="Episodios",
    search="Buscar en lo que se dijo",
    searching="Buscando …",
    found_one="1 episodio encontrado",
    found="{n} episodios encontrados",
    found_none="No se encontró nada. Prueba con menos palabras.",
    subscribe="Suscribirse",
    subscribe_how="Abre el programa en tu aplicación, o añade allí su dirección:",
    copy="Copiar dirección",
    copied="Copiada",
    feed="Feed",
    support="Apoyar",
    player="Reproductor",
    play="Reproducir",
    pause="Pausar",
    back="Retroceder 15 segundos",
    forward="Avanzar 30 segundos",
    position="Posición",
    position_of="{at} de {length}",
    left="Quedan {n} min",
    finished="Escuchado",
    speed="Velocidad",
    sleep="Temporizador",
    sleep_off="No",
    sleep_minutes="{n} min",
    sleep_chapter="Fin del capítulo",
    chapters="Capítulos",
    text="Texto",
    follow="Seguir la lectura",
    notes="Sobre este episodio",
    links="Enlaces",
    source="Fuente",
    synthetic="Leído por una voz sintética.",
    files="Archivos",
    sound="Sonido",
    captions="Subtítulos",
    by="de {name}",
    keyboard="Teclado",
    key_play="reproducir o pausar",
    key_skip="retroceder 15 o avanzar 30 segundos",
    key_sentence="una frase atrás o adelante",
    neighbours="Más episodios",
    newer="Más nuevo",
    older="Más antiguo",
    season="Temporada {n}",
    episode="Episodio {n}",
    trailer="Tráiler",
    bonus="Extra",
    no_episodes="Aún no hay episodios.",
    space="Espacio",
    shift="Mayús",
    day="{day} de {month} de {year}",
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
)
_DE: Final = Words(
    to_episodes="Zu den Folgen",
    to_text="Zum Text",
    episodes="Folgen",
    search="Im Gesagten suchen",
    searching="Suche …",
    found_one="1 Folge gefunden",
    found="{n} Folgen gefunden",
    found_none="Nichts gefunden. Weniger Wörter finden mehr.",
    subscribe="Abonnieren",
    subscribe_how="Die Sendung in einer App öffnen, oder dort ihre Adresse eintragen:",
    copy="Adresse kopieren",
    copied="Kopiert",
    feed="Feed",
    support="Unterstützen",
    player="Wiedergabe",
    play="Abspielen",
    pause="Anhalten",
    back="15 Sekunden zurück",
    forward="30 Sekunden vor",
    position="Stelle",
    position_of="{at} von {length}",
    left="noch {n} Min.",
    finished="Gehört",
    speed="Tempo",
    sleep="Einschlafuhr",
    sleep_off="Aus",
    sleep_minutes="{n} Min.",
    sleep_chapter="Ende des Kapitels",
    chapters="Kapitel",
    text="Text",
    follow="Mitlesen",
    notes="Zu dieser Folge",
    links="Links",
    source="Quelle",
    synthetic="Vorgelesen von einer synthetischen Stimme.",
    files="Dateien",
    sound="Ton",
    captions="Untertitel",
    by="von {name}",
    keyboard="Tastatur",
    key_play="abspielen oder anhalten",
    key_skip="15 Sekunden zurück oder 30 vor",
    key_sentence="einen Satz zurück oder vor",
    neighbours="Weitere Folgen",
    newer="Neuer",
    older="Älter",
    season="Staffel {n}",
    episode="Folge {n}",
    trailer="Trailer",
    bonus="Bonus",
    no_episodes="Noch keine Folgen.",
    space="Leertaste",
    shift="Umschalt",
    day="{day}. {month} {year}",
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
)
_BY_LANGUAGE: Final[Mapping[str, Words]] = {"en": _EN, "es": _ES, "de": _DE}
_LEFTWARD = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "ug", "ur", "yi")
)
_LEFTWARD_SCRIPTS = frozenset(("arab", "hebr", "syrc", "thaa", "nkoo", "rohg", "adlm"))


def words_in(language: LanguageTag) -> tuple[str, Words]:
    """Return the words for a show, and the language that they are in."""
    main = language.lower().partition("-")[0]
    return (main, _BY_LANGUAGE[main]) if main in _BY_LANGUAGE else ("en", _EN)


def direction(language: LanguageTag) -> str:
    """Return `rtl` for a language that is written from right to left, else `ltr`.

    A script in its tag decides before the language does (BCP 47, section 2.2.3).
    """
    main, *others = language.lower().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]  # noqa: PLR2004  a script's length
    if scripts:
        return "rtl" if scripts[0] in _LEFTWARD_SCRIPTS else "ltr"
    return "rtl" if main in _LEFTWARD else "ltr"
