"""The words of every problem, in German and English.

One row per code. The table is the single place where a code gets its message; docs/problems.md is checked against it.
Messages name what was found and what would be right.
"""

from collections.abc import Mapping

from selfcheck_service.core.definition.message_words import ENGLISH_WORDS, GERMAN_WORDS, json_fault_in_german

# code: (English, German). Placeholders are filled from the parameters of the problem.
MESSAGES: dict[str, tuple[str, str]] = {
    # Shape of a document.
    "missing": ("“{name}” is missing.", "„{name}“ fehlt."),
    "unknown_member": ("“{name}” is not known here.{hint}", "„{name}“ ist hier nicht bekannt.{hint}"),
    "wrong_type": ("Expected {expected}, found {found}.", "Erwartet: {expected}, gefunden: {found}."),
    "not_one_of": ("“{found}” is not one of: {allowed}.", "„{found}“ ist nicht erlaubt; möglich: {allowed}."),
    "malformed": ("“{found}” is not well formed: {expected}.", "„{found}“ hat nicht die Form: {expected}."),
    "too_long": ("Longer than {limit}.", "Länger als {limit}."),
    "too_short": ("Shorter than {limit}.", "Kürzer als {limit}."),
    "out_of_range": ("{found} lies outside {range}.", "{found} liegt außerhalb von {range}."),
    "text_not_clean": (
        "Contains a character that is not allowed (U+{codepoint}).",
        "Enthält ein unzulässiges Zeichen (U+{codepoint}).",
    ),
    "exactly_one_of": (
        "Exactly one of {allowed} is needed; found {count}.",
        "Genau eines von {allowed} ist nötig; gefunden: {count}.",
    ),
    "at_least_one_of": ("At least one of {allowed} is needed.", "Mindestens eines von {allowed} ist nötig."),
    "does_not_fit_type": ("“{name}” does not belong to type {type}.", "„{name}“ gehört nicht zum Typ {type}."),
    "missing_for_type": ("Type {type} needs “{name}”.", "Der Typ {type} braucht „{name}“."),
    "invalid": ("Not valid here: {detail}", "Hier nicht gültig: {detail}"),
    # Names and rules of a definition.
    "duplicate_name": ("“{name}” ({kind}) stands twice.", "„{name}“ ({kind}) kommt doppelt vor."),
    "reserved_key": ("“{name}” is a reserved key.", "„{name}“ ist ein reserviertes Kürzel."),
    "unknown_reference": ("There is no {kind} “{name}”.{hint}", "„{name}“ gibt es nicht ({kind}).{hint}"),
    "unknown_value": ("“{value}” is not a value of “{item}”.", "„{value}“ ist kein Wert von „{item}“."),
    "nothing_to_score": ("“{name}” has nothing to score here.", "„{name}“ hat hier nichts zu bewerten."),
    "not_scored": ("“{name}” is not scored.", "„{name}“ wird nicht bewertet."),
    "entries_not_said": (
        "“{name}” has items and nested fields: say with “of” what its score is made of.",
        "„{name}“ hat Fragen und Unterfelder: „of“ muss sagen, woraus der Wert entsteht.",
    ),
    "scoring_incomplete": (
        "The scoring of “{name}” does not say “{member}”, nor do the defaults.",
        "Die Bewertung von „{name}“ sagt nichts zu „{member}“, und die Vorgaben auch nicht.",
    ),
    "range_without_length": (
        "“{name}” needs two different ends, the lower one first.",
        "„{name}“ braucht zwei verschiedene Enden, das untere zuerst.",
    ),
    "coverage_order": (
        "“provisional” must not be larger than “valid”.",
        "„provisional“ darf nicht größer sein als „valid“.",
    ),
    "selection_impossible": (
        "No selection from {options} options can meet these limits.",
        "Bei {options} Optionen kann keine Auswahl diese Grenzen einhalten.",
    ),
    "points_missing": ("“{item}” has no points for {value}.", "„{item}“ hat keine Punkte für {value}."),
    "range_unbounded": (
        "“{item}” is scored by its number: its range needs two ends.",
        "„{item}“ wird nach der Zahl bewertet: der Bereich braucht zwei Enden.",
    ),
    "ranges_overlap": ("{one} and {two} overlap.", "{one} und {two} überschneiden sich."),
    "ranges_gap": ("Between {one} and {two} there is a gap.", "Zwischen {one} und {two} ist eine Lücke."),
    "range_not_covered": ("A part of {range} is not covered.", "Ein Teil von {range} ist nicht abgedeckt."),
    "not_in_defaults": (
        "“{name}” belongs to a field, not to the defaults.",
        "„{name}“ gehört an ein Themenfeld, nicht in die Vorgaben.",
    ),
    "wrong_field": (
        "The suggestion stands in field “{field}” and names “{name}”.",
        "Die Anregung steht im Feld „{field}“ und nennt „{name}“.",
    ),
    "cycle": ("“{name}” depends on itself.", "„{name}“ hängt von sich selbst ab."),
    "not_known_here": (
        "“{name}” is not known at this point; conditions here may only ask for what comes earlier.",
        "„{name}“ ist an dieser Stelle nicht bekannt; Bedingungen dürfen hier nur nach Früherem fragen.",
    ),
    # What an author must mend before publishing.
    "missing_translation": ("The text is missing in “{language}”.", "Der Text fehlt in „{language}“."),
    "language_without_texts": ("No text is given in “{language}”.", "Kein einziger Text steht in „{language}“."),
    "unknown_language": (
        "“{language}” is not one of the languages of the questionnaire.",
        "„{language}“ ist keine Sprache dieses Fragebogens.",
    ),
    "level_text_missing": ("There is no text for level “{level}”.", "Für die Stufe „{level}“ gibt es keinen Text."),
    "never_true": ("The condition of “{name}” can never be true.", "Die Bedingung von „{name}“ kann nie wahr sein."),
    "unused": ("“{name}” is declared and used nowhere.", "„{name}“ ist festgelegt und wird nirgends benutzt."),
    "form_without_items": ("The form “{name}” asks no item.", "Das Formular „{name}“ stellt keine Frage."),
    "without_effect": ("“{name}” has no effect here.", "„{name}“ hat hier keine Wirkung."),
    "value_ambiguous": (
        "In a form “{value}” reads like another value or a kind of no answer.",
        "In einem Formular liest sich „{value}“ wie ein anderer Wert oder wie „keine Antwort“.",
    ),
    "placeholder_missing": ("The text does not name {name}.", "Der Text nennt {name} nicht."),
    # Answers.
    "unknown_item": ("There is no item “{name}”.{hint}", "Die Frage „{name}“ gibt es nicht.{hint}"),
    "unknown_option": (
        "“{found}” is not an option of “{item}”; possible: {allowed}.",
        "„{found}“ ist keine Option von „{item}“; möglich: {allowed}.",
    ),
    "option_twice": ("The option “{found}” stands twice.", "Die Option „{found}“ steht doppelt."),
    "exclusive_option": (
        "“{found}” excludes every other option.",
        "„{found}“ schließt jede andere Option aus.",
    ),
    "selection_size": (
        "{count} options are chosen; between {minimum} and {maximum} are possible.",
        "{count} Optionen sind gewählt; möglich sind {minimum} bis {maximum}.",
    ),
    "not_an_integer": ("{found} is not a whole number.", "{found} ist keine ganze Zahl."),
    "no_answer_not_allowed": (
        "“{found}” is not possible at “{item}”; possible: {allowed}.",
        "„{found}“ ist bei „{item}“ nicht möglich; möglich: {allowed}.",
    ),
    "unknown_attribute": ("There is no attribute “{name}”.{hint}", "Das Merkmal „{name}“ gibt es nicht.{hint}"),
    "unknown_perspective": (
        "There is no perspective “{name}”; possible: {allowed}.",
        "Die Perspektive „{name}“ gibt es nicht; möglich: {allowed}.",
    ),
    "unknown_language_asked": (
        "The questionnaire has no text in “{name}”; possible: {allowed}.",
        "Den Fragebogen gibt es nicht in „{name}“; möglich: {allowed}.",
    ),
    # The request as a whole.
    "too_large": ("Larger than {limit}.", "Größer als {limit}."),
    "too_deep": ("Nested deeper than {limit} levels.", "Tiefer als {limit} Ebenen verschachtelt."),
    "invalid_input": (
        "Faults: {count}; “errors” names each one with its place.",
        "Fehler: {count}; „errors“ nennt jeden mit seiner Stelle.",
    ),
    "unknown_parameter": ("There is no parameter “{name}” here.", "Den Parameter „{name}“ gibt es hier nicht."),
    "duplicate_parameter": ("The parameter “{name}” stands twice.", "Der Parameter „{name}“ steht doppelt."),
    "key_differs": (
        "The path says “{expected}”, the body “{found}”.",
        "Im Pfad steht „{expected}“, im Inhalt „{found}“.",
    ),
    "content_encoding": (
        "A body in “{found}” is not accepted; send it as it is.",
        "Ein Inhalt in „{found}“ wird nicht angenommen; bitte unverändert senden.",
    ),
    "content_type": (
        "Expected a body of type {expected}, found “{found}”.",
        "Erwartet wird ein Inhalt vom Typ {expected}, gefunden: „{found}“.",
    ),
    "body_too_slow": (
        "The body did not arrive within {limit} seconds.",
        "Der Inhalt kam nicht innerhalb von {limit} Sekunden an.",
    ),
    # What is there, and who may reach it.
    "unknown_questionnaire": (
        "There is no questionnaire “{questionnaire}”.",
        "Einen Fragebogen „{questionnaire}“ gibt es nicht.",
    ),
    "unknown_version": (
        "There is no version “{version}” of “{questionnaire}”.",
        "Eine Fassung „{version}“ von „{questionnaire}“ gibt es nicht.",
    ),
    "version_taken": (
        "Version “{version}” of “{questionnaire}” was published with other content and never changes.",
        "Die Fassung „{version}“ von „{questionnaire}“ ist mit anderem Inhalt veröffentlicht und ändert sich nie.",
    ),
    "api_key_ended": (
        "The key “{id}” is revoked or expired already.",
        "Der Schlüssel „{id}“ ist schon widerrufen oder abgelaufen.",
    ),
    "unknown_api_key": ("There is no key “{id}”.", "Einen Schlüssel „{id}“ gibt es nicht."),
    "unknown_path": ("There is nothing at this address.", "Unter dieser Adresse gibt es nichts."),
    "method_not_allowed": (
        "{method} is not possible here; possible: {allowed}.",
        "{method} ist hier nicht möglich; möglich: {allowed}.",
    ),
    "key_missing": (
        "This needs a key: “Authorization: Bearer …”.",
        "Das verlangt einen Schlüssel: „Authorization: Bearer …“.",
    ),
    "key_not_accepted": (
        "The key is malformed, unknown, expired or revoked.",
        "Der Schlüssel ist verstümmelt, unbekannt, abgelaufen oder widerrufen.",
    ),
    "scope_missing": ("The key lacks the scope {scope}.", "Dem Schlüssel fehlt das Recht {scope}."),
    "overloaded": ("Too much to do right now; try again soon.", "Gerade zu viel zu tun; bitte gleich noch einmal."),
    "database_unavailable": (
        "The database does not answer; try again soon.",
        "Die Datenbank antwortet nicht; bitte gleich noch einmal.",
    ),
    "internal": (
        "Something went wrong here. The trace id helps the operator to find it.",
        "Hier ist etwas schiefgegangen. Mit der Trace-Kennung findet die Betriebsstelle die Ursache.",
    ),
    # Files of a definition.
    "file_missing": ("There is no file “{name}”.", "Die Datei „{name}“ gibt es nicht."),
    "file_unreadable": ("Cannot be read: {detail}.", "Lässt sich nicht lesen: {detail}."),
    "not_a_file": ("Is not a regular file.", "Ist keine gewöhnliche Datei."),
    "outside_folder": (
        "Leads out of the version folder; only files inside it are read.",
        "Führt aus dem Ordner der Fassung hinaus; gelesen werden nur Dateien darin.",
    ),
    "not_utf8": ("Is not UTF-8 from here on.", "Ist von hier an kein UTF-8."),
    "empty_file": ("The file says nothing.", "Die Datei ist leer."),
    "not_a_map": ("The file has to be a map: “name: value”.", "Die Datei muss eine Zuordnung sein: „Name: Wert“."),
    "too_many_files": ("More than {limit} files.", "Mehr als {limit} Dateien."),
    "too_many_values": ("More than {limit} values in all.", "Mehr als insgesamt {limit} Werte."),
    "too_many_problems": (
        "More than {limit} problems; the rest of the file was not read.",
        "Mehr als {limit} Fehler; der Rest der Datei wurde nicht gelesen.",
    ),
    "file_not_read": (
        "“{name}” is not read; field files, translations and cases end in .yaml.",
        "„{name}“ wird nicht gelesen; Felder, Übersetzungen und Fälle enden auf .yaml.",
    ),
    "folder_not_read": (
        "The folder “{name}” is not read; known are fields, texts/<language> and golden.",
        "Der Ordner „{name}“ wird nicht gelesen; bekannt sind fields, texts/<Sprache> und golden.",
    ),
    "field_file_missing": (
        "There is no file fields/{name}.yaml.{hint}",
        "Die Datei fields/{name}.yaml gibt es nicht.{hint}",
    ),
    "field_file_name": (
        "“{name}” is not the name of a file in fields/ without its ending.",
        "„{name}“ ist kein Name einer Datei in fields/ ohne ihre Endung.",
    ),
    "field_listed_twice": (
        "The field file “{name}” is listed twice; first at {first}.",
        "Die Felddatei „{name}“ ist doppelt genannt; zuerst bei {first}.",
    ),
    "field_not_listed": (
        "The file is not listed under “fields” of the frame: the field would take no part.",
        "Die Datei fehlt unter „fields“ im Rahmen: Das Feld bliebe außen vor.",
    ),
    # YAML and JSON.
    "yaml_syntax": ("Not valid YAML: {detail}.", "Kein gültiges YAML: {detail}."),
    "yaml_directive": (
        "A line must not begin with %: directives are not used here.",
        "Eine Zeile darf nicht mit % beginnen: Direktiven gibt es hier nicht.",
    ),
    "tab_indentation": (
        "A tab cannot indent; use spaces.",
        "Ein Tabulator kann nicht einrücken; nötig sind Leerzeichen.",
    ),
    "several_documents": (
        "A second document begins here; a file holds one.",
        "Hier beginnt ein zweites Dokument; eine Datei enthält eines.",
    ),
    "duplicate_key": ("The key “{name}” stands twice{earlier}.", "Der Schlüssel „{name}“ steht doppelt{earlier}."),
    "name_not_text": ("The name of a member has to be text.", "Der Name eines Eintrags muss Text sein."),
    "name_too_long": (
        "The name of a member is longer than {limit} characters.",
        "Der Name eines Eintrags ist länger als {limit} Zeichen.",
    ),
    "merge_key": (
        "“<<” is not used here; write the members out.",
        "„<<“ gibt es hier nicht; die Einträge müssen ausgeschrieben sein.",
    ),
    "tag_not_allowed": (
        "The tag “{name}” is not used here; put text in quotes instead.",
        "Die Auszeichnung „{name}“ gibt es hier nicht; Text steht in Anführungszeichen.",
    ),
    "alias_unknown": ("There is no anchor “{name}” before this.", "Davor gibt es keinen Anker „{name}“."),
    "alias_to_itself": ("The anchor “{name}” would contain itself.", "Der Anker „{name}“ enthielte sich selbst."),
    "not_json": ("Not valid JSON: {detail}", "Kein gültiges JSON: {detail}"),
    "json_goes_on": (
        "Something follows after the end of the document.",
        "Nach dem Ende des Dokuments folgt noch etwas.",
    ),
    "json_text": (
        "The text has no end, or a line break or wrong escape in it.",
        "Der Text hat kein Ende, oder einen Zeilenumbruch oder ein falsches Ersatzzeichen in sich.",
    ),
    "ambiguous_text": (
        "{found} is text here, but other YAML tools read it as something else; put it in quotes.",
        "{found} ist hier Text, andere YAML-Werkzeuge lesen es anders; bitte in Anführungszeichen setzen.",
    ),
    "ambiguous_number": (
        "{found} means different numbers to different YAML tools; write it as a plain decimal number.",
        "{found} ist für verschiedene YAML-Werkzeuge nicht dieselbe Zahl; bitte schlicht dezimal schreiben.",
    ),
    "unquoted_text": (
        '{found} without quotes is not text; write "{found}".',
        '{found} ist ohne Anführungszeichen kein Text; bitte "{found}" schreiben.',
    ),
    "empty_value": (
        "Nothing stands after “{name}”; write null where that is meant.",
        "Nach „{name}“ steht nichts; wo das gemeint ist, bitte null schreiben.",
    ),
    "number_not_finite": ("{found} is not a number to count with.", "Mit {found} lässt sich nicht rechnen."),
    "number_too_long": (
        "{found} … is too long or too large for a number here.",
        "{found} … ist hier als Zahl zu lang oder zu groß.",
    ),
    # Translations.
    "text_language_unknown": (
        "“{name}” is not one of the languages of the questionnaire.",
        "„{name}“ ist keine Sprache dieses Fragebogens.",
    ),
    "text_language_source": (
        "“{name}” is the source language; its texts stand in the document itself.",
        "„{name}“ ist die Ausgangssprache; ihre Texte stehen im Dokument selbst.",
    ),
    "translation_not_a_map": (
        "A translation is a map here; lists become maps by key.",
        "Eine Übersetzung ist hier eine Zuordnung; aus Listen werden Zuordnungen nach Kürzel.",
    ),
    "translation_not_text": ("A translation has to be text.", "Eine Übersetzung muss Text sein."),
    "translation_of_no_text": (
        "“{name}” is not a text; a translation reaches texts only.",
        "„{name}“ ist kein Text; eine Übersetzung erreicht nur Texte.",
    ),
    "translation_orphan": (
        "“{name}” has nothing to translate in the document.{hint}",
        "Zu „{name}“ gibt es im Dokument nichts zu übersetzen.{hint}",
    ),
    "text_twice": (
        "The text is given twice in “{name}”; first at {first}.",
        "Der Text steht doppelt in „{name}“; zuerst bei {first}.",
    ),
    # Answers in files, and golden cases.
    "not_a_receipt": ("Is no receipt: {detail}.", "Ist kein Beleg: {detail}."),
    "answers_to_other": (
        "The answers belong to {found}; the definition is {wanted}.",
        "Die Antworten gehören zu {found}; die Definition ist {wanted}.",
    ),
    "golden_differs": ("Expected {wanted}, computed {computed}.", "Erwartet {wanted}, berechnet {computed}."),
    "golden_unknown": ("There is no result “{name}”.{hint}", "Ein Ergebnis „{name}“ gibt es nicht.{hint}"),
}


