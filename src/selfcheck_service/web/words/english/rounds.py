"""What the pages say of rounds: listing, making, changing, closing and deleting them, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "rounds": {
        "title": "Rounds",
        "lead": "A round is one self-check of a municipality: people fill it in, then everybody talks about it.",
        "new": "Set up a round",
        "empty": "There is no round yet.",
        "newest": "What is running and what is next",
        "of_state": "State",
        "states": {"": "all", "planned": "planned", "open": "open", "closed": "closed"},
        "stands": {"planned": "planned", "open": "open", "closed": "closed", "released": "result ready"},
        "next": {
            "planned": "Next: invite people",
            "open": "Next: look at participation, remind people",
            "closed": "Next: make the result",
            "released": "Next: look at the result, prepare the workshop",
        },
        "of_municipality": "Only rounds of {name}.",
    },
    "making": {
        "title": "Set up a round",
        "lead": "In two steps. Until somebody has answered, all of it can be changed or deleted again.",
        "ground": "For whom, and with what",
        "continue_": "Continue",
        "take_over": "Use the other choice",
        "take_over_hint": "What you have typed below is not lost.",
        "choose": "Please choose",
        "no_municipality": "Please register a municipality first.",
        "no_questionnaire": "No questionnaire is published yet.",
        "fields": {
            "municipality": "Municipality",
            "questionnaire": "Questionnaire",
            "programme": "Programme",
            "title": "Title",
            "mode": "How confidential is the round?",
            "perspectives": "From which perspectives do people answer?",
            "joint_perspective": "From which perspective is the joint answer given?",
            "minimum_group_size": "Smallest group that is shown",
            "free_texts": "Free texts",
            "languages": "Languages",
            "opens_on": "Opening",
            "closes_on": "Closing",
            "retention_days": "Days for which answers are kept",
        },
        "title_hint": "It appears in the invitations, for example “Self-check in spring”.",
        "no_programme": "no programme",
        "seen": "Who sees what",
        "sides": ("People who answer", "You, the facilitator", "Council and public"),
        "side_of_district": "District council and public",
        "modes": {
            "confidential": (
                "Confidential",
                "For fifteen people and more. The usual choice.",
                (
                    "Their own answers and their own evaluation. Nothing from anybody else, now or later.",
                    "How many take part. After the closing a summary by groups, never individual answers.",
                    "Only what you pass on from the summary.",
                ),
                "“Administration (12 people): 40 to 55 out of 100 points”",
            ),
            "open": (
                "Open",
                "For a small team whose members trust each other and have agreed to it.",
                (
                    (
                        "At first only their own answers. After the closing everybody’s, under names they choose "
                        "themselves."
                    ),
                    "After the closing all answers under the chosen names.",
                    "Nothing by itself. What was said in the team belongs to the team.",
                ),
                "“Crane: 3 out of 5. Blackbird: 1 out of 5.”",
            ),
            "institutional": (
                "One joint answer",
                "For a municipality that answers as one administration.",
                (
                    "Everybody who is given the draft works on the same answer.",
                    "After the closing the joint answer, as it was submitted.",
                    "The joint answer, if you pass it on. It speaks for the administration.",
                ),
                "“The administration: 3 out of 5, level 2”",
            ),
        },
        "example": "For example:",
        "mode_hint": "From the first answer on this stays as it is, because people rely on it.",
        "perspectives_hint": (
            "People can only answer from what you choose here. Groups that are too small are merged, so a few large "
            "groups are better than many small ones."
        ),
        "joint_hint": "Only for a joint answer. What is chosen above does not count then.",
        "size_hint": (
            "Only in confidential rounds. Where fewer people have answered, the group is merged with another one. A "
            "higher number is safer but shows less. Five is the minimum. Answers of single groups are shown from "
            "ten people on."
        ),
        "people": {"one": "{count} person", "other": "{count} people"},
        "free_yes": "People are asked for their own words",
        "free_yes_hint": "In confidential rounds only the person who wrote them can read them.",
        "free_no": "No free texts",
        "free_no_hint": "What nobody writes can give nobody away. The usual choice.",
        "languages_hint": "People can answer in these languages.",
        "when": "From when until when",
        "when_hint": "Times are German local time. The closing can be moved later, the opening only until it arrives.",
        "on": "Day",
        "at": "Time",
        "on_hint": "such as 2027-03-31",
        "at_hint": "such as 18:00",
        "retention_hint": (
            "Individual answers are kept for this long after the closing, so that people can look at them and erase "
            "them: 7 to 730 days. Then they are deleted. The summary stays."
        ),
        "profile": "What kind of municipality this is",
        "profile_hint": "This decides which questions are asked and which suggestions fit.",
        "profile_known": "Chosen beforehand is what was given for the last round of this municipality.",
        "submit": "Set up the round",
        "submit_hint": "Nobody is invited yet.",
    },
    "round": {
        "tabs": "Pages of this round",
        "overview": "Overview",
        "invitations": "Invitations",
        "letters": "Texts",
        "release": "Make the result",
        "results": "Result",
        "steps_title": "Where the round stands",
        "steps": {
            "prepare": "Prepare",
            "invite": "Invite",
            "open": "Open",
            "closed": "Closed",
            "released": "Result ready",
            "workshop": "Workshop",
            "measures": "Measures",
            "recheck": "Re-check",
        },
        "progress": {"done": "done", "now": "now", "later": "later"},
        "next_title": "What to do now",
        "next": {
            "planned": (
                "Talk to the staff council and to data protection, then invite people. You can issue access codes now; "
                "answers are taken from {opens} on."
            ),
            "open": "People can answer until {closes}. Check participation and send reminders.",
            "closed": "The round closed at {closes}. The result can now be made.",
            "released": "The result is ready. Look at it and prepare the workshop.",
        },
        "go": {
            "planned": "Invite people",
            "open": "Invite and remind",
            "closed": "See the preview and make the result",
            "released": "Look at the result",
        },
        "workshop": "Prepare the workshop",
        "measures": "Measures",
        "recheck": "Re-check",
        "advice": "Good to know",
        "advised": {
            "small_group": (
                "With fewer than fifteen people a confidential round can show very little: more would give away who "
                "said what. A small team whose members trust each other learns more in an open round. If the "
                "administration gives one joint answer, that kind fits better."
            ),
            "one_answer": (
                "This round takes one joint answer, for which there is one code. Whoever begins can hand on the draft "
                "with its personal key."
            ),
        },
        "uninvited": "The round is open until {closes}, but nobody can answer yet: no codes have been issued.",
        # Where a round is sealed and has no release: an open one, or another.
        "unmade": {
            "open": (
                "The result was withdrawn because somebody erased what they had said. Please make it again; the "
                "measures stay."
            ),
            "other": "The result was not quite finished. Please make it once more.",
        },
        "participation": "Participation",
        # How much the participation tells, by the mode of the round.
        "participation_lead": {
            "confidential": "Only numbers are shown here. Not even you are told who has answered.",
            "open": "Only numbers are shown here. The names that people have chosen come with the result.",
            "institutional": "Only numbers are shown here. What was answered comes with the result.",
        },
        "submitted": {"one": "{count} response is submitted.", "other": "{count} responses are submitted."},
        "fewest": "A result needs at least {count}.",
        "columns": ("Perspective", "Codes issued", "used", "revoked", "still good"),
        "all": "All",
        "facts": "Key facts",
        "municipality": "Municipality",
        "questionnaire": "Questionnaire",
        "mode": "Confidentiality",
        "answerers_see": "People who answer see:",
        "opens": "Opening",
        "closes": "Closing",
        "size": "Smallest group",
        "free_texts": "Free texts",
        "yes": "yes",
        "no": "no",
        "languages": "Languages",
        "retention": "Answers are deleted on",
        "guest": "Round for trying things out, erased on",
        "papers": "Papers",
        "papers_lead": "Drafts, made from what you said of this round. Please have them reviewed before they go out.",
        "paper": {
            "staff-council-sheet": (
                "Sheet for the staff council",
                "What is asked, who sees what, what is never shown.",
            ),
            "privacy-notice": ("Privacy notice", "For everybody who answers (Art. 13 GDPR)."),
            "record-of-processing": ("Entry for the record", "For the data protection officer (Art. 30 GDPR)."),
        },
        "form": "Questionnaire on paper (PDF)",
        "form_for": "Questionnaire on paper, {perspective} (PDF)",
        "no_paper": "There is no paper in an open round, because people see each other’s answers there.",
        "markdown": "As a text file (Markdown)",
        "to_complete": "This is still missing; the text shows it in square brackets:",
        "more": "More",
        "change": "Change the round",
        "close": "Close now",
        "delete": "Delete the round",
        "change_title": "Change the round",
        "perspectives": "Perspectives",
        "version": "Version of the questionnaire",
        "version_now": "{version} (as before)",
        "version_hint": "Newer versions with the same meaning. Any other version takes a new round.",
        "when_hint": "Times are those in Germany.",
        "terms_title": "Terms",
        "terms_lead": "All of this may change until the first response. From then on, what people were told holds.",
        "terms_codes": "If invitations are out already, please tell everybody what is different now.",
        "terms_stay": {
            "terms_frozen": (
                "People have begun to answer, so this is settled: they read it before they answered, and they rely on "
                "it."
            ),
            "round_expired": (
                "The time for which answers are kept is over, and they are deleted. This stays, because it says what "
                "everybody had agreed to."
            ),
        },
        "closing_stays": {
            "round_released": "The result is made, so the closing stays as it was.",
            "round_closed": (
                "In an open round those who took part see each other once it has closed, so it cannot open again."
            ),
            "round_expired": "The answers are deleted, so the round cannot open again.",
        },
        "refused": {
            "terms_frozen": (
                "Meanwhile somebody has begun to answer, and since then this is settled: {names}. Nothing has been "
                "saved; you can save the rest now."
            ),
            "codes_issued": (
                "Codes are out for perspectives that the round would no longer have: {names}. Please revoke those "
                "codes first."
            ),
        },
        "lost": "What you had typed",
        "opened": "The round has already opened, so the opening can no longer be changed.",
        "changed_meanwhile": (
            "Somebody else has changed the round in the meantime. What you typed is below. If you save now, your "
            "version counts."
        ),
        "close_title": "Close the round now?",
        "close_text": (
            "After that nobody can answer any more. The planned closing was {closes}. Anyone who has begun but not "
            "submitted can no longer do so."
        ),
        "close_left": {
            "one": "{count} access code has not been used yet.",
            "other": "{count} access codes have not been used yet.",
        },
        "close_undo": "Until the result is made, you can move the closing again.",
        "close_open_undo": "In an open round this cannot be undone.",
        "close_button": "Close now",
        "close_not": "The round is not open, so there is nothing to close.",
        "stay": "Do not close",
        "delete_title": "Delete the round?",
        "delete_text": (
            "The round disappears with its invitations. Codes that have been handed out stop working. This cannot be "
            "undone."
        ),
        "delete_cannot": (
            "This round cannot be deleted: somebody has already used a code, and what people were told must hold. You "
            "can close it."
        ),
        "typed_title": "Title of the round",
        "typed_title_hint": "To be sure, type the title: {title}",
        "delete_button": "Delete for good",
        "keep": "Do not delete",
    },
}
