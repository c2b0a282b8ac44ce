"""What the pages say about the results of a round, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    # Each: what it is called, and what to do.
    "nothing": {
        "not_yet": (
            "There is nothing to see here yet",
            "Results, workshop and measures are there once the round is closed and released.",
        ),
        "withdrawn": (
            "This release was withdrawn",
            (
                "In an open round the results go when somebody erases their own response, or when the time of keeping "
                "is over. The measures stay."
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
                "What is released, and nothing beyond. Where figures are covered there are ranges: the true value lies "
                "in them."
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
            "took_part": "Who took part, and what is covered",
            "over_time": "Compared with before",
            "files": "Take along",
            "ratings": "The answers",
            "joint": "The joint answer",
        },
        "profile_lead": "The fields that count as strengths come first.",
        "nothing_of": {
            "agree": "Of no item can it surely be said that people agree.",
            "differ": "Of no item can it surely be said that the ratings lie apart.",
            "knowledge": "At no item have three in ten or more surely given no answer.",
        },
        "mean_percent": "Mean in per cent of the scale",
        "without_answer": "No answer in per cent",
        "every_item": "All items with their answers",
        "answers": "Answers",
        "one_group": "Only one group is large enough to be shown. It stands in the profile.",
        "gaps": "Where two groups may lie far apart",
        "no_urgency": "This questionnaire did not ask, or nothing can be said of it.",
        "merged": "What is merged",
        "merged_lead": (
            "A group is shown only where at least {least} people are in it. Smaller ones are merged with the next "
            "smallest, so that nobody can be recognised."
        ),
        "kept_back": "What cannot be said",
        "kept_back_lead": ("That does not mean that there was nothing. It cannot be read from what may be shown."),
        "nothing_kept_back": "Something can be said of everything.",
        "joint_lead": "It stands for the administration and not for single people.",
        "ratings_lead": "Under the names that those who took part chose themselves.",
        "joint_answers": "All answers",
        "evaluation": "Evaluation of the joint answer",
        "flags": "Flags",
        "what": "What",
        "result": "Result",
        "over_time_lead": "What is higher today, and what lower than last time? The comparison names no cause.",
        "over_time_link": "Compare with an earlier round",
        "earlier": "Earlier round of the same municipality",
        "round_of_day": "{title} (closed on {day})",
        "compare": "Show side by side",
        "no_earlier": (
            "There is no earlier round of this municipality with released results yet. It is worth asking again after "
            "a year."
        ),
        "then_and_now": "{earlier} and {later}",
        "sizes": "Then {earlier} answered, now {later}. Whether they are the same people nobody knows.",
        "notes": "What matters when reading this",
        "everybody": "Everybody",
        "then": "Then",
        "now": "Now",
        "moved": "What can be said",
        "bars_over_time": "The upper bar is that of then, the lower one that of now.",
        "hash": "Checksum of this release (SHA-256):",
        "to_workshop": "On to the workshop",
    },
    # Of each file what it is called, and what it is good for.
    "files": {
        "release": {
            "xlsx": ("Workbook (XLSX)", "To read and to calculate with in Excel or LibreOffice, with charts."),
            "csv": ("Table (CSV)", "Each figure on a line, for statistics."),
            "json": ("Release (JSON)", "As it is stored; the checksum belongs to these bytes."),
        },
    },
}
