"""What the pages say to people who answer in a round, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "answer_enter": {
        "title": "Teilnehmen",
        "lead": "Mit einem Zugangscode beginnen Sie. Mit Ihrem persönlichen Schlüssel machen Sie weiter.",
        "code": "Zugangscode oder persönlicher Schlüssel",
        "code_hint": (
            "Der Zugangscode steht auf Ihrer Einladung und hat zwölf Zeichen. Groß oder klein, mit oder ohne "
            "Bindestriche: alles gleich."
        ),
        "submit": "Weiter",
        "new": "Noch keinen Code?",
        "new_text": (
            "Codes verteilt, wer den Durchgang in Ihrer Kommune begleitet. Ohne Code können Sie die Fragebögen "
            "ausprobieren; dabei wird nichts gespeichert."
        ),
        "try_it": "Ohne Code ausprobieren",
        "to_sign_in": "Zum Anmelden",
        "to_ballot": "Zur Abstimmung",
        "voting": "Sie möchten im Workshop abstimmen?",
        "fault": {
            "missing": "Bitte geben Sie Ihren Zugangscode oder Ihren persönlichen Schlüssel ein.",
            "sign_in_key": (
                "Das ist ein Schlüssel zum Anmelden, für alle, die Durchgänge begleiten oder diesen Dienst betreiben. "
                "Er gehört auf die Seite „Anmelden“. Zum Ausfüllen brauchen Sie einen Zugangscode."
            ),
            "ballot_code": (
                "Das sieht aus wie der Code einer Abstimmung. Abgestimmt wird auf einer eigenen Seite; den Code nehmen "
                "wir dorthin mit."
            ),
            "malformed": (
                "Das ist weder ein Zugangscode noch ein Schlüssel. Bitte vergleichen Sie Zeichen für Zeichen; meist "
                "fehlt eines oder ist vertauscht."
            ),
            "not_accepted": (
                "Zu diesem Code finden wir nichts, was Sie öffnen könnten. Vielleicht ist ein Zeichen vertauscht, oder "
                "der Code ist schon eingelöst oder zurückgezogen. Wenn Sie schon begonnen haben, brauchen Sie Ihren "
                "persönlichen Schlüssel. Sonst fragen Sie bitte bei denen nach, die Sie eingeladen haben."
            ),
        },
        "note": {
            "needed": (
                "Diese Seite gehört zu Antworten, die dieses Gerät nicht kennt. Mit Ihrem persönlichen Schlüssel "
                "kommen Sie dorthin."
            ),
            "unknown": (
                "Was dieses Gerät aufbewahrt hatte, gilt hier nicht mehr. Mit Ihrem persönlichen Schlüssel kommen Sie "
                "wieder hinein, solange Ihre Antworten gespeichert sind."
            ),
            "spent": (
                "Ihr Zugangscode gilt nicht mehr. Er ist inzwischen so oft eingelöst, wie er gilt, oder zurückgezogen. "
                "Bitte sagen Sie denen Bescheid, die Sie eingeladen haben. Was Sie eingegeben haben, bleibt in diesem "
                "Fenster und geht mit einem neuen Code mit."
            ),
            "lost": (
                "Dieses Gerät weiß nicht mehr, wer Sie sind. Was Sie eben eingegeben haben, ist noch da: Nach dem "
                "Zugangscode oder Schlüssel geht es damit weiter."
            ),
        },
        "begun": "Auf diesem Gerät hat schon jemand begonnen",
        "begun_text": (
            "Wenn Sie das waren, machen Sie einfach weiter. Wenn eine andere Person dieses Gerät vor Ihnen benutzt "
            "hat, beginnen Sie neu. Wer vor Ihnen war, kommt dann nur noch mit dem eigenen Schlüssel an die Antworten."
        ),
        "go_on": "Weitermachen",
        "anew": "Neu beginnen",
        "left": (
            "Dieses Gerät hat Sie vergessen",
            (
                "Ihre Antworten sind weiter gespeichert. Mit Ihrem persönlichen Schlüssel kommen Sie von jedem Gerät "
                "wieder an sie heran."
            ),
        ),
        "erased": (
            "Ihre Antworten sind gelöscht",
            (
                "Von ihnen ist hier nichts mehr da, und dieses Gerät hat den Schlüssel vergessen. In Sicherungskopien "
                "können sie noch kurze Zeit liegen. Ein Zugangscode nur für Sie bleibt verbraucht."
            ),
        ),
        "home": "Zur Startseite",
        "welcome": "Willkommen",
        "no_exam": (
            "Das ist keine Prüfung. Es gibt keine falschen Antworten, und „Weiß nicht“ ist eine vollwertige Antwort."
        ),
        "promise": "Was mit Ihren Antworten geschieht",
        "closes": "Offen bis {moment}",
        "questions": {"one": "{count} Frage", "other": "{count} Fragen"},
        "minutes": {"one": "etwa {count} Minute", "other": "etwa {count} Minuten"},
        "perspective": "Perspektive: {title}",
        "spends": (
            "Ansehen kostet nichts: Ihr Zugangscode ist erst eingelöst, wenn die erste Antwort gespeichert ist. Danach "
            "bekommen Sie einen persönlichen Schlüssel, mit dem Sie woanders weitermachen können."
        ),
        "begin": "Beginnen",
        "planned": "Der Durchgang beginnt erst am {moment}. Bitte kommen Sie dann wieder; Ihr Zugangscode gilt weiter.",
        "over": "Der Durchgang ist seit dem {moment} abgeschlossen. Neue Antworten nimmt er nicht mehr an.",
        "terms_changed": (
            "Die Bedingungen haben sich geändert, während Sie hier waren. Bitte lesen Sie noch einmal; gespeichert "
            "wird erst, wenn Sie damit weitermachen."
        ),
        "terms_kept": "Was Sie eingegeben haben, ist noch da und wird mit „Beginnen“ gespeichert.",
    },
    "answer_fill": {
        "fields": "Themenfelder",
        "of": "Themenfeld {number} von {count}",
        "progress": "{answered} von {asked} Fragen beantwortet",
        "left": {"one": "noch etwa eine Minute", "other": "noch etwa {count} Minuten"},
        "skip": "Sie können jede Frage offen lassen und später zurückkommen.",
        "next": "Weiter",
        "to_review": "Zur Durchsicht",
        "back": "Zurück",
        "jump": "Zu einem anderen Themenfeld",
        "jump_hint": "Ihre Angaben auf dieser Seite werden dabei gespeichert.",
        "done": "vollständig",
        "open_items": {"one": "{count} offen", "other": "{count} offen"},
        "pause": "Pause machen oder auf einem anderen Gerät weitermachen",
        "pause_text": "Gespeichert wird bei jedem Schritt. Mit Ihrem persönlichen Schlüssel machen Sie überall weiter.",
        "pause_first": (
            "Noch ist nichts gespeichert. Sobald die erste Antwort gespeichert ist, bekommen Sie Ihren persönlichen "
            "Schlüssel."
        ),
        "key": "Persönlichen Schlüssel zeigen",
        "saved_by_steps": "Gespeichert wird, sobald Sie weitergehen.",
        "saved_by_itself": "Gespeichert wird von selbst, während Sie ausfüllen.",
        "saving": "Wird gespeichert …",
        "kept_at": "Gespeichert um {time} Uhr",
        "unsaved": "Noch nicht gespeichert",
        "offline": (
            "Nicht gespeichert – keine Verbindung. Ihre Angaben sind noch hier in diesem Fenster. Wir versuchen es "
            "weiter; bitte schließen Sie die Seite nicht."
        ),
        "refused": "Nicht gespeichert. Bitte gehen Sie auf „Weiter“, um zu sehen, woran es liegt.",
        "elsewhere": "In einem anderen Fenster wurde etwas geändert. Mit „Weiter“ sehen Sie beides und können wählen.",
        "restored": "Wiederhergestellt: Angaben, die bisher nicht gespeichert werden konnten.",
        "conflict": "Dieses Themenfeld wurde inzwischen auch woanders geändert",
        "conflict_text": {
            "one": (
                "Vielleicht in einem zweiten Fenster oder auf einem anderen Gerät. Bei einer Frage gibt es jetzt zwei "
                "Antworten. Bitte wählen Sie, welche gelten soll."
            ),
            "other": (
                "Vielleicht in einem zweiten Fenster oder auf einem anderen Gerät. Bei {count} Fragen gibt es jetzt "
                "zwei Antworten. Bitte wählen Sie bei jeder, welche gelten soll."
            ),
        },
        "conflict_rest": "Alles andere auf der Seite ist schon gespeichert, so wie es zuletzt geändert wurde.",
        "conflict_together": "Mehrere Fragen, die zusammengehören",
        "conflict_mine": "Hier eingegeben",
        "conflict_theirs": "Woanders gespeichert",
        "conflict_open": "offen gelassen",
        "conflict_missing": "Bitte eine der beiden Antworten wählen.",
        "conflict_other": (
            "Die Antwort, die Sie nicht wählen, steht nur noch hier und wird nicht aufgehoben. Brauchen Sie etwas "
            "davon, kopieren Sie es bitte vorher."
        ),
        "conflict_save": "Auswahl speichern",
        "key_title": "Ihr persönlicher Schlüssel",
        "key_lead": (
            "Ihre erste Antwort ist gespeichert und Ihr Zugangscode damit eingelöst. Mit diesem Schlüssel kommen "
            "Sie von jedem Gerät wieder an Ihre Antworten."
        ),
        "key_text": (
            "Bitte schreiben Sie ihn ab, drucken Sie diese Seite oder fotografieren Sie das Quadrat. Niemand kann "
            "Ihnen den Schlüssel ein zweites Mal geben, und wer ihn hat, kann Ihre Antworten sehen, ändern und "
            "löschen."
        ),
        "key_picture": "QR-Code mit Ihrem persönlichen Schlüssel",
        "key_camera": (
            "Halten Sie die Kamera eines anderen Geräts auf das Quadrat: Dann öffnen sich Ihre Antworten dort."
        ),
        "key_typed": "Zum Eingeben unter {address}",
        "key_device": "Auf diesem Gerät geht es auch ohne Schlüssel weiter, höchstens 90 Tage lang.",
        "go_on": "Weiter ausfüllen",
        "leave": "Auf diesem Gerät abmelden",
        "leave_hint": (
            "Wichtig, wenn andere dieses Gerät benutzen. Ihre Antworten bleiben gespeichert; ohne Schlüssel kommen Sie "
            "dann aber nicht mehr an sie heran."
        ),
    },
    "answer_done": {
        "standing": "Ihr Stand",
        "begun": "Begonnen, noch nicht abgesendet",
        "submitted": "Abgesendet",
        "correct_hint": "Was Sie abgesendet haben, gilt weiter. Änderungen gelten erst, wenn Sie sie absenden.",
        "submit_changes": "Änderungen absenden",
        "correcting": "Abgesendet; Änderungen noch nicht",
        "go_on": "Weiter ausfüllen",
        "correct": "Antworten ändern",
        "until": "Bis {moment} können Sie ändern.",
        "closed": (
            "Der Durchgang ist seit dem {moment} abgeschlossen. Ihre Auswertung bleibt lesbar, ändern geht nicht mehr."
        ),
        "closed_draft": (
            "Der Durchgang ist seit dem {moment} abgeschlossen. Was nicht abgesendet war, zählt nicht mit. Es ist noch "
            "da, und Sie können es mitnehmen."
        ),
        "own_data": "Ihre Daten",
        "take_along": "Alles Gespeicherte herunterladen (JSON)",
        "erase": "Antworten löschen",
        "told": "Was Ihnen zugesagt ist",
        "review": "Durchsicht",
        "review_lead": "Noch ist nichts abgesendet. Offene Fragen sind kein Fehler.",
        "all_done": "Alles beantwortet.",
        "open_here": "Offen",
        "faulty_here": "Passt noch nicht",
        "name": "Ihr Anzeigename",
        "name_hint": (
            "Unter diesem Namen sehen die anderen Ihre Einschätzungen, wenn der Durchgang abgeschlossen ist. Am besten "
            "einer, der Sie von anderen unterscheidet."
        ),
        "submit": "Absenden",
        "submit_hint": "Danach sehen Sie sofort Ihre eigene Auswertung. Bis {moment} können Sie noch ändern.",
        "note": {
            "empty": "Noch ist keine Frage beantwortet. Absenden lässt sich der Fragebogen mit der ersten Antwort.",
            "changed": (
                "Ihre Antworten haben sich inzwischen in einem anderen Fenster geändert. Das ist der neueste Stand; "
                "bitte sehen Sie ihn durch und senden Sie dann ab."
            ),
            "name": "Bitte wählen Sie einen Anzeigenamen aus einer Zeile mit höchstens 80 Zeichen.",
            "name_taken": "So heißt in diesem Durchgang schon jemand. Bitte wählen Sie einen anderen Anzeigenamen.",
            "faulty": (
                "Einige Antworten passen noch nicht. Abgesendet ist nichts; alles, was Sie eingegeben haben, ist da."
            ),
        },
        "receipt": "Angekommen. Vielen Dank!",
        "receipt_lead": "Ihre Antworten sind gespeichert und abgesendet.",
        "next": "Wie es weitergeht",
        "next_steps": {
            "confidential": (
                "Nach dem Abschluss am {moment} werden alle Antworten ein einziges Mal zusammengefasst. Einzelne "
                "Antworten bekommt niemand gezeigt."
            ),
            "open": (
                "Nach dem Abschluss am {moment} sehen alle, die mitgemacht haben, und die Prozessbegleitung die "
                "Einschätzungen unter den gewählten Namen."
            ),
            "institutional": (
                "In diesem Durchgang gibt es nur diese eine gemeinsame Antwort. Ihr Ergebnis ist die Auswertung, die "
                "Sie hier schon sehen. Nach dem Abschluss am {moment} bekommt auch die Prozessbegleitung die Antwort, "
                "so wie sie abgesendet ist."
            ),
        },
        "see_evaluation": "Meine Auswertung ansehen",
        "result": "Was alle gesagt haben",
        "see_result": "Die Ergebnisse des Durchgangs ansehen",
        "result_file": "Veröffentlichung als Datei (JSON)",
        "no_result": (
            "Noch gibt es keine gemeinsamen Ergebnisse",
            (
                "Sie stehen hier, sobald der Durchgang abgeschlossen ist und die Prozessbegleitung sie "
                "veröffentlicht hat. Wenn danach jemand die eigenen Antworten löscht, werden sie zurückgezogen und "
                "können neu veröffentlicht werden."
            ),
        ),
        "changing": "Ändern und löschen",
        "changing_text": (
            "Ändern können Sie bis {moment}, löschen jederzeit, solange die Antworten gespeichert sind. Von einem "
            "anderen Gerät aus brauchen Sie dazu Ihren persönlichen Schlüssel."
        ),
        "print": "Drucken: über das Menü Ihres Browsers.",
        "pdf": "Als PDF",
        "json": "Als Datei (JSON)",
        "stored": "Diese Auswertung entsteht jedes Mal neu aus Ihren abgesendeten Antworten.",
        "draft_left": "Sie haben seit dem Absenden etwas geändert. Die Auswertung zeigt, was abgesendet ist.",
        "overview": "Zur Übersicht",
        "erase_title": "Wirklich löschen?",
        "erase_text": (
            "Ihre Antworten, Ihr Entwurf und Ihre Auswertung werden gelöscht. Das lässt sich nicht rückgängig "
            "machen. Ein Zugangscode nur für Sie ist verbraucht: Mit ihm können Sie nicht noch einmal antworten."
        ),
        "erase_withdraws": (
            "Das gemeinsame Ergebnis dieses Durchgangs ist schon veröffentlicht, und Ihre Antworten stehen darin. Wenn "
            "Sie sie löschen, wird es für alle zurückgezogen. Die Prozessbegleitung kann es ohne Ihre Antworten neu "
            "erstellen."
        ),
        "erase_button": "Endgültig löschen",
        "erase_leave": "Nicht löschen",
        "shut": "Der Durchgang nimmt gerade keine Antworten an",
        "shut_closed": (
            "Er ist seit dem {moment} abgeschlossen. Was Sie zuletzt abgeschickt haben, wurde deshalb nicht "
            "gespeichert."
        ),
        "shut_planned": "Er beginnt erst am {moment}. Gespeichert wurde deshalb nichts.",
        "shut_kept": "Was vorher schon gespeichert war, ist noch da. Sie können es herunterladen.",
        "shut_typed": "Was Sie zuletzt eingegeben haben",
    },
}
