"""Everything that the pages of a questionnaire say themselves, in German and English.

Questionnaires bring their own texts; these hold them together. Numbers, states and tests are worded by the engine
(`core/scoring/phrases.py`), so that a page and an explanation say the same thing alike.
"""

from selfcheck_service.core.definition.texts import is_german

# name: (German, English); a name that ends in `.one` or `.many` goes with a count.
WORDS: dict[str, tuple[str, str]] = {
    "version": ("Fassung {version}", "Version {version}"),
    "quoted": ("„{text}“", "“{text}”"),
    "or": (" oder ", " or "),
    "colon": ("**{label}:** {text}", "**{label}:** {text}"),
    # How to fill it in
    "filling_in": ("So füllen Sie den Fragebogen aus", "How to fill in the questionnaire"),
    "filling_in.choose": (
        "Wählen Sie die Antwort, die heute am besten passt, nicht die, die Sie sich wünschen.",
        "Choose the answer that fits best today, not the one you would like to be true.",
    ),
    "filling_in.anchors": (
        (
            "Unter vielen Fragen steht, woran Sie eine Antwort erkennen. Liegt Ihr Stand dazwischen, nehmen Sie die "
            "Antwort dazwischen."
        ),
        "Many items say how to recognise an answer. If you stand in between, choose the answer in between.",
    ),
    "filling_in.ask": (
        "Wer es wissen könnte, steht dabei. Nachfragen ist erwünscht.",
        "The items say who might know. You are welcome to ask around.",
    ),
    "filling_in.forms": (
        "Welche Fragen Sie sehen, hängt davon ab, aus welcher Perspektive Sie antworten.",
        "Which items you see depends on the perspective from which you answer.",
    ),
    "filling_in.open": (
        "Was Sie nicht wissen, lassen Sie offen oder sagen es: {states}.",
        "If you do not know something, leave it open or say so: {states}.",
    ),
    "filling_in.later": (
        "Wie dringend Sie ein Feld finden, verändert keinen Wert.",
        "How urgent you find a field changes no score.",
    ),
    # Answers
    "scales": ("Antworten", "Answers"),
    "scale.one": ("Für {count} Frage", "For {count} item"),
    "scale.many": ("Für {count} Fragen", "For {count} items"),
    "answer": ("Antwort", "Answer"),
    "points": ("Punkte", "Points"),
    "instead": ("Statt einer Antwort ist möglich: {states}.", "In place of an answer one may say: {states}."),
    # Who answers
    "perspectives": ("Wer antwortet", "Who answers"),
    "perspective": ("Perspektive", "Perspective"),
    "form": ("Form", "Form"),
    "items": ("Fragen", "Items"),
    "items.one": ("{count} Frage", "{count} item"),
    "items.many": ("{count} Fragen", "{count} items"),
    "scored_items": ("davon mit Wertung", "of these scored"),
    "profile": ("Angaben zur Kommune", "About the municipality"),
    # Levels
    "levels": ("Stufen", "Levels"),
    "level": ("Stufe", "Level"),
    "range": ("Wert", "Score"),
    "meaning": ("Bedeutung", "Meaning"),
    "range.both": ("{low} bis {high}", "{low} to {high}"),
    "range.below": ("{low} bis unter {high}", "{low} to below {high}"),
    "range.above": ("über {low} bis {high}", "above {low} to {high}"),
    "range.between": ("über {low} bis unter {high}", "above {low} to below {high}"),
    "range.from": ("ab {low}", "from {low}"),
    "range.over": ("über {low}", "above {low}"),
    "range.to": ("bis {high}", "up to {high}"),
    "range.under": ("unter {high}", "below {high}"),
    "range.any": ("beliebig", "any"),
    "next": ("Wie es weitergeht", "What comes next"),
    "border.margin": (
        "Liegt ein Wert höchstens {margin} neben dem Bereich einer anderen Stufe, steht dabei:",
        "Where a score lies within {margin} of another level, it says:",
    ),
    "not_computed": ("Wenn es noch keinen Wert gibt", "If there is no score yet"),
    "gates": ("Was eine Stufe voraussetzt", "What a level requires"),
    "gate.top": ("Für {level}", "For {level}"),
    "gate": ("Für {level} und höher", "For {level} and above"),
    "met_when": ("Erfüllt, wenn", "Met if"),
    # Fields
    "fields": ("Themenfelder", "Fields"),
    "field": ("Feld", "Field"),
    "in_field": ("Feld", "Field"),
    "suggestions": ("Anregungen", "Suggestions"),
    "suggestions.one": ("{count} Anregung", "{count} suggestion"),
    "suggestions.many": ("{count} Anregungen", "{count} suggestions"),
    "next_field": ("Nächstes Feld", "Next field"),
    "fields_within": ("Felder darin", "Fields within"),
    "made_of": ("Was hier eingeht", "What it is made of"),
    "made_of.items": (
        "Hier wird nichts eigens gefragt. Der Wert entsteht aus Antworten, die in anderen Feldern gegeben werden:",
        "Nothing is asked here. The score comes from answers that are given in other fields:",
    ),
    "made_of.fields": ("Der Wert entsteht aus diesen Feldern:", "The score comes from these fields:"),
    "repeated": (
        "Dieses Feld wird für jede Einheit einmal beantwortet, {low}- bis {high}-mal.",
        "This field is answered once for each unit, {low} to {high} times.",
    ),
    "urgency_and_evidence": ("Dringlichkeit und Belege", "Urgency and evidence"),
    "urgency_and_evidence.lead": (
        "Diese Fragen stehen neben der Bewertung und verändern keinen Wert.",
        "These questions stand beside the assessment and change no score.",
    ),
    # Items
    "recognise": ("Woran Sie das erkennen", "How to recognise it"),
    "same_wording": ("auch hier gefragt, im selben Wortlaut", "asked here as well, in the same words"),
    "answers.scale": ("von {first} bis {last}", "from {first} to {last}"),
    "answers.of": ("Antworten", "Answers"),
    "several": ("mehrere sind möglich", "several are possible"),
    "number": ("Zahl, {range}", "number, {range}"),
    "integer": ("ganze Zahl, {range}", "whole number, {range}"),
    "time": ("Uhrzeit, {range}", "time of day, {range}"),
    "text": ("freier Text, höchstens {limit} Zeichen", "free text of at most {limit} characters"),
    "pairs": ("je zwei davon, was eher zutrifft: {options}", "of each two of these, which one rather: {options}"),
    "calculated": (
        "Wird niemand gefragt, sondern berechnet aus {names}",
        "Asked of nobody, calculated from {names}",
    ),
    "no_answer": ("statt einer Antwort auch: {states}", "in place of an answer also: {states}"),
    "asked_of": ("Gefragt bei", "Asked of"),
    "asked_when": ("Gefragt, wenn", "Asked if"),
    "applies_when": ("Passt, wenn", "Fits if"),
    "applies_to": ("Gedacht für", "Meant for"),
    "weight": ("Zählt {weight}-fach.", "Counts {weight} times."),
    "unscored": ("Verändert keinen Wert.", "Changes no score."),
    "classes": ("Merkmale der Fragen", "How items are tagged"),
    # Suggestions, in the words of the web pages: a test compares them
    "at_levels": ("Bei {levels}", "At {levels}"),
    "single_answers": ("Bei einzelnen Antworten", "After particular answers"),
    "offered_when": ("Angeboten, wenn", "Offered if"),
    "effort": ("Aufwand {effort}", "{effort} effort"),
    "effort.S": ("klein", "small"),
    "effort.M": ("mittel", "medium"),
    "effort.L": ("groß", "large"),
    "horizon.0-3": ("bis 3 Monate", "up to 3 months"),
    "horizon.3-12": ("3 bis 12 Monate", "3 to 12 months"),
    "horizon.12+": ("länger als ein Jahr", "more than a year"),
    "impact": ("Wirkung {impact}", "{impact} effect"),
    "impact.1": ("spürbar", "noticeable"),
    "impact.2": ("deutlich", "considerable"),
    "impact.3": ("groß", "strong"),
    "first_step": ("Erster Schritt in den nächsten 14 Tagen", "First step within 14 days"),
    "who": ("Wer", "Who"),
    "lead_question": ("Leitfrage für das Gespräch", "Question to open the conversation"),
    "indicator": ("Woran Sie Fortschritt erkennen", "How you will notice progress"),
    "measurement": ("Wie das gemessen wird", "How it is measured"),
    "obstacle": ("Was meist dazwischenkommt", "What usually gets in the way"),
    "way_round": ("Wie es trotzdem geht", "What helps"),
    "unsuitable_when": ("Wann es nicht passt", "When not to do it"),
    "named_procedures": ("So lässt es sich angehen", "Ways of going about it"),
    "after": ("Vorher sinnvoll", "Useful beforehand"),
    "sources": ("Quellen", "Sources"),
    "as_of": ("Stand {date}", "as of {date}"),
    # Procedures
    "procedures": ("Anleitungen", "Procedures"),
    "procedures.lead": (
        "Jede Anleitung ist einmal ausgeschrieben; Anregungen verweisen auf sie.",
        "Each procedure is written out once; suggestions refer to it.",
    ),
    "people": ("{low} bis {high} Menschen", "{low} to {high} people"),
    "people.same": ("{high} Menschen", "{high} people"),
    "minutes": ("{count} Minuten", "{count} minutes"),
    "preparation": ("Vorbereitung", "Preparation"),
    "room": ("Raum", "Room"),
    "roles": ("Rollen", "Roles"),
    "steps": ("Ablauf", "Steps"),
    "material": ("Material", "Material"),
    "watch": ("Worauf zu achten ist", "What to watch"),
    "named_by": ("Gehört zu diesen Anregungen", "Belongs to these suggestions"),
    # Patterns
    "patterns": ("Muster", "Patterns"),
    "patterns.lead": (
        (
            "Was auffällt, wenn man Antworten nebeneinanderlegt. Kein Muster ist ein Urteil; jedes sagt, wo ein "
            "Gespräch lohnt."
        ),
        (
            "What stands out when answers are laid side by side. No pattern is a verdict; each says where talking is "
            "worth the time."
        ),
    ),
    "flags": ("Was in einem einzelnen Fragebogen auffällt", "What stands out in a single response"),
    "round_patterns": (
        "Was auffällt, wenn mehrere geantwortet haben",
        "What stands out once several people have answered",
    ),
    "holds_when": ("Trifft zu, wenn", "Holds if"),
    "any_field": ("in jedem Feld, in dem sich das Muster zeigt", "in any field in which the pattern is seen"),
    "pattern.camps": ("Die Antworten bilden zwei Lager", "The answers form two camps"),
    "pattern.perspective_gap": (
        "Eine Perspektive sieht das Feld viel besser als eine andere",
        "One perspective sees the field much better than another",
    ),
    "pattern.knowledge_gap": ("Viele wissen es nicht", "Many do not know"),
    "pattern.urgent_but_low": ("Dringend, und noch wenig getan", "Urgent, and little done yet"),
    "pattern.strength": ("Eine Stärke, die alle sehen", "A strength that everybody sees"),
    # Sources and crosswalks
    "sources.lead": (
        (
            "Gesetze, Stellen, Programme und Zahlen, auf die der Fragebogen verweist, mit dem Tag, an dem sie zuletzt "
            "angesehen wurden oder aus dem sie stammen."
        ),
        (
            "Laws, bodies, programmes and figures that the questionnaire refers to, with the date on which they were "
            "last looked at or from which they come."
        ),
    ),
    "cited_by": ("Genannt bei", "Named in"),
    "crosswalks": ("Bezüge zu anderen Standards", "Bridges to other frameworks"),
    "crosswalks.lead": (
        "Wo Themen anderer Fragebögen und Standards hier vorkommen. Werte und Stufen lassen sich nicht übertragen.",
        (
            "Where subjects of other frameworks are spoken of in this questionnaire. Scores and levels cannot be "
            "carried over."
        ),
    ),
    "there": ("Dort", "There"),
    "here": ("Hier", "Here"),
    "nothing_here": ("kommt hier nicht vor", "not spoken of here"),
    "without_target": ("Ohne Entsprechung dort", "Without a counterpart there"),
    "more_pages": ("Weitere Seiten", "More pages"),
    # Conditions
    "all_items": ("alle {items}: {what}", "all {items}: {what}"),
    "some_items": ("mindestens eine der {items}: {what}", "at least one of the {items}: {what}"),
    "so_many_items": ("{test} der {items}: {what}", "{test} of the {items}: {what}"),
    "selection": ("Fragen", "items"),
    "selection.class": (" mit dem Merkmal {classes}", " tagged {classes}"),
    "selection.field": (" im Feld {field}", " in the field {field}"),
    "selection.items": (" {items}", " {items}"),
    "is": ("{name}: {what}", "{name}: {what}"),
    "chosen": ("Antwort {values}", "answer {values}"),
    "at_level": ("Stufe {levels}", "level {levels}"),
    "score": ("Wert {test}", "score {test}"),
    "coverage": ("{test} beantwortet", "{test} answered"),
    "flag_holds": ("{name} trifft zu", "{name} holds"),
    "flag_fails": ("{name} trifft nicht zu", "{name} does not hold"),
    "calculation": ("eine Rechnung mit {names} ergibt {test}", "a calculation with {names} comes to {test}"),
    "calculation.true": ("es sich so errechnet aus {names}", "it follows by calculation from {names}"),
    "each_holds": ("{said} alles davon gilt", "{said} all of these hold"),
    "one_holds": ("{said} mindestens eines davon gilt", "{said} at least one of these holds"),
    "not": ("nicht ({condition})", "not ({condition})"),
    "joined.and": (" **und** ", " **and** "),
    "joined.or": (" **oder** ", " **or** "),
}


# The same in short main clauses, for the page of a questionnaire in plain German.
IN_PLAIN_GERMAN: dict[str, str] = {
    "scales": "So können Sie antworten",
    "scale.one": "Bei {count} Frage",
    "scale.many": "Bei {count} Fragen",
    "instead": "Sie können auch sagen: {states}.",
    "levels": "Die Stufen im Ergebnis",
}


def word_in(language: str, name: str) -> str:
    """Return what the pages say under a name: German for `de…`, else English."""
    if language == "de-simple" and name in IN_PLAIN_GERMAN:
        return IN_PLAIN_GERMAN[name]
    german, english = WORDS[name]
    return german if is_german(language) else english
