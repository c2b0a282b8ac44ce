"""The words of what is wrong with answers, with a request, and with what it asks for."""

# code: (English, German). Placeholders are filled from the parameters of the problem.
REQUEST_MESSAGES: dict[str, tuple[str, str]] = {
    # Answers.
    "unknown_item": ("There is no item “{name}”.{hint}", "Die Frage „{name}“ gibt es nicht.{hint}"),
    "unknown_option": (
        "“{found}” is not an option of “{item}”; possible: {allowed}.",
        "„{found}“ ist keine Option von „{item}“; möglich: {allowed}.",
    ),
    "option_twice": ("The option “{found}” stands twice.", "Die Option „{found}“ steht doppelt."),
    "units_count": (
        "{count} units are named; between {minimum} and {maximum} are possible.",
        "{count} Einheiten sind genannt; möglich sind {minimum} bis {maximum}.",
    ),
    "unknown_pair": (
        "“{found}” is not a pair of “{item}”; two different ones of: {allowed}.",
        "„{found}“ ist kein Paar von „{item}“; zwei verschiedene von: {allowed}.",
    ),
    "pair_twice": ("The pair “{item}” is compared twice.", "Das Paar „{item}“ wird zweimal verglichen."),
    "answered_twice": ("“{item}” is answered in two places.", "„{item}“ wird an zwei Stellen beantwortet."),
    "exclusive_option": (
        "“{found}” excludes every other option.",
        "„{found}“ schließt jede andere Option aus.",
    ),
    "selection_size": (
        "{count} options are chosen; between {minimum} and {maximum} are possible.",
        "{count} Optionen sind gewählt; möglich sind {minimum} bis {maximum}.",
    ),
    "not_an_integer": ("“{found}” is not a whole number.", "„{found}“ ist keine ganze Zahl."),
    "not_an_item_to_answer": (
        "“{item}” is worked out from other answers; nobody answers it.",
        "„{item}“ ergibt sich aus anderen Antworten; niemand beantwortet das.",
    ),
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
    "bump_too_small": (
        "Version “{version}” says {declared}, but since {predecessor} it needs {needed}. {reason}",
        "Die Fassung „{version}“ sagt {declared}, nötig ist seit {predecessor} aber {needed}. {reason}",
    ),
    "version_taken": (
        "Version “{version}” of “{questionnaire}” was published with other content and never changes.",
        "Die Fassung „{version}“ von „{questionnaire}“ ist mit anderem Inhalt veröffentlicht und ändert sich nie.",
    ),
    "api_key_replaced": (
        "The key “{id}” was rotated already; rotate the one that was made in its place.",
        "Der Schlüssel „{id}“ ist schon ersetzt; bitte den ersetzen, der an seiner Stelle gemacht wurde.",
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
}
