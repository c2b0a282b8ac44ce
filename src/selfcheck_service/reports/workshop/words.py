"""What the page of the workshop brief says itself, in German and in English; the brief brings all other words."""

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.reports.planning.plan_words import PLAN_WORDS

# name: (German, English).
WORDS: dict[str, tuple[str, str]] = {
    "brief": ("Workshop-Unterlage", "Workshop brief"),
    "skip": ("Zum Inhalt springen", "Skip to the content"),
    "hide": ("Zahlen verbergen", "Hide the numbers"),
    "project": ("Vorführen, Teil für Teil", "Project, part by part"),
    "contents": ("Inhalt", "Contents"),
    "contents_note": (
        "Beim Vorführen geht es mit den Pfeiltasten, durch Wischen oder mit den Verweisen unten weiter.",
        "While projecting, move on with the arrow keys, by swiping, or with the links below.",
    ),
    "hide_note": (
        (
            "Auch ohne Zahlen stehen die Felder in ihrer Reihenfolge: die Stärken zuerst, danach immer niedrigere "
            "Werte und am Ende Felder ohne Wert."
        ),
        "Without numbers, too, the fields stand in their order: strengths first, then lower values, then none.",
    ),
    "alike": ("Ähnlich gesehen werden:", "Seen much alike:"),
    "asked.one": ("Gefragt wurde eine Person", "One person was asked"),
    "asked": ("Gefragt wurden {count} Personen", "{count} people were asked"),
    "next": ("Weiter: {title}", "Next: {title}"),
    "previous": ("Zurück: {title}", "Back: {title}"),
    "start": ("Titelblatt", "Title page"),
    "made_up": (
        "Das ist eine Vorführung. Kommune, Antworten und Zahlen sind erfunden.",
        "This is a demo. The municipality, the answers and the figures are made up.",
    ),
    "municipality": ("Kommune", "Municipality"),
    "round": ("Durchgang", "Round"),
    "closed_on": ("Durchgang geschlossen am", "Round closed on"),
    "version": ("Fragebogen", "Questionnaire"),
    "version_of": ("{title}, Fassung {version}", "{title}, version {version}"),
    "took_part": ("Mitgemacht haben", "Took part"),
    "hash": ("Prüfsumme der Veröffentlichung", "Checksum of the release"),
    "rests_on": ("Grundlage", "Rests on"),
    "joint": ("eine gemeinsame Antwort", "one joint answer"),
    "joint_of": (
        "Eine gemeinsame Antwort. Wie viele Menschen an ihr beteiligt waren, steht in keiner Zahl.",
        "One joint answer. How many people had a part in it is not counted.",
    ),
    "answer_of": ("Antwort von", "Answer of"),
    "people.one": ("eine Person", "one person"),
    "people.other": ("{count} Personen", "{count} people"),
    "schedule": ("Ablauf", "Schedule"),
    "schedule_of": (
        "{title}: {minutes} Minuten, {people} Personen",
        "{title}: {minutes} minutes, {people} people",
    ),
    "part_of": ("{number}. Treffen", "Meeting {number}"),
    "time": ("Zeit", "Time"),
    "papers_note": (
        (
            "Die Karten stehen in dieser Datei bei ihren Feldern. Zum Ausdrucken und Ausschneiden gibt es Karten, "
            "Stimmzettel und Maßnahmenblätter auch als PDF, dort, wo es diese Unterlage gibt. Am Ende dieser Datei:"
        ),
        (
            "The cards are in this file, with their fields. To print and to cut, cards, ballots and measure sheets "
            "are PDF files as well, where this brief comes from. At the end of this file:"
        ),
    ),
    "time_note": ("Stunden und Minuten nach dem Beginn.", "Hours and minutes after the beginning."),
    "block": ("Abschnitt", "Block"),
    "text": ("Was geschieht", "What happens"),
    "method": ("Methode", "Method"),
    "material": ("Material", "Material"),
    "parts": ("Teil der Unterlage", "Part of the brief"),
    "tables": ("Tische", "Tables"),
    "table": ("Tisch", "Table"),
    "people": ("Personen", "People"),
    "priority": ("Schwerpunkt", "Priority"),
    "group": ("Gruppe", "Group"),
    "field": ("Feld", "Field"),
    "value": ("Wert", "Value"),
    "between": ("{lowest} bis {highest}", "{lowest} to {highest}"),
    "on_scale": ("(Skala {low} bis {high})", "(scale {low} to {high})"),
    "quarter": ("{quarter}. Viertel von {quarters}", "quarter {quarter} of {quarters}"),
    "level": ("Stufe", "Level"),
    "level_or": (" oder ", " or "),
    "standing": ("Was es heißt", "What it means"),
    "agreement_of": ("Einigkeit: {text}", "Agreement: {text}"),
    "views": ("Zusammengefasste Felder", "Fields that put others together"),
    "bars_note": (
        (
            "Der Balken reicht vom kleinsten bis zum größten Wert, der möglich ist; links liegt der unterste Wert der "
            "Skala, rechts der oberste. Ein schmaler Balken ist ein genauer Wert; dünne Striche zeigen, "
            "wo eine Stufe beginnt."
        ),
        (
            "The bar runs from the lowest to the highest value that is possible; the lowest value of the scale is on "
            "the left, the highest on the right. A narrow bar is an exact value; thin strokes show where a "
            "level begins."
        ),
    ),
    "counts_note": (
        (
            "Voll ist gezeichnet, was sicher ist, und umrandet, was höchstens möglich ist. Der längste Balken einer "
            "Frage steht für ihre häufigste Antwort."
        ),
        (
            "What is certain is drawn solid, what is possible at most is outlined. The longest bar of an item stands "
            "for its most frequent answer."
        ),
    ),
    "gaps_note": (
        "In der Mitte steht die Null. Rechts davon liegt die erste Gruppe höher, links davon die zweite.",
        "Nought is in the middle. To the right of it the first group is higher, to the left the second.",
    ),
    "grid": ("Felder nach Wert und Einigkeit", "Fields by score and agreement"),
    "grid_note": (
        (
            "Links liegen Felder, die sicher niedrig eingeschätzt sind, rechts die sicher hohen, oben die einigen, "
            "unten die uneinigen. In der Mitte steht, was offen bleibt; ein Pfeil zeigt, wohin ein Feld im Mittel "
            "seiner Fragen neigt. Die Nummern stehen in der Tabelle darunter."
        ),
        (
            "On the left are fields that are surely rated low, on the right those surely high, at the top those in "
            "agreement, at the bottom those split. In the middle is what remains open; an arrow shows where a field "
            "leans by the mean of its items. The numbers are in the table below."
        ),
    ),
    "grid_note.still": (
        (
            "Links liegen Felder, die sicher niedrig eingeschätzt sind, rechts die sicher hohen, oben die einigen, "
            "unten die uneinigen, in der Mitte, was offen bleibt. Die Nummern stehen in der Tabelle darunter."
        ),
        (
            "On the left are fields that are surely rated low, on the right those surely high, at the top those in "
            "agreement, at the bottom those split, in the middle what remains open. The numbers are in the table below."
        ),
    ),
    "grid_note.row": (
        (
            "Links liegen Felder, die sicher niedrig eingeschätzt sind, rechts die sicher hohen, in der Mitte, was "
            "offen bleibt. Die Nummern stehen in der Tabelle darunter."
        ),
        (
            "On the left are fields that are surely rated low, on the right those surely high, in the middle what "
            "remains open. The numbers are in the table below."
        ),
    ),
    "grid.low": ("niedrig", "low"),
    "grid.middle": ("Wert offen", "value open"),
    "grid.high": ("hoch", "high"),
    "grid.agreed": ("einig", "agreed"),
    "grid.open": ("offen", "open"),
    "grid.split": ("uneins", "split"),
    "quadrant": ("Lage", "Place"),
    "hint": ("Was im Raum hilft", "What helps in the room"),
    "intervals": ("Wert und Einigkeit, Feld für Feld", "Score and agreement, field by field"),
    "agreement_span": ("Einigkeit", "Agreement"),
    "items_said": ("Was die Fragen zeigen", "What the items show"),
    "items_counted": (
        "Von {all} Fragen: einig {agree}, uneins {differ}, viele ohne Angabe {left_open}, offen {open}.",
        "Of {all} items: agreed {agree}, split {differ}, many without an answer {left_open}, open {open}.",
    ),
    "agreement_note": (
        (
            "Der Balken der Einigkeit reicht von −1 (die Hälfte steht an jedem Ende) über 0 (gleichmäßig verstreut) "
            "bis 1 (alle sagen dasselbe); ab 0,5 neigt ein Feld zur Einigkeit. Er zeigt das Mittel der Fragen, so "
            "genau es aus der Veröffentlichung folgt."
        ),
        (
            "The bar of agreement runs from −1 (half stand at each end) by way of 0 (evenly spread) to 1 (all say the "
            "same); from 0.5 on a field leans to agreement. It shows the mean of the items, as exactly as it follows "
            "from the release."
        ),
    ),
    "fields": ("Felder", "Fields"),
    "none": ("keine", "none"),
    "option": ("Antwort", "Answer"),
    "count": ("Anzahl", "Count"),
    "picture": ("Bild", "Picture"),
    "names": ("Wer", "Who"),
    "no_answer": ("ohne Angabe", "no answer"),
    "mean_of": ("Mittelwert in Prozent der Skala: {figure}", "Mean in per cent of the scale: {figure}"),
    "agreement": ("Einigkeit von −1 bis 1: {figure}", "Agreement from −1 to 1: {figure}"),
    "share_open": ("Ohne Angabe: {figure} Prozent", "No answer: {figure} per cent"),
    "more_items": ("Weitere Fragen", "Further items"),
    "item": ("Frage", "Item"),
    "pattern": ("Muster", "Pattern"),
    "lead_question": ("Leitfrage", "Lead question"),
    "nothing_here": ("Hier ist nichts zu berichten.", "There is nothing to report here."),
    "urgency": ("Dringlichkeit", "Urgency"),
    "per_cent": ("{figure} Prozent der Skala", "{figure} per cent of the scale"),
    "finding": ("Befund", "Finding"),
    "difference": ("Unterschied", "Difference"),
    "about": ("Was", "What"),
    "why": ("Warum", "Why"),
    "all_fields": ("das Ganze", "the whole"),
    "first_step": PLAN_WORDS["head.first_step"],
    "effort": ("Aufwand", "Effort"),
    "effort.S": ("klein", "small"),
    "effort.M": ("mittel", "medium"),
    "effort.L": ("groß", "large"),
    "horizon": ("Zeitraum", "Time frame"),
    "horizon.0-3": ("bis 3 Monate", "up to 3 months"),
    "horizon.3-12": ("3 bis 12 Monate", "3 to 12 months"),
    "horizon.12+": ("länger als ein Jahr", "more than a year"),
    "impact": ("Wirkung", "Impact"),
    "impact.1": ("spürbar", "noticeable"),
    "impact.2": ("deutlich", "considerable"),
    "impact.3": ("stark", "strong"),
    "who": ("Wer", "Who"),
    "indicator": PLAN_WORDS["head.indicator"],
    "measurement": ("So wird gemessen", "How to measure it"),
    "obstacle": ("Was im Weg steht", "What gets in the way"),
    "way_round": ("Was dann hilft", "What helps"),
    "unsuitable_when": ("Nicht geeignet", "Not suitable"),
    "depends_on": ("Vorher", "First"),
    "on_card": ("liegt auch auf einer Karte", "also on a card"),
    "procedures": ("Verfahren", "Procedures"),
    "sources": ("Quellen", "Sources"),
    "choices": ("übernehmen|anpassen|zur Seite legen, weil:", "adopt|adapt|put aside, because:"),
    "purpose": ("Wozu", "Purpose"),
    "group_size": ("Für", "For"),
    "group_of": ("{low} bis {high} Personen", "{low} to {high} people"),
    "duration": ("Dauer", "Duration"),
    "minutes": ("{minutes} Minuten", "{minutes} minutes"),
    "preparation": ("Vorbereitung", "Preparation"),
    "room": ("Raum", "Room"),
    "roles": ("Rollen", "Roles"),
    "steps": ("Schritte", "Steps"),
    "watch": ("Darauf achten", "Watch out for"),
    "ballot": ("Abstimmung auf Papier", "Ballot on paper"),
    "ballot_note": (
        (
            "Ohne Namen. Alle füllen ihr Blatt im selben Augenblick aus; je Zeile ein Punkt oder keiner, zusammen "
            "höchstens {dots}. Wer leitet, zählt und trägt nur die Summen ein."
        ),
        (
            "No names. All fill in their sheets at the same moment; one dot or none in each line, {dots} at most in "
            "all. The facilitator counts and enters the sums only."
        ),
    ),
    "own_idea": ("Eigene Idee:", "Own idea:"),
    "own_note": (
        (
            "Auf die leere Zeile schreibt eine Person vor dem Verteilen auf alle Blätter dieselbe Idee, auf die sich "
            "der Raum geeinigt hat, oder streicht sie durch. Nehmen Sie die Idee auch in die Abstimmung im Dienst auf; "
            "nur dann lässt sich ihre Summe eintragen."
        ),
        (
            "Before the sheets are handed out, one person writes on the empty line of all of them the idea that the "
            "room has agreed on, or crosses it out. Add the idea to the ballot in the service, too: only then can its "
            "sum be entered."
        ),
    ),
    "dot": ("Punkt", "Dot"),
    "option_of_ballot": ("Zur Wahl", "Option"),
    "tally": ("Summe", "Sum"),
    "measure": PLAN_WORDS["sheet.title"],
    "measure_note": PLAN_WORDS["sheet.note"],
}

_MONTHS = (
    "January February March April May June July August September October November December",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
)


# What a card says of itself, on a page and on paper.
_OF_CARDS = (
    *("why", "first_step", "lead_question", "who", "indicator", "measurement", "obstacle", "way_round"),
    *("unsuitable_when", "depends_on", "procedures", "sources", "choices", "effort", "horizon", "impact"),
    *("effort.S", "effort.M", "effort.L", "horizon.0-3", "horizon.3-12", "horizon.12+"),
    *("impact.1", "impact.2", "impact.3"),
)


def card_words(language: str) -> dict[str, str]:
    """Return the words of cards by their names; German for `de` and its variants, else English."""
    return {name: word_in(language, name) for name in _OF_CARDS}


def word_in(language: str, name: str, /, **values: object) -> str:
    """Return what the page says under a name; German for `de` and its variants, else English."""
    german, english = WORDS[name]
    return (german if is_german(language) else english).format_map(values)


def date_in(language: str, iso: str) -> str:
    """Return a date such as 2026-11-21 in words."""
    year, month, day = iso.split("-")
    name = _MONTHS[is_german(language)].split()[int(month) - 1]
    return f"{int(day)}{'.' if is_german(language) else ''} {name} {year}"