_TRANSLATED_PARAMETERS = frozenset({"kind", "expected", "found"})


def render_message(code: str, parameters: Mapping[str, object], language: str) -> str:
    """Return the message of a code in German (`de…`) or English (all else)."""
    english, german = MESSAGES[code]
    is_german = language.split("-", maxsplit=1)[0] == "de"
    words = GERMAN_WORDS if is_german else ENGLISH_WORDS
    filled = _Spare((name, _in_words(name, value, words)) for name, value in parameters.items())
    if is_german and code == "not_json":
        filled["detail"] = json_fault_in_german(str(filled.get("detail", "")))
    return (german if is_german else english).format_map(filled)


def _in_words(name: str, value: object, words: Mapping[str, str]) -> object:
    """Return what stands in a placeholder; a limit is a number and what it counts: "40 characters"."""
    if not isinstance(value, str):
        return value
    if name == "limit":
        number, _, unit = value.partition(" ")
        return f"{number} {words.get(unit, unit)}"
    if name == "earlier":
        return f"; {words['first at']} {value}"
    return words.get(value, value) if name in _TRANSLATED_PARAMETERS else value


class _Spare(dict[str, object]):
    """Leaves an unfilled placeholder empty: a message must never fail while a fault is being reported."""

    def __missing__(self, key: str) -> str:
        return ""
