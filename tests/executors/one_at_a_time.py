"""Makes an article's episode in this process, by the way that a batch takes for each of its own."""

from paracast.pipeline.batch import make_episode as _make_episode
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import Tell
from paracast.pipeline.outcome import Made
from paracast.pipeline.slots import AT_ONCE
from paracast.pipeline.speaking import Studio
from paracast.pipeline.workers.staffing import Staff


def make_episode(commission: Commission, studio: Studio, tell: Tell) -> Made:
    return _make_episode(commission, Staff(studio.setup, 1, lambda: studio), tell, AT_ONCE)
