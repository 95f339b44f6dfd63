import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import pyttsx3
from engine_contract import EngineContract

from paracast.errors import SpeechError
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.engines.espeak import EspeakEngine
from paracast.speech.engines.espeak.driver import Recording, register
from paracast.speech.espeak.library import library


class TestEspeak(EngineContract):
    engine = EspeakEngine(Path())
    voice = VoiceId("en-us")


def say(text: str, voice: str = "en-us", pitch: int = 50) -> np.ndarray:
    request = SpeechRequest(text, VoiceId(voice), pitch=pitch)
    return EspeakEngine(Path()).load(VoiceId(voice)).synthesize(request).pcm.samples


@pytest.mark.parametrize("voice", ["en-us", "EN-US", "en-gb", "es", "fr-fr", "de", "en-us+f3"])
def test_a_voice_is_found_by_its_language_in_any_case_and_with_a_variant(voice: str) -> None:
    assert len(say("Hola, hello.", voice)) > 5000


def test_an_unknown_variant_is_an_error_although_the_library_would_take_it() -> None:
    with pytest.raises(SpeechError, match=r"en-us\+nope"):
        EspeakEngine(Path()).load(VoiceId("en-us+nope"))


def test_a_misspelt_voice_suggests_the_nearest() -> None:
    with pytest.raises(SpeechError) as caught:
        EspeakEngine(Path()).load(VoiceId("en-uss"))
    assert "en-us" in caught.value.remedy


def test_each_voice_that_is_listed_can_be_loaded() -> None:
    engine = EspeakEngine(Path())
    for voice in engine.voices():
        engine.load(voice.id)


def test_speech_ends_without_a_long_silence() -> None:
    heard = np.nonzero(np.abs(say("The harbour was quiet.")) > 60)[0]
    assert len(say("The harbour was quiet.")) - heard[-1] < 22050 * 0.12


def test_pitch_raises_the_voice() -> None:
    def share_of_low_tones(samples: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(samples.astype(float))) ** 2
        hertz = np.fft.rfftfreq(len(samples), 1 / 22050)
        return float(power[(hertz > 60) & (hertz < 115)].sum() / power[hertz < 400].sum())

    text = "Nine men were mending nets."
    assert share_of_low_tones(say(text, pitch=5)) > 3 * share_of_low_tones(say(text, pitch=95))


def test_threads_take_turns_and_all_are_heard() -> None:
    lengths: list[int] = []
    threads = [
        threading.Thread(target=lambda: lengths.append(len(say("A boat came in at noon."))))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lengths) == 20
    assert max(lengths) < 1.05 * min(lengths)


def test_pyttsx3_speaks_every_utterance_of_its_queue() -> None:
    engine = pyttsx3.init(register())
    recordings = [Recording(), Recording(), Recording()]
    for recording in recordings:
        engine.save_to_file("One more boat.", recording)
    engine.runAndWait()
    assert all(recording.speech and recording.speech.samples for recording in recordings)


def test_pyttsx3_tells_where_words_begin() -> None:
    engine = pyttsx3.init(register())
    heard: list[int] = []
    token = engine.connect("started-word", lambda **told: heard.append(told["location"]))
    engine.say("Seven boats came home.")
    engine.runAndWait()
    engine.disconnect(token)
    assert heard == [0, 6, 12, 17]


def test_a_failure_in_the_driver_reaches_the_caller_and_the_engine_works_after_it() -> None:
    synthesizer = EspeakEngine(Path()).load(VoiceId("en-us"))
    with pytest.raises(SpeechError):
        synthesizer.synthesize(SpeechRequest(" ", VoiceId("en-us")))
    assert len(say("Still here.")) > 5000


