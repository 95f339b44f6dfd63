"""Scores a reader of web pages against the pages beside this file.

Every NAME.html has a NAME.expected.json that tells what a listener should get. A reader is any
command that prints JSON with "title", "author", "language", "published", "site", "image", "url"
and "blocks" (a list of {"kind", "text"}), and that exits with 4 where there is no article:

    python evals/pages/score.py --cmd 'paracast text --json {file}'
"""

import argparse
import json
import re
import shlex
import statistics
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

PAGES = Path(__file__).parent
FACTS = ("title", "author", "published", "site", "language", "image", "url")
_SILENT = {"caption", "figure", "footnote"}  # kinds of blocks that nobody hears
_NO_LETTER = re.compile("['’\u00ad\u200b]")  # within a word: it stays one word
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d{1,3}[.)] (?=\S)")  # that a reader may give a list item
_ISO_DATE = len("2026-02-17")
_REFUSED = 4  # paracast's exit code where an article cannot be read, or holds nothing to say
_COLUMNS = ("F1", "precision", "recall", "leaked", "headings")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a listener should get of a page.

    Attributes:
        absent: strings of the page that must not be spoken.
        refused: whether the page has no article, so that a reader should refuse it.
    """

    facts: Mapping[str, str]
    blocks: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]
    refused: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How near a reader came; all are shares from 0 to 1.

    Attributes:
        precision: of the words produced, those expected, in order.
        recall: of the words expected, those produced, in order.
        leaked: of the absent strings, those spoken; low is good.
        headings: of the headings expected, those produced as headings.
        facts: of the metadata, by name: 1 where right.
    """

    precision: float
    recall: float
    leaked: float
    headings: float
    facts: Mapping[str, float]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def load(path: Path) -> Expectation:
    """Read a NAME.expected.json."""
    told = json.loads(path.read_text("utf-8"))
    return Expectation(
        facts={fact: told[fact] for fact in FACTS},
        blocks=tuple((block["kind"], block["text"]) for block in told["blocks"]),
        absent=tuple(told["absent"]),
        refused=told["refused"],
    )


def words_of(text: str) -> list[str]:
    """Split a text into its words, without case, signs and apostrophes."""
    return _WORD.findall(_NO_LETTER.sub("", unicodedata.normalize("NFC", text).casefold()))


def score(produced: Mapping[str, Any] | None, expected: Expectation) -> Score:
    """Score what a reader printed; None where it refused the page.

    Of a page without an article every share is 1 where it was refused, and 0 where it was not.
    """
    if expected.refused or produced is None:
        right = float(expected.refused and produced is None)
        return Score(right, right, float(produced is not None), right, {})
    blocks = [(block["kind"], block["text"]) for block in produced["blocks"]]
    heard = [(kind, text) for kind, text in blocks if kind not in _SILENT]
    precision, recall = overlap(_texts(heard), _texts(expected.blocks))
    return Score(
        precision=precision,
        recall=recall,
        leaked=leaked(_texts(heard), expected.absent),
        headings=headings_found(heard, expected.blocks),
        facts={
            fact: float(is_right(fact, str(produced.get(fact) or ""), told))
            for fact, told in expected.facts.items()
        },
    )


def overlap(produced: Sequence[str], expected: Sequence[str]) -> tuple[float, float]:
    """Return precision and recall of words in order.

    Words count as found where difflib matches them: runs of equal words, the longest first, that do
    not cross. So a paragraph in the wrong place costs both. A number before a block is no word.
    """
    given, wanted = _all_words(produced), _all_words(expected)
    matcher = SequenceMatcher(None, given, wanted, autojunk=False)
    found = sum(match.size for match in matcher.get_matching_blocks())
    return found / max(1, len(given)), found / max(1, len(wanted))


def leaked(produced: Sequence[str], absent: Sequence[str]) -> float:
    """Return the share of the absent strings that stand in the blocks, whatever case and spaces."""
    spoken = _plain(" ".join(produced))
    return sum(_plain(string) in spoken for string in absent) / max(1, len(absent))


def headings_found(
    produced: Sequence[tuple[str, str]], expected: Sequence[tuple[str, str]]
) -> float:
    """Return the share of the expected headings that are headings of the same words."""
    wanted = [words_of(text) for kind, text in expected if kind == "heading"]
    given = [words_of(text) for kind, text in produced if kind == "heading"]
    return sum(heading in given for heading in wanted) / len(wanted) if wanted else 1.0


def is_right(fact: str, produced: str, expected: str) -> bool:
    """Compare a fact: dates by their day, languages by their primary subtag, names by words."""
    if fact == "published":
        return produced[:_ISO_DATE] == expected[:_ISO_DATE]
    if fact == "language":
        return re.split("[-_]", produced.lower())[0] == re.split("[-_]", expected.lower())[0]
    if fact in {"image", "url"}:
        return produced == expected
    joining = {"and", "und", "y", "by"} if fact == "author" else set()
    return [word for word in words_of(produced) if word not in joining] == words_of(expected)


def _texts(blocks: Iterable[tuple[str, str]]) -> list[str]:
    return [text for _, text in blocks]


def _all_words(texts: Sequence[str]) -> list[str]:
    return [word for text in texts for word in words_of(_NUMBER.sub("", text, 1))]


def _plain(text: str) -> str:
    straight = text.translate({ord("’"): "'", ord("“"): '"', ord("”"): '"', 0xAD: None})
    return " ".join(straight.casefold().split())


def read_with(command: str, page: Path) -> Mapping[str, Any] | None:
    """Run a reader on a page; return what it printed, or None where it refused the page.

    Raises:
        subprocess.CalledProcessError: it failed otherwise: a crash is no refusal.
    """
    words = [word.replace("{file}", str(page)) for word in shlex.split(command)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode == _REFUSED:
        return None
    done.check_returncode()
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> int:
    """Score a reader on every page and print a table with the means."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--cmd", default="paracast text --json {file}", help="the reader; {file} is the page"
    )
    parser.add_argument("names", nargs="*", help="pages to score; all where none is named")
    options = parser.parse_args()
    names = options.names or sorted(path.stem for path in PAGES.glob("*.html"))
    print(f"{'page':20}" + "".join(f"{column:>10}" for column in _COLUMNS) + "  wrong metadata")
    articles = []
    for name in names:
        expected = load(PAGES / f"{name}.expected.json")
        got = score(read_with(options.cmd, PAGES / f"{name}.html"), expected)
        print(_row(name, _shares(got), [fact for fact, right in got.facts.items() if not right]))
        if not expected.refused:
            articles.append(got)
    if articles:
        means = [statistics.fmean(column) for column in zip(*map(_shares, articles), strict=True)]
        print(_row("mean of articles", means, _rates(articles)))
    return 0


def _shares(got: Score) -> tuple[float, ...]:
    return got.f1, got.precision, got.recall, got.leaked, got.headings


def _row(name: str, shares: Sequence[float], remarks: Sequence[str]) -> str:
    return f"{name:20}" + "".join(f"{share:10.3f}" for share in shares) + "  " + ", ".join(remarks)


def _rates(scores: Sequence[Score]) -> list[str]:
    """Tell of each fact how often it was right."""
    return [
        f"{fact} {statistics.fmean(one.facts.get(fact, 0.0) for one in scores):.2f}"
        for fact in FACTS
    ]


if __name__ == "__main__":
    sys.exit(main())
