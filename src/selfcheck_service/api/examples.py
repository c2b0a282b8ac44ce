"""One small questionnaire, which the examples of the contract are made of, so that they cannot go stale."""

from typing import Any

DEFINITION: dict[str, Any] = {
    "format": 1,
    "rules": 1,
    "key": "beispiel",
    "version": "1.0.0",
    "languages": ["de", "en"],
    "title": {"de": "Beispiel", "en": "Example"},
    "response_scales": [
        {
            "key": "stage3",
            "options": [
                {"value": 0, "title": {"de": "noch nicht", "en": "not yet"}, "points": 0},
                {"value": 1, "title": {"de": "teilweise", "en": "in part"}, "points": 1},
                {"value": 2, "title": {"de": "ja", "en": "yes"}, "points": 2},
            ],
            "no_answers": ["dont_know", "not_applicable", "declined"],
        }
    ],
    "level_sets": [
        {
            "key": "two",
            "levels": [
                {"key": "beginning", "title": {"de": "Am Anfang", "en": "Beginning"}, "range": "[0, 50)"},
                {"key": "established", "title": {"de": "Verankert", "en": "Established"}, "range": "[50, 100]"},
            ],
        }
    ],
    "suggestion_types": [{"key": "dialogue", "title": {"de": "Dialog", "en": "Dialogue"}}],
    "defaults": {
        "levels": "two",
        "scoring": {
            "method": "mean",
            "scale": [0, 100],
            "rescale_from": [0, 2],
            "no_answer": {
                "unanswered": "exclude",
                "dont_know": "exclude",
                "declined": "exclude",
                "not_applicable": "exclude",
                "hidden": "exclude",
                "not_computed": "exclude",
            },
            "rounding": {"digits": 1, "mode": "half_even", "stage": "last"},
        },
    },
    "fields": [
        {
            "key": "steering",
            "title": {"de": "Steuerung", "en": "Steering"},
            "level_texts": {
                "beginning": {"de": "Die ersten Schritte stehen an.", "en": "The first steps lie ahead."},
                "established": {"de": "Das Thema ist verankert.", "en": "The subject is established."},
            },
            "items": [
                {
                    "key": "leadership",
                    "type": "single_choice",
                    "scale": "stage3",
                    "prompt": {
                        "de": "Die Leitung steht öffentlich dafür ein.",
                        "en": "The leadership stands up for it.",
                    },
                },
                {
                    "key": "responsible",
                    "type": "single_choice",
                    "scale": "stage3",
                    "prompt": {"de": "Eine Stelle ist zuständig.", "en": "One office is responsible."},
                },
            ],
            "suggestions": [
                {
                    "key": "round_table",
                    "type": "dialogue",
                    "title": {"de": "Runder Tisch", "en": "Round table"},
                    "when": {"field": "steering", "score": {"below": 50}},
                    "first_step": {"de": "Einladung schreiben.", "en": "Write the invitation."},
                    "effort": "S",
                    "horizon": "0-3",
                    "impact": 2,
                    "who": {"de": "Leitung", "en": "Leadership"},
                    "lead_question": {"de": "Wer fehlt am Tisch?", "en": "Who is missing at the table?"},
                    "indicator": {"de": "Der Tisch hat getagt.", "en": "The table has met."},
                }
            ],
        }
    ],
}

ANSWERS: dict[str, Any] = {
    "questionnaire": "beispiel",
    "version": "1.0.0",
    "language": "de",
    "answers": {"leadership": 0, "responsible": {"no_answer": "dont_know"}},
}
