"""The words of what is wrong in a definition: its shape, its names and rules, its fitness to be published."""

# code: (English, German). Placeholders are filled from the parameters of the problem.
DEFINITION_MESSAGES: dict[str, tuple[str, str]] = {
    # Shape of a document.
    "missing": ("“{name}” is missing.", "„{name}“ fehlt."),
    "unknown_member": ("“{name}” is not known here.{hint}", "„{name}“ ist hier nicht bekannt.{hint}"),
    "wrong_type": ("Expected {expected}, found {found}.", "Erwartet: {expected}, gefunden: {found}."),
    "not_one_of": ("“{found}” is not one of: {allowed}.", "„{found}“ ist nicht erlaubt; möglich: {allowed}."),
    "malformed": ("“{found}” is not well formed: {expected}.", "„{found}“ hat nicht die Form: {expected}."),
    "too_long": ("Longer than {limit}.", "Länger als {limit}."),
    "too_short": ("Shorter than {limit}.", "Kürzer als {limit}."),
    "out_of_range": ("{found} is not possible; needed: {range}.", "{found} ist nicht möglich; nötig: {range}."),
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
    "stands_for_several": (
        "“{name}” stands for several and cannot be named by itself; what can be asked for: {ways}.",
        "„{name}“ steht für mehrere und kann nicht einzeln genannt werden; gefragt werden kann: {ways}.",
    ),
    "not_in_units": (
        "“{name}” is not possible within units; say it at the field that is repeated.",
        "„{name}“ gibt es innerhalb von Einheiten nicht; es gehört an das Feld, das wiederholt wird.",
    ),
    "unknown_value": ("“{value}” is not a value of “{item}”.", "„{value}“ ist kein Wert von „{item}“."),
    "no_variant": (
        "“{name}” is no variant of a language of the questionnaire ({allowed}), as “de-simple” is of “de”.",
        "„{name}“ ist keine Variante einer Sprache des Fragebogens ({allowed}), wie „de-simple“ eine von „de“ ist.",
    ),
    "minutes_differ": (
        "The steps of “{name}” take {count} minutes together, not {limit}.",
        "Die Schritte von „{name}“ dauern zusammen {count} Minuten, nicht {limit}.",
    ),
    "no_urgency": (
        "“{name}” cannot say how urgent a field is: that takes an unscored single choice of whole numbers.",
        "„{name}“ kann nicht sagen, wie dringend ein Feld ist: Das kann eine unbewertete Auswahl aus ganzen Zahlen.",
    ),
    "no_evidence": (
        "“{name}” cannot say what answers rest on: that takes an item of type text.",
        "„{name}“ kann nicht sagen, worauf Antworten beruhen: Das kann eine Frage vom Typ text.",
    ),
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
    "number_without_points": (
        "Say what “{item}” is worth: `points: value` (the number itself), `points: {{bins: […]}}`, or `scored: false`.",
        "Was ist „{item}“ wert? `points: value` (die Zahl selbst), `points: {{bins: […]}}` oder `scored: false`.",
    ),
    "range_unbounded": (
        "“{item}” is scored by a number without end: its range needs two ends, an expression `clamp`.",
        "„{item}“ wird nach einer Zahl ohne Ende bewertet: der Bereich braucht zwei Enden, ein Ausdruck `clamp`.",
    ),
    "ranges_overlap": ("{one} and {two} overlap.", "{one} und {two} überschneiden sich."),
    "ranges_gap": ("Between {one} and {two} there is a gap.", "Zwischen {one} und {two} ist eine Lücke."),
    "range_not_covered": ("A part of {range} is not covered.", "Ein Teil von {range} ist nicht abgedeckt."),
    "not_in_defaults": (
        "“{name}” belongs to a field, not to the defaults.",
        "„{name}“ gehört an ein Themenfeld, nicht in die Vorgaben.",
    ),
    "levels_without_ranges": (
        "The levels of “{name}” have no ranges, by which points could be classified.",
        "Die Stufen von „{name}“ haben keine Bereiche, nach denen sich Punkte einordnen ließen.",
    ),
    "cases_and_ranges": (
        "The levels of “{name}” follow from cases, and from ranges; one of both has to go.",
        "Die Stufen von „{name}“ folgen aus Fällen und aus Bereichen; eines von beiden muss weg.",
    ),
    "levels_need_score": (
        "“{name}” has no score; it needs levels without ranges.",
        "„{name}“ hat keinen Wert; es braucht Stufen ohne Bereiche.",
    ),
    "levels_differ": (
        "The level sets of a field have the same keys; “{name}” does not have {levels}.",
        "Die Stufenfolgen eines Feldes haben dieselben Kürzel; „{name}“ hat nicht {levels}.",
    ),
    "wrong_field": (
        "The suggestion stands in field “{field}” and names “{name}”.",
        "Die Anregung steht im Feld „{field}“ und nennt „{name}“.",
    ),
    "cycle": ("“{name}” depends on itself.", "„{name}“ hängt von sich selbst ab."),
    "not_known_here": (
        "“{name}” cannot be asked for at this point.{hint}",
        "Nach „{name}“ kann an dieser Stelle nicht gefragt werden.{hint}",
    ),
    # Expressions.
    "interpolates_no_numbers": (
        "Only numbers have something between them: the last input and the output have to be numbers.",
        "Nur zwischen Zahlen liegt etwas: Der letzte Eingang und die Ausgabe müssen Zahlen sein.",
    ),
    "text_not_computable": (
        "“{name}” is free text; an expression can only ask whether it is `answered`.",
        "„{name}“ ist freier Text; ein Ausdruck kann nur mit „answered“ fragen, ob geantwortet wurde.",
    ),
    "expression_syntax": (
        "In the expression “{found}” stands where {expected} is expected.{hint}",
        "Im Ausdruck steht „{found}“, wo {expected} erwartet wird.{hint}",
    ),
    "expression_ends": (
        "The expression ends where {expected} is expected.",
        "Der Ausdruck endet, wo {expected} erwartet wird.",
    ),
    "comparison_chained": (
        "A second comparison follows; write `a < b and b < c`.",
        "Hier folgt ein zweiter Vergleich; schreiben Sie „a < b and b < c“.",
    ),
    "text_without_end": (
        "The text that begins here with ' has no end.",
        "Der Text, der hier mit ' beginnt, hat kein Ende.",
    ),
    "unknown_name": (
        "The name “{name}” is not known here.{hint}",
        "Der Name „{name}“ ist hier nicht bekannt.{hint}",
    ),
    "written_otherwise": (
        "“{name}” ({kind}) is written {usage} in expressions.",
        "„{name}“ ({kind}) schreibt man in Ausdrücken {usage}.",
    ),
    "not_of_kind": ("“{name}” is not {kind}.", "„{name}“ ist etwas anderes als {kind}."),
    "unknown_function": (
        "There is no function “{name}”.{hint}",
        "Die Funktion „{name}“ gibt es nicht.{hint}",
    ),
    "wrong_arguments": (
        "“{name}” is written: {usage}.",
        "„{name}“ wird so geschrieben: {usage}.",
    ),
    "type_differs": (
        "“{part}” is {found}; expected: {expected}.",
        "„{part}“ ist {found}; erwartet: {expected}.",
    ),
    "lists_differ": (
        "The lists in “{part}” do not hold the same things in the same order.",
        "Die Listen in „{part}“ enthalten nicht dasselbe in derselben Reihenfolge.",
    ),
    "may_divide_by_zero": (
        "“{part}” can be 0, and is divided by; `divide` says what then.",
        "„{part}“ kann 0 sein, und es wird dadurch geteilt; „divide“ sagt, was dann gilt.",
    ),
    "may_be_undefined": (
        "“{part}” has no value for some answers.",
        "„{part}“ hat bei manchen Antworten keinen Wert.",
    ),
    "never_defined": (
        "“{part}” has no value for any answer.",
        "„{part}“ hat bei keiner Antwort einen Wert.",
    ),
    "may_grow": (
        "“{part}” can need more than 1,000 digits, and then has no value.",
        "„{part}“ kann über 1.000 Stellen brauchen und hat dann keinen Wert.",
    ),
    "never_changes": (
        "“{part}” is the same for all answers.",
        "„{part}“ ist bei allen Antworten gleich.",
    ),
    "score_outside_scale": (
        "The score of “{name}” may reach {found}, outside its scale {range}.",
        "Der Wert von „{name}“ kann {found} erreichen, außerhalb der Skala {range}.",
    ),
    # What synthetic respondents find.
    "score_leaves_scale": (
        "The score of “{name}” reaches {found}, outside its scale {range}.",
        "Der Wert von „{name}“ erreicht {found}, außerhalb der Skala {range}.",
    ),
    "scale_end_unreached": (
        "The score of “{name}” was only seen in {found}, its scale is {range}.",
        "Der Wert von „{name}“ lag immer in {found}, die Skala ist {range}.",
    ),
    "answer_lowers_score": (
        "More points of “{item}” lower the score of “{name}” from {before} to {after}.",
        "Mehr Punkte bei „{item}“ senken den Wert von „{name}“ von {before} auf {after}.",
    ),
    "not_applicable_lowers": (
        "“Not applicable” at “{item}” turns the score of “{name}” from {before} into {after}.",
        "„Trifft nicht zu“ bei „{item}“ macht den Wert von „{name}“ von {before} zu {after}.",
    ),
    "item_saturated": (
        "No answer to “{name}” moves a score, though it is scored.",
        "Keine Antwort auf „{name}“ bewegt einen Wert, obwohl die Frage bewertet wird.",
    ),
    "item_without_effect": (
        "No answer to “{name}” changes any result.",
        "Keine Antwort auf „{name}“ ändert irgendein Ergebnis.",
    ),
    "not_reached": (
        "No response that was tried comes to “{name}” ({kind}).",
        "Kein künstlich ausgefüllter Fragebogen kommt zu „{name}“ ({kind}).",
    ),
    "level_one_pattern": (
        "Only one pattern of answers was seen to reach level “{name}” of “{field}”.",
        "Nur ein einziges Antwortmuster erreichte die Stufe „{name}“ von „{field}“.",
    ),
    "bounds_too_narrow": (
        "The score of “{name}” came to {found}, outside its bounds {range}: please report this.",
        "Der Wert von „{name}“ kam auf {found}, außerhalb seiner Grenzen {range}: bitte melden.",
    ),
    "item_too_long": (
        "The prompt of “{name}” has {count} words; {limit} are read at a glance.",
        "Der Fragetext von „{name}“ hat {count} Wörter; {limit} liest man auf einen Blick.",
    ),
    "item_two_ideas": (
        "The prompt of “{name}” may ask for two things at once: “{found}”.",
        "Der Fragetext von „{name}“ fragt vielleicht nach zweierlei: „{found}“.",
    ),
    "item_negated_twice": (
        "The prompt of “{name}” negates more than once.",
        "Der Fragetext von „{name}“ verneint mehr als einmal.",
    ),
    # The bridge from the version before.
    "bridge_shape": (
        "“{name}” does not go with {count} keys under “{side}”.",
        "Zu „{name}“ passen keine {count} Kürzel unter „{side}“.",
    ),
    "bridge_key_twice": (
        "The bridge says twice what becomes of “{name}”.",
        "Die Brücke sagt zweimal etwas zu „{name}“.",
    ),
    "bridge_other_version": (
        "The bridge leads from {found}, the version before is {wanted}.",
        "Die Brücke führt von {found} her, die vorige Fassung ist {wanted}.",
    ),
    "bridge_unknown": (
        "The version before has no “{name}”.",
        "In der vorigen Fassung gibt es „{name}“ nicht.",
    ),
    "bridge_differs": (
        "“{new}” does not mean what “{old}” meant.",
        "„{new}“ bedeutet nicht, was „{old}“ bedeutet hat.",
    ),
    "bridge_silent": (
        "The bridge does not say what becomes of “{name}”, or where it comes from.",
        "Die Brücke sagt nicht, was aus „{name}“ wird oder woher es kommt.",
    ),
    "table_overlap": (
        "The rows {one} and {two} match the same.",
        "Die Zeilen {one} und {two} meinen dasselbe.",
    ),
    "table_gap": ("No row matches between {one} and {two}.", "Zwischen {one} und {two} trifft keine Zeile zu."),
    # What an author must mend before publishing.
    "missing_translation": ("The text is missing in “{language}”.", "Der Text fehlt in „{language}“."),
    "language_without_texts": ("No text is given in “{language}”.", "Kein einziger Text steht in „{language}“."),
    "unknown_language": (
        "“{language}” is not one of the languages of the questionnaire.",
        "„{language}“ ist keine Sprache dieses Fragebogens.",
    ),
    "level_text_missing": ("There is no text for level “{level}”.", "Für die Stufe „{level}“ gibt es keinen Text."),
    "never_computed": (
        "“{name}” is computed for nobody, whatever is answered.",
        "„{name}“ wird für niemanden berechnet, was auch geantwortet wird.",
    ),
    "never_true": ("The condition of “{name}” can never be true.", "Die Bedingung von „{name}“ kann nie wahr sein."),
    "unused": ("“{name}” is declared and used nowhere.", "„{name}“ ist festgelegt und wird nirgends benutzt."),
    "form_without_items": ("The form “{name}” asks no item.", "Das Formular „{name}“ stellt keine Frage."),
    "without_effect": ("“{name}” has no effect here.", "„{name}“ hat hier keine Wirkung."),
    "value_ambiguous": (
        "In a form “{value}” reads like another value or a kind of no answer.",
        "In einem Formular liest sich „{value}“ wie ein anderer Wert oder wie „keine Antwort“.",
    ),
    "placeholder_missing": ("The text does not name {name}.", "Der Text nennt {name} nicht."),
}
