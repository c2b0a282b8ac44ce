"""Differences in words, in German and English: one row for each kind. docs/versions.md explains them."""

import re
from fractions import Fraction
from itertools import zip_longest

from selfcheck_service.core.comparison.difference import Bump, Continuation, Difference, Proof, Trend
from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.definition.texts import is_german

# kind: (English, German). `before` and `after` are what was found, shortened where it is long.
KINDS: dict[str, tuple[str, str]] = {
    # The document as a whole.
    "other_questionnaire": (
        "It is another questionnaire: {before} became {after}.",
        "Es ist ein anderer Fragebogen: aus {before} wurde {after}.",
    ),
    "rules_changed": (
        "Scored by rules {after} instead of {before}.",
        "Bewertet wird nach Regelwerk {after} statt {before}.",
    ),
    "language_added": ("The language “{subject}” was added.", "Die Sprache „{subject}“ kam hinzu."),
    "language_removed": ("The language “{subject}” was removed.", "Die Sprache „{subject}“ fiel weg."),
    "default_language_changed": (
        "Who asks for no language gets {after} instead of {before}.",
        "Wer keine Sprache verlangt, bekommt {after} statt {before}.",
    ),
    "texts_changed": ("Texts outside the fields were reworded.", "Texte außerhalb der Felder wurden umformuliert."),
    "written_otherwise": (
        "The same is written in another way.",
        "Dasselbe ist anders aufgeschrieben.",
    ),
    "part_changed": ("“{subject}” changed.", "„{subject}“ wurde geändert."),
    "group_changed": (
        "“{subject}” holds other items, and an expression may name it.",
        "„{subject}“ enthält andere Fragen, und ein Ausdruck könnte es nennen.",
    ),
    # Items.
    "item_added": ("Item “{subject}” was added.", "Die Frage „{subject}“ kam hinzu."),
    "item_removed": ("Item “{subject}” was removed.", "Die Frage „{subject}“ fiel weg."),
    "item_moved": (
        "Item “{subject}” moved from field {before} to {after}.",
        "Die Frage „{subject}“ wanderte vom Feld {before} ins Feld {after}.",
    ),
    "items_reordered": ("The items stand in another order.", "Die Fragen stehen in anderer Reihenfolge."),
    "item_reworded": ("The texts of item “{subject}” changed.", "Die Texte der Frage „{subject}“ wurden geändert."),
    "unit_reworded": (
        "The unit of item “{subject}” is called {after} instead of {before}.",
        "Die Einheit der Frage „{subject}“ heißt {after} statt {before}.",
    ),
    "item_changed": (
        "Item “{subject}” changed: {before} became {after}.",
        "Die Frage „{subject}“ wurde geändert: aus {before} wurde {after}.",
    ),
    "type_changed": (
        "Item “{subject}” is of another type: {before} became {after}.",
        "Die Frage „{subject}“ ist von anderer Art: aus {before} wurde {after}.",
    ),
    "accepts_more": (
        "Item “{subject}” accepts more: {before} became {after}.",
        "Die Frage „{subject}“ nimmt mehr an: aus {before} wurde {after}.",
    ),
    "points_span_changed": (
        "The points of item “{subject}” span {after} instead of {before}, so bounds move.",
        "Die Punkte der Frage „{subject}“ umspannen {after} statt {before}; das verschiebt, was höchstens möglich ist.",
    ),
    "shown_otherwise": (
        "Item “{subject}” is shown under another condition.",
        "Die Frage „{subject}“ erscheint unter einer anderen Bedingung.",
    ),
    "asked_of_others": (
        "Item “{subject}” is asked of other perspectives: {before} became {after}.",
        "Die Frage „{subject}“ geht an andere Perspektiven: aus {before} wurde {after}.",
    ),
    "no_answer_added": (
        "Item “{subject}” also allows {after}.",
        "Die Frage „{subject}“ erlaubt auch {after}.",
    ),
    "no_answer_removed": (
        "Item “{subject}” no longer allows {before}.",
        "Die Frage „{subject}“ erlaubt {before} nicht mehr.",
    ),
    "option_added": (
        "Item “{subject}” has a new option: {after}.",
        "Die Frage „{subject}“ hat eine neue Option: {after}.",
    ),
    "option_removed": ("Item “{subject}” lost option {before}.", "Die Frage „{subject}“ verlor die Option {before}."),
    "option_changed": (
        "An option of item “{subject}” changed: {before} became {after}.",
        "Eine Option der Frage „{subject}“ wurde geändert: aus {before} wurde {after}.",
    ),
    "options_reordered": (
        "The options of item “{subject}” stand in another order.",
        "Die Optionen der Frage „{subject}“ stehen in anderer Reihenfolge.",
    ),
    # Fields.
    "field_added": ("Field “{subject}” was added.", "Das Feld „{subject}“ kam hinzu."),
    "field_removed": ("Field “{subject}” was removed.", "Das Feld „{subject}“ fiel weg."),
    "field_moved": (
        "Field “{subject}” moved: its parent is {after} instead of {before}.",
        "Das Feld „{subject}“ wanderte: es steht unter {after} statt unter {before}.",
    ),
    "fields_reordered": ("The fields stand in another order.", "Die Felder stehen in anderer Reihenfolge."),
    "field_reworded": ("The texts of field “{subject}” changed.", "Die Texte des Feldes „{subject}“ wurden geändert."),
    "field_scored": ("Field “{subject}” has a score now.", "Das Feld „{subject}“ hat jetzt einen Wert."),
    "field_unscored": ("Field “{subject}” has no score any more.", "Das Feld „{subject}“ hat keinen Wert mehr."),
    "entry_added": (
        "The score of “{subject}” is also made of {after}.",
        "Der Wert von „{subject}“ entsteht auch aus {after}.",
    ),
    "entry_removed": (
        "The score of “{subject}” is no longer made of {before}.",
        "Der Wert von „{subject}“ entsteht nicht mehr aus {before}.",
    ),
    "entry_more_often": (
        "The score of “{subject}” is made of “{after}” in more pairs or units.",
        "In den Wert von „{subject}“ geht „{after}“ aus mehr Paaren oder Einheiten ein.",
    ),
    "entry_less_often": (
        "The score of “{subject}” is made of “{before}” in fewer pairs or units.",
        "In den Wert von „{subject}“ geht „{before}“ aus weniger Paaren oder Einheiten ein.",
    ),
    "weight_changed": (
        "In the score of “{subject}” {before} became {after}.",
        "Im Wert von „{subject}“ wurde aus {before} nun {after}.",
    ),
    "scoring_changed": (
        "The scoring of “{subject}” changed: {before} became {after}.",
        "Die Bewertung von „{subject}“ wurde geändert: aus {before} wurde {after}.",
    ),
    "asked_more_often": (
        "“{subject}” is asked in more pairs or units.",
        "„{subject}“ wird in mehr Paaren oder Einheiten gefragt.",
    ),
    "asked_less_often": (
        "“{subject}” is asked in fewer pairs or units.",
        "„{subject}“ wird in weniger Paaren oder Einheiten gefragt.",
    ),
    "units_accept_more": (
        "Field “{subject}” takes up to {after} units instead of {before}.",
        "Das Feld „{subject}“ nimmt bis zu {after} statt {before} Einheiten auf.",
    ),
    "levels_changed": ("The levels of “{subject}” changed.", "Die Stufen von „{subject}“ wurden geändert."),
    "gates_changed": (
        "The gates of “{subject}” changed.",
        "Die Bedingungen der Stufen von „{subject}“ wurden geändert.",
    ),
    "border_changed": (
        "Another distance to a level counts as its border in “{subject}”.",
        "In „{subject}“ gilt ein Wert in anderem Abstand als nah an einer Stufe.",
    ),
    "field_told_otherwise": (
        "Of field “{subject}” another group, urgency or evidence is named: {before} became {after}.",
        "Zum Feld „{subject}“ sind Gruppe, Dringlichkeit oder Belege anders genannt: aus {before} wurde {after}.",
    ),
    # Profile, perspectives, flags, suggestions.
    "attribute_added": ("Attribute “{subject}” was added.", "Das Merkmal „{subject}“ kam hinzu."),
    "attribute_removed": ("Attribute “{subject}” was removed.", "Das Merkmal „{subject}“ fiel weg."),
    "attribute_changed": ("Attribute “{subject}” changed.", "Das Merkmal „{subject}“ wurde geändert."),
    "attribute_unit_reworded": (
        "The unit of attribute “{subject}” is called {after} instead of {before}.",
        "Die Einheit des Merkmals „{subject}“ heißt {after} statt {before}.",
    ),
    "attribute_value_added": (
        "Attribute “{subject}” has a new value: {after}.",
        "Das Merkmal „{subject}“ hat einen neuen Wert: {after}.",
    ),
    "attribute_value_changed": (
        "A value of attribute “{subject}” changed: {before} became {after}.",
        "Ein Wert des Merkmals „{subject}“ wurde geändert: aus {before} wurde {after}.",
    ),
    "attribute_value_removed": (
        "Attribute “{subject}” lost the value {before}.",
        "Das Merkmal „{subject}“ verlor den Wert {before}.",
    ),
    "attribute_accepts_more": (
        "Attribute “{subject}” accepts more: {before} became {after}.",
        "Das Merkmal „{subject}“ nimmt mehr an: aus {before} wurde {after}.",
    ),
    "perspective_added": ("Perspective “{subject}” was added.", "Die Perspektive „{subject}“ kam hinzu."),
    "perspective_removed": ("Perspective “{subject}” was removed.", "Die Perspektive „{subject}“ fiel weg."),
    "flag_added": ("Flag “{subject}” was added.", "Das Kennzeichen „{subject}“ kam hinzu."),
    "flag_removed": ("Flag “{subject}” was removed.", "Das Kennzeichen „{subject}“ fiel weg."),
    "flag_changed": ("Flag “{subject}” asks something else.", "Das Kennzeichen „{subject}“ fragt nach etwas anderem."),
    "suggestion_added": ("Suggestion “{subject}” was added.", "Die Anregung „{subject}“ kam hinzu."),
    "suggestions_reordered": (
        "The suggestions stand in another order.",
        "Die Anregungen stehen in anderer Reihenfolge.",
    ),
    "suggestion_removed": ("Suggestion “{subject}” was removed.", "Die Anregung „{subject}“ fiel weg."),
    "suggestion_changed": (
        "Suggestion “{subject}” is offered otherwise.",
        "Die Anregung „{subject}“ wird anders angeboten.",
    ),
    # What is read beside the results.
    "content_rules_changed": (
        "The content is held to another standard.",
        "Die Inhalte werden an einem anderen Maßstab gemessen.",
    ),
    "procedure_added": ("Procedure “{subject}” was added.", "Das Verfahren „{subject}“ kam hinzu."),
    "procedure_removed": ("Procedure “{subject}” was removed.", "Das Verfahren „{subject}“ fiel weg."),
    "procedure_changed": ("Procedure “{subject}” goes otherwise.", "Das Verfahren „{subject}“ läuft anders ab."),
    "crosswalk_added": ("Crosswalk “{subject}” was added.", "Die Zuordnung „{subject}“ kam hinzu."),
    "crosswalk_removed": ("Crosswalk “{subject}” was removed.", "Die Zuordnung „{subject}“ fiel weg."),
    "crosswalk_changed": ("Crosswalk “{subject}” leads elsewhere.", "Die Zuordnung „{subject}“ führt woandershin."),
    "field_group_added": ("Group of fields “{subject}” was added.", "Die Feldgruppe „{subject}“ kam hinzu."),
    "field_group_removed": ("Group of fields “{subject}” was removed.", "Die Feldgruppe „{subject}“ fiel weg."),
    # What expressions name.
    "constant_added": ("Constant “{subject}” was added.", "Die Konstante „{subject}“ kam hinzu."),
    "constant_removed": ("Constant “{subject}” was removed.", "Die Konstante „{subject}“ fiel weg."),
    "constant_changed": (
        "Constant “{subject}” is {after} instead of {before}; what that does to results stands at whatever uses it.",
        "Die Konstante „{subject}“ ist {after} statt {before}; was das bewirkt, steht bei allem, was sie nutzt.",
    ),
    "table_added": ("Table “{subject}” was added.", "Die Tabelle „{subject}“ kam hinzu."),
    "table_removed": ("Table “{subject}” was removed.", "Die Tabelle „{subject}“ fiel weg."),
    "table_changed": (
        "Table “{subject}” changed; what that does to results stands at whatever uses it.",
        "Die Tabelle „{subject}“ wurde geändert; was das bewirkt, steht bei allem, was sie nutzt.",
    ),
    "cohort_added": ("Cohort value “{subject}” was added.", "Der Gruppenwert „{subject}“ kam hinzu."),
    "cohort_removed": ("Cohort value “{subject}” was removed.", "Der Gruppenwert „{subject}“ fiel weg."),
    "cohort_changed": (
        "Cohort value “{subject}” is worked out otherwise: it cannot be compared with what it was before.",
        "Der Gruppenwert „{subject}“ wird anders berechnet: Mit früheren ist er nicht vergleichbar.",
    ),
    # Found by trying, where nothing else explains it.
    "result_changed": (
        "A response gives another “{subject}”: {before} became {after}.",
        "Ein ausgefüllter Fragebogen ergibt für „{subject}“ etwas anderes: aus {before} wurde {after}.",
    ),
}
BUMP_WORDS: dict[Bump, tuple[str, str]] = {
    "none": ("none: the two mean the same", "keine: beide bedeuten dasselbe"),
    "patch": ("patch: only words changed", "patch: nur Wörter wurden geändert"),
    "minor": (
        "minor: every result of every old response stays as it is",
        "minor: alle Ergebnisse aller alten Antworten bleiben, wie sie sind",
    ),
    "major": ("major: results of old responses may change", "major: Ergebnisse alter Antworten können sich ändern"),
}
PROOF_WORDS: dict[Proof, tuple[str, str]] = {
    "equal": ("proved", "bewiesen"),
    "rule": ("by rule", "nach Regel"),
    "assumed": ("assumed", "angenommen"),
    "shown": ("shown by a response", "an einem Fall gezeigt"),
}
CONTINUATION_WORDS: dict[Continuation, tuple[str, str]] = {
    "same": ("same", "gleich"),
    "reworded": ("reworded", "umformuliert"),
    "changed": ("changed", "geändert"),
    "split": ("split", "aufgeteilt"),
    "merged": ("merged", "zusammengelegt"),
    "new": ("new", "neu"),
    "removed": ("removed", "weggefallen"),
}
TREND_WORDS: dict[Trend, tuple[str, str]] = {
    "comparable": ("comparable", "vergleichbar"),
    "partly": ("partly comparable", "teilweise vergleichbar"),
    "broken": ("not comparable", "nicht vergleichbar"),
}
_LONG_QUOTIENT = re.compile(r"-?\d+/\d{7,}")
# Members by which a thing is known, shown also where they did not change.
_TELLING = frozenset({"item", "field", "value"})
_NOTHING = ("nothing", "nichts")
_SAME_WORDS = (
    "the same words, in which a name stands for something else",
    "derselbe Wortlaut, in dem ein Name für etwas anderes steht",
)
# So much is shown of what differs, and so much of that before the place where it begins to.
_MOST_SHOWN = 120
_LEAD = 40


