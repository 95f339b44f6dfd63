"""Words and chapters as the pipeline might make them."""

from dataclasses import replace

from hypothesis import strategies as st

from paracast.episode.model import Chapter, TimedSentence, Word
from paracast.units import Samples

TITLES = st.text(min_size=1, max_size=400)
WORDS = st.one_of(
    st.sampled_from(["a", "the", "boats,", "“quay”", "<b>", "R&D", "-->", "salt — [3]", "港，"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90).filter(
        lambda text: text == text.strip() and any(map(str.isalnum, text))
    ),
)


@st.composite
def sentences(draw: st.DrawFn) -> list[TimedSentence]:
    """Draw sentences of words with times, signs, and the space between them."""
    made, position = list[TimedSentence](), 0
    for texts in draw(st.lists(st.lists(WORDS, min_size=1, max_size=60), max_size=8)):
        words = list[Word]()
        speakers = draw(st.sampled_from([("",), ("Ann", "B & Co <1>")]))
        for text in texts:
            start = position + draw(st.integers(0, 50_000))
            position = start + draw(st.integers(len(text) * 100, 100_000))
            speaker = draw(st.sampled_from(speakers))
            space = draw(st.sampled_from([" ", " ", " ", "\n", "", "\t"]))
            words.append(Word(text + space, Samples(start), Samples(position), speaker))
        words[-1] = replace(words[-1], text=words[-1].text.rstrip())
        made.append(tuple(words))
    return made


@st.composite
def chapters(draw: st.DrawFn) -> tuple[Chapter, ...]:
    titles = draw(st.lists(TITLES, min_size=1, max_size=12))
    ends = sorted(draw(st.sets(st.integers(1, 10**8), min_size=len(titles), max_size=len(titles))))
    starts = [0, *ends[:-1]]
    return tuple(
        Chapter(Samples(start), Samples(end), title)
        for start, end, title in zip(starts, ends, titles, strict=True)
    )
