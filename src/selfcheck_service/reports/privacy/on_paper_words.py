"""What papers say of forms that are filled in by hand, word for word; open rounds have none."""

ON_PAPER_WORDS: dict[str, tuple[str, str]] = {
    "on_paper.flow": (
        (
            "Bögen auf Papier, falls es sie gibt: Die Prozessbegleitung oder eine von ihr beauftragte Person überträgt "
            "sie bis zum Abschluss von Hand. Das verbraucht den Zugangscode des Bogens; so zählt keiner zweimal. Wer "
            "überträgt, bekommt keine Auswertung und kann nichts wieder aufrufen."
        ),
        (
            "Forms on paper, if there are any: the facilitator, or a person they ask to, types them in by hand until "
            "the closing. That spends the access code of the form, so that none counts twice. Whoever types in gets "
            "no evaluation and can call nothing up again."
        ),
    ),
    "on_paper.reader": (
        (
            "Bögen auf Papier: Wer sie überträgt, liest dabei, was darauf steht, und soll darüber schweigen. Wer "
            "das nicht möchte, antwortet mit dem Zugangscode selbst am Bildschirm."
        ),
        (
            "Forms on paper: whoever types them in reads what stands on them, and is expected to keep it to "
            "themselves. Those who would rather not have that answer on a screen, with their access code."
        ),
    ),
    "on_paper.stored": (
        (
            "Von einem Bogen auf Papier wird dasselbe gespeichert wie von einem am Bildschirm. Bei den Antworten steht "
            "nicht, dass sie auf Papier kamen. Das Protokoll hält fest, dass ein Bogen übertragen wurde, nicht welcher."
        ),
        (
            "Of a form on paper the same is stored as of one on a screen. Nothing kept with the answers says that they "
            "came on paper. The audit trail records that a form was typed in, not which one."
        ),
    ),
    "on_paper.gone": (
        (
            "Bögen auf Papier sollen vernichtet werden, sobald sie übertragen sind. Der Dienst weiß davon nichts: "
            "{blank_on_paper}."
        ),
        (
            "Forms on paper are to be destroyed as soon as they have been typed in. The service knows nothing of it: "
            "{blank_on_paper}."
        ),
    ),
    "on_paper.rights": (
        (
            "Zu einem übertragenen Bogen hat niemand einen Schlüssel. Er lässt sich deshalb nicht einzeln lesen, "
            "ändern oder löschen, sondern geht mit allen anderen. Bis er übertragen ist, lässt er sich zurückverlangen."
        ),
        (
            "Nobody has a key to a form that was typed in. So it cannot be read, changed or erased by itself; it goes "
            "with all the others. Until it has been typed in it can be asked for back."
        ),
    ),
    "on_paper.risk": (
        (
            "Auf Papier kann eine Handschrift verraten, wer geschrieben hat. Wer sich merkt, welcher Bogen von wem "
            "kam, kennt die Antworten."
        ),
        (
            "On paper handwriting can give away who wrote. Whoever remembers which form came from whom knows the "
            "answers."
        ),
    ),
    "on_paper.question": (
        "Soll es Bögen auf Papier geben? Wer sammelt sie ein, wer überträgt sie, und wer sorgt für ihre Vernichtung?",
        "Are there to be forms on paper? Who collects them, who types them in, and who sees to their destruction?",
    ),
    "on_paper.measure": (
        "Bögen auf Papier werden verschlossen eingesammelt, gemischt übertragen, dann vernichtet: {blank_on_paper}.",
        "Forms on paper are collected sealed, typed in out of order, then destroyed: {blank_on_paper}.",
    ),
}
