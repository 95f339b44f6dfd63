"""Roman numerals, where their neighbours show that they are numerals."""

import re

from paracast.script.spoken.english.numbers import cardinal, ordinal
from paracast.script.spoken.patterns import any_of
from paracast.script.spoken.rules import Rule, rule

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NUMERAL = (
    r"(?P<numeral>(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
    r"(?![’'](?!s\b)\w|\.\w)(?!\w)"
)
_LETTERS = r"\b[IVXLCDM]+\b"
_CAPITAL_NOUNS = """
World War, Chapter, Part, Volume, Book, Act, Scene, Phase, Type, Class, Title, Article,
Section, Appendix, Super Bowl, Grade, Stage, Level, Mark, Mk, Rocky, Episode, Apollo,
Schedule, Category, Division, Tier, Zone, Vatican, Annex, Amendment, Canto, Season, Round,
Series, Factor, Region, Camp, Gemini, Saturn, Soyuz, Final Fantasy, Godfather, Halo,
Civilization, Grand Theft Auto, Quake, Doom, Diablo, StarCraft, Warcraft, Street Fighter,
Mega Man, Star Wars, Star Trek, Olympiad, Symphony, Opus, Sonata, Cranial Nerve,
Angiotensin, Basel, Solvency, Punic War, Pentium, WrestleMania, Ultima, Paragraph, Protocol
"""
_NOUNS = """
chapter, part, volume, book, act, scene, phase, type, class, title, article, section,
appendix, grade, stage, level, category, division, tier, schedule, factor, opus, symphony
"""
_RULERS = """
Henry, Louis, George, Edward, Elizabeth, Charles, James, William, Richard, Philip, Philippe,
Felipe, Napoleon, Catherine, Benedict, Pius, Francis, Alexander, Nicholas, Frederick,
Wilhelm, Otto, Ramses, Ramesses, Ptolemy, Ivan, Gregory, Innocent, Clement, Urban, Harald,
Haakon, Carlos, Juan Carlos, Victoria, Albert, Leopold, Baudouin, Margrethe, Christian,
Gustav, Gustaf, Adolf, Olav, Rudolf, Ferdinand, Maximilian, Franz, Joseph, Umberto,
Vittorio, Emmanuel, Boniface, Celestine, Sixtus, Julius, Adrian, Theodosius, Constantine,
Darius, Xerxes, Cleopatra, Isabella, Alfonso, Pedro, Mehmed, Suleiman, Selim, Murad, Rama,
Hussein, Hassan, Abdullah, Sobhuza, Mswati, Tupou, Amenhotep, Thutmose, Seti, Antiochus,
Seleucus, Childeric, Clovis, Pepin, John Paul, Malcolm, Kenneth, Duncan, Justinian, Leo,
Joan
"""
_ALSO_COMMON = """
Robert, David, Michael, Peter, Paul, John, Mary, Stephen, Anne, Thomas, Martin
"""
"""Rulers' names that so many others have that "I" after them is a pronoun."""
_CROWNS = """
King, Queen, Pope, Emperor, Empress, Tsar, Czar, Kaiser, Prince, Saint, Sultan, Shah,
Pharaoh, Duke, Patriarch
"""
_FUNCTION_WORDS = """
A, An, The, His, Her, Their, My, Our, Your, Its, This, That, In, On, By, With, For, And, Or,
But, At, If, As, When, After, No, Via, Use, Using, We, You, They, He, She, It, There, Who
"""
_VERBS = """
am, was, have, had, will, would, did, do, think, saw, like, liked, love, loved, could, can,
got, went, want, really, just, never, always, also, know, knew, play, played, took, read,
wrote, need, feel, felt
"""
_NO_NUMERALS = """
I, V, X, L, C, D, M, VI, XI, CV, CD, DC, MD, MC, MI, DI, CC, MM, DIV, XL, XXL, XXX, LI, CI,
DVI, MIX, LCD, DM, CM
"""
"""Capitals that after any word may be letters, a size or a name."""
_MEDICAL = (
    "drip,fluid,fluids,line,bag,antibiotics,drug,drugs,infusion,injection,needle,treatment,therapy"
)


def _any(words: str) -> str:
    return any_of(word.strip() for word in words.split(","))


