"""What the pages say on every page, and when something goes wrong, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "site": {
        "name": "Self-checks for municipalities",
        "skip": "Skip to content",
        "languages": "Choose a language",
        "main_place": "On this page",
        "back_to_start": "All questionnaires",
        "footer": (
            "There are cookies only if you take part in a round or a ballot, or sign in. Nothing is loaded from other "
            "servers."
        ),
        "demo": "Demo",
        "made_up": "The municipalities in this service and their answers are made up. The questionnaires are real.",
        "privacy": "Privacy and cookies",
        "accessibility": "Accessibility",
        "interface": "Interface for other programs",
    },
    "copy": {
        "button": "Copy",
        "done": "Copied.",
        "failed": "Copying did not work. The key is marked: copy it yourself.",
    },
    "error": {
        "400": ("We could not understand the request", "Please go back and try again."),
        "403": ("This is not open to everyone here", "Please ask those who run this service."),
        "404": (
            "This page does not exist",
            "The address may be incomplete, or what was here is gone.",
        ),
        "405": (
            "This page cannot be opened like this",
            "It appears once a form has been sent, and has no address of its own.",
        ),
        "408": ("Sending took too long", "Please go back and send it once more."),
        "409": ("That is not possible right now", "It contradicts what is there already."),
        "410": ("This has been erased", "It was erased for good and cannot be brought back."),
        "412": ("Something has changed meanwhile", "Please open the page again and see what holds now."),
        "413": ("That is too much at once", "Please go back and shorten your text, or choose a smaller file."),
        "415": ("We do not know this kind of input", "Please open the page again and fill in the form there."),
        "422": ("This input does not fit", "Please go back and check what you entered."),
        "500": ("Something went wrong on our side", "It is not your fault. Please try again in a few minutes."),
        "503": (
            "There is too much going on right now",
            "It is not your fault. Please wait a minute.",
        ),
        "401": ("Please sign in", "This page can only be seen with a key."),
        "429": ("That was too often in a row", "Please wait a minute."),
        "scope": (
            "Your key does not have the right “{scope}”, which this page asks for. The people who run this service can "
            "give you another one."
        ),
        "trace": "If you ask about it, please name this reference:",
        "home": "To the start page",
        "overview": "To the overview",
        # Behind what went wrong, where something was typed: it came here, or it is still with the browser.
        "kept": "What you entered is still here. You can send it again from this page.",
        "unread": (
            "What you entered has not arrived yet. Reload this page after a minute: your browser will then ask whether "
            "to send everything once more."
        ),
        "unnamed": (
            "The questions cannot be shown at the moment. So your answers stand under the short names that the "
            "questionnaire gives its questions."
        ),
        "once_more": "Send again",
        "typed": "What you entered",
    },
    "months": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "date": "{day} {month} {year}",
}
