from dataclasses import replace

import pytest

from paracast import config
from paracast.article import Article, Block, BlockKind, appended
from paracast.audio.options import AudioOptions
from paracast.pipeline.planning import plan_of
from paracast.script import Script, ScriptOptions, write_script
from paracast.units import Hertz, KilobitsPerSecond, LanguageTag

TEXT = "The harbour was quiet that morning and nobody had expected the news to come so soon. " * 20


def script() -> Script:
    article = Article("T", LanguageTag("en"), (Block(BlockKind.PARAGRAPH, appended(TEXT)),))
    return write_script(article, ScriptOptions(intro=""), show="")


def test_a_plan_tells_length_and_size_of_ordinary_prose() -> None:
    """About 175 words a minute, and 96 kbit/s."""
    planned = script()
    plan = plan_of(planned, config.default_setup())
    minutes = len(TEXT.split()) / 175
    assert abs(plan.seconds / 60 - minutes) < 0.25 * minutes
    assert abs(plan.length - plan.seconds * 12_000) < 100
    assert plan.paragraphs == len(planned.utterances)


@pytest.mark.parametrize(
    ("options", "bitrate"),
    [
        (AudioOptions("compact"), 64),
        (AudioOptions("compact", bitrate=KilobitsPerSecond(40)), 40),
        (AudioOptions(bitrate=KilobitsPerSecond(128), sample_rate=Hertz(48000)), 128),
    ],
)
def test_a_plans_size_follows_the_bitrate(options: AudioOptions, bitrate: int) -> None:
    plan = plan_of(script(), replace(config.default_setup(), audio=options))
    assert abs(plan.length - plan.seconds * bitrate * 125) < 1
