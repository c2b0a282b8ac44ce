"""Why fields are built on, proposed or left, in words, in German and in English, and what to ask of those proposed."""

# key: (German, English).
CHOICE_TEXTS: dict[str, tuple[str, str]] = {
    # Why something is a strength
    "strength.strength": (
        "Hoch eingeschätzt, und darin sind sich die Menschen einig.",
        "Rated high, and people agree on it.",
    ),
    "strength.high": (
        "Das Feld steht gut da. Fragen Sie, was dazu beigetragen hat; daran lässt sich anknüpfen.",
        "The field is in good shape. Ask what helped; that can be built on.",
    ),
    "strength.highest": (
        "Von allen Feldern, zu denen sich etwas sagen lässt, ist dieses am weitesten. Auch das ist ein Anfang.",
        "Of all fields of which something can be said this one is furthest along. That is a start, too.",
    ),
    "strength.level": (
        (
            "Mehrere Felder liegen gleichauf vorn; dass dieses hier steht, entscheidet nur die Reihenfolge im "
            "Fragebogen. Tauschen Sie ruhig, und fragen Sie, was dazu beigetragen hat."
        ),
        (
            "Several fields are level at the top; that this one stands here is only the order of the questionnaire. "
            "Feel free to swap it, and ask what has helped."
        ),
    ),
    "strength.perhaps_highest": (
        (
            "Welches Feld am weitesten ist, lässt sich nicht sagen; dieses kann es sein. Fragen Sie, was hier schon "
            "trägt."
        ),
        "Which field is furthest along cannot be said; it may be this one. Ask what works here already.",
    ),
    "strength.calm": (
        "Nichts drängt hier. Daran lässt sich anknüpfen, auch wenn ein anderes Feld höher eingeschätzt ist.",
        "Nothing presses here. That can be built on, even though another field is rated higher.",
    ),
    # Why a field is proposed
    "priority.urgent_but_low": (
        "Das Feld gilt als dringend, und es ist noch Luft nach oben.",
        "The field is called urgent, and there is room to grow.",
    ),
    "priority.low_together": (
        "Hier ist noch Luft nach oben, und darin sind sich die Menschen einig: ein guter Grund anzufangen.",
        "There is room to grow, and people agree on that: a good reason to begin together.",
    ),
    "priority.low": (
        "Hier ist noch Luft nach oben; wie einig die Menschen darin sind, zeigt das Gespräch.",
        "There is room to grow; how far people agree on it, the conversation will show.",
    ),
    "priority.low_split": (
        "Hier ist noch Luft nach oben, und die Menschen sehen es verschieden: erst verstehen, dann planen.",
        "There is room to grow, and people see it differently: understand first, then plan.",
    ),
    "priority.low_unknown": (
        "Viele haben keine Angabe gemacht, und was gesagt wurde, lässt Luft nach oben.",
        "Many gave no answer, and what was said leaves room to grow.",
    ),
    "priority.perspective_gap": (
        "Verschiedene Perspektiven sehen das Feld deutlich verschieden. Beide haben etwas zu erzählen.",
        "Different perspectives see the field very differently. Both have something to tell.",
    ),
    "priority.high_split": (
        "Das Feld steht im Ganzen gut da, aber nicht alle erleben es so: klären, bei wem es ankommt.",
        "On the whole the field is in good shape, yet not for everybody: find out whom it reaches.",
    ),
    "priority.split": (
        "Die Einschätzungen liegen weit auseinander. Dahinter stecken oft verschiedene Erfahrungen.",
        "Ratings lie far apart. Often there are different experiences behind that.",
    ),
    "priority.knowledge_gap": (
        "Viele haben keine Angabe gemacht: sichtbar machen, was es schon gibt.",
        "Many gave no answer: make visible what there is already.",
    ),
    "priority.urgent": ("Das Feld gilt als dringend.", "The field is called urgent."),
    "priority.lowest": (
        "Nichts drängt hier besonders. Von den übrigen Feldern bietet dieses am ehesten Stoff für ein Gespräch.",
        "Nothing presses here. Of the remaining fields this one offers the most to talk about.",
    ),
    "priority.unsaid": (
        (
            "Zu so wenigen Feldern lässt sich etwas sagen, dass auch dieses dasteht, in der Reihenfolge des "
            "Fragebogens. Es ist ein Anfang für das Gespräch; tauschen Sie es ruhig."
        ),
        (
            "Of so few fields something can be said that this one is here, too, in the order of the questionnaire. It "
            "is a place to begin talking; feel free to swap it."
        ),
    ),
    # Why a field is a priority that the room chose
    "priority.chosen_as_proposed": (
        "Die Runde hat dieses Feld gewählt; es war auch vorgeschlagen.",
        "The room chose this field; it was proposed, too.",
    ),
    "priority.chosen_otherwise": (
        "Die Runde hat dieses Feld gewählt; vorgeschlagen war es nicht.",
        "The room chose this field; it was not proposed.",
    ),
    "choice.same": (
        "Die Runde hat gewählt: {chosen}. Vorgeschlagen waren dieselben Felder.",
        "The room chose: {chosen}. The same fields were proposed.",
    ),
    "choice.others": (
        "Die Runde hat gewählt: {chosen}. Vorgeschlagen waren: {proposed}. Karten und Tische sind die der Wahl.",
        "The room chose: {chosen}. Proposed were: {proposed}. Cards and tables are those of the choice.",
    ),
    "choice.alone": (
        "Die Runde hat gewählt: {chosen}. Vorgeschlagen war kein Feld.",
        "The room chose: {chosen}. No field was proposed.",
    ),
    "lead.unsaid": (
        "Wo stehen wir hier, und welches Beispiel aus dem letzten Jahr zeigt es?",
        "Where do we stand here, and which example of the past year shows it?",
    ),
    "lead.urgent_but_low": (
        "Was soll in einem Jahr spürbar anders sein, und wer würde es zuerst merken?",
        "What should feel different in a year's time, and who would notice first?",
    ),
    "lead.low_together": (
        "Was gelingt hier schon im Kleinen, und was wäre der nächste Schritt?",
        "What works here already on a small scale, and what would be the next step?",
    ),
    "lead.low": (
        "Was gelingt hier schon, was fehlt noch, und woran erkennen wir das?",
        "What works here already, what is still missing, and how do we know?",
    ),
    "lead.low_split": (
        "Welche Erfahrungen stehen hinter den verschiedenen Einschätzungen?",
        "Which experiences stand behind the different ratings?",
    ),
    "lead.low_unknown": (
        "Was wissen wir sicher, was vermuten wir, und wen können wir fragen?",
        "What do we know for certain, what do we assume, and whom can we ask?",
    ),
    "lead.perspective_gap": (
        "Was bekommt man von der einen Stelle aus mit und von der anderen nicht?",
        "What can be seen from one place and not from the other?",
    ),
    "lead.high_split": (
        "Bei wem kommt das Gute an, bei wem noch nicht, und woran liegt das?",
        "Whom does the good work reach, whom not yet, and what makes the difference?",
    ),
    "lead.split": (
        "Was müsste vor Ort zu sehen sein, damit die niedrigste und damit die höchste Einschätzung stimmt?",
        "What would we have to see on the ground for the lowest rating to be right, and what for the highest?",
    ),
    "lead.knowledge_gap": (
        "Was gibt es schon, und wie erfahren die davon, die es angeht?",
        "What is there already, and how do those concerned get to know of it?",
    ),
    "lead.urgent": (
        "Was macht dieses Feld gerade jetzt dringend, und was geschieht, wenn wir warten?",
        "What makes this field urgent just now, and what happens if we wait?",
    ),
    "lead.lowest": (
        "Was läuft hier gut, und was würde es noch ein Stück besser machen?",
        "What goes well here, and what would make it a little better still?",
    ),
    # Why a field is not proposed
    "not_chosen.proposed": (
        "Das Feld war vorgeschlagen; die Runde hat andere gewählt. Der Grund des Vorschlags: {why}",
        "The field was proposed; the room chose others. Why it was proposed: {why}",
    ),
    "not_chosen.strength_kept": (
        "Das Feld ist eine Stärke. Es wird gewürdigt und dient als Stütze; darum ist es kein Schwerpunkt.",
        "The field is a strength. It is honoured and built on; so it is no priority.",
    ),
    "not_chosen.strength_kept_urgent": (
        "Eine Stärke, die zugleich als dringend gilt. Fragen Sie die Runde, ob sie daran weiterarbeiten will.",
        "A strength that is called urgent as well. Ask the room whether to work on it all the same.",
    ),
    "not_chosen.furthest_kept": (
        "Dieses Feld ist am weitesten; daran knüpft die Runde an, auch wenn hier noch Luft nach oben ist.",
        "This field is furthest along; the room builds on it, even where there is room to grow.",
    ),
    "not_chosen.level_kept": (
        "Daran knüpft die Runde an. Andere Felder liegen gleichauf: Nur die Reihenfolge im Fragebogen entscheidet.",
        "The room builds on this one. Other fields are level with it: only the order of the questionnaire decides.",
    ),
    "not_chosen.perhaps_furthest_kept": (
        "Daran knüpft die Runde an; ob das Feld am weitesten ist, bleibt offen.",
        "The room builds on this one; whether it is furthest along remains open.",
    ),
    "not_chosen.calm_kept": (
        "Daran knüpft die Runde an, weil hier nichts drängt.",
        "The room builds on this one, because nothing presses here.",
    ),
    "not_chosen.others_first": (
        "Auch hier lohnt ein Gespräch. Nach der Regel kommen andere Felder zuerst; auf die Merkliste für später.",
        "A conversation pays here as well. By the rule other fields come first; note it down for later.",
    ),
    "not_chosen.level_with_chosen": (
        "Gleichauf mit einem vorgeschlagenen Feld: Nur die Reihenfolge im Fragebogen entscheidet. Tauschen Sie ruhig.",
        "Level with a field that is proposed: only the order of the questionnaire decides. Feel free to swap them.",
    ),
    "not_chosen.nothing_presses": (
        "Die Veröffentlichung zeigt hier nichts, was drängt.",
        "The release shows nothing here that presses.",
    ),
    "not_chosen.cannot_be_said": (
        "Zu diesem Feld sagt die Veröffentlichung zu wenig. Das heißt nicht, dass es unwichtig ist.",
        "The release says too little of this field. That does not make it unimportant.",
    ),
    "not_chosen.view": (
        "Hier ist zusammengefasst, was in anderen Feldern gefragt wird; besprochen wird es dort.",
        "This puts together what other fields ask; it is talked about there.",
    ),
}
