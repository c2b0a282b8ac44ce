"""Everything that an export says itself, in German and in English.

What a figure means and why it is missing is worded by the core (`core/releases/release_texts.py`), so that every
reader of a release is told the same.
"""

from selfcheck_service.core.definition.texts import is_german

# name: (German, English).
WORDS: dict[str, tuple[str, str]] = {
    "everybody": ("Alle", "Everybody"),
    "joint": ("Gemeinsame Antwort", "Joint answer"),
    "and": (" + ", " + "),
    "colon": ("{label}: {text}", "{label}: {text}"),
    # Figures
    "figure.title": ("Titel des Fragebogens", "Title of the questionnaire"),
    "figure.questionnaire": ("Fragebogen", "Questionnaire"),
    "figure.version": ("Fassung", "Version"),
    "figure.municipality": ("Kommune", "Municipality"),
    "figure.round_title": ("Durchgang", "Round"),
    "figure.made_up": ("Erfundene Daten", "Made-up data"),
    "figure.round": ("Kennung des Durchgangs", "Id of the round"),
    "figure.mode": ("Vertraulichkeit", "Confidentiality"),
    "figure.closed_on": ("Geschlossen am", "Closed on"),
    "figure.policy": ("Regeln der Veröffentlichung", "Rules of the release"),
    "figure.minimum_group_size": ("Mindestgruppengröße", "Minimum group size"),
    "figure.people": ("Personen", "People"),
    "figure.release_hash": ("Prüfsumme dieser Veröffentlichung (SHA-256)", "Checksum of this release (SHA-256)"),
    "figure.definition_hash": ("Prüfsumme des Fragebogens", "Checksum of the questionnaire"),
    "figure.terms_hash": ("Prüfsumme der Bedingungen", "Checksum of the terms"),
    "figure.quarter": ("Viertel der Skala", "Quarter of the scale"),
    "figure.count": ("Anzahl", "Count"),
    "figure.no_answer_count": ("Anzahl ohne Angabe", "Count of no answer"),
    "figure.no_answer_share": ("Anteil ohne Angabe in Prozent", "Share without an answer in per cent"),
    "figure.mean": ("Mittelwert in Prozent der Skala", "Mean in per cent of the scale"),
    "figure.agreement": ("Einigkeit (van der Eijk)", "Agreement (van der Eijk)"),
    "figure.consensus": ("Konsens (Tastle und Wierman)", "Consensus (Tastle and Wierman)"),
    "figure.pattern": ("Muster", "Pattern"),
    "figure.value": ("Wert", "Value"),
    "figure.quadrant": ("Was daraus folgt", "What follows from it"),
    "figure.urgency": ("Dringlichkeit in Prozent", "Urgency in per cent"),
    "figure.urgent": ("Dringlichkeit in Worten", "Urgency in words"),
    "figure.seen_pattern": ("Muster, zu dem es Anregungen geben kann", "Pattern that may have suggestions"),
    "figure.difference": ("Unterschied", "Difference"),
    "figure.gap": ("Unterschied in Worten", "Difference in words"),
    "figure.merge": ("Zusammenfassung", "Merge"),
    "figure.answer": ("Antwort", "Answer"),
    "figure.score": ("Wert", "Score"),
    "figure.score_range": ("Wert, wenn jede Antwort einen hätte", "Score if every answer had one"),
    "figure.coverage": ("Mit Wert", "With a value"),
    "figure.level": ("Stufe", "Level"),
    "figure.flag": ("Kennzeichen", "Flag"),
    "figure.suggestion": ("Anregung", "Suggestion"),
    # Heads of columns
    "part": ("Teil", "Part"),
    "perspectives": ("Perspektiven", "Perspectives"),
    "who": ("Wer", "Who"),
    "first": ("Die einen", "One side"),
    "second": ("Die anderen", "The other side"),
    "field": ("Themenfeld", "Field"),
    "item": ("Frage", "Item"),
    "option": ("Antwort", "Answer"),
    "name": ("Name", "Name"),
    "perspective": ("Perspektive", "Perspective"),
    "reason": ("Warum etwas fehlt", "Why something is missing"),
    "rests_on": ("Beruht auf", "Rests on"),
    "rests_on.count": ("{count} Fragen", "{count} items"),
    "rests_on.one": ("1 Frage", "1 item"),
    "lowest": ("{what}, von", "{what}, from"),
    "highest": ("{what}, bis", "{what}, to"),
    "scale": ("Skala", "Scale"),
    "count.narrowed": ("{words}, und zwar {low} bis {high}", "{words}, namely {low} to {high}"),
    "people.one": ("{count} Person", "{count} person"),
    "people.count": ("{count} Personen", "{count} people"),
    "sized": ("{people} ({size})", "{people} ({size})"),
    "mean.head": ("Mittelwert in %", "Mean in %"),
    "no_answer": ("Ohne Angabe in %", "No answer in %"),
    "agreement": ("Einigkeit", "Agreement"),
    "consensus": ("Konsens", "Consensus"),
    "urgency": ("Dringlichkeit in %", "Urgency in %"),
    "asked": ("Gefragt", "Asked"),
    "text": ("In Worten", "In words"),
    "type": ("Art", "Type"),
    "first_step": ("Erster Schritt", "First step"),
    "span": ("Spanne", "Span"),
    # Quarters
    "quarter.1": ("unterstes Viertel der Skala", "lowest quarter of the scale"),
    "quarter.2": ("zweites Viertel von unten", "second quarter from below"),
    "quarter.3": ("drittes Viertel von unten", "third quarter from below"),
    "quarter.4": ("oberstes Viertel der Skala", "highest quarter of the scale"),
    # States of what was not answered or not computed
    "state.not_applicable": ("trifft nicht zu", "not applicable"),
    "state.dont_know": ("weiß nicht", "don’t know"),
    "state.declined": ("möchte nicht antworten", "declined"),
    "not_computed": (
        "Dafür ist zu wenig beantwortet, oder etwas, das nötig ist.",
        "Too little was answered for it, or something that is needed.",
    ),
    "flag.true": ("trifft zu", "holds"),
    "flag.false": ("trifft nicht zu", "does not hold"),
    "flag.null": ("nicht bekannt", "not known"),
    # Sheets: at most 31 characters
    "sheet.overview": ("Überblick", "Overview"),
    "sheet.fields": ("Themenfelder", "Fields"),
    "sheet.charts": ("Bild der Felder", "Picture of the fields"),
    "sheet.items": ("Fragen", "Items"),
    "sheet.counts": ("Antworten", "Answers"),
    "sheet.gaps": ("Perspektiven", "Perspectives"),
    "sheet.ratings": ("Einschätzungen", "Ratings"),
    "sheet.joint": ("Gemeinsame Antwort", "Joint answer"),
    "sheet.evaluation": ("Auswertung", "Evaluation"),
    "sheet.suggestions": ("Anregungen", "Suggestions"),
    # The overview
    "mode.confidential": (
        "vertraulich: gezeigt wird nur, was keine Antwort einer Person verrät",
        "confidential: only what gives nobody’s answer away is shown",
    ),
    "mode.open": (
        "offen: die Beteiligten sehen die Einschätzungen der anderen unter dem gewählten Namen",
        "open: those who took part see each other’s ratings under the names they chose",
    ),
    "mode.institutional": (
        "institutionell: eine gemeinsame Antwort der Verwaltung",
        "institutional: one joint answer of the administration",
    ),
    # How a spreadsheet shows a day: in English so that month and day cannot be taken for each other.
    "format.day": ("dd.mm.yyyy", "d mmm yyyy"),
    "of_version": ("{questionnaire}, Fassung {version}", "{questionnaire}, version {version}"),
    "round_of": ("{municipality}: {title}", "{municipality}: {title}"),
    "made_up": ("Erfundene Daten", "Made-up data"),
    "made_up.text": (
        "Das ist eine Vorführung. Kommune, Antworten und Zahlen sind erfunden.",
        "This is a demo. The municipality, the answers and the figures are made up.",
    ),
    "what": ("Was das ist", "What this is"),
    "what.text": (
        (
            "Die Gesamtauswertung eines abgeschlossenen Durchgangs. Sie wurde einmal festgestellt und ändert sich "
            "nicht mehr; diese Tabelle zeigt dieselben Zahlen wie jede andere Form."
        ),
        (
            "The aggregate of a closed round. It was worked out once and never changes; this workbook shows the same "
            "figures as every other form of it."
        ),
    ),
    "what.joint": (
        (
            "Die Auswertung der gemeinsamen Antwort. Sie wurde einmal festgestellt und ändert sich nicht mehr; diese "
            "Tabelle zeigt dieselben Zahlen wie jede andere Form."
        ),
        (
            "The evaluation of the joint answer. It was worked out once and never changes; this workbook shows the "
            "same figures as every other form of it."
        ),
    ),
    "summed": ("Wer zusammengefasst ist", "Who is summed up together"),
    "merged": ("Was zusammengefasst wurde", "What was merged"),
    "merged.step": ("Schritt {number}", "Step {number}"),
    "merged.none": ("Nichts wurde zusammengefasst.", "Nothing was merged."),
    "merged.note": ("Zusammengefasst aus: {names}", "Merged from: {names}"),
    "reading": ("So lesen Sie die Zahlen", "How to read the figures"),
    "reading.range": ("„von“ und „bis“", "“from” and “to”"),
    "reading.range.text": (
        (
            "Steht bei „von“ und „bis“ Verschiedenes, liegt die genaue Zahl dazwischen. Genauer wird sie nicht "
            "gezeigt, damit niemandes Antwort daraus folgt."
        ),
        (
            "Where “from” and “to” differ, the exact number lies between them. It is not shown more exactly, so that "
            "nobody’s answer follows from it."
        ),
    ),
    "reading.missing": ("Leere Zellen", "Empty cells"),
    "reading.missing.text": (
        "Eine leere Zelle heißt: dazu lässt sich nichts sagen. Daneben steht, warum. Sie heißt nie null.",
        "An empty cell means: nothing can be said. Beside it stands why. It never means zero.",
    ),
    "reading.missing.ratings": (
        (
            "Eine leere Zelle heißt: dazu lässt sich nichts sagen. Daneben steht, warum, nur nicht bei den "
            "Einschätzungen. Sie heißt nie null."
        ),
        (
            "An empty cell means: nothing can be said. Beside it stands why, but not among the ratings. It never means "
            "zero."
        ),
    ),
    "reading.mean": (
        "Prozent der Skala: 0 ist die Antwort mit den wenigsten Punkten, 100 die mit den meisten.",
        "Per cent of the scale: 0 is the answer with the fewest points, 100 the one with the most.",
    ),
    "reading.agreement": ("Einigkeit und Konsens", "Agreement and consensus"),
    "reading.agreement.text": (
        (
            "Einigkeit reicht von −1 (zwei gleich große Lager an den Enden) über 0 (gleichmäßig verteilt) bis 1 (alle "
            "gleich), Konsens von 0 bis 1."
        ),
        (
            "Agreement runs from −1 (two camps of one size at the ends) over 0 (evenly spread) to 1 (all alike), "
            "consensus from 0 to 1."
        ),
    ),
    # Lines above tables, and the charts
    "note.fields": (
        "Der Wert liegt zwischen „von“ und „bis“, auf der Skala des Feldes.",
        "The value lies between “from” and “to”, on the scale of the field.",
    ),
    "note.charts": (
        "Jeder Balken reicht vom niedrigsten bis zum höchsten möglichen Wert; ein Strich ist ein genauer Wert.",
        "Each bar reaches from the lowest to the highest possible value; a line is an exact value.",
    ),
    "note.items": (
        "Eine Zeile je Frage und Gruppe. Wie oft jede Antwort vorkommt, steht auf dem Blatt „{sheet}“.",
        "One row for each item and group. How often each answer was given stands on the sheet “{sheet}”.",
    ),
    "note.counts": (
        "Wie oft jede Antwort vorkommt, so genau, wie es gezeigt werden darf.",
        "How often each answer was given, as exactly as it may be shown.",
    ),
    "note.gaps": (
        "Unterschied: die einen minus die anderen, über die Fragen, die beiden gestellt wurden.",
        "Difference: one side less the other, over the items that both were asked.",
    ),
    "note.ratings": (
        "Was die Beteiligten geantwortet haben, unter dem Namen, den sie gewählt haben.",
        "What those who took part answered, under the names that they chose.",
    ),
    "note.joint": (
        "Was die Verwaltung gemeinsam geantwortet hat, mit ihren Texten.",
        "What the administration answered jointly, with its texts.",
    ),
    "note.evaluation": (
        "Die Auswertung der gemeinsamen Antwort, Feld für Feld.",
        "The evaluation of the joint answer, field by field.",
    ),
    "note.suggestions": ("Mögliche nächste Schritte.", "Possible next steps."),
    "chart.title": (
        "Vom niedrigsten bis zum höchsten Wert: {people}",
        "From the lowest to the highest value: {people}",
    ),
    "chart.axis.scale": ("Skala von {low} bis {high}", "scale from {low} to {high}"),
    "chart.axis.share": ("Prozent der Skala des Feldes", "per cent of the scale of the field"),
    "chart.alt.one": (
        "Ein Balken für ein Feld, vom niedrigsten bis zum höchsten möglichen Wert. Die Zahlen stehen links daneben.",
        "A bar for one field, from the lowest to the highest possible value. The numbers stand on the left.",
    ),
    "chart.alt": (
        "Balken für {count} Felder, vom niedrigsten bis zum höchsten möglichen Wert. Die Zahlen stehen links daneben.",
        "Bars for {count} fields, from the lowest to the highest possible value. The numbers stand on the left.",
    ),
    "nothing": ("Dazu gibt es hier keine Zahlen.", "There are no figures of this here."),
}


def word_in(language: str, name: str, /, **values: object) -> str:
    """Return what an export says under a name: German for `de` and its variants, else English."""
    german, english = WORDS[name]
    return (german if is_german(language) else english).format_map(values)
