"""What a comparison over time says in words, in German and in English: directions, notes, and why nothing is said.

Never "improved" or "got worse", never "because", and never of the same people: two releases cannot know that.
"""

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.releases.release_texts import RELEASE_TEXTS


def over_time_text(key: str, language: str, **parameters: object) -> str:
    """Return the words for a key such as `movement.higher`; German for `de` and its variants, else English.

    Reasons that a release has already keep its words. `quarter.…` and notes of what differs have placeholders, which
    the parameters fill.
    """
    german, english = OVER_TIME_TEXTS.get(key) or RELEASE_TEXTS[key]
    return (german if is_german(language) else english).format_map(parameters)


# key: (German, English).
OVER_TIME_TEXTS: dict[str, tuple[str, str]] = {
    "movement.higher": (
        "Höher als beim früheren Durchgang.",
        "Higher than in the earlier round.",
    ),
    "movement.tendency_higher": (
        "Tendenz: höher als beim früheren Durchgang. Der Unterschied kann kleiner als acht Hundertstel der Skala sein.",
        "A tendency: higher than in the earlier round. The difference may be less than eight hundredths of the scale.",
    ),
    "movement.same": (
        "So hoch wie beim früheren Durchgang.",
        "As high as in the earlier round.",
    ),
    "movement.tendency_lower": (
        (
            "Tendenz: niedriger als beim früheren Durchgang. Der Unterschied kann kleiner als acht Hundertstel der "
            "Skala sein."
        ),
        "A tendency: lower than in the earlier round. The difference may be less than eight hundredths of the scale.",
    ),
    "movement.lower": (
        "Niedriger als beim früheren Durchgang.",
        "Lower than in the earlier round.",
    ),
    "movement.not_determinable": (
        "Ob der Wert höher oder niedriger liegt, lässt sich aus den beiden Veröffentlichungen nicht bestimmen.",
        "The two releases do not tell whether this is higher or lower.",
    ),
    "quarter.up": (
        (
            "Von Viertel {earlier} hinauf in Viertel {later} von {quarters}. Wie weit, ist daraus nicht zu sehen; "
            "vielleicht nur wenig."
        ),
        "From quarter {earlier} up to quarter {later} of {quarters}. How far is not known; it may be little.",
    ),
    "quarter.same": (
        "Beide Male in Viertel {later} von {quarters}. Innerhalb des Viertels kann sich etwas bewegt haben.",
        "In quarter {later} of {quarters} both times. Inside the quarter something may have moved.",
    ),
    "quarter.down": (
        (
            "Von Viertel {earlier} hinab in Viertel {later} von {quarters}. Wie weit, ist daraus nicht zu sehen; "
            "vielleicht nur wenig."
        ),
        "From quarter {earlier} down to quarter {later} of {quarters}. How far is not known; it may be little.",
    ),
    "quarter.not_determinable": (
        "Die beiden Viertel lassen sich nicht nebeneinanderstellen.",
        "The two quarters cannot be set beside each other.",
    ),
    "basis.published": (
        "Beide Werte stehen so in den Veröffentlichungen.",
        "Both values stand in the releases as they are here.",
    ),
    "basis.recomputed": (
        (
            "Beide Werte sind aus den veröffentlichten Mittelwerten der gemeinsamen Fragen neu berechnet, nach der "
            "Rechenweise der neueren Fassung."
        ),
        (
            "Both values are worked out anew from the published means of the items that both rounds asked, by the "
            "rules of the newer version."
        ),
    ),
    "note.other_people": (
        (
            "Verglichen werden zwei Gruppen, nicht dieselben Menschen: Beim zweiten Mal können andere geantwortet "
            "haben. Ein Unterschied sagt nicht, dass jemand seine Meinung geändert hat, und nicht, woher er kommt."
        ),
        (
            "This sets two groups beside each other, not the same people twice: others may have answered the second "
            "time. A difference tells neither that anybody changed their mind nor where it comes from."
        ),
    ),
    "note.joint_answers": (
        (
            "Beide Male gab es eine gemeinsame Antwort; wer sie erarbeitet hat, kann gewechselt haben. Verglichen wird "
            "eine Zahl mit einer Zahl, und woher ein Unterschied kommt, sagt sie nicht."
        ),
        (
            "There was one joint answer each time; other people may have worked on it. One number stands beside one "
            "number, and neither tells where a difference comes from."
        ),
    ),
    "note.joint_and_single": (
        (
            "Nur einer der Durchgänge hat eine gemeinsame Antwort; im anderen hat jede Person für sich geantwortet. "
            "Das sind zwei verschiedene Dinge, deshalb stehen hier keine Unterschiede."
        ),
        (
            "Only one of the rounds has a joint answer; in the other all answered for themselves. These are two "
            "different things, so no differences are given."
        ),
    ),
    "note.other_size": (
        "Es haben unterschiedlich viele geantwortet: {earlier} beim früheren Durchgang, {later} beim späteren.",
        "The rounds differ in size: {earlier} answered the earlier one, {later} the later one.",
    ),
    "note.other_mode": (
        (
            "Die Durchgänge waren verschieden vertraulich: der frühere „{earlier}“, der spätere „{later}“. Wer weiß, "
            "dass andere die eigene Einschätzung sehen, antwortet vielleicht anders."
        ),
        (
            "The rounds differed in confidentiality: “{earlier}” the earlier one, “{later}” the later one. People who "
            "know that others see their rating may answer differently."
        ),
    ),
    "note.other_minimum": (
        "Die Mindestgruppengröße ist eine andere: früher {earlier}, später {later}.",
        "The minimum group size differs: {earlier} in the earlier round, {later} in the later one.",
    ),
    "note.other_policy": (
        "Die Regeln der Veröffentlichung sind andere: früher Fassung {earlier}, später Fassung {later}.",
        "The rules of the releases differ: version {earlier} for the earlier one, version {later} for the later one.",
    ),
    "note.other_perspectives": (
        (
            "Es sind nicht beide Male dieselben Perspektiven vertreten. Ein Unterschied der Gesamtwerte kann allein "
            "daher kommen."
        ),
        "The two rounds do not have the same perspectives, which alone may make totals differ.",
    ),
    "note.other_version": (
        (
            "Gefragt wurde nach Fassung {earlier} und nach Fassung {later} des Fragebogens. Verglichen wird nur, was "
            "in beiden dasselbe bedeutet."
        ),
        (
            "The rounds asked by version {earlier} and by version {later} of the questionnaire. Only what means the "
            "same in both is compared."
        ),
    ),
    "note.no_bridge": (
        (
            "Von Fassung {earlier} führt keine durchgehende Brücke zu Fassung {later}: Was ohne Brücke einen neuen "
            "Namen bekommen hat, gilt hier als neu."
        ),
        (
            "No bridge leads all the way from version {earlier} to version {later}: whatever was renamed without one "
            "counts as new here."
        ),
    ),
    "note.quarters_and_cells": (
        "Nur eine der Veröffentlichungen zeigt Werte; die andere zeigt für wenige Personen nur Viertel der Skala.",
        "Only one of the releases shows values; the other one, of few people, shows quarters of the scale only.",
    ),
    "note.earlier_outdated": (
        (
            "Der frühere Durchgang liegt mehr als zwei Jahre zurück, {earlier} volle Monate: Er beschreibt eine Lage, "
            "die es so vielleicht nicht mehr gibt."
        ),
        (
            "The earlier round closed more than two years ago, {earlier} full months: what it describes may be gone by "
            "now."
        ),
    ),
    "note.later_outdated": (
        (
            "Auch der spätere Durchgang liegt mehr als zwei Jahre zurück, {later} volle Monate: Vor neuen "
            "Entscheidungen lohnt es sich, noch einmal zu fragen."
        ),
        (
            "The later round, too, closed more than two years ago, {later} full months: before new decisions it is "
            "worth asking again."
        ),
    ),
    "mode.confidential": ("vertraulich", "confidential"),
    "mode.open": ("offen", "open"),
    "mode.institutional": ("institutionell", "institutional"),
    "reason.means_otherwise": (
        "Das bedeutet in der neueren Fassung etwas anderes.",
        "This means something else in the newer version.",
    ),
    "reason.split_or_merged": (
        "Das Feld wurde geteilt oder zusammengelegt; es gibt kein einzelnes Gegenstück.",
        "The field was split or merged, so it has no single counterpart.",
    ),
    "reason.other_points": (
        "Die Skala dieser Frage reicht in der neueren Fassung weiter oder weniger weit.",
        "The scale of this item reaches further, or less far, in the newer version.",
    ),
    "reason.not_whole": (
        "Das Feld hat sich zum Teil geändert, und dieser Wert lässt sich nicht auf die gemeinsamen Fragen beschränken.",
        "The field changed in part, and this number cannot be restricted to the items that both rounds asked.",
    ),
    "reason.other_scale": (
        "Die Viertel teilen nicht dieselbe Skala.",
        "The quarters do not divide the same scale.",
    ),
    "reason.no_score": (
        "Eine der beiden Auswertungen hat hier keinen Wert.",
        "One of the two evaluations has no score here.",
    ),
}
