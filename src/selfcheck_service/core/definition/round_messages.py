"""The words of what is wrong with a round, with its municipality, and with what respondents send to it."""

# code: (English, German). Placeholders are filled from the parameters of the problem.
ROUND_MESSAGES: dict[str, tuple[str, str]] = {
    # Terms and times.
    "perspectives_missing": (
        "The questionnaire asks from several perspectives: name at least one of {allowed}.",
        "Der Fragebogen fragt nach Perspektiven: bitte mindestens eine nennen von {allowed}.",
    ),
    "perspectives_too_many": (
        "An institutional round holds one joint answer, from one perspective; {count} are named.",
        "Ein institutioneller Durchgang hat eine gemeinsame Antwort aus einer Perspektive; genannt sind {count}.",
    ),
    "not_in_mode": (
        "“{name}” has no meaning in a round of mode “{mode}”.",
        "„{name}“ hat in einem Durchgang der Art „{mode}“ keine Bedeutung.",
    ),
    "display_name_taken": (
        "Somebody in this round is called that already. Please choose another display name.",
        "So heißt in diesem Durchgang schon jemand. Bitte wählen Sie einen anderen Anzeigenamen.",
    ),
    "version_not_newer": (
        "A round moves to a newer version only; {found} is not newer than {version}.",
        "Ein Durchgang wechselt nur zu einer neueren Fassung; {found} ist nicht neuer als {version}.",
    ),
    "version_retired": (
        "The version “{version}” of “{questionnaire}” is retired; new rounds cannot use it.",
        "Die Fassung „{version}“ von „{questionnaire}“ ist zurückgezogen; neue Durchgänge können sie nicht nutzen.",
    ),
    "version_means_otherwise": (
        "From {version} to {found} answers change their meaning; begin a new round.",
        "Von {version} zu {found} ändert sich, was Antworten bedeuten; bitte einen neuen Durchgang beginnen.",
    ),
    "closes_before_opening": (
        "The round would close at {found}, before or when it opens at {opens_at}.",
        "Der Durchgang würde am {found} schließen, aber erst am {opens_at} öffnen.",
    ),
    "closes_in_the_past": (
        "The closing, {found}, has passed already.",
        "Der Abschluss, {found}, ist schon vorbei.",
    ),
    "closes_after_erasure": (
        "The round is erased on {erase_on}; it has to close before.",
        "Der Durchgang wird am {erase_on} gelöscht; er muss vorher schließen.",
    ),
    "opens_too_far_ahead": (
        "The round would open in more than {days} days.",
        "Der Durchgang würde erst in mehr als {days} Tagen öffnen.",
    ),
    "round_too_long": (
        "A round is open for at most {days} days.",
        "Ein Durchgang ist höchstens {days} Tage lang offen.",
    ),
    "offset_missing": (
        "“{found}” does not say its offset from UTC, as in 2026-03-01T08:00:00+01:00.",
        "„{found}“ nennt keinen Abstand zu UTC, wie in 2026-03-01T08:00:00+01:00.",
    ),
    # Municipalities.
    "official_key_length": (
        "“{found}” is no official key: an AGS has 8 digits, an ARS 12, an association 9, a district 5.",
        "„{found}“ ist kein amtlicher Schlüssel: ein AGS hat 8 Ziffern, ein ARS 12, ein Verband 9, ein Kreis 5.",
    ),
    "official_key_land": (
        "“{found}” begins with {land}; the Länder have the numbers 01 to 16.",
        "„{found}“ beginnt mit {land}; die Länder haben die Nummern 01 bis 16.",
    ),
    "official_key_part": (
        "“{found}” names nothing: its part “{part}” is not possible there.",
        "„{found}“ benennt nichts: der Teil „{part}“ ist an dieser Stelle nicht möglich.",
    ),
    "official_key_kind": (
        "“{found}” cannot be the key of the type “{type}”; needed: {allowed}.",
        "„{found}“ kann nicht der Schlüssel der Art „{type}“ sein; nötig: {allowed}.",
    ),
    "official_key_elsewhere": (
        "“{found}” lies in {land}, not in {said}.",
        "„{found}“ liegt in {land}, nicht in {said}.",
    ),
    "official_key_date_missing": (
        "An official key needs the day on which it held.",
        "Zu einem amtlichen Schlüssel gehört der Tag, an dem er galt (Gebietsstand).",
    ),
    "official_key_date": (
        "{found} is not possible: the day lies between {earliest} and today.",
        "{found} ist nicht möglich: der Tag liegt zwischen {earliest} und heute.",
    ),
    "official_key_not_here": (
        "A municipality of the type “{type}” has no official key.",
        "Eine Kommune der Art „{type}“ hat keinen amtlichen Schlüssel.",
    ),
    "official_key_out_of_reach": (
        "The API key does not reach a municipality with this official key; possible: {allowed}.",
        "Der API-Schlüssel reicht nicht zu einer Kommune mit diesem amtlichen Schlüssel; möglich: {allowed}.",
    ),
    "programme_reaches_further": (
        "Municipalities beyond the reach of the key take part; only who reaches all of them may change this programme.",
        "Am Programm nehmen Kommunen teil, zu denen der Schlüssel nicht reicht; ändern darf es nur, wer alle erreicht.",
    ),
    # What is there.
    "unknown_municipality": ("There is no municipality “{id}”.", "Eine Kommune „{id}“ gibt es nicht."),
    "unknown_programme": ("There is no programme “{id}”.", "Ein Programm „{id}“ gibt es nicht."),
    "guest_rounds_off": (
        "This service offers no guest rounds; its operator can make a key.",
        "Dieser Dienst bietet keine Gast-Durchgänge an; die Betriebsstelle kann einen Schlüssel ausstellen.",
    ),
    "not_in_programme": (
        "The municipality belongs to no programme “{id}”.",
        "Die Kommune gehört zu keinem Programm „{id}“.",
    ),
    "unknown_round": ("There is no round “{id}”.", "Einen Durchgang „{id}“ gibt es nicht."),
    "unknown_invitation": ("There is no invitation “{id}”.", "Eine Einladung „{id}“ gibt es nicht."),
    "unknown_response": (
        "There is no response “{id}” for this secret.",
        "Zu diesem persönlichen Schlüssel gibt es keinen Fragebogen „{id}“.",
    ),
    "not_an_access_code": (
        "This is no access code: it has twelve letters and digits, and one of them is wrong or missing.",
        "Das ist kein Zugangscode: er hat zwölf Buchstaben und Ziffern, und davon ist etwas falsch oder fehlt.",
    ),
    "access_code_not_accepted": (
        "The access code is not accepted here.",
        "Der Zugangscode gilt hier nicht.",
    ),
    "response_secret_malformed": (
        "A secret has 22 to 128 characters: letters, digits, “-” and “_”.",
        "Ein persönlicher Schlüssel hat 22 bis 128 Zeichen: Buchstaben, Ziffern, „-“ und „_“.",
    ),
    "response_secret_missing": (
        "The header “{name}” is needed here: only who answered has it, and no API key takes its place.",
        "Hier wird die Kopfzeile „{name}“ gebraucht: Nur wer geantwortet hat, hat sie; kein API-Schlüssel ersetzt sie.",
    ),
    "not_submitted": ("Nothing has been submitted yet.", "Noch ist nichts abgesendet."),
    "no_draft": ("There is no draft.", "Es gibt keinen Entwurf."),
    "round_still_open": (
        "The round is open until {closes_at}; its results can be read after that.",
        "Der Durchgang ist bis zum {closes_at} offen; Ergebnisse gibt es erst danach.",
    ),
    "ratings_not_in_mode": (
        "Only members of an open round see what the others said; this one is “{mode}”.",
        "Was die anderen gesagt haben, sehen nur die Beteiligten eines offenen Durchgangs; dieser ist „{mode}“.",
    ),
    "free_texts_off": (
        "Free text is switched off in this round, so “{item}” cannot take one.",
        "Freitexte sind in diesem Durchgang ausgeschaltet; „{item}“ nimmt deshalb keinen an.",
    ),
    # What contradicts what is there.
    "terms_frozen": (
        "People have begun to answer on these terms; fixed since then: {names}.",
        "Zu diesen Bedingungen wird schon geantwortet; fest ist seitdem: {names}.",
    ),
    "terms_changed": (
        "The terms of the round have changed since you read them; read the welcome again.",
        "Die Bedingungen des Durchgangs haben sich geändert, seit Sie sie gelesen haben; bitte noch einmal lesen.",
    ),
    "round_not_open": ("The round opens at {opens_at}.", "Der Durchgang öffnet am {opens_at}."),
    "round_opened": (
        "The round opened at {opens_at}; that cannot change any more.",
        "Der Durchgang ist seit dem {opens_at} offen; das lässt sich nicht mehr ändern.",
    ),
    "round_closed": ("The round closed at {closes_at}.", "Der Durchgang ist seit dem {closes_at} abgeschlossen."),
    "round_expired": (
        "The responses of this round were deleted on {expires_on}; it cannot be opened again or change its terms.",
        "Seit dem {expires_on} sind die Antworten gelöscht; der Durchgang bleibt zu und behält seine Bedingungen.",
    ),
    "round_released": (
        "The round is sealed or being sealed; its closing cannot move any more.",
        "Der Durchgang ist festgeschrieben oder wird es gerade; sein Abschluss lässt sich nicht mehr verschieben.",
    ),
    "too_few_responses": (
        "Fewer than {minimum} people have answered, so nothing is shown; the closing may be moved.",
        "Weniger als {minimum} Personen haben geantwortet, gezeigt wird nichts; der Abschluss lässt sich verschieben.",
    ),
    "nobody_answered": (
        "Nobody has answered, so there is nothing to show.",
        "Es hat niemand geantwortet; zu zeigen gibt es nichts.",
    ),
    "responses_gone": (
        "The responses of this round were to be deleted on {expires_on}; results can be made only before that.",
        "Die Antworten waren am {expires_on} zu löschen; Ergebnisse lassen sich nur vorher festschreiben.",
    ),
    "unknown_release": (
        "There is no release {number} of the round “{id}”.",
        "Ergebnisse mit der Nummer {number} gibt es zum Durchgang „{id}“ nicht.",
    ),
    "round_stays": (
        "The round is sealed and stays with its release; its responses go when their time is over.",
        "Der Durchgang ist festgeschrieben und bleibt mit seiner Veröffentlichung; die Antworten gehen zu ihrer Zeit.",
    ),
    "state_follows_times": (
        (
            "“state” can only be set to “closed”, not to “{found}”: a round opens again by moving “closes_at”, until "
            "it is sealed."
        ),
        (
            "„state“ lässt sich nur auf „closed“ setzen, nicht auf „{found}“: Ein Durchgang öffnet sich wieder, wenn "
            "Sie „closes_at“ verschieben, solange er nicht festgeschrieben ist."
        ),
    ),
    "round_answered": (
        "Somebody has used a code of this round already; it can only be closed.",
        "Es hat schon jemand einen Code eingelöst; der Durchgang lässt sich nur noch abschließen.",
    ),
    "codes_issued": (
        "Codes are issued for what the round would no longer have: {names}. Revoke them first.",
        "Es sind Codes ausgegeben für das, was der Durchgang dann nicht mehr hätte: {names}. Bitte zuerst widerrufen.",
    ),
    "one_answer_only": (
        "An institutional round takes one joint answer, so one code is all there is.",
        "Ein institutioneller Durchgang nimmt eine gemeinsame Antwort auf, also gibt es nur einen Code.",
    ),
    "too_many_codes": (
        "A round has at most {limit} codes; {left} more are possible.",
        "Ein Durchgang hat höchstens {limit} Codes; {left} sind noch möglich.",
    ),
    "no_codes_left": (
        "Of this invitation nothing is left that could be issued anew.",
        "Von dieser Einladung ist nichts übrig, was sich neu ausgeben ließe.",
    ),
    "response_id_taken": (
        "The id “{id}” belongs to another response; choose a new one.",
        "Die Kennung „{id}“ gehört zu einem anderen Fragebogen; bitte eine neue wählen.",
    ),
    "response_differs": (
        "Other answers are stored already; to correct them, send “If-Match” with their ETag.",
        "Es sind schon andere Antworten gespeichert; zum Ändern bitte „If-Match“ mit ihrem ETag senden.",
    ),
    "revision_differs": (
        "What is stored has changed since you read it.",
        "Was gespeichert ist, hat sich seit dem Lesen geändert.",
    ),
    "revision_missing": (
        "Others may have changed this meanwhile: read it, and send its ETag as “If-Match”.",
        "Andere können das inzwischen geändert haben: bitte lesen und den ETag als „If-Match“ senden.",
    ),
    "response_erased": (
        "This response was erased and does not come back.",
        "Dieser Fragebogen ist gelöscht und kommt nicht zurück.",
    ),
    "idempotency_key_reused": (
        "This Idempotency-Key was used with another body.",
        "Dieser Idempotency-Key gehört schon zu einem anderen Inhalt.",
    ),
    "too_many_requests": (
        "Too many requests; try again in {seconds} seconds.",
        "Zu viele Anfragen; bitte in {seconds} Sekunden noch einmal.",
    ),
    # Files that carry erasures over to a restored database.
    "not_erasures": (
        "This is no file of erasures: its first line does not say so.",
        "Das ist keine Datei mit Löschungen: Ihre erste Zeile sagt davon nichts.",
    ),
    "not_an_erasure": (
        "This line is no erasure: a day, the id of a response and that of its round.",
        "Diese Zeile ist keine Löschung: ein Tag, die Kennung eines Fragebogens und die seines Durchgangs.",
    ),
    "erasures_cut_off": (
        "The file is cut off or was changed: there are {count} erasures, and its last line does not count as many.",
        "Die Datei ist abgeschnitten oder geändert: Es sind {count} Löschungen, und ihre letzte Zeile zählt andere.",
    ),
}
