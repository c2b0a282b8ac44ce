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
                "Trying it leaves no trace",
                (
                    "Your answers are evaluated and then forgotten. What you want to keep, you print or download. If "
                    "you are invited to a round, you read who sees what before the first question."
                ),
            ),
            (
                "Traceable down to the answer",
                "For every score you see how it comes about, how certain it is, and what would raise it.",
            ),
        ],
        "try_out": "Try it without signing in",
        "have_code": "I have an access code",
        "others": "Here for something else?",
        "doors": {
            "take_part": (
                "You have been invited",
                (
                    "Your slip shows an access code and a QR code. If you have already begun, your personal key takes "
                    "you back to where you were."
                ),
                "Enter access code",
            ),
            "vote": ("You are in a workshop", "The wall shows a code of a few characters.", "Vote"),
            "facilitate": (
                "You facilitate",
                (
                    "Set up rounds, invite people, read results, prepare workshops and keep track of measures. You get "
                    "your key from the people who run this service."
                ),
                "Sign in",
            ),
        },
        "list": "Try it: choose a questionnaire",
        "list_lead": (
            "The shortest comes first. You need not fill in everything: a few questions are enough for an evaluation."
        ),
        "none": "No questionnaire has been published yet.",
        "items": {"one": "{count} question", "other": "{count} questions"},
        "minutes": "about {count} minutes",
        "shorter": "Depending on the perspective: {questions}, {minutes}",
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
