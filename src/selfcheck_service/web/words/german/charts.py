"""What the charts of a round say, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "charts": {
        "between": "zwischen {low} und {high}",
        "exactly": "{value}",
        "nothing": "nichts gezeigt",
        "quarter": "im {quarter}. von {quarters} Teilen der Skala",
        "scale": "Skala von {low} bis {high}.",
        "table": "Das Bild als Tabelle",
        "field": "Feld",
        "lowest": "Mindestens",
        "highest": "Höchstens",
        "level": "Stufe",
        "place": "Lage",
        "fields": "Felder",
        "hint": "Was im Raum hilft",
        "columns": ["niedrig", "Wert offen", "hoch"],
        "rows": {
            "agreed": "einig",
            "open": "offen",
            "split": "uneins",
        },
        "grid_note": (
            "Links liegen Felder, die sicher niedrig eingeschätzt sind, rechts die sicher hohen; oben die einigen, "
            "unten die uneinigen. In der Mitte steht, was offen bleibt. Ein Pfeil zeigt, wohin ein Feld neigt. Die "
            "Nummern stehen in der Tabelle."
        ),
        "grid_note_row": (
            "Links liegen Felder, die sicher niedrig eingeschätzt sind, rechts die sicher hohen, in der Mitte, was "
            "offen bleibt. Die Nummern stehen in der Tabelle."
        ),
    },
}
