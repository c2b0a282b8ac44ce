"""The words of what is wrong with a ballot, with a vote, and with a place in the matrix."""

# code: (English, German). Placeholders are filled from the parameters of the problem.
BALLOT_MESSAGES: dict[str, tuple[str, str]] = {
    "unknown_ballot": ("There is no ballot “{id}” in this round.", "Die Abstimmung „{id}“ gibt es hier nicht."),
    "ballot_code_missing": (
        "The header “{name}” with the code of the ballot is missing.",
        "Die Kopfzeile „{name}“ mit dem Code der Abstimmung fehlt.",
    ),
    "not_a_ballot_code": (
        "This is no code of a ballot; one character may be mistyped.",
        "Das ist kein Code einer Abstimmung; vielleicht ist ein Zeichen vertippt.",
    ),
    "ballot_code_not_accepted": (
        "The code is not accepted here.",
        "Der Code wird hier nicht angenommen.",
    ),
    "ballot_closed": (
        "The ballot is closed; nobody can vote any more.",
        "Die Abstimmung ist beendet; niemand kann mehr abstimmen.",
    ),
    "ballot_stays_closed": (
        "A closed ballot is not opened again; ask anew with another one.",
        "Eine beendete Abstimmung wird nicht wieder geöffnet; bitte eine neue beginnen.",
    ),
    "ballot_full": (
        "As many have voted as there are people in the room ({people}).",
        "Es haben schon so viele abgestimmt, wie Menschen im Raum sind ({people}).",
    ),
    "slip_used": (
        "With this slip somebody has voted already.",
        "Mit diesem Stimmzettel wurde schon abgestimmt.",
    ),
    "vote_of_another": (
        "This vote was cast with another slip.",
        "Diese Stimme wurde mit einem anderen Stimmzettel abgegeben.",
    ),
    "ballot_stays": (
        "Somebody has voted, or it is closed; the ballot stays.",
        "Es wurde schon abgestimmt, oder die Abstimmung ist beendet; sie bleibt.",
    ),
    "ballot_named": (
        "A focus field or a measure refers to this ballot; it stays.",
        "Auf diese Abstimmung beruft sich ein Fokusfeld oder eine Maßnahme; sie bleibt.",
    ),
    "ballot_shares_a_code": (
        "In this ballot the room shares a code; there are no slips to print.",
        "In dieser Abstimmung hat der Raum einen gemeinsamen Code; es gibt keine Zettel mit Codes zu drucken.",
    ),
    "ballot_slips_in_use": (
        "Somebody has voted with a slip, or the ballot is closed; new slips would take votes away.",
        "Mit einem Zettel wurde schon abgestimmt, oder die Abstimmung ist beendet; neue Zettel sind nicht möglich.",
    ),
    "ballot_title_stays": (
        "There are votes on this question, or it is closed; it stays as it was asked.",
        "Auf diese Frage wurde schon geantwortet, oder sie ist abgeschlossen; sie bleibt, wie sie gestellt wurde.",
    ),
    "ballot_more_than_people": (
        "{count} ballots, on phones and on paper, are more than people in the room ({people}).",
        "{count} Stimmen auf Telefonen und Papier sind mehr als Menschen im Raum ({people}).",
    ),
    "ballot_people_of_slips": (
        "There are as many voters as slips; their number stays.",
        "Es stimmen so viele ab, wie es Stimmzettel gibt; die Zahl bleibt.",
    ),
    "ballot_options_count": (
        "{count} options are named; between {minimum} and {maximum} are possible.",
        "{count} Möglichkeiten sind genannt; erlaubt sind {minimum} bis {maximum}.",
    ),
    "ballot_unknown_option": (
        "The questionnaire has nothing called “{name}” that could be voted on here.",
        "Im Fragebogen gibt es nichts namens „{name}“, worüber hier abgestimmt werden kann.",
    ),
    "ballot_title_missing": (
        "An option of the room's own needs a title.",
        "Eine eigene Möglichkeit braucht einen Titel.",
    ),
    "ballot_title_not_own": (
        "“{name}” has its title from the questionnaire; give none.",
        "„{name}“ hat seinen Titel aus dem Fragebogen; bitte keinen angeben.",
    ),
    "ballot_dots_count": (
        "{count} dots for each person; between 1 and {maximum} are possible here.",
        "{count} Punkte je Person; hier sind 1 bis {maximum} möglich.",
    ),
    "vote_unknown_option": (
        "There is no option “{name}” in this ballot.",
        "Die Möglichkeit „{name}“ gibt es in dieser Abstimmung nicht.",
    ),
    "vote_dots_on_one": (
        "{count} dots on one option; between 0 and {maximum} are possible.",
        "{count} Punkte auf einer Möglichkeit; erlaubt sind 0 bis {maximum}.",
    ),
    "vote_dots_total": (
        "{count} dots in all; at most {maximum} are possible.",
        "Insgesamt {count} Punkte; höchstens {maximum} sind möglich.",
    ),
    "paper_dots_on_one": (
        "{count} dots on one option; on {ballots} paper ballots at most {maximum} are possible.",
        "{count} Punkte auf einer Möglichkeit; auf {ballots} Papierzetteln sind höchstens {maximum} möglich.",
    ),
    "paper_dots_total": (
        "{count} dots in all; on {ballots} paper ballots at most {maximum} are possible.",
        "Insgesamt {count} Punkte; auf {ballots} Papierzetteln sind höchstens {maximum} möglich.",
    ),
    "matrix_unknown_card": (
        "There is no card “{name}” in the matrix of this round.",
        "Die Karte „{name}“ gibt es in der Matrix dieses Durchgangs nicht.",
    ),
}
