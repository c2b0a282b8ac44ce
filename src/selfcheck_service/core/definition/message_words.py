"""Words that fill the placeholders of messages."""

import re

_VERSION = "three numbers, as in “1.0.0”"
# The patterns that names and versions have to match, in words: nobody should have to read a regular expression.
FORMS = {
    r"^[a-z][a-z0-9_]*$": "a-z, 0-9 and _, beginning with a letter",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "a-z, 0-9 and single hyphens",
    r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$": "2026-01-31, 2026-01 or 2026",
    r"^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$": _VERSION,
    r"^(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})$": _VERSION,
    r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$": "the short name of a language, as in “de” or “de-simple”",
    r"^https?://[^\s<>\"]+$": "an address, as in “https://example.org/page”",
    r"^[A-Za-z0-9_-]+$": "`next` of the page before",
}

# Words that fill placeholders; a message in German must not carry an English one.
GERMAN_WORDS = {
    "a map": "eine Zuordnung",
    "a list": "eine Liste",
    "a time of day like 22:30": "eine Uhrzeit wie 22:30",
    "a number or a duration like PT7H30M": "eine Zahl oder eine Dauer wie PT7H30M",
    "a number": "eine Zahl",
    "an integer": "eine ganze Zahl",
    "text": "Text",
    "a text": "Text",
    "a text or a map of languages": "Text oder eine Zuordnung je Sprache",
    "text or an integer": "Text oder eine ganze Zahl",
    "true or false": "wahr oder falsch",
    "true/false": "wahr/falsch",
    "nothing": "nichts",
    'an interval like "[0, 20)"': "ein Bereich wie „[0, 20)“",
    "1, 0.25 or 1/3": "1, 0.25 oder 1/3",
    "lower end < upper end": "unteres Ende < oberes Ende",
    "a-z, 0-9 and _, beginning with a letter": "a-z, 0-9 und _, am Anfang ein Buchstabe",
    "a-z, 0-9 and single hyphens": "a-z, 0-9 und einzelne Bindestriche",
    _VERSION: "drei Zahlen wie in „1.0.0“",
    "the short name of a language, as in “de” or “de-simple”": "das Kürzel einer Sprache wie „de“ oder „de-simple“",
    "an address, as in “https://example.org/page”": "eine Adresse wie „https://example.org/page“",
    "2026-01-31, 2026-01 or 2026": "2026-01-31, 2026-01 oder 2026",
    "`next` of the page before": "`next` der Seite davor",
    "field": "Themenfeld",
    "item": "Frage",
    "level": "Stufe",
    "flag": "Merker",
    "suggestion": "Anregung",
    "value": "Wert",
    "entry": "Eintrag",
    "anchor": "Anker",
    "language": "Sprache",
    "profile": "Merkmal der Kommune",
    "response_scales": "Antwortskala",
    "level_sets": "Stufenfolge",
    "item_classes": "Fragenklasse",
    "suggestion_types": "Art der Anregung",
    "forms": "Formular",
    "perspectives": "Perspektive",
    "sources": "Quelle",
    "constants": "Konstante",
    "tables": "Tabelle",
    "input": "Eingang",
    "flags": "Merker",
    "characters": "Zeichen",
    "entries": "Einträge",
    "items": "Fragen",
    "fields": "Felder",
    "suggestions": "Anregungen",
    "a truth value": "ein Wahrheitswert",
    "a list of numbers": "eine Liste von Zahlen",
    "a list of truth values": "eine Liste von Wahrheitswerten",
    "a list of texts": "eine Liste von Texten",
    "null": "null (kein Wert)",
    "a value": "ein Wert",
    "an item": "eine Frage",
    "values of the same kind": "Werte derselben Art",
    "the end": "das Ende",
    "an operator or the end": "ein Rechenzeichen oder das Ende",
    "a closing bracket": "eine schließende Klammer",
    "a comma or a closing bracket": "ein Komma oder eine schließende Klammer",
    "the closing quote '": "das schließende '",
    "a name, a number or a bracket": "ein Name, eine Zahl oder eine Klammer",
    "no second comparison": "kein zweiter Vergleich",
    "table": "Tabelle",
    "first at": "zuerst bei",
}
ENGLISH_WORDS = {
    "response_scales": "response scale",
    "level_sets": "level set",
    "item_classes": "item class",
    "suggestion_types": "suggestion type",
    "forms": "form",
    "perspectives": "perspective",
    "sources": "source",
    "constants": "constant",
    "tables": "table",
    "flags": "flag",
    "profile": "profile attribute",
    "first at": "first at",
}

# What is wrong with a JSON text, in the words of Python's parser and of our own reader.
_JSON_FAULTS = (
    ("Expecting value", "hier fehlt ein Wert"),
    ("Expecting property name enclosed in double quotes", "hier fehlt ein Name in doppelten Anführungszeichen"),
    ("Expecting ':' delimiter", "hier fehlt „:“"),
    ("Expecting ',' delimiter", "hier fehlt „,“"),
    ("Extra data", "nach dem Ende folgt noch etwas"),
    ("Unterminated string starting at", "ein Text beginnt hier und hat kein Ende"),
    ("Invalid control character", "ein Steuerzeichen steht in einem Text"),
    ("Invalid \\uXXXX escape", "nach „\\u“ fehlen vier Ziffern aus 0-9 und a-f"),
    ("Invalid \\escape", "ein Ersatzzeichen nach „\\“, das es nicht gibt"),
    ("Illegal trailing comma", "ein Komma steht vor der schließenden Klammer"),
    ("Unexpected UTF-8 BOM", "am Anfang steht eine Byte-Reihenfolge-Marke"),
    ("not UTF-8", "kein UTF-8"),
)
_UNKNOWN_JSON_FAULT = "die Schreibweise stimmt nicht"
_JSON_FOUND = re.compile(r"found “(.*)”, possible here: (.*)", re.DOTALL)
_JSON_PLACE = re.compile(r" \((?:line (\d+), column (\d+)|byte (\d+))\)$")


def json_fault_in_german(detail: str) -> str:
    """Return what is wrong with a JSON text wholly in German; the place in it stays."""
    found = _JSON_FOUND.fullmatch(detail)
    if found is not None:
        return f"„{found[1]}“ gefunden, möglich hier: {found[2]}"
    words = (german for english, german in _JSON_FAULTS if detail.startswith(english))
    return next(words, _UNKNOWN_JSON_FAULT) + _json_place_in_german(detail)


def _json_place_in_german(detail: str) -> str:
    place = _JSON_PLACE.search(detail)
    if place is None:
        return ""
    return f" (Byte {place[3]})" if place[3] else f" (Zeile {place[1]}, Spalte {place[2]})"
