"""A lexicon → how a text is said with it, and which episodes were said otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.pcm import Pcm
from paracast.pipeline.auditioning import language_of
from paracast.pipeline.casting import reader_for
from paracast.pipeline.setup import Setup
from paracast.script import Lexicon, SpokenForm, spoken_form
from paracast.speech.loading import loaded
from paracast.units import LanguageTag


def try_text(text: str, setup: Setup) -> SpokenForm:
    """Return how the show's voice would say a text."""
    return spoken_form(text, language_of(setup.voice, setup), lexicon=setup.lexicon)


def speak(form: SpokenForm, setup: Setup) -> Pcm:
    """Say a spoken form with the show's voice.

    Raises:
        SpeechError: the voice is missing, or made no sound.
    """
    return loaded(setup.voice).synthesize(setup.voice.asks(form.text, form.pronunciations)).pcm


@dataclass(frozen=True, slots=True)
class Touched:
    """A sentence of an episode that a lexicon would change.

    Attributes:
        seconds: when it begins.
        before: the sentence with what the lexicon made of it when the episode was made.
        after: what it makes of it now.
    """

    seconds: float
    text: str
    before: SpokenForm
    after: SpokenForm


@dataclass(frozen=True, slots=True)
class Affected:
    """An episode that would be said otherwise now, and where."""

    episode: Episode
    sentences: tuple[Touched, ...]


def affected(setup: Setup) -> Iterator[Affected]:
    """Find the episodes whose words the show's lexicon says otherwise than they were made with.

    A manifest keeps the entries that said something of its episode. They and the transcript,
    which has the article's own words, tell what each word was said like.

    Raises:
        ShelfError: a manifest or a transcript is damaged.
    """
    shelf = Shelf(setup.episodes)
    for episode in shelf.episodes():
        before, language = Lexicon(episode.lexicon), episode.language
        lexicon = setup.lexicon_of(reader_for(language, setup))
        touched = [
            Touched(said.start / 1000, said.text, *forms)
            for said in shelf.heard(episode)
            for forms in (_forms(said.text, language, before, lexicon),)
            if forms[0] != forms[1]
        ]
        if touched:
            yield Affected(episode, tuple(touched))


def _forms(text: str, language: LanguageTag, *lexicons: Lexicon) -> tuple[SpokenForm, SpokenForm]:
    before, after = (SpokenForm(text, each.edits(text, language)) for each in lexicons)
    return before, after
