"""What the pages say where somebody fills in a questionnaire, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "form": {
        "facts": "At a glance",
        "hint": (
            "Everything is voluntary. What you leave open never counts as zero points: the evaluation then honestly "
            "shows what it does not know."
        ),
        "hint_counts": (
            "Everything is voluntary. In this questionnaire it counts in some places if you do not know or do not "
            "answer. The evaluation says where and why, question by question."
        ),
        "retired": "This version has been retired. You can still fill it in; there may be a newer one.",
        "about": "First, about you",
        "about_hint": "This decides which questions and suggestions fit you.",
        "perspective": "From which perspective do you answer?",
        "no_perspective": "Rather not say",
        "no_profile": "Rather not say",
        "adapt": "Adapt the questions",
        "adapted": "The questions now fit what you said. What you have already answered is still there.",
        "not_yet": "No evaluation yet:",
        "check_again": (
            "There are different questions for your perspective. Please go through the questions below once more and "
            "then have them evaluated."
        ),
        "fields": "Fields",
        "position": "Field {position} of {count}",
        "no_answers": "No answer",
        "no_answer": {
            "dont_know": "Don’t know",
            "not_applicable": "Not applicable",
            "declined": "Rather not say",
            "unanswered": "Leave open",
        },
        "given_above": "The answer above counts; empty means open",
        "none_of_these": "None of these",
        "several": "You can choose several answers.",
        "several_between": "Please choose {fewest} to {most} answers.",
        "several_exactly": "Please choose exactly {most} answers.",
        "several_at_most": "You can choose {most} answers at most.",
        "number": "Number",
        "text": "Your answer",
        "text_hint": "At most {limit} characters. Please enter no names and nothing about individual people.",
        "more_units": "Add",
        "fewer_units": "Remove",
        "or": "or",
        "unscored": "This question does not count towards any score.",
        "help": "Explanation",
        "to_index": "To the list of fields",
        "to_questions": "Go on to the questions",
        "submit": "Show the evaluation",
        "submit_hint": "You can come back afterwards and change your answers.",
        "nothing_stored": "Evaluating stores nothing.",
    },
    "condition": {
        "came": "New on this page: {questions}",
        "went": "No longer needed: {questions}",
        "shown": "Only matters if: {condition}",
        "depends": "Whether this question counts depends on your answers further up.",
        "is_": "“{title}” is “{values}”",
        "includes": "“{title}” includes “{values}”",
        "answered": "“{title}” is answered",
        "not_answered": "“{title}” is not answered",
        "or_": "” or “",
        "and_then": " and ",
        "or_else": " or ",
    },
    "range": {
        "between": "between {low} and {high}",
        "from_": "from {low}",
        "above": "above {low}",
        "up_to": "up to {high}",
        "below": "below {high}",
        "any": "",
        "joined": "{low} and {high}",
        "number": "Number {range}",
        "integer": "Whole number {range}",
        "time": "Time of day, for example 22:30",
        "time_within": "Time of day {range}",
        "duration": "Duration {range}",
        "duration_clock": "Duration {range}; hours and minutes will do too, for example 7:30",
        "example": ", for example {number}",
        "unit": "Unit:",
    },
    "problem": {
        "prefix": "Error: ",
        "title": {"one": "One entry needs another look", "other": "{count} entries need another look"},
        "kept": "Everything you entered is still here.",
        "one": "Error: ",
        "given_twice": "Please choose one answer only.",
        "answer_and_no_answer": "Please either answer or choose “{state}”, not both.",
        "none_and_more": "Please choose either “None of these” or the answers that apply.",
        "ambiguous_number": (
            "“{found}” can be read in two ways. Please enter the number without separating thousands, for example 1234 "
            "or 1.5."
        ),
        "not_a_number": "Please enter a number, for example 12 or 12.5.",
        "out_of_range": "Please enter a number {range}.",
        "not_a_time": "Please enter a time of day, for example 22:30.",
        "time_out_of_range": "Please enter a time {range}.",
        "not_a_duration": "Please enter a duration, for example 7.5 or 7:30.",
        "not_an_integer": "Please enter a whole number, without decimals.",
        "too_long": "Please shorten this: at most {limit} characters, now there are {count}.",
        "exclusive_option": "“{title}” cannot be combined with other answers.",
        "unknown_item": "This page no longer matched the questionnaire; something unknown was removed.",
    },
}
