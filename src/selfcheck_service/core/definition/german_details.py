"""What other programs say of a fault, wholly in German: those that read JSON, YAML and files."""

import re

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
_UNKNOWN_FAULT = "die Schreibweise stimmt nicht"
_JSON_FOUND = re.compile(r"found “(.*)”, possible here: (.*)", re.DOTALL)
_JSON_PLACE = re.compile(r" \((?:line (\d+), column (\d+)|byte (\d+))\)$")


def _json_fault(detail: str) -> str:
    """Return what is wrong with a JSON text wholly in German; the place in it stays."""
    found = _JSON_FOUND.fullmatch(detail)
    if found is not None:
        return f"„{found[1]}“ gefunden, möglich hier: {found[2]}"
    words = (german for english, german in _JSON_FAULTS if detail.startswith(english))
    return next(words, _UNKNOWN_FAULT) + _json_place_in_german(detail)


def _json_place_in_german(detail: str) -> str:
    place = _JSON_PLACE.search(detail)
    if place is None:
        return ""
    return f" (Byte {place[3]})" if place[3] else f" (Zeile {place[1]}, Spalte {place[2]})"


# What is wrong with a YAML text, in the words of libyaml: what it was about, and what it met.
_YAML_FAULTS = (
    ("while scanning a quoted scalar", "im Text mit Anführungszeichen, der"),
    ("while parsing a quoted scalar", "im Text mit Anführungszeichen, der"),
    ("while scanning a plain scalar", "im Text ohne Anführungszeichen, der"),
    ("while scanning a simple key", "im Namen, der"),
    ("while scanning a block scalar", "im mehrzeiligen Text, der"),
    ("while scanning an anchor", "im Anker, der"),
    ("while scanning an alias", "im Verweis, der"),
    ("while scanning a tag", "in der Typangabe, die"),
    ("while scanning for the next token", "an der Stelle, die"),
    ("while scanning", "im Stück, das"),
    ("while parsing a block mapping", "in der Zuordnung, die"),
    ("while parsing a flow mapping", "in der Zuordnung in geschweiften Klammern, die"),
    ("while parsing a block collection", "in der Liste, die"),
    ("while parsing a flow sequence", "in der Liste in eckigen Klammern, die"),
    ("while parsing", "im Stück, das"),
)
_YAML_PROBLEMS = (
    ("did not find expected ',' or ']'", "hier fehlt „,“ oder „]“"),
    ("did not find expected ',' or '}'", "hier fehlt „,“ oder „}“"),
    ("did not find expected '-' indicator", "hier fehlt „-“, oder die Einrückung stimmt nicht"),
    ("did not find expected key", "hier fehlt ein Name, oder die Einrückung stimmt nicht"),
    ("did not find expected node content", "hier fehlt ein Wert"),
    ("did not find expected <document start>", "hier beginnt etwas, das nicht dazugehört"),
    ("could not find expected ':'", "hier fehlt „:“"),
    (
        "mapping values are not allowed in this context",
        "„:“ darf hier nicht stehen; ein Text mit „: “ braucht Anführungszeichen",
    ),
    ("mapping keys are not allowed in this context", "ein Name darf hier nicht stehen"),
    ("block sequence entries are not allowed in this context", "„- “ darf hier nicht stehen"),
    ("found character that cannot start any token", "mit diesem Zeichen kann nichts beginnen"),
    ("found a tab character", "ein Tabulator steht, wo Leerzeichen stehen müssen"),
    ("found unexpected end of stream", "der Text endet zu früh"),
    ("found unexpected document indicator", "„---“ oder „...“ steht mitten im Text"),
    ("found unknown escape character", "ein Ersatzzeichen nach „\\“, das es nicht gibt"),
    ("found undefined tag handle", "eine Typangabe, die es nicht gibt"),
    ("found unexpected ':'", "„:“ darf hier nicht stehen"),
    ("control characters are not allowed", "ein Steuerzeichen"),
)
_YAML_FOUND = re.compile(r"(?P<context>.*?)(?: \((?P<begun>\d+:\d+)\))?, (?P<problem>.*)", re.DOTALL)


def _yaml_fault(detail: str) -> str:
    found = _YAML_FOUND.fullmatch(detail)
    said = detail if found is None else found["problem"]
    problem = _first(_YAML_PROBLEMS, said) or _UNKNOWN_FAULT
    about = None if found is None or found["begun"] is None else _first(_YAML_FAULTS, found["context"])
    return problem if found is None or about is None else f"{about} bei {found['begun']} beginnt: {problem}"


_FILE_FAULTS = (
    ("Permission denied", "die Rechte fehlen"),
    ("Operation not permitted", "die Rechte fehlen"),
    ("Is a directory", "es ist ein Ordner"),
    ("Not a directory", "ein Teil des Pfades ist kein Ordner"),
    ("Too many levels of symbolic links", "Verweise führen im Kreis"),
    ("File name too long", "der Name ist zu lang"),
    ("Input/output error", "das Gerät meldet einen Fehler"),
    ("Too many open files", "zu viele Dateien sind offen"),
)


def _file_fault(detail: str) -> str:
    return _first(_FILE_FAULTS, detail) or "das Betriebssystem lässt es nicht zu"


def _shape_fault(_detail: str) -> str:
    return "diese Angabe passt hier nicht."


def _first(table: tuple[tuple[str, str], ...], said: str) -> str | None:
    return next((german for english, german in table if said.startswith(english)), None)


# How the detail of a message reads in German, for the codes whose detail another program says.
GERMAN_DETAILS = {
    "not_json": _json_fault,
    "yaml_syntax": _yaml_fault,
    "file_unreadable": _file_fault,
    "invalid": _shape_fault,
}
