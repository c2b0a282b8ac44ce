"""A questionnaire with one of everything that a page has to show, and texts that try to break out of it."""

from typing import Any

from selfcheck_service.api import examples

KEY, VERSION = "alles", "1.2.3"
PATH = f"/questionnaires/{KEY}/{VERSION}"
# Whoever forgets to escape a text runs this.
HOSTILE = '<script>alert("x")</script>\'" onmouseover=alert(1) {{ 7*7 }} {% raw %} &amp;'
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def said(german: str, english: str | None = None) -> dict[str, str]:
    """Return a text in both languages."""
    return {"de": german, "en": english or f"{german} (en)"}


def _options(*titles: str) -> list[dict[str, Any]]:
    return [{"value": value, "title": said(title), "points": value} for value, title in enumerate(titles)]


def _suggestion(key: str, field: str, **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "type": "dialog",
        "title": said(f"Anregung {key}"),
        "when": {"field": field, "status": ["valid", "provisional", "not_computed"]},
        "first_step": said("Eine Einladung schreiben."),
        "effort": "S",
        "horizon": "12+",
        "impact": 3,
        "who": said("Die Leitung"),
        "lead_question": said("Wer fehlt am Tisch?"),
        "indicator": said("Der Tisch hat getagt."),
    } | more


_EXCLUDED = dict.fromkeys(
    ("unanswered", "dont_know", "declined", "not_applicable", "hidden", "not_computed"), "exclude"
)

FIRST = {
    "key": "erstes",
    "title": said(f"Erstes {LONG_WORD}", f"First {LONG_WORD}"),
    "introduction": said("Worum es hier geht."),
    "gates": [
        {"level": "oben", "requires": {"item": "stufe", "points": {"at_least": 2}}, "text": said("Erst die Grundlage.")}
    ],
    "items": [
        {
            "key": "stufe",
            "type": "single_choice",
            "scale": "drei",
            "prompt": said("Wie weit sind Sie?", "How far have you come?"),
            "help": said("Das weiß das Hauptamt."),
            "anchors": [{"value": 0, "text": said("Bisher nichts.")}, {"value": 2, "text": said(HOSTILE)}],
            "forms": {"kurz": {"prompt": said("Wie weit ist die Kommune?", "How far has the municipality come?")}},
        },
        {
            "key": "wege",
            "type": "multiple_choice",
            "options": [*_options("Zeitung", "Netz", "Brief"), {"value": "x", "title": said("Ruf"), "points": 1}],
            "no_answers": ["dont_know"],
            "multiple_choice": {"points_from": "count", "maximum_selected": 3},
            "prompt": said("Welche Wege nutzen Sie?"),
        },
        {
            "key": "kanal",
            "type": "multiple_choice",
            "options": [
                *_options("A", "B"),
                {"value": "keiner", "title": said("keiner"), "points": 0, "exclusive": True},
            ],
            "prompt": said("Welche Kanäle?"),
            "scored": False,
        },
    ],
    "fields": [
        {
            "key": "darin",
            "title": said("Darin"),
            "items": [
                {
                    "key": "anteil",
                    "type": "number",
                    "number": {
                        "range": "[0, 100]",
                        "unit": said("Prozent"),
                        "points": {
                            "bins": [
                                {"range": "[0, 50)", "points": 0},
                                {"range": "[50, 100]", "points": 2},
                            ]
                        },
                    },
                    "no_answers": ["dont_know", "declined"],
                    "prompt": said("Wie hoch ist der Anteil?"),
                    "shown_when": {"item": "stufe", "one_of": [1, 2]},
                },
                {
                    "key": "stellen",
                    "type": "number",
                    "number": {"range": "[0, inf)", "integer": True},
                    "scored": False,
                    "prompt": said("Wie viele Stellen?"),
                    "applies_to": {"profile": "art", "is": "stadt"},
                },
                {
                    "key": "anmerkung",
                    "type": "text",
                    "text": {"maximum_length": 40},
                    "prompt": said("Was noch?"),
                    "shown_when": {"any": [{"item": "stufe", "answered": True}, {"item": "wege", "includes": 1}]},
                },
            ],
        }
    ],
    "scoring": {"of": "all_items"},
    "suggestions": [
        _suggestion("eins", "erstes", text=said(HOSTILE), sources=["quelle"]),
        _suggestion("zwei", "erstes", depends_on=["eins"]),
    ],
}

SECOND = {
    "key": "zweites",
    "title": said("Zweites"),
    "items": [
        {"key": "last", "type": "single_choice", "scale": "drei", "prompt": said("Wie groß ist die Last?")},
        {
            "key": "vergleich",
            "type": "pairwise",
            "prompt": said("Was kostet mehr Kraft?", "What takes more strength?"),
            "help": said("Vergleichen Sie, so weit Sie mögen.", "Compare as far as you like."),
            "no_answers": ["dont_know"],
            "pairwise": {
                "options": [
                    {"value": "reden", "title": said("Reden", "Talking")},
                    {"value": "schreiben", "title": said(f"Schreiben {LONG_WORD}", "Writing")},
                    {"value": "warten", "title": said("Warten auf andere Stellen", "Waiting for other offices")},
                ]
            },
        },
        {
            "key": "frei",
            "type": "text",
            "no_answers": ["declined"],
            "prompt": said("Erzählen Sie."),
            "shown_when": {"not": {"item": "last", "is": 0}},
        },
    ],
    "scoring": {"better": "lower"},
    "suggestions": [_suggestion("drei", "zweites"), _suggestion("vier", "zweites"), _suggestion("fuenf", "zweites")],
}

