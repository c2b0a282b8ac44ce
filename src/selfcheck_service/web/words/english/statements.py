"""What the pages say about accessibility and privacy of the site itself, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "accessibility": {
        "title": "Accessibility statement",
        "lead": "Everybody should be able to use these pages. This is what has been tested for that, and what has not.",
        "parts": [
            (
                "What we hold ourselves to",
                [
                    (
                        "The German regulation on accessible information technology (BITV 2.0), the European standard "
                        "EN 301 549 and the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA."
                    ),
                ],
            ),
            (
                "What has been tested",
                [
                    (
                        "With every change of the software a program (axe) looks at the pages in a real browser: in "
                        "German and English, light and dark, on a desk and on narrow screens. It is also tested that "
                        "the pages work by keyboard and without JavaScript, that they stay readable with text twice as "
                        "large, and that colours of your own choice count. Every chart has a table with the same "
                        "values."
                    ),
                ],
            ),
            (
                "What has not been tested",
                [
                    "A program finds only some of the barriers. These pages have not been tested yet",
                    [
                        "with people who use screen readers, braille displays or voice control,",
                        "with people with learning difficulties,",
                        "by an independent body.",
                    ],
                    "So we do not claim that the pages are fully accessible.",
                ],
            ),
            (
                "Known limits",
                [
                    [
                        (
                            "Plain language is there only on pages for people who fill in a questionnaire, only in "
                            "German, and only where the questionnaire brings it along. There is no sign language."
                        ),
                        (
                            "The texts of questionnaires come from those who write them. How easy they are to "
                            "understand is not in our hands."
                        ),
                    ],
                ],
            ),
        ],
        "table_title": "",
        "contact_title": "Report a barrier",
        "contact": "Have you come across a barrier? Please write to:",
        "contact_missing": (
            "Whoever runs this service has not given an address here yet. Please turn to those who gave you the link "
            "to this page."
        ),
        "after": [
            (
                "Each of the German Länder has a body of its own for enforcement. Whoever runs this service can tell "
                "you which one it is."
            ),
        ],
    },
    "privacy": {
        "title": "What this website stores about you",
        "lead": "In short: as little as possible. There is no tracking, and nothing is loaded from other servers.",
        "parts": [
            (
                "Trying a questionnaire",
                [
                    (
                        "If you try a questionnaire without an invitation, your answers are evaluated and forgotten at "
                        "once. No cookie is set."
                    ),
                ],
            ),
            (
                "Taking part in a round",
                [
                    (
                        "What happens with your answers depends on the round. The first page says so before you "
                        "answer. So that you can go on later, your browser keeps an id and a secret for this one "
                        "round, and the access code until the first answer is kept. The server knows only checksums."
                    ),
                    (
                        "If the connection fails, the window itself keeps what could not be saved on the server, until "
                        "it is saved there or you close the window."
                    ),
                ],
            ),
            (
                "Logs",
                [
                    (
                        "For each request this is noted: the kind of page, whether it worked, how long it took and a "
                        "random id of the request; for those who have signed in also the id of the key. IP addresses, "
                        "browsers, search terms and what you type are not noted. Whoever runs a server in front of "
                        "this one may keep logs of their own there."
                    ),
                    "Signing in and out is recorded in the audit trail with its day and the id of the key.",
                ],
            ),
        ],
        "table_title": "All cookies",
        "table_head": ["What for", "When it is set", "For how long"],
        "table_rows": [
            [
                "selfcheck_session",
                "To keep you signed in",
                "when you sign in with a key",
                "until you sign out or have been away for a while, {hours} hours at most",
            ],
            [
                "selfcheck_answer",
                "To let you go on with your questionnaire",
                "when you give an access code or a key",
                "2 days; 90 at most once an answer is kept",
            ],
            [
                "selfcheck_vote",
                "So that your vote counts once, and to let you change it while the ballot is open",
                "when you enter the code of a ballot",
                "2 days",
            ],
            [
                "selfcheck_room",
                "To let the wall of a room show the code of a ballot",
                "when you open a ballot as a facilitator",
                "one day",
            ],
        ],
        "contact_title": "Questions on data protection",
        "contact": "Please write to:",
        "contact_missing": (
            "Whoever runs this service has not given an address here yet. Please turn to those who gave you the link "
            "to this page."
        ),
        "after": [],
    },
}
