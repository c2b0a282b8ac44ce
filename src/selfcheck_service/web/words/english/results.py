"""What the pages say about the results of a round, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    # Each: what it is called, and what to do.
    "nothing": {
        "not_yet": (
            "There is nothing to see here yet",
            "Results, workshop and measures appear once the round has closed and its result has been made.",
        ),
        "withdrawn": (
            "This release was withdrawn",
            (
                "In an open round the results disappear when somebody erases their response, or when the retention "
                "period ends. The measures stay."
            ),
        ),
        "to_round": "To the round",
    },
    "results": {
        "title": "Results",
        "crumbs": "You are here",
        "parts": "Parts of this round",
        "lead": {
            "confidential": (
                "What is released, and nothing beyond. Where figures are hidden there are ranges: the true value lies "
                "within them."
            ),
            "open": (
                "This round is open: all who took part see the same answers under the names that they chose themselves."
            ),
            "institutional": "One joint answer of the administration, as it was submitted.",
        },
        "people": {"one": "one person took part", "other": "{count} people took part"},
        "closed_on": "closed on {day}",
        "others": "Releases of this round:",
        "part": {
            "profile": "Profile",
            "grid": "Score and agreement",
            "agree": "Where people agree",
            "differ": "Where people see it differently",
            "knowledge": "Where many cannot say",
            "people": "Perspectives side by side",
            "urgency": "What is called urgent",
            "took_part": "Who took part, and what is hidden",
            "over_time": "Compared with before",
            "files": "Take along",
            "ratings": "The answers",
            "joint": "The joint answer",
        },
        "profile_lead": "The fields that count as strengths come first.",
        "nothing_of": {
            "agree": "There is no item on which people certainly agree.",
            "differ": "There is no item on which ratings certainly differ.",
            "knowledge": "There is no item that three in ten or more certainly left without an answer.",
        },
        "mean_percent": "Mean in per cent of the scale",
        "without_answer": "No answer in per cent",
        "every_item": "All items with their answers",
        "one_group": (
            "Answers stand side by side only for groups of ten people or more. No two such groups can be shown here; "
            "what everybody says together is in the profile."
        ),
        "gaps": "Where two groups may lie far apart",
        "no_urgency": "This questionnaire did not ask about it, or nothing can be said.",
        "urgency_open": "How urgent the fields are cannot be determined here.",
        "who_took_part": "Who took part",
        "merged": "What is merged",
        "merged_lead": (
            "A group is named only where at least {least} people are in it; its answers stand alone from ten on. "
            "Smaller ones are merged with the next smallest, so that nobody can be recognised."
        ),
        "kept_back": "What cannot be said",
        "kept_back_lead": ("That does not mean that there was nothing. It cannot be read from what may be shown."),
        "nothing_kept_back": "Something can be said about everything.",
        "joint_lead": "It speaks for the administration, not for individual people.",
        "ratings_lead": "Under the names that those who took part chose themselves.",
        "joint_answers": "All answers",
        "evaluation": "Evaluation of the joint answer",
        "flags": "What stands out",
        "what": "What",
        "result": "Result",
        "over_time_lead": "What is higher today, and what lower than last time? The comparison names no cause.",
        "over_time_link": "Compare with an earlier round",
        "earlier": "Earlier round of the same municipality",
        "round_of_day": "{day}: {title}",
        "compare": "Show side by side",
        "no_earlier": (
            "There is no earlier round of this municipality with released results yet. It is worth asking again after "
            "a year."
        ),
        "then_and_now": "{earlier} and {later}",
        "sizes": "Last time {earlier} answered, this time {later}. Nobody knows whether they are the same people.",
        "notes": "What matters when reading this",
        "everybody": "Everybody",
        "then": "Then",
        "now": "Now",
        "moved": "What can be said",
        "bars_over_time": (
            "The upper bar is then, the lower one now. Each runs from the smallest to the largest possible value; the "
            "lowest value of the scale is on the left, the highest on the right. A narrow bar is an exact value."
        ),
        "recomputed": (
            "The two rounds do not rest on the same items everywhere: the questionnaire has changed, or too few "
            "answered one of the items. Values are then worked out anew here, over the items that both have, and their "
            "bounds may differ a little from those in the profile. This is so for: {fields}."
        ),
        "hash": "Checksum of this release (SHA-256):",
        "to_workshop": "On to the workshop",
    },
    # Of each file what it is called, and what it is good for.
    "files": {
        "release": {
            "xlsx": ("Workbook (XLSX)", "To read and to calculate with in Excel or LibreOffice, with charts."),
            "csv": ("Table (CSV)", "One figure per line, for statistics."),
            "json": ("Release (JSON)", "As it is stored; the checksum belongs to these bytes."),
        },
    },
}
