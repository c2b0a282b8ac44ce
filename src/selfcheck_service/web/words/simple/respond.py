"""What the pages say to people who answer in a round, in easy German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "answer_enter": {
        "title": "Mitmachen",
        "lead": (
            "Sie haben einen Zugangs-Code? Damit fangen Sie an. Sie haben schon angefangen? Dann brauchen Sie Ihren "
            "Schlüssel."
        ),
        "code": "Zugangs-Code oder Schlüssel",
        "code_hint": (
            "Der Zugangs-Code steht auf Ihrer Einladung. Er hat 12 Zeichen. Sie können groß oder klein schreiben."
        ),
        "submit": "Weiter",
        "new": "Sie haben keinen Code?",
        "new_text": (
            "Den Code bekommen Sie von Ihrer Stadt oder Gemeinde. Sie können die Fragen auch ohne Code ansehen. Dann "
            "speichern wir nichts."
        ),
        "try_it": "Ohne Code ausprobieren",
        "to_sign_in": "Zum Anmelden",
        "to_ballot": "Zur Abstimmung",
        "voting": "Möchten Sie im Workshop abstimmen?",
        "fault": {
            "missing": "Bitte schreiben Sie Ihren Code oder Ihren Schlüssel hin.",
            "sign_in_key": (
                "Mit diesem Schlüssel kann man sich anmelden. Das geht auf der Seite „Anmelden“. Für die Fragen "
                "brauchen Sie einen Zugangs-Code."
            ),
            "ballot_code": (
                "Das ist vielleicht der Code für eine Abstimmung. Dafür gibt es eine andere Seite. Der Code kommt mit."
            ),
            "malformed": (
                "Das ist kein richtiger Code. Vielleicht fehlt ein Zeichen. Bitte vergleichen Sie noch einmal."
            ),
            "not_accepted": (
                "Dieser Code öffnet hier nichts. Vielleicht ist ein Zeichen falsch. Oder jemand hat diesen Code schon "
                "benutzt. Sie haben schon angefangen? "
                "Dann brauchen Sie Ihren Schlüssel. Sonst fragen Sie bitte die Person, die Sie eingeladen hat."
            ),
        },
        "note": {
            "needed": (
                "Diese Seite ist für eine bestimmte Person. Sind Sie das? Dann geben Sie bitte Ihren Schlüssel ein."
            ),
            "unknown": (
                "Dieses Gerät kann Ihre Antworten nicht mehr öffnen. Bitte geben Sie Ihren Schlüssel ein. Dann geht es "
                "vielleicht weiter."
            ),
            "spent": (
                "Ihr Code gilt nicht mehr. Vielleicht hat ihn schon jemand benutzt. Bitte fragen Sie bei der Einladung "
                "nach einem neuen Code. Lassen Sie dieses Fenster offen. Dann gehen Ihre Antworten nicht verloren."
            ),
            "lost": (
                "Dieses Gerät kennt Sie nicht mehr. Ihre letzten Antworten sind noch da. Bitte geben Sie Ihren Code "
                "oder Ihren Schlüssel ein. Dann geht es mit den Antworten weiter."
            ),
        },
        "begun": "Auf diesem Gerät hat schon jemand angefangen",
        "begun_text": (
            "Waren Sie das? Dann machen Sie einfach weiter. War das eine andere Person? Dann fangen Sie neu an. Die "
            "andere Person braucht dann ihren eigenen Schlüssel."
        ),
        "go_on": "Weitermachen",
        "anew": "Neu anfangen",
        "left": (
            "Dieses Gerät hat Sie vergessen",
            (
                "Ihre Antworten sind noch gespeichert. Mit Ihrem Schlüssel können Sie sie wieder öffnen. Das geht auf "
                "jedem Gerät."
            ),
        ),
        "erased": (
            "Ihre Antworten sind gelöscht",
            (
                "Wir haben hier nichts mehr von Ihnen. In Sicherungs-Kopien bleiben die Antworten etwas länger. Ein "
                "Zugangs-Code nur für Sie geht nicht noch einmal."
            ),
        ),
        "home": "Zur Start-Seite",
        "welcome": "Willkommen",
        "no_exam": (
            "Das ist keine Prüfung. Es gibt keine falschen Antworten. Sie dürfen auch sagen: Das weiß ich nicht."
        ),
        "promise": "Was passiert mit Ihren Antworten?",
        "closes": "Sie können mitmachen bis {moment}",
        "questions": {"one": "{count} Frage", "other": "{count} Fragen"},
        "minutes": {"one": "etwa {count} Minute", "other": "etwa {count} Minuten"},
        "perspective": "Ihre Gruppe: {title}",
        "spends": (
            "Sie können alles zuerst ansehen. Ihr Zugangs-Code gilt nur ein Mal: Er ist verbraucht, wenn wir Ihre "
            "erste Antwort speichern. Dann bekommen Sie einen Schlüssel. Damit können Sie später weitermachen."
        ),
        "begin": "Anfangen",
        "planned": "Es geht erst los am {moment}. Bitte kommen Sie dann wieder. Ihr Zugangs-Code gilt dann noch.",
        "over": "Seit dem {moment} ist Schluss. Sie können nicht mehr antworten.",
        "terms_changed": (
            "Die Regeln sind jetzt anders. Bitte lesen Sie sie noch einmal. Wir haben noch nichts gespeichert."
        ),
        "terms_kept": "Ihre Antworten sind noch da. Drücken Sie auf „Anfangen“. Dann speichern wir sie.",
    },
    "answer_fill": {
        "fields": "Themen",
        "of": "Thema {number} von {count}",
        "progress": "{answered} von {asked} Fragen sind beantwortet",
        "left": {"one": "noch etwa 1 Minute", "other": "noch etwa {count} Minuten"},
        "skip": "Sie können jede Frage auslassen. Sie können später zurückkommen.",
        "next": "Weiter",
        "to_review": "Alles ansehen",
        "back": "Zurück",
        "jump": "Zu einem anderen Thema",
        "jump_hint": "Wir speichern dann Ihre Antworten auf dieser Seite.",
        "done": "fertig",
        "open_items": {"one": "{count} Frage offen", "other": "{count} Fragen offen"},
        "pause": "Pause machen oder auf einem anderen Gerät weitermachen",
        "pause_text": "Wir speichern bei jedem Schritt. Mit Ihrem Schlüssel können Sie überall weitermachen.",
        "pause_first": "Wir haben noch nichts gespeichert. Nach der ersten Antwort bekommen Sie Ihren Schlüssel.",
        "key": "Meinen Schlüssel zeigen",
        "saved_by_steps": "Wir speichern, wenn Sie weiter gehen.",
        "saved_by_itself": "Wir speichern von allein. Sie müssen nichts tun.",
        "saving": "Wir speichern gerade …",
        "kept_at": "Gespeichert um {time} Uhr",
        "unsaved": "Noch nicht gespeichert",
        "offline": (
            "Nicht gespeichert. Es gibt keine Verbindung zum Internet. Ihre Antworten sind noch hier. Wir versuchen es "
            "weiter. Bitte lassen Sie die Seite offen."
        ),
        "refused": "Nicht gespeichert. Bitte drücken Sie auf „Weiter“. Dann sehen Sie den Grund.",
        "elsewhere": (
            "In einem anderen Fenster gibt es andere Antworten. Drücken Sie auf „Weiter“. Dann können Sie wählen."
        ),
        "restored": "Diese Antworten waren noch nicht gespeichert. Jetzt sind sie wieder da.",
        "conflict": "Hier gibt es zwei verschiedene Antworten",
        "conflict_text": {
            "one": (
                "Vielleicht haben Sie zwei Fenster offen. Oder zwei Geräte. Eine Frage hat jetzt zwei Antworten. Bitte "
                "wählen Sie: Welche Antwort sollen wir speichern?"
            ),
            "other": (
                "Vielleicht haben Sie zwei Fenster offen. Oder zwei Geräte. {count} Fragen haben jetzt zwei Antworten. "
                "Bitte wählen Sie bei jeder Frage: Welche Antwort sollen wir speichern?"
            ),
        },
        "conflict_rest": "Alles andere auf der Seite ist schon gespeichert.",
        "conflict_together": "Fragen, die zusammen gehören",
        "conflict_mine": "Hier geschrieben",
        "conflict_theirs": "Schon gespeichert",
        "conflict_open": "keine Antwort",
        "conflict_missing": "Bitte wählen Sie eine Antwort.",
        "conflict_other": (
            "Die andere Antwort speichern wir nicht. Sie steht nur noch auf dieser Seite. Brauchen Sie etwas davon? "
            "Dann schreiben Sie es vorher ab."
        ),
        "conflict_save": "Speichern",
        "key_title": "Ihr Schlüssel",
        "key_lead": (
            "Ihre erste Antwort ist gespeichert. Ihr Zugangs-Code ist jetzt verbraucht. Ab jetzt brauchen Sie diesen "
            "Schlüssel. Damit öffnen Sie Ihre Antworten auf jedem Gerät."
        ),
        "key_text": (
            "Bitte schreiben Sie den Schlüssel auf. Oder drucken Sie diese Seite. Oder machen Sie ein Foto. Sie "
            "bekommen den Schlüssel kein zweites Mal. Geben Sie ihn nicht weiter: Damit kann man Ihre Antworten "
            "sehen, ändern und löschen."
        ),
        "key_picture": "QR-Code mit Ihrem Schlüssel",
        "key_camera": (
            "Halten Sie ein anderes Gerät mit der Kamera vor das Quadrat. Dann öffnen sich dort Ihre Antworten."
        ),
        "key_typed": "Oder schreiben Sie den Schlüssel auf dieser Seite: {address}",
        "key_device": "Auf diesem Gerät geht es auch ohne Schlüssel weiter. Das geht höchstens 90 Tage.",
        "go_on": "Weitermachen",
        "leave": "Auf diesem Gerät abmelden",
        "leave_hint": (
            "Benutzen auch andere dieses Gerät? Dann melden Sie sich ab. Ihre Antworten bleiben gespeichert. Aber Sie "
            "brauchen dann Ihren Schlüssel."
        ),
    },
    "answer_done": {
        "standing": "So weit sind Sie",
        "begun": "Angefangen, noch nicht abgeschickt",
        "submitted": "Abgeschickt",
        "correct_hint": "Ihre gesendeten Antworten gelten. Neue Antworten gelten erst, wenn Sie noch einmal absenden.",
        "submit_changes": "Neue Antworten absenden",
        "correcting": "Abgeschickt. Die Änderungen noch nicht.",
        "go_on": "Weitermachen",
        "correct": "Antworten ändern",
        "until": "Sie können ändern bis {moment}.",
        "closed": "Seit dem {moment} ist Schluss. Sie können Ihr Ergebnis noch lesen. Ändern geht nicht mehr.",
        "closed_draft": (
            "Seit dem {moment} ist Schluss. Was Sie nicht abgeschickt haben, zählt nicht mit. Es ist noch da. Sie "
            "können es mitnehmen."
        ),
        "own_data": "Ihre Daten",
        "take_along": "Alles herunterladen (JSON)",
        "erase": "Antworten löschen",
        "told": "Das haben wir Ihnen versprochen",
        "review": "Alles ansehen",
        "review_lead": "Sie haben noch nichts abgeschickt. Offene Fragen sind kein Fehler.",
        "all_done": "Alles ist beantwortet.",
        "open_here": "Offen",
        "faulty_here": "Das passt noch nicht",
        "name": "Ihr Name für diese Befragung",
        "name_hint": (
            "Die anderen sehen später Ihre Antworten unter diesem Namen. Das muss nicht Ihr richtiger Name sein."
        ),
        "submit": "Abschicken",
        "submit_hint": "Dann sehen Sie gleich Ihr Ergebnis. Sie können noch ändern bis {moment}.",
        "note": {
            "empty": "Sie haben noch keine Frage beantwortet. Bitte beantworten Sie zuerst eine Frage.",
            "changed": (
                "In einem anderen Fenster haben sich Antworten geändert. Hier sehen Sie die neuen Antworten. Bitte "
                "schicken Sie sie dann ab."
            ),
            "name": "Bitte schreiben Sie einen Namen. Er darf höchstens 80 Zeichen haben.",
            "name_taken": "So heißt hier schon jemand. Bitte schreiben Sie einen anderen Namen.",
            "faulty": "Einige Antworten passen noch nicht. Wir haben noch nichts abgeschickt. Alles ist noch da.",
        },
        "receipt": "Danke! Alles ist angekommen.",
        "receipt_lead": "Ihre Antworten sind gespeichert und abgeschickt.",
        "next": "So geht es weiter",
        "next_steps": {
            "confidential": (
                "Am {moment} ist Schluss. Dann fassen wir alle Antworten zusammen. Ihre einzelnen Antworten zeigen wir "
                "niemandem."
            ),
            "open": (
                "Am {moment} ist Schluss. Dann sehen alle die Antworten: alle, die mitgemacht haben. Auch die Leitung "
                "sieht sie. Bei jeder Antwort steht der Name, den die Person selbst gewählt hat."
            ),
            "institutional": (
                "Es gibt nur diese eine gemeinsame Antwort. Das Ergebnis sehen Sie schon jetzt. Am {moment} ist "
                "Schluss. Dann bekommt auch die Prozess-Begleitung die Antwort."
            ),
        },
        "see_evaluation": "Mein Ergebnis ansehen",
        "result": "Das haben alle gesagt",
        "see_result": "Die Ergebnisse von allen ansehen",
        "result_file": "Ergebnisse als Datei (JSON)",
        "no_result": (
            "Es gibt noch keine Ergebnisse von allen",
            (
                "Erst muss Schluss sein. Dann veröffentlicht die Leitung die Ergebnisse. Dann stehen sie hier. "
                "Vielleicht löscht danach jemand die eigenen Antworten. Dann sind die Ergebnisse erst einmal weg."
            ),
        ),
        "changing": "Ändern und löschen",
        "changing_text": (
            "Sie können Ihre Antworten ändern. Das geht bis {moment}. Sie können Ihre Antworten löschen. Das geht "
            "immer. Auf einem anderen Gerät brauchen Sie Ihren Schlüssel."
        ),
        "print": "Drucken können Sie mit dem Menü von Ihrem Browser.",
        "pdf": "Als PDF",
        "json": "Als Datei (JSON)",
        "stored": "Das Ergebnis kommt aus den Antworten, die Sie abgeschickt haben.",
        "draft_left": "Sie haben danach etwas geändert. Das Ergebnis zeigt noch die alten Antworten.",
        "overview": "Zur Übersicht",
        "erase_title": "Wirklich löschen?",
        "erase_text": (
            "Wir löschen dann alle Ihre Antworten und Ihr Ergebnis. Sie bekommen sie nicht zurück. Ist Ihr "
            "Zugangs-Code nur für Sie? Dann können Sie damit nicht noch einmal antworten."
        ),
        "erase_withdraws": (
            "Das Ergebnis von allen ist schon fertig. Auch Ihre Antworten sind darin. Wenn Sie Ihre Antworten löschen, "
            "dann ist das Ergebnis für alle weg. Man kann dann ein neues Ergebnis machen. Darin sind Ihre Antworten "
            "nicht mehr."
        ),
        "erase_button": "Ja, alles löschen",
        "erase_leave": "Nein, nicht löschen",
        "shut": "Sie können gerade nicht antworten",
        "shut_closed": "Seit dem {moment} ist Schluss. Ihre letzten Antworten haben wir deshalb nicht gespeichert.",
        "shut_planned": "Es geht erst los am {moment}. Wir haben deshalb nichts gespeichert.",
        "shut_kept": "Was vorher gespeichert war, ist noch da. Sie können es herunterladen.",
        "shut_typed": "Das haben Sie zuletzt geschrieben",
    },
}
