"""A few sentences in the languages of the shipped voices, to hear and to measure a voice by."""

from paracast.units import LanguageTag

_SAMPLES = {
    "en": (
        "The harbour was quiet that morning, and the boats lay still. Nobody had expected the "
        "news, least of all the people who had waited for it longest. “We will see,” said the "
        "mayor, “what tomorrow brings.” Over four thousand visitors came in the first year alone; "
        "by the second, the small museum had to open on Sundays as well. It was the first thing "
        "that anybody remembered of the place, and the last that they forgot."
    ),
    "es": (
        "El puerto estaba tranquilo aquella mañana y las barcas no se movían. Nadie esperaba la "
        "noticia, y menos aún quienes más tiempo la habían esperado. «Ya veremos», dijo la "
        "alcaldesa, «qué nos trae el día de mañana.» Más de cuatro mil visitantes vinieron solo "
        "el primer año; al segundo, el pequeño museo tuvo que abrir también los domingos."
    ),
    "fr": (
        "Le port était calme ce matin-là, et les bateaux ne bougeaient pas. Personne ne "
        "s’attendait à la nouvelle, et surtout pas ceux qui l’avaient espérée le plus longtemps. "
        "« Nous verrons bien », dit la mairesse, « ce que demain nous apporte. » Plus de quatre "
        "mille visiteurs sont venus la première année ; la deuxième, le petit musée a dû ouvrir "
        "aussi le dimanche."
    ),
    "de": (
        "Der Hafen war still an diesem Morgen, und die Boote lagen ruhig da. Niemand hatte mit "
        "der Nachricht gerechnet, am wenigsten die Leute, die am längsten auf sie gewartet "
        "hatten. „Wir werden sehen“, sagte die Bürgermeisterin, „was der morgige Tag bringt.“ "
        "Über viertausend Besucher kamen allein im ersten Jahr; im zweiten musste das kleine "
        "Museum auch sonntags öffnen."
    ),
}


def sample_of(language: LanguageTag) -> str:
    """Return a text of about twenty seconds; in English for a language that has none here."""
    return _SAMPLES.get(language.lower().partition("-")[0], _SAMPLES["en"])