PRESSED = """
import signal, sys, threading, os, time
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.engines.espeak import EspeakEngine
from pathlib import Path
voice = EspeakEngine(Path()).load(VoiceId("en-us"))
threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
began = time.monotonic()
try:
    voice.synthesize(SpeechRequest("the harbour was quiet that morning " * 30000, VoiceId("en-us")))
except KeyboardInterrupt:
    print("stopped", time.monotonic() - began < 5)
print(len(voice.synthesize(SpeechRequest("Again.", VoiceId("en-us"))).pcm) > 1000)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows delivers Ctrl-C in another way")
def test_ctrl_c_stops_a_long_utterance_at_once_and_the_voice_works_after_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRESSED], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.split() == ["stopped", "True", "True"], done.stderr


DEEP = """
import espeakng_loader, pathlib, shutil, sys
deep = pathlib.Path(sys.argv[1])
shutil.copytree(espeakng_loader.get_data_path(), deep / "espeak-ng-data")
espeakng_loader.get_data_path = lambda: str(deep / "espeak-ng-data")
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.engines.espeak import EspeakEngine
from pathlib import Path
voice = EspeakEngine(Path()).load(VoiceId("en-us"))
print(len(voice.synthesize(SpeechRequest("Deep down.", VoiceId("en-us"))).pcm) > 1000)
"""


def test_it_speaks_from_a_folder_deeper_than_the_librarys_buffer(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 100) / ("e" * 100)
    deep.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-c", DEEP, str(deep)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "True", done.stderr


def test_asking_for_the_version_is_quick() -> None:
    EspeakEngine(Path()).version(SpeechRequest("", VoiceId("en-us")))
    began = time.process_time()
    EspeakEngine(Path()).version(SpeechRequest("", VoiceId("en-us")))
    assert time.process_time() - began < 0.05


def test_ctrl_c_is_handled_as_before_after_speaking() -> None:
    before = signal.getsignal(signal.SIGINT)
    say("Hello.")
    assert signal.getsignal(signal.SIGINT) is before


LISTED = """
import threading
from paracast.speech.espeak.library import library
found = []
library()
threads = [threading.Thread(target=lambda: found.append(library().voices())) for _ in range(24)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(found), len(set(found)))
"""


def test_threads_that_ask_for_the_voices_at_once_all_get_the_whole_list() -> None:
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", LISTED], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.stdout.split() == ["24", "1"], done.stderr


SAID = """
import hashlib, sys
from pathlib import Path
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.engines.espeak import EspeakEngine
for number in map(int, sys.argv[1:]):
    voice = ("en-us", "es", "en-gb+f3")[number % 3]
    text = f"The harbour was quiet that morning, and {number} boats lay still."
    request = SpeechRequest(text, VoiceId(voice))
    speech = EspeakEngine(Path()).load(request.voice).synthesize(request)
    print(number, hashlib.sha256(speech.pcm.samples.tobytes()).hexdigest(), speech.marks[-1])
"""


def test_a_text_gives_the_same_samples_whatever_was_said_before_and_in_any_process() -> None:
    orders = (range(12), reversed(range(12)), (5, 5, 5, 7, 7, *range(12)))
    said = [
        {
            tuple(line.split(maxsplit=1))
            for line in subprocess.run(
                [sys.executable, "-c", SAID, *map(str, order)],
                capture_output=True,
                text=True,
                timeout=60,
                check=True,
            ).stdout.splitlines()
        }
        for order in orders
    ]
    assert len(said[0]) == 12
    assert said[0] == said[1] == said[2]


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (SpeechRequest("A boat.", VoiceId("en-us"), speaker="bob"), "'bob'"),
        (SpeechRequest("A boat.", VoiceId("en-us"), options=(("variant", "f3"),)), "'variant'"),
    ],
)
def test_what_espeak_does_not_know_is_an_error(request_: SpeechRequest, told: str) -> None:
    with pytest.raises(SpeechError, match=told):
        EspeakEngine(Path()).load(VoiceId("en-us")).synthesize(request_)


def test_a_library_that_was_loaded_for_one_voice_has_all_the_others_when_they_are_asked_for() -> (
    None
):
    library().set_voice("gmw/en-US")
    library().renew("gmw/en-US")
    assert library().set_voice("gmw/en-US+f3") is library().set_voice("roa/es") is True
    library().renew("gmw/en-US")
    assert len(library().voices()) > 100
    library().renew("gmw/en-US")
    assert not library().set_voice("no/such-voice")


def test_what_is_said_does_not_depend_on_how_many_voices_lie_in_the_folder() -> None:
    heard = set()
    for told in ("gmw/en-US+f3", ""):
        library().set_voice("roa/es")
        library().renew(told)
        library().set_voice("gmw/en-US+f3")
        heard.add(library().synthesize("Hello, 1987. Москва. Bonjour à tous.").samples)
    assert len(heard) == 1


def test_the_end_of_python_is_silent(tmp_path: Path) -> None:
    """At its end, modules lose their names before pyttsx3's engine goes."""
    script = (
        "import gc, pyttsx3.driver\n"
        "from paracast import config\n"
        "from paracast.speech import loading\n"
        "voice = config.default_setup().voice\n"
        "loading.loaded(voice).synthesize(voice.asks('One.'))\n"
        "pyttsx3.driver.contextlib = None\n"
        "loading._loaded.cache_clear()\n"
        "gc.collect()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
