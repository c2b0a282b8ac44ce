"""What a printed form says itself. Everything else on it is the questionnaire's, or the round's."""

from selfcheck_service.core.definition.texts import is_german

# name: (German, German in short main clauses, English). Placeholders are filled.
_WORDS: dict[str, tuple[str, str, str]] = {
    "version": ("Fassung {version}", "Fassung {version}", "version {version}"),
    "form_code": ("Bogen-Code", "Bogen-Code", "Form code"),
    "access_code": ("Zugangscode", "Zugangs-Code", "Access code"),
    "definition": ("Definition", "Definition", "Definition"),
    "perspective": ("Perspektive", "Gruppe", "Perspective"),
    "municipality": ("Kommune", "Kommune", "Municipality"),
    "round": ("Durchgang", "Durchgang", "Round"),
    "closes": ("Schließt am", "Ende am", "Closes"),
    "who_sees": ("Bevor Sie anfangen", "Bevor Sie anfangen", "Before you begin"),
    "how": ("So füllen Sie den Bogen aus", "So geht es", "How to fill in this form"),
    "how.tick": (
        (
            "Bitte kreuzen Sie bei jeder Frage deutlich das Kästchen an, das am besten passt. Sind mehrere Kreuze "
            "möglich, steht es dabei."
        ),
        (
            "Machen Sie bei jeder Frage ein Kreuz. Suchen Sie das Kästchen, das am besten passt. Manchmal sind mehrere "
            "Kreuze möglich. Dann steht es da."
        ),
        "Please cross the box that fits best at each question, clearly. Where you can cross several, it says so.",
    ),
    "how.no_answer": (
        "Die Kästchen hinter „Oder“ sind so gute Antworten wie alle anderen. Sie senken keinen Wert.",
        "Sie wissen etwas nicht? Das ist auch eine gute Antwort. Diese Kästchen stehen hinter „Oder“.",
        "The boxes behind “Or” are answers as good as any other. They lower no score.",
    ),
    "how.correct": (
        "Vertan? Malen Sie das falsche Kästchen ganz aus und kreuzen Sie das richtige an.",
        "Haben Sie ein Kreuz falsch gemacht? Malen Sie das Kästchen ganz aus. Machen Sie dann ein neues Kreuz.",
        "Changed your mind? Fill the wrong box in completely and cross the right one.",
    ),
    "how.only_if": (
        "Manche Fragen gelten nur für einige. Wann Sie eine überspringen können, steht dann bei der Frage.",
        "Manche Fragen sind nicht für alle. Das steht dann bei der Frage.",
        "Some questions are not for everybody. Where you can skip one, the question says so.",
    ),
    "or": ("Oder:", "Oder:", "Or:"),
    "none_of_these": ("nichts davon", "nichts davon", "none of these"),
    "dont_know": ("weiß ich nicht", "Das weiß ich nicht.", "I don’t know"),
    "declined": ("keine Angabe", "Das möchte ich nicht sagen.", "I’d rather not say"),
    "not_applicable": (
        "die Frage trifft hier nicht zu",
        "Die Frage passt nicht zu uns.",
        "the question does not apply here",
    ),
    "only_if": (
        "Nur beantworten, wenn {condition}.",
        "Antworten Sie hier nur, wenn {condition}.",
        "Answer only if {condition}.",
    ),
    "if.and": (" und ", " und ", " and "),
    "if.or": (" oder ", " oder ", " or "),
    "if.ticked": (
        "bei {item} {values} angekreuzt ist",
        "bei {item} {values} angekreuzt ist",
        "{values} is crossed at {item}",
    ),
    "if.not_ticked": (
        "bei {item} {values} nicht angekreuzt ist",
        "bei {item} {values} nicht angekreuzt ist",
        "{values} is not crossed at {item}",
    ),
    "if.number": ("bei {item} {test} steht", "bei {item} {test} steht", "what stands at {item} is {test}"),
    "if.not_number": (
        "bei {item} nicht {test} steht",
        "bei {item} nicht {test} steht",
        "what stands at {item} is not {test}",
    ),
    "if.answered": ("{item} beantwortet ist", "{item} beantwortet ist", "{item} is answered"),
    "if.not_answered": ("{item} nicht beantwortet ist", "{item} nicht beantwortet ist", "{item} is not answered"),
    "if.unanswered": ("{item} offen geblieben ist", "{item} leer ist", "{item} was left open"),
    "if.not_unanswered": ("{item} nicht offen geblieben ist", "{item} nicht leer ist", "{item} was not left open"),
    "if.hidden": ("{item} zu überspringen war", "{item} nicht für Sie war", "{item} was to be skipped"),
    "if.not_hidden": ("{item} nicht zu überspringen war", "{item} für Sie war", "{item} was not to be skipped"),
    "if.profile": (
        "auf {item} die Antwort {values} zutrifft",
        "auf {item} die Antwort {values} passt",
        "the answer to {item} is {values}",
    ),
    "if.other": ("dies zutrifft: {said}", "das stimmt: {said}", "this holds: {said}"),
    "if.not_other": ("dies nicht zutrifft: {said}", "das nicht stimmt: {said}", "this does not hold: {said}"),
    "question": ("Frage {number}", "Frage {number}", "question {number}"),
    "several": (
        "Mehrere Kreuze sind möglich.",
        "Sie können mehrere Kreuze machen.",
        "You can cross several boxes.",
    ),
    "several.exactly": (
        "Bitte genau {most} ankreuzen.",
        "Machen Sie genau {most} Kreuze.",
        "Please cross exactly {most}.",
    ),
    "several.between": (
        "Bitte {fewest} bis {most} ankreuzen.",
        "Machen Sie {fewest} bis {most} Kreuze.",
        "Please cross {fewest} to {most}.",
    ),
    "several.at_least": (
        "Bitte mindestens {fewest} ankreuzen.",
        "Machen Sie mindestens {fewest} Kreuze.",
        "Please cross at least {fewest}.",
    ),
    "several.at_most": (
        "Bitte höchstens {most} ankreuzen.",
        "Machen Sie höchstens {most} Kreuze.",
        "Please cross at most {most}.",
    ),
    "number": ("Zahl {range}", "Eine Zahl {range}", "Number {range}"),
    "integer": ("Ganze Zahl {range}", "Eine ganze Zahl {range}", "Whole number {range}"),
    "time": (
        "Uhrzeit {range}, zum Beispiel so geschrieben: 22:30",
        "Eine Uhrzeit. Schreiben Sie sie so: 22:30",
        "Time {range}, written like 22:30",
    ),
    "text": (
        "Höchstens {limit} Zeichen. Bitte deutlich schreiben und keine Personen nennen.",
        "Schreiben Sie deutlich. Schreiben Sie keine Namen.",
        "At most {limit} characters. Please write clearly and name nobody.",
    ),
    "units": (
        "Gefragt für jede Einheit („{title}“). Hier ist Platz für {count}.",
        "Das fragen wir mehrmals: für jede Einheit („{title}“). Hier ist Platz für {count}.",
        "Asked for each unit (“{title}”). There is room for {count} here.",
    ),
    "units.spare": (
        "Fangen Sie vorn an; was Sie nicht brauchen, bleibt leer.",
        "Fangen Sie vorne an. Brauchen Sie nicht alles? Dann lassen Sie den Rest leer.",
        "Begin with the first; leave empty what you do not need.",
    ),
    "units.more": (
        "Sind es mehr, antworten Sie bitte am Bildschirm: Dort ist Platz für alle.",
        "Sind es mehr? Dann antworten Sie am Computer. Dort ist Platz für alle.",
        "If there are more, please answer on a screen, where there is room for all of them.",
    ),
    "thanks": (
        "Danke. Bitte geben Sie den Bogen verschlossen ab, so wie es mit Ihnen vereinbart ist.",
        "Danke. Stecken Sie das Papier in einen Umschlag. Geben Sie den Umschlag ab.",
        "Thank you. Please hand the form in sealed, as it was arranged with you.",
    ),
    "thanks.public": ("Danke für Ihre Zeit.", "Danke.", "Thank you for your time."),
    "public": (
        "Zum Ansehen und Vorbereiten. Um in einem Durchgang mitzumachen, brauchen Sie den Bogen dieses Durchgangs.",
        "Dieses Papier ist zum Ansehen. Wollen Sie mitmachen? Dann brauchen Sie ein anderes Papier.",
        "For reading and preparing. To take part in a round you need the form of that round.",
    ),
    "range.both": ("von {low} bis {high}", "von {low} bis {high}", "from {low} to {high}"),
    "range.from": ("ab {low}", "ab {low}", "from {low}"),
    "range.over": ("über {low}", "über {low}", "above {low}"),
    "range.to": ("bis {high}", "bis {high}", "up to {high}"),
    "range.under": ("unter {high}", "unter {high}", "below {high}"),
}


def word_on_form(language: str, name: str, /, **values: object) -> str:
    """Return what a form says under a name: German for `de…`, simple German for `de-simple`, else English."""
    german, simple, english = _WORDS[name]
    text = simple if language == "de-simple" else german if is_german(language) else english
    return text.format(**values)
