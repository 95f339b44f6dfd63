from pathlib import Path

from paracast.article import Article, BlockKind, read_article

SOURCE = """---
title: "Boats: the *long* winter"
author: Jo Doe
lang: en-GB
tags: [sea, salt]
---

# Boats: the long winter

![boats](boats.jpg "Boats")

The harbour was **quiet**.[^1] See [the report](https://example.com/a?b=c) and ~~old~~ `code()`.

## The numbers

| Year | Tonnes |
|------|-------:|
| 1984 | 57,000 |

- [ ] buy salt
- [x] mend *nets*
  1. nested

```python
secret = 1
```

> We will not move,
> said the oldest.

Setext
------

After <b>bold</b> words<!-- hidden -->.

***

[^1]: A note nobody hears.
"""


def read(folder: Path, content: str = SOURCE, name: str = "a.md") -> Article:
    path = folder / name
    path.write_text(content, "utf-8")
    return read_article(str(path))


def test_front_matter_tells_title_author_and_language(tmp_path: Path) -> None:
    article = read(tmp_path)
    assert article.title == "Boats: the long winter"
    assert (article.author, article.language) == ("Jo Doe", "en-GB")


def test_the_title_is_not_repeated_as_a_heading(tmp_path: Path) -> None:
    assert all(block.text != read(tmp_path).title for block in read(tmp_path).blocks)


def test_blocks_have_their_words_and_no_markup(tmp_path: Path) -> None:
    assert [(block.kind, block.text) for block in read(tmp_path).blocks] == [
        (BlockKind.FIGURE, "boats"),
        (BlockKind.PARAGRAPH, "The harbour was quiet. See the report and code()."),
        (BlockKind.HEADING, "The numbers"),
        (BlockKind.TABLE, "Year\tTonnes\n1984\t57,000"),
        (BlockKind.LIST_ITEM, "buy salt"),
        (BlockKind.LIST_ITEM, "mend nets"),
        (BlockKind.LIST_ITEM, "1. nested"),
        (BlockKind.CODE, "secret = 1"),
        (BlockKind.QUOTE, "We will not move, said the oldest."),
        (BlockKind.HEADING, "Setext"),
        (BlockKind.PARAGRAPH, "After bold words."),
        (BlockKind.FOOTNOTE, "A note nobody hears."),
    ]


def test_what_is_left_out_has_a_reason(tmp_path: Path) -> None:
    reasons = [left.reason for left in read(tmp_path).left_out]
    assert set(reasons) == {
        "front matter", "title said once", "footnote mark", "struck out", "separator",
    }  # fmt: skip


def test_each_block_names_its_lines_in_the_source(tmp_path: Path) -> None:
    for block in read(tmp_path).blocks:
        stretch = SOURCE[block.span.start : block.span.end]
        assert block.text.split()[0].rstrip(",.") in stretch


def test_front_matter_runs_nothing(tmp_path: Path) -> None:
    article = read(
        tmp_path, "---\ntitle: !!python/object/apply:os.system ['x']\n---\n\n# T\n\nHi there."
    )
    assert article.title == "T"


def test_markdown_without_its_ending_is_known_by_its_headings(tmp_path: Path) -> None:
    article = read(tmp_path, "# Boats\n\nThe *harbour* was quiet.", "boats")
    assert article.blocks[0].text == "The harbour was quiet."


def test_plain_text_is_not_taken_for_markdown(tmp_path: Path) -> None:
    article = read(tmp_path, "Boats\n\nThe 5 * 3 * 2 of it, snake_case_word too.", "boats.txt")
    assert article.blocks[0].text == "The 5 * 3 * 2 of it, snake_case_word too."


def test_a_break_written_as_html_parts_words(tmp_path: Path) -> None:
    article = read(tmp_path, "# T\n\nTail<br>break.\n\n| a |\n|---|\n| one<br>two |\n")
    assert article.blocks[0].text == "Tail break."
    assert article.blocks[1].text == "a\none two"
