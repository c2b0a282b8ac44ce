"""The words of what does not meet the content rules that a questionnaire says itself."""

# code: (English, German). Placeholders are filled from the parameters of the problem.
CONTENT_MESSAGES: dict[str, tuple[str, str]] = {
    "content_missing": (
        "“{name}” has no “{member}”; the content rules ask for it.",
        "„{name}“ hat kein „{member}“; die Inhaltsregeln verlangen es.",
    ),
    "content_anchor_missing": (
        "“{name}” has no anchor for {value}; the content rules ask for it.",
        "„{name}“ hat keinen Anker für {value}; die Inhaltsregeln verlangen ihn.",
    ),
    "content_one_class": (
        "“{name}” has {count} of the classes {allowed}; exactly one is asked for.",
        "„{name}“ hat {count} der Klassen {allowed}; verlangt ist genau eine.",
    ),
    "content_words": (
        "The prompt of “{name}” has {count} words; {limit} are allowed.",
        "Der Fragetext von „{name}“ hat {count} Wörter; erlaubt sind {limit}.",
    ),
    "content_items": (
        "“{name}” has {count} scored items; asked for: {range}.",
        "„{name}“ hat {count} bewertete Fragen; verlangt: {range}.",
    ),
    "content_items_of_form": (
        "“{name}” has {count} scored items in the form “{form}”; asked for: {range}.",
        "„{name}“ hat {count} bewertete Fragen im Formular „{form}“; verlangt: {range}.",
    ),
    "content_items_of_class": (
        "“{name}” has {count} scored items of the class “{item_class}”; asked for: {range}.",
        "„{name}“ hat {count} bewertete Fragen der Klasse „{item_class}“; verlangt: {range}.",
    ),
    "content_form": (
        "The form “{name}” asks {count} items; asked for: {range}.",
        "Das Formular „{name}“ stellt {count} Fragen; verlangt: {range}.",
    ),
    "content_applies": (
        "Of “{name}” {count} scored items apply for certain, {limit} are asked for; profile: {profile}.",
        "Von „{name}“ gelten sicher {count} bewertete Fragen, verlangt sind {limit}; Profil: {profile}.",
    ),
    "content_applies_in_form": (
        "Of “{name}” {count} items of form “{form}” apply for certain, {limit} are asked for; profile: {profile}.",
        "Von „{name}“ gelten im Formular „{form}“ sicher {count} Fragen, verlangt sind {limit}; Profil: {profile}.",
    ),
    "content_no_texts": (
        "Nowhere does a text stand at “{name}”.",
        "An keiner Stelle steht ein Text unter „{name}“.",
    ),
    "content_type_missing": (
        "“{name}” has no suggestion of the type “{type}”.",
        "„{name}“ hat keine Anregung der Art „{type}“.",
    ),
    "content_types": (
        "The suggestions of “{name}” are of {count} types; asked for: {range}.",
        "Die Anregungen von „{name}“ haben {count} Arten; verlangt: {range}.",
    ),
    "content_procedures": (
        "{count} suggestions of “{name}” name a procedure; asked for: {range}.",
        "{count} Anregungen von „{name}“ nennen ein Verfahren; verlangt: {range}.",
    ),
    "content_band": (
        "At level “{level}” ({band}) “{name}” offers {count} suggestions, {limit} are asked for; profile: {profile}.",
        "Auf Stufe „{level}“ ({band}) bietet „{name}“ {count} Anregungen, verlangt sind {limit}; Profil: {profile}.",
    ),
    "content_patterns": (
        "{count} suggestions are for patterns; asked for: {range}.",
        "{count} Anregungen gelten Mustern; verlangt: {range}.",
    ),
    "content_pattern_missing": (
        "No suggestion is for the pattern “{name}”.",
        "Keine Anregung gilt dem Muster „{name}“.",
    ),
    "content_procedures_of_type": (
        "There are {count} procedures of the type “{name}”; asked for: {range}.",
        "Von der Art „{name}“ gibt es {count} Verfahren; verlangt: {range}.",
    ),
    "content_not_proposed": (
        "No suggestion proposes the procedure “{name}”.",
        "Keine Anregung schlägt das Verfahren „{name}“ vor.",
    ),
    "content_source_unused": ("Nothing names the source “{name}”.", "Nichts nennt die Quelle „{name}“."),
    "content_source_old": (
        "The source “{name}” is as of {found}; look at it again after {limit} months.",
        "Die Quelle „{name}“ hat den Stand {found}; nach {limit} Monaten ist sie neu anzusehen.",
    ),
}
