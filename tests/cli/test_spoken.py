import subprocess
import sys


def spoken(written: bytes, *options: str) -> list[bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "paracast", "spoken", *options],
        input=written,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == b""
    assert done.stdout.endswith(b"\n") or not done.stdout
    return done.stdout.split(b"\n")[:-1]


def test_each_line_is_answered_by_its_spoken_form() -> None:
    assert spoken(b"It cost $5.\n\nin 1984\n") == [
        b"It cost five dollars.",
        b"",
        b"in nineteen eighty four",
    ]


def test_a_last_line_without_an_end_is_answered_too() -> None:
    assert spoken(b"5 km") == [b"five kilometers"]


def test_nothing_is_answered_by_nothing() -> None:
    assert spoken(b"") == []


def test_one_line_stays_one_whatever_breaks_it_holds() -> None:
    odd = "one\rtwo\u2028three\x0bfour\x85five\x0c6\x1dseven"
    (line,) = spoken(odd.encode() + b"\r\n")
    assert line.decode().splitlines() == ["one two three four five six seven"]


def test_bytes_that_are_no_utf_8_do_not_stop_it() -> None:
    assert len(spoken(b"\xff\xfe 5\n\x00\n")) == 2


def test_a_language_without_rules_of_its_own_keeps_its_numbers() -> None:
    assert spoken("1984, 5 €[3]".encode(), "--language", "es") == ["1984, 5 €".encode()]


def test_a_line_is_answered_before_the_next_is_written() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "paracast", "spoken"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as filter_:
        assert filter_.stdin
        assert filter_.stdout
        for written, said in ((b"5%\n", b"five percent\n"), (b"6%\n", b"six percent\n")):
            filter_.stdin.write(written)
            filter_.stdin.flush()
            assert filter_.stdout.readline() == said
        filter_.stdin.close()
