"""What the pages say to those who write questionnaires, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "author": {
        "title": "Fragebögen",
        "lead": "Was veröffentlicht ist, ändert sich nicht mehr. Was besser werden soll, wird eine neue Fassung.",
        "crumbs": "Sie sind hier",
        "to_draft": "Entwurf prüfen",
        "nothing": "Noch ist kein Fragebogen veröffentlicht.",
        "all_versions": "Alle Fassungen",
        "more_label": "Weitere",
        "to_first": "Zum Anfang",
        "to_next": "Weitere anzeigen",
        "versions_of": "Fassungen von {title}",
        "version": "Fassung",
        "status": "Stand",
        "state": {"published": "veröffentlicht", "retired": "zurückgezogen"},
        "published_on": "Veröffentlicht am",
        "retired_on": "Zurückgezogen am",
        "spoken": "Sprachen",
        "key": "Kürzel",
        "size": "Umfang",
        "fields_counted": {"one": "{count} Feld", "other": "{count} Felder"},
        "items_counted": {"one": "{count} Frage", "other": "{count} Fragen"},
        "hash": "Prüfsumme (SHA-256)",
        "done": {
            "published": "Diese Fassung ist veröffentlicht.",
            "unchanged": "Diese Fassung war schon mit genau diesem Inhalt veröffentlicht. Es hat sich nichts geändert.",
            "retired": "Diese Fassung ist zurückgezogen.",
        },
        "as_asked": "So sehen ihn die Befragten",
        "as_asked_lead": "Sie können ihn ausfüllen und auswerten, ohne dass etwas gespeichert wird.",
        "forms": "Je nach Perspektive wird Verschiedenes gefragt:",
        "as_data": "Als Daten",
        "definition": "Definition (JSON)",
        "retire": "Zurückziehen",
        "retire_lead": "Neue Durchgänge können diese Fassung dann nicht mehr verwenden.",
        "retire_title": "Fassung {version} zurückziehen?",
        "retire_text": (
            "Neue Durchgänge können sie nicht mehr verwenden. Laufende Durchgänge und alle Auswertungen bleiben, wie "
            "sie sind. Das lässt sich nicht rückgängig machen."
        ),
        "leave": "Doch nicht",
        "draft": "Entwurf prüfen",
        "draft_lead": (
            "Schicken Sie Ihren Fragebogen. Sie erfahren, was daran noch fehlt, sehen ihn wie die Befragten und können "
            "ihn veröffentlichen."
        ),
        "send": "Ihr Entwurf",
        "mend": "Ändern und noch einmal prüfen",
        "file": "Datei",
        "file_hint": (
            "YAML oder JSON, oder der Ordner einer Fassung als ZIP-Datei. Ist eine gewählt, zählt sie und nicht der "
            "Text darunter."
        ),
        "missing": "Wählen Sie eine Datei, oder fügen Sie den Text ein.",
        "document": "Text des Fragebogens",
        "document_hint": "YAML oder JSON.",
        "check": "Prüfen",
        "nothing_kept": (
            "Bevor Sie veröffentlichen, behält der Dienst nichts davon. Der Text steht nur auf dieser Seite: Schließen "
            "Sie sie, ist er weg."
        ),
        "report": "Prüfung von {name}",
        "report_unnamed": "Prüfung",
        "recognised": "Erkannt:",
        "errors": {"one": "{count} Fehler", "other": "{count} Fehler"},
        "warnings": {"one": "{count} Warnung", "other": "{count} Warnungen"},
        "no_errors": "Kein Fehler",
        "severity": {"error": "Fehler", "warning": "Warnung"},
        "place": "Zeile {row}, Zeichen {column}",
        "more_findings": {
            "one": "Einer mehr steht hier nicht. Sie sehen ihn, sobald andere behoben sind.",
            "other": "{count} weitere stehen hier nicht. Sie sehen sie, sobald andere behoben sind.",
        },
        "not_carried": (
            "Beheben Sie die Fehler in Ihren Dateien und schicken Sie sie noch einmal: Aus diesen lässt sich noch kein "
            "Text machen, den man hier ändern kann."
        ),
        "next": "Wie weiter?",
        "preview": "Ansehen wie die Befragten",
        "against": "Vergleichen mit Fassung",
        "compare": "Vergleichen",
        "dry_run": "Probelauf der Veröffentlichung",
        "dry_run_hint": "Sie sehen, was geschehen würde. Es geschieht noch nichts.",
        "mend_first": "Veröffentlichen lässt er sich, sobald kein Fehler mehr da ist.",
        "refused": "So lässt er sich nicht veröffentlichen",
        "kept_here": "Ihr Text steht unten, so wie Sie ihn geschickt haben.",
        "preview_of": "Vorschau: {title}",
        "preview_eyebrow": "Vorschau des Entwurfs {version}",
        "preview_hint": (
            "So sehen ihn die Befragten, in jeder Sprache oben auf der Seite. Was Sie hier ankreuzen, wird nirgends "
            "gespeichert."
        ),
        "back_to_draft": "Zurück zum Entwurf",
        "show_form": "Fragen dieser Perspektive zeigen",
        "compared": "Von {old} zu {new}",
        "needed": "Kleinste ehrliche Änderung der Nummer",
        "declared": "Das verspricht die Nummer",
        "honest": "Die Nummer verspricht nicht mehr, als stimmt.",
        "too_small": "Die Nummer verspricht zu viel: Es muss mindestens „{needed}“ sein.",
        "same_number": "Beide haben dieselbe Nummer. Wer etwas ändert, gibt eine neue.",
        "differences": "Was sich unterscheidet",
        "more_differences": {
            "one": "Ein weiterer Unterschied steht hier nicht.",
            "other": "{count} weitere Unterschiede stehen hier nicht.",
        },
        "no_differences": "Nichts.",
        "fields": "Was von den Feldern vergleichbar bleibt",
        "items_changed": "Fragen, die nicht gleich geblieben sind",
        "all_comparable": "Alle Fragen sind gleich geblieben.",
        "what": "Was",
        "continues": "Geht weiter als",
        "over_time": "Über die Zeit",
        "share": "({percent} % des Gewichts)",
        "tried": {
            "one": "Mit {count} künstlich ausgefüllten Fragebogen ausprobiert.",
            "other": "Mit {count} künstlich ausgefüllten Fragebögen ausprobiert.",
        },
        "time_over": "Dann war die Zeit um.",
        "held": "Keiner spricht dagegen.",
        "witness": "Einer zeigt, dass sich ein Ergebnis ändert: {place}.",
        "witness_body": "Dieser ausgefüllte Fragebogen",
        "dry_run_title": "Probelauf für Fassung {version}",
        "dry_run_lead": "Noch ist nichts geschehen.",
        "would": {
            "published": "Diese Fassung kann veröffentlicht werden.",
            "unchanged": "Diese Fassung ist schon veröffentlicht, mit genau diesem Inhalt.",
        },
        "warnings_stay": {
            "one": "{count} Warnung bleibt. Sie hindert nicht am Veröffentlichen.",
            "other": "{count} Warnungen bleiben. Sie hindern nicht am Veröffentlichen.",
        },
        "no_predecessor": "Es gibt keine Fassung davor, mit der sie zu vergleichen wäre.",
        "publish_title": "Jetzt veröffentlichen?",
        "publish_text": (
            "Was veröffentlicht ist, lässt sich nicht mehr ändern und nicht löschen, nur zurückziehen. Alle können es "
            "lesen."
        ),
        "publish_again_title": "Nichts zu tun",
        "publish_again_text": "Noch einmal zu veröffentlichen ändert nichts.",
        "publish": "Fassung {version} veröffentlichen",
        "to_version": "Zur veröffentlichten Fassung",
    },
}
