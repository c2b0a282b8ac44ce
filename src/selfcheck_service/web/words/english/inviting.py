"""What the pages say where people are invited and where a release is made, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "inviting": {
        "title": "Invitations",
        "lead": (
            "Whoever is to answer gets an access code. This service sends nothing and knows no addresses: you hand out "
            "the codes."
        ),
        "issue": "Issue codes",
        "issue_one": "Issue the code",
        "lost_code": "The code that is no longer to be good",
        "fields": {
            "perspective": "Perspective",
            "kind": "Kind of invitation",
            "count": "For how many responses",
            "code": "Take back a single code",
        },
        "kinds": {
            "personal": ("A code for each person", "Each code works once. To print and hand out."),
            "open": ("One code for many", "All use the same, as often as you say below. For posters or mailing lists."),
        },
        "count_hint": "A number from 1 to 1000.",
        "one_answer": "There is one joint answer, so one code. Whoever begins can hand the draft on.",
        "issue_button": "Issue codes",
        "issue_hint": "The codes are shown only once after that. Only a checksum of each is kept.",
        "is_closed": "The round is closed, so there are no new codes.",
        "issued": "Issued so far",
        "none_issued": "Nothing has been issued yet.",
        "columns": ("Issued", "Perspective", "Kind", "for responses", "revoked", "Change"),
        "take_back": "Take back",
        "take_back_named": "Take back: {made}, {perspective}",
        "hint_title": "So that nobody knows who has which code:",
        "hint": "Shuffle the slips before you hand them out, and keep no list.",
        "code_hint": (
            "For a lost slip. You are not told whether the code had been used: that would give away whether somebody "
            "has answered."
        ),
        "code_button": "Take the code back",
        "done": {
            "code": "This code no longer works, whatever it was before.",
            "revoked": "What was left of this invitation is taken back. Responses that were submitted stay.",
        },
        "letters_link": "Texts for invitation and reminders",
        "revoke_title": "Take the invitation back?",
        "revoke_text": (
            "This is about {count} responses from “{perspective}”, issued {made}. Codes that have not been used yet "
            "stop working. Responses that were submitted stay."
        ),
        "everybody": "everybody",
        "revoke_button": "Take back",
        "reissue_button": "Take back and issue as many anew",
        "keep": "Leave as it is",
        "codes_title": "New access codes",
        "codes_once": "These codes are shown only now.",
        "codes_once_text": "Print or save them before you leave this page. After that nobody knows them.",
        "codes_gone": (
            "These codes have already been shown and are kept nowhere. If they are lost, take the invitation back and "
            "issue new ones."
        ),
        "slips": "Slips to cut out (PDF)",
        "slips_hint": "Ten on a page, each with its code and QR code and with what people need to know.",
        # Where nobody has said how the service is reached.
        "guessed_address": "Slips and letters have the address {address}, by which you came here yourself.",
        "only_here": "It works on this computer only.",
        "other_address": (
            "Do others reach the service by another one? Then ask whoever runs it first: the address can be set there."
        ),
        "good_for": {"one": "good for one response", "other": "good for {count} responses"},
        "print": "Slips to print",
        "print_hint": "You can also print this page: each slip is in a box of its own.",
        "list": "All codes as a list",
        "back": "To the invitations",
        "slip_title": "Your access code",
        "slip_until": "Answer until {closes}",
        "slip_promise": {
            "confidential": "Voluntary and confidential: nobody sees your individual answers.",
            "open": "Voluntary. Later everyone in the round sees the answers under names they chose themselves.",
            "institutional": "One joint answer of the administration. It is shown just as you submit it.",
        },
        "slip_qr": "QR code with the address and the access code",
        "letters_title": "What you can write",
        "letters_lead": "To copy into an e-mail or a letter. Fill in what is in square brackets.",
        # In the language of the letter: where the access code belongs.
        "put_in": {"de": "[Code vom Zettel]", "en": "[code from the slip]"},
        "for_kind": "For which invitation",
        "in_language": "Language of the texts",
        "letter": {
            "invitation": "Invitation",
            "week_before": "Reminder a week before the closing",
            "last_day": "Reminder on the last day",
            "thanks": "Thanks after the closing",
        },
        "subject": "Subject",
        "body": "Text",
    },
    "sealing": {
        "title": "Make the result",
        "lead": "One result is made of all answers, and only once. Here you see beforehand what will be visible in it.",
        "not_closed": "The round is not closed yet. The result is made after that ({closes}).",
        "close_first": "Close now",
        "made": "The result has already been made.",
        "to_result": "Look at the result",
        "what": "What will be visible",
        "count": {"one": "{count} response is submitted.", "other": "{count} responses are submitted."},
        "nothing": (
            "That is fewer than {fewest}. Nothing would be shown, so that nobody can be recognised. You can move the "
            "closing and remind people once more."
        ),
        "nobody": "Nobody has answered, so there is nothing to show. You can move the closing.",
        "move": "Move the closing",
        "remind": "Texts to remind people",
        "quarters": (
            "That is fewer than {block}. So for each field the result shows only the quarter of the scale in which a "
            "group lies, and no individual items."
        ),
        "items": (
            "The result shows fields and individual items. Small counts are hidden, so that nobody can be worked out; "
            "values are therefore given as ranges."
        ),
        "who": "Who is grouped together",
        "named": "Which groups are named",
        "figures": "Which groups have figures of their own",
        "everybody": "Everybody is shown together.",
        "alone": "is shown on its own",
        "together": "are grouped together",
        "rule": {
            "named": (
                "A group is named from {least} people on, with how many they are. Where there are fewer, it is put "
                "together with another one."
            ),
            "items": (
                "A group has values and answers from {block} people on; only then can groups be compared. Where there "
                "are fewer, groups are put together until there are as many, larger ones too: else the small ones "
                "could be worked out from what is left of the whole."
            ),
            "quarters": (
                "A group is shown from {least} people on. Where there are fewer, it is put together with another one."
            ),
        },
        "still": {
            "one": "{count} code has not been used yet. Before you make the result you can",
            "other": "{count} codes have not been used yet. Before you make the result you can",
        },
        "still_move": "move the closing and remind people once more",
        "open": (
            "is not certain yet: it depends on how many of those who used a code have submitted. The service tells "
            "nobody before the result is made."
        ),
        "few_urgent": (
            "It will not be possible to say how urgent the fields are: fewer than ten people are asked about that here."
        ),
        "basis": (
            "This preview follows from participation alone, which you already know. Nobody has looked at any answers."
        ),
        "shown_open": (
            "All answers appear in the result under the names that people have chosen. You and everybody who has "
            "submitted can see it."
        ),
        "shown_institutional": "The joint answer appears in the result as it was submitted, with its evaluation.",
        "never": "What cannot be undone",
        "never_points": (
            "After that nobody can answer or change anything, and the closing cannot be moved any more.",
            "The result is the same for everybody, and stays as it is.",
        ),
        "never_confidential": (
            "If somebody erases their answers later, the result does not change: nobody can be recognised in it."
        ),
        "never_open": "If somebody erases their answers later, the result is withdrawn and made again.",
        "never_institutional": (
            "If the joint answer is erased later, the result stays: it speaks for the administration."
        ),
        "confirm": "Make the result now",
        "confirm_one": "Please wait until the joint answer really is finished.",
        "confirm_text": "Please wait until everybody who wanted to answer has done so.",
        "leave": "Wait a little longer",
    },
}
