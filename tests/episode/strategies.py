"""Cues and chapters as the pipeline might make them."""

from hypothesis import strategies as st

from paracast.episode.model import Chapter, Cue
from paracast.script import Role
from paracast.units import Samples

TITLES = st.text(min_size=1, max_size=400)


@st.composite
def cues(draw: st.DrawFn) -> list[Cue]:
    made, position = [], 0
    for text in draw(st.lists(st.text(min_size=1, max_size=200), max_size=20)):
        start = position + draw(st.integers(0, 50_000))
        end = start + draw(st.integers(100, 400_000))
        made.append(Cue(Samples(start), Samples(end), text, Role.PARAGRAPH))
        position = end
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
