"""Whole articles, and every word that is said of them.

A case is two files in `tests/golden/reading`: an article, and `NAME.spoken.txt`, which holds what
is said and, behind a line, what is left out and why. To make one anew, read it line by line first.
"""

from pathlib import Path

import pytest

from paracast.article import read_article
from paracast.script import ScriptOptions, write_script

FOLDER = Path(__file__).parents[1] / "golden" / "reading"
ARTICLES = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(".spoken.txt"))
LINE = "\n\n----\n\n"


def told(path: Path) -> str:
    script = write_script(read_article(str(path)), ScriptOptions(intro=""), show="")
    assert script.account.unexplained == 0
    said = "\n\n".join(utterance.form.text for utterance in script.utterances)
    left = (f"{left.reason}: {' '.join(left.text.split())}" for left in script.left_out)
    return f"{said}{LINE}" + "\n".join(left) + "\n"


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_every_word_of_an_article_is_said_as_it_should_be(path: Path) -> None:
    assert told(path) == path.with_name(f"{path.name}.spoken.txt").read_text("utf-8")