def describe_difference(difference: Difference, language: str) -> str:
    """Return a difference as one sentence. Of what is long, it shows the place where it differs."""
    german = is_german(language)
    before, after = (_text(value, german=german) for value in _differing(difference.before, difference.after))
    start = next((place for place, (one, two) in enumerate(zip_longest(before, after)) if one != two), 0)
    words = {
        "subject": difference.subject,
        "before": _around(before, start),
        "after": _SAME_WORDS[german] if before == after else _around(after, start),
    }
    return KINDS[difference.kind][german].format_map(words)


def _text(value: object, *, german: bool) -> str:
    match value:
        case None:
            return _NOTHING[german]
        case str():
            return _rounded(value)
        case dict():
            return ", ".join(f"{name} {_text(part, german=german)}" for name, part in value.items())
        case [int() | str() as low, int() | str() as high]:
            return f"[{_text(low, german=german)}, {_text(high, german=german)}]"
        case _:
            return canonical_json(value).decode()


def _rounded(text: str) -> str:
    """Return a quotient that nobody can read as a decimal number; whatever else it is, as it is."""
    return f"≈ {float(Fraction(text)):.6g}" if _LONG_QUOTIENT.fullmatch(text) else text


def _differing(before: object, after: object) -> tuple[object, object]:
    """Return what differs: of two things with members those that do, and what says which thing it is."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return before, after
    old, new = {}, {}
    for name in {**before, **after}:
        parts = before.get(name), after.get(name)
        if parts[0] != parts[1] or name in _TELLING:
            old[name], new[name] = _differing(*parts)
    # With nothing between them, it is what the names in them stand for.
    return (old, new) if old else (before, after)


def _around(text: str, start: int) -> str:
    begin = max(0, start - _LEAD) if len(text) > _MOST_SHOWN else 0
    end = begin + _MOST_SHOWN
    return f"{'…' if begin else ''}{shown(text[begin:], _MOST_SHOWN)}{'…' if len(text) > end else ''}"
