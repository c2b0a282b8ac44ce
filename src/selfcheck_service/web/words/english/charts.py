"""What the charts of a round say, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "charts": {
        "between": "between {low} and {high}",
        "exactly": "{value}",
        "nothing": "nothing shown",
        "quarter": "in part {quarter} of {quarters} of the scale",
        "scale": "Scale from {low} to {high}.",
        "table": "The chart as a table",
        "field": "Field",
        "lowest": "At least",
        "highest": "At most",
        "level": "Level",
        "place": "Place",
        "fields": "Fields",
        "hint": "What helps in the room",
        "columns": ["low", "value open", "high"],
        "rows": {
            "agreed": "agreed",
            "open": "open",
            "split": "split",
        },
        "grid_note": (
            "On the left are fields that are surely rated low, on the right those surely high; at the top those in "
            "agreement, at the bottom those split. In the middle is what remains open. An arrow shows where a field "
            "leans. The numbers are in the table."
        ),
        "grid_note_row": (
            "On the left are fields that are surely rated low, on the right those surely high, in the middle what "
            "remains open. The numbers are in the table."
        ),
    },
}
