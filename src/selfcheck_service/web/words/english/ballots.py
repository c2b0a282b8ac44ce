"""What the pages say to facilitators about ballots, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "ballots": {
        "title": "Ballots",
        "lead": "With dots the room decides what comes first: all at once, and nobody sees anything beforehand.",
        "new": "New ballot",
        "new_lead": "What should the room vote on?",
        "to_workshop": "To the workshop",
        "not_yet": "Voting is possible once the result of the round is ready.",
        "none": "There has been no vote yet.",
        "open": "open",
        "closed": "closed",
        "kind": "About",
        "kinds": {
            "fields": ("Fields", "At the beginning, for example: what do we work on today?"),
            "suggestions": (
                "Suggestions",
                "At the end, for example: what do we begin with? Choose the suggestions that the workshop was about.",
            ),
            "own": ("Own ideas", "What came up in the room and is in no questionnaire."),
        },
        "first_title": {
            "fields": "What do we work on today?",
            "suggestions": "What do we begin with?",
            "own": "What matters most to us?",
        },
        "fields": {
            "title": "Question",
            "options": "Options",
            "own": "Own ideas beside them (optional)",
            "own_only": "Ideas",
            "dots": "Dots for each person (optional)",
            "people": "How many people are in the room?",
            "code_kind": "How do they get in?",
        },
        "title_hint": "This is how it appears on the wall and on phones.",
        "for_any_field": "For any field",
        "own_hint": "One idea per line.",
        "dots_hint": "Half as many as options, rounded up, unless you say otherwise.",
        "cumulating": ("Allow several on one", "Then one person may put several dots on the same option."),
        "people_hint": "No more votes than people are taken, on phones and on paper together. At most {most}.",
        "codes": {
            "shared": (
                "One code for all, on the wall",
                "Good for a quick opinion. Anyone with two phones could vote twice, as long as others do not vote.",
            ),
            "slips": (
                "A slip with a code for each person",
                (
                    "Good where the decision will be disputed: one vote for each slip. You print the slips in the "
                    "next step."
                ),
            ),
        },
        "open_it": "Open the ballot",
        "nothing_yet_for_all": "Nobody sees what was chosen before the end.",
        "nothing_yet": "Until the end nobody sees what was chosen, not even you.",
        "closes": "It closes by itself on {moment}.",
        "wall": "Show on the wall",
        "wall_result": "Show the result on the wall",
        "refresh": "Reload",
        "close": "Close\u00a0…",
        "ways": "How everybody gets in",
        "go_to": "Open in a browser:",
        "and_type": "and enter this code:",
        "and_type_slip": "and enter the code of your own slip, or look at it with the camera.",
        "picture": "QR code that leads to the ballot",
        "code_here": (
            "Only this browser knows the code; the service does not keep it. Leave the ballot on this device until "
            "it is closed."
        ),
        "code_elsewhere": (
            "Only the browser in which the ballot was opened shows the code. If it is no longer there, please open "
            "another ballot."
        ),
        "slips_lead": "Each of the {people} people gets a slip with a code of their own.",
        "slips": "Print slips (PDF)",
        "slips_hint": (
            "Each print makes new codes, and the earlier ones stop working. Print only when you know that you will "
            "hand them out."
        ),
        "slips_again": "The slips have been printed in the meantime. If you print again, only the new ones work.",
        "slips_used": "Somebody has already voted, so there are no new slips.",
        "paper_pdf": "Ballots to tick, with a sheet to count (PDF)",
        "asked": "What is asked",
        "paper_title": "Counted on paper",
        "paper_lead": (
            "Anyone without a phone ticks on paper. Count the ballots and enter the sums; they replace what was here "
            "before."
        ),
        "paper_after": (
            "The ballot is closed, and everybody knows the result. Enter only what was counted and not typed in yet, "
            "and tell the room: the result then changes on all phones. Wherever the result stands, it then says that "
            "something was entered after the end."
        ),
        "paper_enter": "Enter the sums",
        "paper_ballots": "Paper ballots handed in",
        "paper_dots": "Dots for “{title}”",
        "change": "Correct",
        "change_what": "Change the question or the number of people",
        "change_people": "Change the number of people",
        "discard": "Opened by mistake: take it back\u00a0…",
        "changed_meanwhile": (
            "Somebody has changed this ballot in the meantime. Please check what is there now, and save again."
        ),
        "confirm": {
            "close": {
                "title": "Close the ballot",
                "ask": "Close it now?",
                "text": (
                    "Nobody can vote afterwards. The votes are counted and deleted, and everybody sees the result. "
                    "This cannot be undone."
                ),
                "few": {
                    "one": (
                        "There is just one vote so far: the result shows it as it is. Whoever knows who has voted "
                        "then knows how."
                    ),
                    "other": (
                        "There are just {count} votes so far: of so few it is easily worked out who voted for what. "
                        "More votes make that harder."
                    ),
                },
                "button": "Close the ballot",
                "cannot": "This ballot is closed already.",
            },
            "discard": {
                "title": "Take the ballot back",
                "ask": "Opened by mistake?",
                "text": "The ballot disappears with its codes.",
                "button": "Take it back",
                "cannot": "Somebody has voted, or it is closed. So it stays.",
            },
        },
        "stay": "Not yet",
        "back": "To the ballot",
        "lost": "No connection just now. The number may be older.",
        "to_focus": "Take over as focus fields\u00a0…",
        "focus_title": "Focus fields from the ballot",
        "focus_lead": "What does the workshop go on with? The result proposes, the room decides.",
        "focus_fields": {"fields": "Fields"},
        "focus_not": "Only what came of a closed ballot on fields can be taken over.",
        "focus_before": (
            "Focus fields have already been chosen. Your new choice counts from then on; the earlier one stays in the "
            "minutes."
        ),
        "focus_meanwhile": (
            "Somebody has chosen other focus fields in the meantime. If you save again, your choice counts."
        ),
        "focus_button": "Choose as focus fields",
        "reason": "Ballot “{title}”: {dots}, place {place}",
        "reason_of": "Reason for “{title}”",
    }
}
