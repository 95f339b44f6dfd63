import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.article.stubs import refusal_of

PAID = "it is for subscribers only"
ROBOT = "the site asks whether a person is reading"
SCRIPT = "the page is empty without JavaScript"
CONSENT = "the site asks for consent to cookies first"
TEASER = "The harbour was quiet that morning, and the boats lay still. "

STUBS = [
    (PAID, "Subscribe to continue reading. Already a subscriber? Sign in."),
    (PAID, "To continue reading, please log in or register."),
    (PAID, "You’ve reached your limit of free articles this month."),
    (PAID, "This article is for subscribers only."),
    (PAID, "This content is reserved for members."),
    (PAID, "Weiterlesen mit dem Abo. Sie haben bereits ein Abo? Hier anmelden."),
    (PAID, "Dieser Artikel ist nur für Abonnenten."),
    (PAID, "Cet article est réservé aux abonnés. Déjà abonné ? Connectez-vous."),
    (PAID, "Suscríbete para seguir leyendo. ¿Ya eres suscriptor?"),
    (PAID, "Contenuto riservato agli abbonati. Abbonati per continuare a leggere."),
    (PAID, "Conteúdo exclusivo para assinantes. Já é assinante?"),
    (PAID, "Word abonnee om verder te lezen."),
    (PAID, "Logga in för att läsa hela artikeln."),
    (PAID, "Чтобы продолжить чтение, оформите подписку."),
    (PAID, "この記事は有料会員限定です。続きを読むには登録が必要です。"),
    (PAID, "请登录后继续阅读全文。"),
    (SCRIPT, "You need to enable JavaScript to run this app."),
    (SCRIPT, "JavaScript is disabled in your browser. Please turn it on."),
    (SCRIPT, "Bitte aktivieren Sie JavaScript in Ihrem Browser."),
    (SCRIPT, "Veuillez activer JavaScript pour continuer."),
    (SCRIPT, "Por favor, habilita JavaScript para continuar."),
    (SCRIPT, "Включите JavaScript, чтобы продолжить."),
    (SCRIPT, "JavaScriptを有効にしてください。"),
    (CONSENT, "We value your privacy. We and our 842 partners store cookies on your device."),
    (CONSENT, "Before you continue to the site: accept all cookies or manage preferences."),
    (CONSENT, "Wir und unsere Partner verwenden Cookies. Alle akzeptieren."),
    (CONSENT, "Nous et nos partenaires utilisons des cookies. Continuer sans accepter."),
    (CONSENT, "Utilizamos cookies propias y de terceros. Aceptar y continuar."),
    (CONSENT, "Noi e i nostri partner utilizziamo i cookie. Accetta tutti."),
    (CONSENT, "Wij gebruiken cookies. Alles accepteren."),
    (ROBOT, "Checking your browser before accessing the site."),
    (ROBOT, "Verify you are human by completing the action below."),
    (ROBOT, "Our systems have detected unusual traffic from your computer network."),
    (ROBOT, "Bestätigen Sie, dass Sie ein Mensch sind."),
]

ARTICLES = [
    "Seven boats came home before noon. It cost $350 million, they said.",
    "The paywall turned thirty this week. Newspapers once gave their stories away.",
    "A cookie, in the kitchen of my grandmother, was a thing of butter and patience.",
    "JavaScript was written in ten days. Its author has regretted some of them since.",
    "The museum is open to members and to everybody else on Sundays.",
    "Robots picked the strawberries, and no human was needed.",
    "He was denied access to the archive and wrote the book without it.",
    "Members voted to continue reading the bill on Monday.",
]


@pytest.mark.parametrize(("why", "stub"), STUBS)
def test_what_came_instead_of_an_article_is_told_by_its_words(why: str, stub: str) -> None:
    assert refusal_of("", stub) == why
    assert refusal_of("Boats come home", TEASER * 3 + stub) == why


def test_the_title_tells_too() -> None:
    assert refusal_of("Just a moment...", "Please wait.") == ROBOT


@pytest.mark.parametrize("text", ARTICLES)
def test_a_short_article_is_none_the_less_an_article(text: str) -> None:
    assert refusal_of("Boats come home", text) == ""


@pytest.mark.parametrize(("_why", "stub"), STUBS)
def test_a_long_article_about_such_pages_is_read(_why: str, stub: str) -> None:
    about = f"Everybody knows the words: “{stub}” " + TEASER * 40
    assert refusal_of("How the web learned to say no", about) == ""


def test_an_article_that_a_paywall_cuts_off_is_refused_though_its_beginning_is_longer() -> None:
    assert refusal_of("", TEASER * 20 + "Subscribe to continue reading.") == PAID
    assert refusal_of("", TEASER * 20 + "Already a subscriber? Thank you.") == ""
    assert refusal_of("", TEASER * 60 + "Subscribe to continue reading.") == ""


def test_scripts_without_spaces_are_measured_by_their_characters() -> None:
    assert refusal_of("", "港は静かだった。" * 60 + "cookieに同意する") == ""
    assert refusal_of("", "港は静かだった。" * 4 + "クッキーに同意する") == CONSENT


@given(st.text(), st.text())
def test_any_text_is_judged(title: str, text: str) -> None:
    assert refusal_of(title, text) in {"", PAID, ROBOT, SCRIPT, CONSENT}


def test_judging_takes_no_longer_for_odd_texts() -> None:
    began = time.process_time()
    for odd in ("we " * 110, "we use" * 50_000, "to read the full " * 25, "sign in " * 60_000):
        refusal_of(odd, odd)
    assert time.process_time() - began < 2
