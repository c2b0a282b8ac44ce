"""What the page says on which forms are typed in, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "typing_in": {
        "title": "Type in a form",
        "link": "Type in forms that were filled in",
        "lead": (
            "Type in what somebody has ticked on paper. Keep to yourself what you read, and destroy the form "
            "afterwards."
        ),
        "which": "Whose form is it?",
        "head": "Codes on the form",
        "head_of": "Codes on the form: {perspective}",
        "fields": {
            "form_code": "Form code",
            "access_code": "Access code",
            "language": "Language of the form",
            "answers": "Answers",
        },
        "form_code_hint": "It is on the first page and at the foot of every page.",
        "access_code_hint": "It is written on the form and works for that form only.",
        "answers": "Answers",
        "answers_lead": (
            "In the order and with the numbers of the form. Leave open what is empty. “I don’t know” is an answer."
        ),
        "twice": "Please check it once more: afterwards nobody can read this form, change it or erase it on its own.",
        "button": "Record the form",
        "done": "The form has been recorded, and its access code is used up. On to the next.",
        "not_open": "Forms can be typed in only while the round is open.",
        "fault": {"not_one_of": "This form code belongs to a form for another perspective."},
    },
}
