"""What the words of a release mean, in German and in English: patterns, quadrants, and why something is not said."""

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.releases.document import CellFigure


def release_text(key: str, language: str, **parameters: object) -> str:
    """Return the words for a key such as `pattern.camps`; German for `de` and its variants, else English.

    `cell.…`, `gap.…` and `merge.…` have placeholders, which the parameters fill.
    """
    german, english = RELEASE_TEXTS[key]
    return (german if is_german(language) else english).format_map(parameters)


def cell_text(cell: CellFigure, language: str) -> str:
    """Return in words how many chose an option: one number where all that is published leaves no other."""
    certain = cell.code in ("most_frequent", "between") and cell.lowest == cell.highest
    key = f"cell.{cell.code}.certain" if certain else f"cell.{cell.code}"
    return release_text(key, language, count=cell.count, lowest=cell.lowest, highest=cell.highest)


# key: (German, English).
RELEASE_TEXTS: dict[str, tuple[str, str]] = {
    "cell.exact": ("{count}", "{count}"),
    "cell.at_most": ("höchstens {count}", "at most {count}"),
    "cell.at_least": ("mindestens {count}", "at least {count}"),
    "cell.most_frequent": (
        "{lowest} bis {highest} (am häufigsten)",
        "{lowest} to {highest} (most frequent)",
    ),
    "cell.most_frequent.certain": ("{lowest} (am häufigsten)", "{lowest} (most frequent)"),
    "cell.between.certain": ("{lowest}", "{lowest}"),
    "cell.between": ("{lowest} bis {highest}", "{lowest} to {highest}"),
    "cell.no_answer": ("ohne Angabe", "no answer"),
    "pattern.aligned": (
        "Die Einschätzungen liegen dicht beieinander.",
        "The ratings lie close together.",
    ),
    "pattern.mostly_aligned": (
        "Bis auf einzelne liegen die Einschätzungen dicht beieinander.",
        "All but a few of the ratings lie close together.",
    ),
    "pattern.camps": (
        "Die Einschätzungen gehen auseinander: Zwei entfernte Antworten sind häufig, eine dazwischen ist es weniger.",
        "The ratings diverge: two answers that lie apart are frequent, and one between them is less so.",
    ),
    "pattern.spread": (
        "Die Einschätzungen streuen, ohne sich an zwei Stellen zu häufen.",
        "The ratings are spread out and do not gather in two places.",
    ),
    "pattern.knowledge_gap": (
        "Viele sind ohne Angabe: mindestens drei von zehn.",
        "Many gave no answer: three in ten or more.",
    ),
    "pattern.too_few": (
        "Für ein Urteil haben zu wenige geantwortet; das Bild steht für sich.",
        "Too few answered for a verdict; the picture speaks for itself.",
    ),
    "pattern.not_determinable": ("Nicht bestimmbar.", "Not determinable."),
    "quadrant.strength": (
        "Hoch eingeschätzt, und darin einig: die Stärke sichern und teilen.",
        "Rated high, and in agreement: secure this strength and share it.",
    ),
    "quadrant.tackle_together": (
        "Niedrig eingeschätzt, und darin einig: gemeinsam anpacken.",
        "Rated low, and in agreement: tackle it together.",
    ),
    "quadrant.clarify_perception": (
        "Hoch eingeschätzt, aber nicht von allen: klären, bei wem es ankommt.",
        "Rated high, but not by everybody: find out whom it reaches.",
    ),
    "quadrant.understand_first": (
        "Niedrig eingeschätzt, und darin uneins: erst verstehen, dann planen.",
        "Rated low, and not in agreement: understand first, then plan.",
    ),
    "quadrant.make_visible": (
        "Viele sind ohne Angabe: sichtbar machen, was es gibt.",
        "Many gave no answer: make visible what there is.",
    ),
    "quadrant.not_determinable": (
        "Wert oder Einigkeit lassen sich nicht bestimmen.",
        "Value or agreement cannot be determined.",
    ),
    "urgent.urgent": ("Das Feld gilt als dringend.", "The field is called urgent."),
    "urgent.not_urgent": ("Das Feld gilt nicht als dringend.", "The field is not called urgent."),
    "urgent.not_determinable": (
        "Wie dringend das Feld ist, lässt sich nicht bestimmen.",
        "How urgent the field is cannot be determined.",
    ),
    "gap.first_higher": (
        "„{first}“ liegt deutlich höher als „{second}“.",
        "“{first}” is clearly higher than “{second}”.",
    ),
    "gap.second_higher": (
        "„{second}“ liegt deutlich höher als „{first}“.",
        "“{second}” is clearly higher than “{first}”.",
    ),
    "gap.no_gap": (
        "„{first}“ und „{second}“ liegen nahe beieinander.",
        "“{first}” and “{second}” are close to each other.",
    ),
    "gap.not_determinable": (
        "Wie weit „{first}“ und „{second}“ auseinanderliegen, lässt sich nicht bestimmen.",
        "How far “{first}” and “{second}” are apart cannot be determined.",
    ),
    "merge.groups": (
        "„{smaller}“ und „{larger}“ sind zusammengefasst, weil „{smaller}“ allein zu klein ist.",
        "“{smaller}” and “{larger}” are merged, because “{smaller}” is too small alone.",
    ),
    "merge.blocks": (
        "Für einzelne Fragen sind „{smaller}“ und „{larger}“ zusammengefasst.",
        "For single items “{smaller}” and “{larger}” are merged.",
    ),
    "rule.cells": (
        (
            "Gezeigt wird, wie oft jede Antwort vorkommt. Kleine Zahlen und Zahlen nahe an der Gesamtzahl sind "
            "verdeckt; alles Weitere folgt aus dem, was gezeigt wird, und ist deshalb ein Bereich."
        ),
        (
            "Shown is how often each answer was given. Small and almost full counts are covered; all else follows "
            "from what is shown and is therefore a range."
        ),
    ),
    "rule.quarters": (
        "Bei fünf bis neun Personen wird je Feld nur gezeigt, in welchem Viertel der Skala der Mittelwert liegt.",
        "With five to nine people, all that is shown of a field is the quarter of the scale in which its mean lies.",
    ),
    "rule.exact": ("Nichts ist verdeckt.", "Nothing is covered."),
    "reason.type": (
        "Nur Fragen mit einer Auswahl werden ausgezählt.",
        "Only items with one choice are counted.",
    ),
    "reason.repeated": (
        "Die Frage wird unterschiedlich oft gestellt.",
        "The item is asked a different number of times.",
    ),
    "reason.conditional": (
        "Ob diese Frage gestellt wird, hängt von einer anderen Antwort ab und würde sie verraten.",
        "Whether this item is asked depends on another answer and would give it away.",
    ),
    "reason.not_asked": ("Danach wird hier nicht gefragt.", "This is not asked here."),
    "reason.too_few_asked": (
        "Danach werden hier weniger als zehn Personen gefragt.",
        "Fewer than ten people are asked this here.",
    ),
    "reason.too_few_others": (
        "Danach werden hier so viele gefragt, dass die Übrigen zu wenige sind.",
        "So many are asked this here that those who are left are too few.",
    ),
    "reason.no_scale": (
        "Die Antworten haben keine Punkte, also keinen Mittelwert.",
        "The answers have no points, so they have no mean.",
    ),
    "reason.no_order": (
        "Die Antworten haben keine Reihenfolge, in der sie nah oder fern sein könnten.",
        "The answers have no order in which they could be near or far.",
    ),
    "reason.nobody_sure": (
        "Es kann sein, dass niemand geantwortet hat.",
        "It may be that nobody answered.",
    ),
    "reason.many_fits": (
        "Zu viele Verteilungen passen zu dem, was gezeigt wird.",
        "Too many distributions fit what is shown.",
    ),
    "reason.fits_differ": (
        "Bei dieser Gruppengröße sehen die Verteilungen, die zu den gezeigten Zahlen passen, verschieden aus.",
        "At this group size the distributions that fit what is shown look different.",
    ),
    "reason.two_options": (
        "Bei so wenigen Antwortmöglichkeiten ist dieses Maß nicht erklärt.",
        "With so few options this measure is not defined.",
    ),
    "reason.no_items": (
        "Keine Frage des Feldes wird hier ausgezählt.",
        "No item of the field is counted here.",
    ),
    "reason.no_majority": (
        "Die Fragen des Feldes sehen verschieden aus.",
        "The items of the field look different.",
    ),
    "reason.few_items": (
        "Weniger als drei Fünftel der Fragen haben hier einen Mittelwert.",
        "Fewer than three fifths of the items have a mean here.",
    ),
    "reason.no_weight": (
        "Was hier einen Mittelwert hat, hat kein Gewicht.",
        "What has a mean here has no weight.",
    ),
    "reason.method": (
        "Die Rechenweise des Feldes erlaubt es nicht, den Wert einer Gruppe anzugeben.",
        "The way the field is scored does not allow a value for a group.",
    ),
    "reason.unbalanced": (
        "Ein Feld braucht hier vier Fragen, die allen gestellt werden; keine darf mehr als ein Viertel ausmachen.",
        "Here a field needs four items that everybody is asked, and none of which counts for more than a fourth.",
    ),
    "reason.shares_items": (
        "Das Feld teilt Fragen mit einem, das schon gezeigt wird.",
        "The field shares items with one that is shown already.",
    ),
    "reason.too_few_scored": (
        "Höchstens die Hälfte der Gruppe hat in diesem Feld einen Wert.",
        "No more than half of the group has a score in this field.",
    ),
    "reason.in_block": (
        "Diese Gruppe wird nur zusammen mit anderen gezeigt.",
        "This group is shown together with others only.",
    ),
}
