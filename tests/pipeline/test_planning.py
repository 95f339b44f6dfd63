from paracast import config
from paracast.article import Article, Block, BlockKind, appended
from paracast.pipeline.planning import plan_of
from paracast.script import ScriptOptions, write_script
from paracast.units import LanguageTag


def test_a_plan_tells_length_and_size_of_ordinary_prose() -> None:
    """About 175 words a minute, and 96 kbit/s."""
    text = (
        "The harbour was quiet that morning and nobody had expected the news to come so soon. " * 20
    )
    article = Article("T", LanguageTag("en"), (Block(BlockKind.PARAGRAPH, appended(text)),))
    script = write_script(article, ScriptOptions(intro=""), show="")
    plan = plan_of(script, config.default_setup())
    minutes = len(text.split()) / 175
    assert abs(plan.seconds / 60 - minutes) < 0.25 * minutes
    assert abs(plan.length - plan.seconds * 12_000) < 100
    assert plan.paragraphs == len(script.utterances)
