"""What the pages say on the start page, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "start": {
        "title": "Where do we stand, and what is worth doing next?",
        "lead": (
            "A self-check helps your municipality to take stock. You answer questions about how things are and see an "
            "evaluation at once, with its reasons and with next steps."
        ),
        "promises": [
            (
                "Not an exam",
                "Nobody marks you, and there is no league table. Honest answers help more than good ones.",
            ),
            (
                "Nothing is stored",
                "Your answers are evaluated and then forgotten. What you want to keep, you print or download.",
            ),
            (
                "Traceable down to the answer",
                "For every score you see how it comes about, how certain it is, and what would raise it.",
            ),
        ],
        "take_part": "Take part in a round with an access code",
        "list": "Choose a questionnaire",
        "none": "No questionnaire has been published yet.",
        "items": {"one": "{count} question", "other": "{count} questions"},
        "minutes": "about {count} minutes",
        "version": "version {version}",
        "available_in": "languages: {languages}",
        "begin": "Open questionnaire",
        "more": "More questionnaires",
        "notice": "Where this questionnaire comes from",
    },
    "closed": {
        "title": "Evaluating is not open to everyone here",
        "text": (
            "Whoever runs this service has switched off evaluating without a key. You can read the questionnaires, but "
            "you cannot fill them in on these pages."
        ),
    },
}
