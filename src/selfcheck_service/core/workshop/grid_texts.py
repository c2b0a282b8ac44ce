"""What score × agreement says in words, in German and in English: what to do in the room, and how far people agree.

A show of hands tells who thinks what, so slips that nobody sees are offered beside it.
"""

# key: (German, English).
GRID_TEXTS: dict[str, tuple[str, str]] = {
    "merge.all": (
        "Alle Perspektiven sind zu einer Gruppe zusammengefasst, weil einzelne allein zu klein sind.",
        "All perspectives are merged into one group, because some are too small alone.",
    ),
    # The places
    "place.strength": ("Stärke sichern", "Secure the strength"),
    "place.tackle_together": ("Gemeinsam anpacken", "Tackle together"),
    "place.clarify_perception": ("Wahrnehmung klären", "Clarify perception"),
    "place.understand_first": ("Erst verstehen", "Understand first"),
    "place.make_visible": ("Sichtbar machen", "Make visible"),
    "place.high_open": ("Hoch, nachfragen", "High, ask the room"),
    "place.low_open": ("Niedrig, nachfragen", "Low, ask the room"),
    "place.agreed_open": ("Einig, Wert offen", "Agreed, value open"),
    "place.split_open": ("Uneins, Wert offen", "Split, value open"),
    "place.not_determinable": ("Selbst schätzen", "Estimate anew"),
    # What to do, place by place
    "grid.strength": (
        "Hoch eingeschätzt, und darin einig: die Stärke sichern und teilen. Fragen Sie, was dazu beigetragen hat.",
        "Rated high, and in agreement: secure this strength and share it. Ask what has helped.",
    ),
    "grid.tackle_together": (
        "Niedrig eingeschätzt, und darin einig: gemeinsam anpacken. Gehen Sie bald zum ersten Schritt über.",
        "Rated low, and in agreement: tackle it together. Move on to the first step soon.",
    ),
    "grid.clarify_perception": (
        (
            "Hoch eingeschätzt, aber nicht von allen: klären, bei wem es ankommt. Sammeln Sie Beispiele von beiden "
            "Seiten, bevor Sie über Lösungen sprechen."
        ),
        (
            "Rated high, but not by everybody: find out whom it reaches. Collect examples from both sides before you "
            "talk about solutions."
        ),
    ),
    "grid.understand_first": (
        (
            "Niedrig eingeschätzt, und darin uneins: erst verstehen, dann planen. Jede Seite erzählt ein Beispiel; "
            "überzeugt werden muss niemand."
        ),
        (
            "Rated low, and not in agreement: understand first, then plan. Each side tells an example; nobody has to "
            "be won over."
        ),
    ),
    "grid.make_visible": (
        "Viele sind ohne Angabe: sichtbar machen, was es gibt. Fragen Sie, wer etwas weiß und davon erzählen mag.",
        "Many gave no answer: make visible what there is. Ask who knows something and would like to tell.",
    ),
    "grid.high_open": (
        (
            "Hoch eingeschätzt; wie einig die Menschen darin sind, bleibt offen. Zeigen Sie erst den Wert. Fragen Sie "
            "dann mit Handzeichen oder verdeckten Zetteln: Wer erlebt es ähnlich? Sind es fast alle, sichern Sie die "
            "Stärke; sonst klären Sie, bei wem es noch nicht ankommt."
        ),
        (
            "Rated high; how far people agree remains open. Show the value first. Then ask by a show of hands or on "
            "hidden slips: who sees it much like this? If nearly all do, secure the strength; if not, find out whom it "
            "does not reach yet."
        ),
    ),
    "grid.low_open": (
        (
            "Niedrig eingeschätzt; wie einig die Menschen darin sind, bleibt offen. Zeigen Sie erst den Wert. Fragen "
            "Sie dann mit Handzeichen oder verdeckten Zetteln: Wer erlebt es ähnlich? Sind es fast alle, planen Sie "
            "gleich einen Schritt; sonst sammeln Sie erst Beispiele von beiden Seiten."
        ),
        (
            "Rated low; how far people agree remains open. Show the value first. Then ask by a show of hands or on "
            "hidden slips: who sees it much like this? If nearly all do, plan a step at once; if not, collect examples "
            "from both sides first."
        ),
    ),
    "grid.agreed_open": (
        (
            "Darin einig; ob hoch oder niedrig, bleibt offen. Fragen Sie: Was reicht uns schon, und was fehlt noch, "
            "damit wir es gut nennen?"
        ),
        (
            "In agreement; whether high or low remains open. Ask: what is good enough already, and what is missing "
            "before we call it good?"
        ),
    ),
    "grid.split_open": (
        (
            "Uneins; ob im Ganzen hoch oder niedrig, bleibt offen. Sammeln Sie zuerst Beispiele für beide Sichten, und "
            "fragen Sie erst danach nach einem gemeinsamen Wert."
        ),
        (
            "Not in agreement; whether high or low on the whole remains open. Collect examples of both views first, "
            "and ask for a common value only then."
        ),
    ),
    "grid.not_determinable": (
        (
            "Ob hoch oder niedrig, einig oder uneins, bleibt offen. Alle setzen zugleich und ohne Namen einen Punkt "
            "auf eine Linie von „niedrig“ bis „hoch“; sprechen Sie dann über das Bild, das entsteht."
        ),
        (
            "Whether high or low, agreed or split, remains open. All place a dot at once, without names, on a line "
            "from “low” to “high”; then talk about the picture that appears."
        ),
    ),
    "grid.high_open.quarters": (
        (
            "Hoch eingeschätzt; wie einig die Menschen darin sind, zeigt die Veröffentlichung bei so wenigen nicht. "
            "Niemand muss die eigene Antwort nennen: Sammeln Sie, was dafür spricht, und fragen Sie, für wen es noch "
            "nicht gilt."
        ),
        (
            "Rated high; with so few people the release does not show how far they agree. Nobody has to name their "
            "answer: collect what speaks for it, and ask for whom it is not true yet."
        ),
    ),
    "grid.low_open.quarters": (
        (
            "Niedrig eingeschätzt; wie einig die Menschen darin sind, zeigt die Veröffentlichung bei so wenigen nicht. "
            "Niemand muss die eigene Antwort nennen: Sammeln Sie, was trotzdem schon gelingt, und fragen Sie, was als "
            "Nächstes helfen würde."
        ),
        (
            "Rated low; with so few people the release does not show how far they agree. Nobody has to name their "
            "answer: collect what works even so, and ask what would help next."
        ),
    ),
    "grid.high_open.joint": (
        "Hoch eingeschätzt. Eine gemeinsame Antwort hat keine Streuung: Fragen Sie, bei wem es noch nicht ankommt.",
        "Rated high. One joint answer has no spread: ask whom it does not reach yet.",
    ),
    "grid.low_open.joint": (
        "Niedrig eingeschätzt. Eine gemeinsame Antwort hat keine Streuung: Fragen Sie, wer es anders erlebt.",
        "Rated low. One joint answer has no spread: ask who sees it otherwise.",
    ),
    # How far the ratings of a field agree
    "agreement.agreed": (
        "Einig: In mehr als der Hälfte der Fragen liegen die Einschätzungen dicht beieinander.",
        "In agreement: in more than half of the items the ratings lie close together.",
    ),
    "agreement.split": (
        "Uneins: In mehr als der Hälfte der Fragen liegen die Einschätzungen auseinander.",
        "Split: in more than half of the items the ratings lie apart.",
    ),
    "agreement.left_open": (
        "In mehr als der Hälfte der Fragen sind viele ohne Angabe.",
        "In more than half of the items many gave no answer.",
    ),
    "agreement.rather_agreed": (
        "Eher einig: Das gilt im Mittel der Fragen, aber nicht sicher für mehr als die Hälfte von ihnen.",
        "Rather in agreement: true of the items on average, yet not surely of more than half of them.",
    ),
    "agreement.rather_split": (
        "Eher uneins: Das gilt im Mittel der Fragen, aber nicht sicher für mehr als die Hälfte von ihnen.",
        "Rather split: true of the items on average, yet not surely of more than half of them.",
    ),
    "agreement.open": (
        "Bleibt offen: Zu den gezeigten Zahlen passen Einigkeit wie Uneinigkeit.",
        "Remains open: agreement and disagreement both fit what is shown.",
    ),
    "agreement.open_without_camps": (
        "Bleibt offen. Aber in keiner Frage häufen sich die Antworten an zwei entfernten Stellen.",
        "Remains open. But on no item do answers gather in two places that lie apart.",
    ),
    "agreement.too_few": (
        "Für ein Urteil haben zu wenige geantwortet; sehen Sie sich die einzelnen Antworten an.",
        "Too few answered for a verdict; look at the single answers.",
    ),
    "pattern.differ": (
        "In den meisten Fragen liegen die Einschätzungen auseinander; ob in zwei Richtungen, bleibt offen.",
        "In most items the ratings lie apart; whether in two directions remains open.",
    ),
}
