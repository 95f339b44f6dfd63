"""Any program that turns text into a sound file: the voice profile says how it is called."""

import hashlib
import json
import shlex
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from string import Formatter

from paracast.errors import SpeechError
from paracast.speech.answers import excerpt, require_words
from paracast.speech.apart.patience import patience
from paracast.speech.apart.processes import Streams, ending, run
from paracast.speech.controls import without_controls
from paracast.speech.engine import Speech, SpeechRequest, Synthesizer, Voice, VoiceId
from paracast.speech.estimating.marks import estimated
from paracast.speech.sound_files import read_sound
from paracast.speech.tuning import tuned

_USUAL_RATE = 175  # words a minute: at it, `{speed}` and `{stretch}` are 1
_EXAMPLE = '["flite", "-f", "{text_file}", "-o", "{out}"]'


@dataclass(frozen=True, slots=True)
class CommandOptions:
    """The `[options]` of a voice profile.

    Attributes:
        command: the program and its arguments, one each; no shell reads them. Placeholders:
            `{text_file}`, `{text}`, `{out}`, `{voice}`, `{speaker}`, `{rate}`, `{speed}`,
            `{stretch}`, `{pitch}`, `{seed}`. A brace is written twice.
    """

    command: tuple[str, ...] | str = ()


class CommandEngine:
    """Speaks with programs. It has no voices of its own: any name will do, and is passed on."""

    name = "command"
    isolated = False  # the program is a process by itself
    slow = True  # nobody knows what it runs

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def version(self, request: SpeechRequest) -> str:
        """Name the program and a digest: of its arguments, and of the files they name.

        The arguments themselves may hold a password, and a version is published.

        Raises:
            SpeechError: there is no such program, or the options are wrong.
        """
        command = _command(request)
        program = _located(command[0], self._folder)
        files = [_state(self._folder / word) for word in (program, *command[1:])]
        digest = hashlib.sha256(json.dumps([command, files]).encode()).hexdigest()[:16]
        return f"{Path(program).name} {digest}"

    def voices(self) -> Sequence[Voice]:
        """List none: what voices a program has only it knows."""
        return ()

    def load(self, voice: VoiceId) -> Synthesizer:  # noqa: ARG002  the request names it again
        """Take any voice; the program is started for each request."""
        return _Program(self._folder)


class _Program:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def synthesize(self, request: SpeechRequest) -> Speech:
        require_words(request)
        command = _command(request)
        program = _located(command[0], self._folder)
        with tempfile.TemporaryDirectory(prefix="paracast-") as folder:
            desk = _Desk(Path(folder), request)
            arguments = [program, *(_filled(word, desk.values) for word in command[1:])]
            desk.run(arguments, _named(command), self._folder)
            pcm = read_sound(desk.sound, f"The program {command[0]!r}, on {excerpt(request)},")
        return estimated(request.text, pcm)


class _Desk:
    """A folder for one request: the text lies there, and what the program makes of it."""

    def __init__(self, folder: Path, request: SpeechRequest) -> None:
        self._request = request
        self._text, self.sound = folder / "text.txt", folder / "sound.wav"
        self._complaints = folder / "complaints.txt"
        text = without_controls(request.text)
        self._text.write_text(text, "utf-8")
        self.values = {
            "text_file": str(self._text),
            "text": f" {text}" if text.startswith("-") else text,  # an article gives no options
            "out": str(self.sound),
            "voice": request.voice,
            "speaker": request.speaker,
            "rate": str(request.rate),
            "speed": f"{request.rate / _USUAL_RATE:.4g}",
            "stretch": f"{_USUAL_RATE / request.rate:.4g}",
            "pitch": str(request.pitch),
            "seed": str(request.seed),
        }

    def run(self, arguments: Sequence[str], named: set[str], folder: Path) -> None:
        """Run the program in the voices' folder.

        Raises:
            SpeechError: it cannot be started, fails, or takes too long.
        """
        streams = Streams(
            self._complaints,
            stdin=None if named & {"text", "text_file"} else self._text,
            stdout=None if "out" in named else self.sound,
        )
        seconds = patience(self._request)
        who = f"The program {arguments[0]!r}"
        try:
            ended = run(arguments, streams, seconds, folder if folder.is_dir() else None)
        except OSError as error:
            raise SpeechError(
                f"{who} could not be started: {error.strerror or error}.",
                remedy="Check the program; where the text is too long, use {text_file} for it.",
            ) from error
        said = f": {ended.complaint.rstrip('.')}" if ended.complaint else ""
        if ended.timed_out:
            raise SpeechError(
                f"{who} was not done within {seconds:g} s with {excerpt(self._request)}{said}.",
                remedy="Raise time_limit in the voice's profile, or leave that paragraph out.",
            )
        if ended.code:
            raise SpeechError(
                f"{who} failed ({ending(ended.code)}) on {excerpt(self._request)}{said}.",
                remedy="Try it in a terminal with the same text.",
            )


def _command(request: SpeechRequest) -> tuple[str, ...]:
    """Read the argument list of a profile's options, and check its placeholders."""
    command = tuned(CommandOptions, request.options, CommandEngine.name).command
    if isinstance(command, str):
        raise SpeechError(
            f"The option 'command' is one string: {command!r}.",
            remedy=f"Write a list, as no shell reads it: command = {json.dumps(_split(command))}",
        )
    if not command or not command[0]:
        raise SpeechError(
            "The engine 'command' does not know which program to run.",
            remedy=f"Say it in [options] of the voice's profile: command = {_EXAMPLE}",
        )
    if unknown := _named(command) - _KNOWN:
        raise SpeechError(
            f"The option 'command' has no placeholder {{{min(unknown)}}}.",
            remedy="Write a brace that is meant as one twice: {{ }}. "
            f"Placeholders: {', '.join(sorted(_KNOWN))}.",
        )
    return command


_KNOWN = {
    "out",
    "pitch",
    "rate",
    "seed",
    "speaker",
    "speed",
    "stretch",
    "text",
    "text_file",
    "voice",
}


def _named(command: Sequence[str]) -> set[str]:
    """Return the placeholders of the arguments, as they are written."""
    try:
        fields = [field for word in command[1:] for field in Formatter().parse(word)]
    except ValueError as error:
        raise SpeechError(
            f"The option 'command' has a brace without its other: {error}.",
            remedy="Write a brace that is meant as one twice: {{ }}.",
        ) from error
    return {
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, name, form, conversion in fields
        if name is not None
    }


def _filled(word: str, values: Mapping[str, str]) -> str:
    return "".join(
        literal + (values[name] if name is not None else "")
        for literal, name, _, _ in Formatter().parse(word)
    )


def _split(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:  # a quotation mark without its other
        return command.split()


def _located(program: str, folder: Path) -> str:
    """Return the path of a program on the PATH, or of one beside the profile (`./speak.sh`)."""
    beside = len(Path(program).parts) > 1 or program.startswith(".")
    found = shutil.which(folder / program if beside else program)
    if found is None:
        raise SpeechError(
            f"There is no program {program!r}.",
            remedy=f"Put it into {folder} and make it executable."
            if beside
            else "Install it, or write its whole path; it must be on the PATH.",
        )
    return str(Path(found).absolute())


def _state(file: Path) -> str:
    """Return what changes with a file; empty where it is none."""
    try:
        known = file.stat()
    except (OSError, ValueError):  # most arguments name no file
        return ""
    return f"{known.st_size} {known.st_mtime_ns}" if S_ISREG(known.st_mode) else ""
