"""The words of what stands against setting two releases beside each other."""

# code: (English, German). Placeholders are filled from the parameters of the problem.
COMPARING_MESSAGES: dict[str, tuple[str, str]] = {
    "compared_other_municipality": (
        "The two rounds belong to different municipalities; over time a municipality is compared with itself only.",
        "Die Durchgänge gehören zu verschiedenen Kommunen; verglichen wird eine Kommune nur mit sich selbst.",
    ),
    "compared_other_questionnaire": (
        "The earlier round asked by the questionnaire “{before}”, the later one by “{later}”; they share no items.",
        "Der frühere Durchgang fragte nach „{before}“, der spätere nach „{later}“: Die Fragen gehören nicht zusammen.",
    ),
    "compared_same_day": (
        "Both rounds closed on {later}, so neither is the earlier one.",
        "Beide Durchgänge endeten am {later}; keiner ist der frühere.",
    ),
    "compared_not_earlier": (
        "The earlier round closed on {before}, after the later one ({later}); exchange the two.",
        "Der frühere Durchgang endete am {before}, nach dem späteren ({later}); bitte die beiden tauschen.",
    ),
}
