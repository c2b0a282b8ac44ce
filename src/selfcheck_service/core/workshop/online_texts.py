"""What the schedule of a workshop says where people meet online: in calls there are no walls, no tables and no dots."""

# key: (German, English). A key that is missing says the same online as in a room.
ONLINE_TEXTS: dict[str, tuple[str, str]] = {
    "seating.one_table": (
        "Alle bleiben in einer Runde und nehmen die Schwerpunkte nacheinander; teilen Sie die Zeit gleichmäßig auf.",
        "All stay in one call and take the priorities one after the other; share out the time evenly.",
    ),
    "seating.tables": (
        (
            "Jeder Tisch ist ein Gruppenraum. Mischen Sie die Räume, sodass verschiedene Blickwinkel beisammen sind. "
            "Wer an einem anderen Schwerpunkt mehr Freude hat, darf wechseln. Jeder Raum bestimmt, wer auf die Zeit "
            "achtet und wer mitschreibt."
        ),
        (
            "Each table is a break-out room. Mix the rooms so that different perspectives are together. Whoever cares "
            "more for another priority may change rooms. Each room names a timekeeper and somebody who writes."
        ),
    ),
    "seating.open": (
        "Die Veröffentlichung schlägt keinen Schwerpunkt vor; die Runde wählt selbst, woran die Gruppenräume arbeiten.",
        "The release proposes no priority; people choose for themselves what the break-out rooms work on.",
    ),
    "method.arrival": ("Eine Zahl im Chat, alle zugleich", "A number in the chat, all at once"),
    "method.mirror": ("Stilles Lesen am eigenen Bildschirm", "Silent reading, each on their own screen"),
    "method.mirror.open": ("Stilles Lesen, dann ein Gespräch", "Silent reading, then a talk"),
    "method.talk.cells": ("Gespräch in gemischten Gruppenräumen", "Talk in mixed break-out rooms"),
    "method.choice": ("Abstimmung am Handy, alle zugleich", "A ballot by phone, all at once"),
    "method.groups": ("Erst allein schreiben, dann im Gruppenraum", "Writing alone, then the break-out room"),
    "method.measures": ("Gemeinsam schreiben, alle sehen mit", "Writing together, with all looking on"),
    "method.closing": ("Ein Satz im Chat", "A sentence in the chat"),
    "text.arrival": (
        (
            "Begrüßen, Ton und Bild prüfen, Zweck und Regeln nennen: keine Prüfung, keine Schuldigen, keine "
            "Aufzeichnung, und was jemand erzählt, bleibt ohne Namen in der Runde. Dann schreiben alle eine Zahl von 1 "
            "(noch vorsichtig) bis 5 (ganz offen) in den Chat und senden sie auf ein Zeichen."
        ),
        (
            "Welcome people, check sound and picture, name purpose and rules: this is no exam, nobody is to blame, "
            "nothing is recorded, and what somebody tells stays among you without their name. Then all type a number "
            "from 1 (still careful) to 5 (quite open) into the chat, and send it at a sign."
        ),
    ),
    "text.talk.cells": (
        (
            "Jeder Gruppenraum nimmt sich eine Übereinstimmung und einen Unterschied vor, in der Reihenfolge der "
            "Liste. Fragen Sie nie, wer wie geantwortet hat, sondern: Was müsste zu sehen sein, damit die eine und "
            "damit die andere Einschätzung stimmt? Ein Unterschied, der bleibt, darf stehen bleiben."
        ),
        (
            "Each break-out room takes one agreement and one difference, in the order of the list. Never ask who "
            "answered what; ask what one would have to see for the one rating to be right, and what for the other. A "
            "difference that remains may remain."
        ),
    ),
    "text.talk.cells.fields": (
        (
            "Jeder Gruppenraum nimmt sich ein Feld vor: erst den Wert zeigen, dann ohne Namen fragen, wer es ähnlich "
            "erlebt (eine kurze Abstimmung am Handy statt Handzeichen oder Zetteln), dann Beispiele sammeln. Fragen "
            "Sie nie, wer wie geantwortet hat. Ein Unterschied, der bleibt, darf stehen bleiben."
        ),
        (
            "Each break-out room takes a field: show the value first, then ask without names who sees it much like "
            "this (a short ballot by phone instead of hands or slips), then collect examples. Never ask who answered "
            "what. A difference that remains may remain."
        ),
    ),
    "text.talk.joint": (
        (
            "Die gemeinsame Antwort ist ein Blick von mehreren. Jeder Gruppenraum sucht eine Stelle, an der er anders "
            "geantwortet hätte, und ein Beispiel dazu. Die Antwort wird dadurch nicht falsch, sondern vollständiger."
        ),
        (
            "The joint answer is one view of several. Each break-out room looks for a place where it would have "
            "answered otherwise, with an example. That does not make the answer wrong; it makes it more complete."
        ),
    ),
    "text.choice": (
        (
            "Die Vorschläge mit ihren Gründen vorstellen, dann die übrigen Felder. Eröffnen Sie eine Abstimmung und "
            "zeigen Sie Adresse und Code; alle stimmen zugleich am Handy oder in einem zweiten Fenster ab. Was "
            "herauskommt, ist erst nach dem Schließen zu sehen, damit niemand den anderen folgt. Die Entscheidung wird "
            "mit ihrem Grund aufgeschrieben."
        ),
        (
            "Present the proposals with their reasons, then the other fields. Open a ballot and show its address and "
            "code; all vote at once, by phone or in a second window. The result is seen only after the closing, so "
            "that nobody follows the others. Write down the decision with its reason."
        ),
    ),
    "text.groups": (
        (
            "Jeder Gruppenraum liest die Karten seines Schwerpunkts. Was passt, wird übernommen oder angepasst, was "
            "nicht passt, mit einem Grund zur Seite gelegt. Eigene Ideen kommen in das gemeinsame Dokument."
        ),
        (
            "Each break-out room reads the cards of its priority. What fits is taken or adapted, what does not is put "
            "aside with a reason. Own ideas go into the shared document."
        ),
    ),
    "text.groups.own": (
        (
            "Zu diesen Schwerpunkten gibt es keine Karten. Jeder Gruppenraum sammelt eigene Ideen im gemeinsamen "
            "Dokument und schreibt zu jeder den ersten Schritt."
        ),
        (
            "There are no cards for these priorities. Each break-out room collects ideas of its own in the shared "
            "document, and writes the first step beside each."
        ),
    ),
    "text.measures": (
        (
            "Für jede Maßnahme: Wer übernimmt sie (eine Funktion, die gerade dabei ist), was geschieht in den nächsten "
            "14 Tagen, bis wann, womit, und woran merken wir, dass es hilft?"
        ),
        (
            "For each measure: who takes it on (a function that is in the call), what happens within the next 14 days, "
            "by when, with what, and how shall we notice that it helps?"
        ),
    ),
    "text.closing": (
        (
            "Verabreden, was nach außen gesagt wird und wann es weitergeht. Alle schreiben in den Chat, was sie "
            "mitnehmen; zwei oder drei lesen ihren Satz vor."
        ),
        (
            "Agree on what is said outside and when to meet next. All type one thing that they take along into the "
            "chat; two or three read theirs out."
        ),
    ),
    "material.arrival": (
        "Videokonferenz mit Chat und Gruppenräumen, die Regeln auf dem geteilten Bildschirm",
        "A video call with a chat and break-out rooms, the rules on the shared screen",
    ),
    "material.mirror": (
        "Die Unterlage als HTML-Datei auf dem geteilten Bildschirm, im Modus „Vorführen“",
        "The brief as an HTML file on the shared screen, with “Project” switched on",
    ),
    "material.mirror.open": (
        "Der geteilte Bildschirm, wenn nur dabei ist, wer mitgemacht hat; sonst bleibt die Unterlage bei der Leitung",
        "The shared screen, if only those are there who took part; else the brief stays with the facilitator",
    ),
    "material.talk": (
        "Gruppenräume, je Raum ein gemeinsames Dokument mit der Leitfrage",
        "Break-out rooms, and in each a shared document with the lead question",
    ),
    "material.choice": (
        "Eine Abstimmung mit Code; Handys oder ein zweites Fenster",
        "A ballot with a code; phones, or a second window",
    ),
    "material.groups": (
        "Gruppenräume, die Karten des Schwerpunkts, ein gemeinsames Dokument",
        "Break-out rooms, the cards of the priority, a shared document",
    ),
    "material.measures": (
        "Die Maßnahmen oder ein leeres Maßnahmenblatt auf dem geteilten Bildschirm",
        "The measures or an empty measure sheet on the shared screen",
    ),
    "material.closing": ("Kalender, Chat", "A calendar, the chat"),
}