_ROYAL = rf"(?:{_any(_RULERS)}|{_any(_ALSO_COMMON)})"
_COUNTED = rf"(?P<noun>(?:{_any(_CAPITAL_NOUNS)}|{_any(_NOUNS)})s?)"
_TITLED = rf"(?P<name>(?:{_any(_CROWNS)})\s[A-Z][a-zé]+(?:\s[A-Z][a-z]+)?)"
_MANY = rf"(?!(?:{_any(_NO_NUMERALS)}|IV(?=\s(?:{_any(_MEDICAL)})))\b)"
_NO_NAME = rf"(?!(?:{_any(_FUNCTION_WORDS)})\s)"
_PERSON_END = (
    r"(?=\s*[.,;:)!?–—”\"]|\s*$|['’]s|--|\s(?:of|and|was|is|had|became|reigned|ruled|died|in|to)\b)"
)


def _value(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))


def _counted(match: re.Match[str]) -> str | None:
    if not match["numeral"]:
        return None
    noun = "Mark" if match["noun"] == "Mk" else match["noun"]
    return f"{noun} {cardinal(_value(match['numeral']))}"


def _reigned(match: re.Match[str]) -> str | None:
    if not match["numeral"]:
        return None
    return f"{match['name']} the {ordinal(str(_value(match['numeral'])))}"


def _century(match: re.Match[str]) -> str | None:
    return ordinal(str(_value(match["numeral"]))) if match["numeral"] else None


def _small(match: re.Match[str]) -> str | None:
    numeral = match["numeral"].upper()
    if not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", numeral):
        return None
    return f"{match['noun']} {cardinal(_value(numeral))}"


def _two(match: re.Match[str]) -> str | None:
    if not (match["numeral"] and match["second"]):
        return None
    first, second = (cardinal(_value(match[name])) for name in ("numeral", "second"))
    word = (match["word"] or " to ").replace("&", "and")
    return f"{match['noun']} {first}{word}{second}"


def _world_war(match: re.Match[str]) -> str:
    return f"World War {cardinal(len(match['ones']))}"


RULES: tuple[Rule, ...] = (
    rule("Roman numeral", r"\bWW(?P<ones>I{1,3})\b", _world_war, near="WW"),
    rule(
        "Roman numeral",
        r"\b(?P<numeral>[IVX]+)(?:th|st|nd|rd)?(?=(?:\s|-)[Cc]entur)",
        _century,
        near=r"[Cc]entur",
    ),
    rule(
        "Roman numerals",
        rf"\b{_COUNTED}\s{_NUMERAL}(?:(?P<word>\s(?:and|or|of|to|through|&)\s)|[-–])"
        r"(?P<second>[IVX]{1,6})(?![\w’'-])",
        _two,
        near=_LETTERS,
    ),
    rule(
        "Roman numeral",
        rf"\b{_COUNTED}\s(?!I\s(?:{_any(_VERBS)})\b)(?![CDLM]\b){_NUMERAL}",
        _counted,
        near=_LETTERS,
    ),
    rule(
        "Roman numeral",
        r"\b(?P<noun>[Cc]hapter|[Ss]cene|[Aa]ct|[Bb]ook|[Pp]art|[Vv]olume|[Aa]rticle|[Ss]ection)\s"
        r"(?P<numeral>[ivx]{1,6})(?![\w’'])",
        _small,
        near=r"\b[ivx]+\b",
    ),
    rule(
        "Roman numeral",
        rf"\b{_TITLED}\s(?!I\s(?!of|was|and)[a-z]){_NUMERAL}",
        _reigned,
        near=_LETTERS,
    ),
    rule("Roman numeral", rf"\b(?P<name>{_ROYAL})\s(?!I\b|X\b){_NUMERAL}", _reigned, near=_LETTERS),
    rule(
        "Roman numeral",
        rf"\b(?P<name>{_any(_RULERS)})\s(?P<numeral>I){_PERSON_END}",
        _reigned,
        near=_LETTERS,
    ),
    rule(
        "Roman numeral",
        rf"\b(?P<name>{_NO_NAME}[A-Z][a-z]+\s(?:[A-Z]\.?\s)?[A-Z][a-zA-Z’'-]+,?)\s{_MANY}"
        r"(?P<numeral>I{2,3}|IV)\b(?![-’'\w]|\.\w)",
        _reigned,
        near=_LETTERS,
    ),
    rule(
        "Roman numeral",
        rf"\b(?P<noun>{_NO_NAME}[A-Z][a-z]+)\s{_MANY}(?=[IVX]+\b){_NUMERAL}(?!-)",
        _counted,
        near=_LETTERS,
    ),
)
