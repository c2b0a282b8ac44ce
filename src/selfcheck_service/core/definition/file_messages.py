"""The words of what is wrong with files: of a definition, of its translations, of answers and golden cases."""

# code: (English, German). Placeholders are filled from the parameters of the problem.
FILE_MESSAGES: dict[str, tuple[str, str]] = {
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
    "archive_unreadable": ("Cannot be unpacked.", "Lässt sich nicht entpacken."),
    "archive_too_large": ("Unpacked it is larger than {limit} bytes.", "Entpackt ist es größer als {limit} Bytes."),
    "archive_several": (
        "There is more than one version in it: {found}.",
        "Darin ist mehr als eine Version: {found}.",
    ),
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
    "golden_not_reviewed": (
        "Nobody has said yet that these results are right.",
        "Noch hat niemand gesagt, dass diese Ergebnisse stimmen.",
    ),
    "golden_there": (
        "The case “{name}” is there already, and says something else.",
        "Den Fall „{name}“ gibt es schon, und er sagt etwas anderes.",
    ),
    "golden_unknown": ("There is no result “{name}”.{hint}", "Ein Ergebnis „{name}“ gibt es nicht.{hint}"),
}