DOCUMENT: dict[str, Any] = {
    "format": 1,
    "rules": 1,
    "key": KEY,
    "version": VERSION,
    "languages": ["de", "en"],
    "title": said("Von allem eins", "One of everything"),
    "description": said(f"Eine Beschreibung mit {HOSTILE}"),
    "notice": said("Ein Hinweis.", "A notice."),
    "response_scales": [
        {
            "key": "drei",
            "options": _options("noch nicht", "teilweise", "ganz"),
            "no_answers": ["dont_know", "not_applicable", "declined"],
        }
    ],
    "level_sets": [
        {
            "key": "stufen",
            "levels": [
                {"key": "unten", "title": said("Unten"), "range": "[0, 40)", "text": said("Der Anfang.")},
                {"key": "mitte", "title": said("Mitte"), "range": "[40, 70)", "text": said("Unterwegs.")},
                {"key": "oben", "title": said("Oben"), "range": "[70, 100]", "text": said("Angekommen.")},
            ],
        }
    ],
    "suggestion_types": [{"key": "dialog", "title": said("Dialog")}],
    "profile": [
        {
            "key": "art",
            "title": said("Art der Kommune"),
            "options": [
                {"value": "stadt", "title": said("Stadt", "City")},
                {"value": 2, "title": said("Kreis", "District")},
            ],
        }
    ],
    "forms": [{"key": "voll", "title": said("Voll")}, {"key": "kurz", "title": said("Kurz")}],
    "perspectives": [
        {"key": "leitung", "title": said("Leitung"), "form": "voll"},
        {"key": "rat", "title": said("Rat"), "form": "kurz"},
    ],
    "sources": [
        {"key": "quelle", "title": said("Eine Quelle"), "url": "https://example.org/?a=1&b=2", "as_of": "2026-03-01"}
    ],
    "defaults": {
        "levels": "stufen",
        "parent_levels": "stufen",
        "scoring": {
            "method": "mean",
            "scale": [0, 100],
            "rescale_from": [0, 3],
            "no_answer": _EXCLUDED,
            "better": "higher",
            "coverage": {"provisional": 0.3, "valid": 1},
            "rounding": {"digits": 1, "mode": "half_even", "stage": "last"},
        },
        "parent_scoring": {
            "method": "mean",
            "scale": [0, 100],
            "no_answer": _EXCLUDED,
            "better": "higher",
        },
    },
    "fields": [FIRST, SECOND],
    "overall": {"title": said("Gesamtbild", "Overall picture")},
    "flags": [
        {"key": "allein", "title": said("Jemand ist allein"), "when": {"item": "stufe", "is": 0}},
        {"key": "offen", "title": said("Etwas ist offen"), "when": {"item": "last", "is": 2}},
    ],
}


THIRD = {
    "key": "teams",
    "title": said("Teams"),
    "introduction": said("Für jedes Team einmal.", "Once for each team."),
    "units": {"title": said("Team"), "maximum": 3, "scoring": {"method": "mean"}},
    "items": [
        {"key": "schwung", "type": "single_choice", "scale": "drei", "prompt": said("Wie viel Schwung?")},
        {
            "key": "koepfe",
            "type": "number",
            "number": {"range": "[0, 100]", "integer": True},
            "scored": False,
            "prompt": said("Wie viele Köpfe?"),
            "shown_when": {"item": "schwung", "one_of": [1, 2]},
        },
        {
            "key": "wahl",
            "type": "pairwise",
            "prompt": said("Was kostet mehr Kraft?", "What takes more strength?"),
            "no_answers": ["dont_know"],
            "pairwise": {
                "options": [
                    {"value": "a", "title": said("Reden", "Talking")},
                    {"value": "b", "title": said(f"Schreiben {LONG_WORD}", "Writing")},
                    {"value": "c", "title": said("Warten auf andere Stellen", "Waiting for other offices")},
                ]
            },
        },
    ],
}

# What is asked once for each unit.
REPEATED: dict[str, Any] = {
    **DOCUMENT,
    "key": "einheiten",
    "fields": [THIRD, SECOND],
    "flags": [],
    "suggestions": [],
    "sources": [],
    "forms": [],
    "perspectives": [],
}


def in_german_only(part: Any) -> Any:
    """Return a document in which every text has lost its English."""
    if isinstance(part, dict):
        if set(part) == {"de", "en"}:
            return {"de": part["de"]}
        return {name: in_german_only(each) for name, each in part.items()}
    return [in_german_only(each) for each in part] if isinstance(part, list) else part


GERMAN_ONLY = in_german_only(examples.DEFINITION) | {"key": "nur-deutsch", "languages": ["de"]}
