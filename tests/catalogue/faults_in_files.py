"""A small definition without a fault, and what happens to it: each row spoils it in one way and says what is found."""

from dataclasses import dataclass

WHOLE = """\
format: 1
rules: 1
key: kurz
version: "1.0.0"
languages: [de, en]
title: {de: Kurz, en: Short}
response_scales:
  - key: stufen
    options:
      - {value: 0, title: {de: gar nicht, en: not at all}, points: 0}
      - {value: 1, title: {de: ganz, en: fully}, points: 4}
    no_answers: [dont_know]
level_sets:
  - key: reife
    levels:
      - {key: unten, title: {de: Unten, en: Low}, range: "[0, 2)"}
      - {key: oben, title: {de: Oben, en: High}, range: "[2, 4]"}
defaults:
  levels: reife
  scoring:
    method: mean
    scale: [0, 4]
    no_answer: {unanswered: exclude, dont_know: exclude, declined: exclude, not_applicable: exclude, hidden: exclude}
suggestion_types:
  - {key: gespraech, title: {de: Gespräch, en: Conversation}}
fields:
  - key: start
    title: {de: Anfang, en: Beginning}
    items:
      - key: eins
        type: single_choice
        scale: stufen
        prompt: {de: Erstens., en: First.}
      - key: zwei
        type: single_choice
        scale: stufen
        prompt: {de: Zweitens., en: Second.}
        shown_when: {item: eins, is: 1}
    suggestions:
      - key: reden
        type: gespraech
        title: {de: Reden, en: Talk}
        when: {field: start, score: {below: 2}}
        first_step: {de: Einladen, en: Invite}
        effort: S
        horizon: 0-3
        impact: 2
        who: {de: Leitung, en: Leadership}
        lead_question: {de: Wozu?, en: What for?}
        indicator: {de: Ein Termin, en: A date}
"""


@dataclass(frozen=True, slots=True)
class Spoilt:
    """One change to the whole definition: `old` becomes `new`, and exactly `found` is reported."""

    name: str
    old: str
    new: str
    found: tuple[tuple[int, int, str], ...]

    @property
    def text(self) -> str:
        """The definition with the fault in it."""
        assert WHOLE.count(self.old) >= 1, f"{self.name}: nothing to spoil"
        return WHOLE.replace(self.old, self.new, 1)


SPOILT = (
    Spoilt("key twice in a map", "rules: 1\n", "rules: 1\nformat: 1\n", ((3, 1, "duplicate_key"),)),
    Spoilt(
        "key twice far apart",
        "suggestion_types:",
        "title: {de: A, en: B}\nsuggestion_types:",
        ((24, 1, "duplicate_key"),),
    ),
    Spoilt(
        "key twice in a flow map",
        "{item: eins, is: 1}",
        "{item: eins, is: 1, item: zwei}",
        ((38, 41, "duplicate_key"),),
    ),
    Spoilt(
        "merge key",
        "    title: {de: Anfang, en: Beginning}",
        "    <<: {}\n    title: {de: Anfang, en: Beginning}",
        ((28, 5, "merge_key"),),
    ),
    Spoilt("custom tag", "effort: S", "effort: !size S", ((45, 17, "tag_not_allowed"),)),
    Spoilt("python tag", "effort: S", "effort: !!python/name:os.system S", ((45, 17, "tag_not_allowed"),)),
    Spoilt("standard tag", "impact: 2", "impact: !!int 2", ((47, 17, "tag_not_allowed"),)),
    Spoilt("unknown alias", "effort: S", "effort: *small", ((45, 17, "alias_unknown"),)),
    Spoilt("alias to itself", "items:", "items: &all\n      - *all\n   ", ((30, 9, "alias_to_itself"),)),
    Spoilt("tab", "    title: {de: Anfang", "\ttitle: {de: Anfang", ((28, 1, "yaml_syntax"),)),
    Spoilt("colon in plain text", "title: {de: Kurz, en: Short}", "title: Kurz: und gut", ((6, 12, "yaml_syntax"),)),
    Spoilt("quote without end", 'version: "1.0.0"', 'version: "1.0.0', ((16, 59, "yaml_syntax"),)),
    Spoilt("bracket without end", "languages: [de, en]", "languages: [de, en", ((6, 6, "yaml_syntax"),)),
    Spoilt("second document", "fields:\n", "---\nfields:\n", ((26, 1, "several_documents"),)),
    Spoilt("directive", "format: 1\n", "%YAML 1.1\n---\nformat: 1\n", ((1, 1, "yaml_directive"),)),
    Spoilt("map as a name", "rules: 1", "? {a: b}\n: 1", ((2, 3, "name_not_text"),)),
    Spoilt("wrong indentation", "    items:", "   items:", ((29, 4, "yaml_syntax"),)),
    Spoilt("bidi control", "Erstens.", "Erstens\u202e.", ((33, 29, "text_not_clean"),)),
    Spoilt("control character", "Erstens.", "Erst\x07ens.", ((33, 26, "text_not_clean"),)),
    Spoilt(
        "escaped control character",
        "{de: Erstens., en: First.}",
        '{de: "Erst\\u0007ens.", en: First.}',
        ((33, 22, "text_not_clean"),),
    ),
    Spoilt("line separator", "Erstens.", "Erst\u2028ens.", ((33, 26, "text_not_clean"),)),
    Spoilt("zero width no-break space", "Erstens.", "Erst\ufeffens.", ((33, 26, "text_not_clean"),)),
    Spoilt("text that was a boolean", "{de: ganz,", "{de: yes,", ((11, 32, "ambiguous_text"),)),
    Spoilt("text that was a time", "{de: ganz,", "{de: 12:30,", ((11, 32, "ambiguous_text"),)),
    Spoilt("text that was a number", "{de: ganz,", "{de: 1_000,", ((11, 32, "ambiguous_text"),)),
    Spoilt("text that was a date", "{de: ganz,", "{de: 2026-01-31,", ((11, 32, "ambiguous_text"),)),
    Spoilt("number with a leading zero", "impact: 2", "impact: 02", ((47, 17, "ambiguous_number"),)),
    Spoilt("octal number", "impact: 2", "impact: 0o2", ((47, 17, "ambiguous_number"),)),
    Spoilt("number with an exponent", "points: 4}", "points: 4e0}", ((11, 58, "ambiguous_number"),)),
    Spoilt("infinite number", "points: 4}", "points: .inf}", ((11, 58, "number_not_finite"),)),
    Spoilt("not a number", "points: 4}", "points: .nan}", ((11, 58, "number_not_finite"),)),
    Spoilt(
        "endless number",
        "points: 4}",
        "points: 999999999999999999999999999999999999999999999999999999999999}",
        ((11, 58, "number_too_long"),),
    ),
    Spoilt("exploding exponent", "points: 4}", "points: 1e999999999}", ((11, 58, "number_too_long"),)),
    Spoilt("version as a number", 'version: "1.0.0"', "version: 1.0", ((4, 10, "unquoted_text"),)),
    Spoilt(
        "title as a number", "title: {de: Kurz, en: Short}", "title: {de: 2026, en: Short}", ((6, 13, "unquoted_text"),)
    ),
    Spoilt("title as true", "title: {de: Kurz, en: Short}", "title: {de: Kurz, en: true}", ((6, 23, "unquoted_text"),)),
    Spoilt("title as nothing", "title: {de: Kurz, en: Short}", "title: ~", ((6, 8, "unquoted_text"),)),
    Spoilt("no value at all", "title: {de: Kurz, en: Short}", "title:", ((6, 1, "wrong_type"),)),
    Spoilt(
        "no where a boolean is meant",
        "        prompt: {de: Erstens., en: First.}",
        "        prompt: {de: Erstens., en: First.}\n        scored: no",
        ((34, 17, "wrong_type"),),
    ),
    Spoilt(
        "empty optional member",
        "    no_answers: [dont_know]",
        "    no_answers: [dont_know]\nnotice:",
        ((13, 1, "empty_value"),),
    ),
    Spoilt("missing member", "key: kurz\n", "", ((1, 1, "missing"),)),
    Spoilt("several missing members", 'key: kurz\nversion: "1.0.0"\n', "", ((1, 1, "missing"), (1, 1, "missing"))),
    Spoilt("missing member in a list entry", "        effort: S\n", "", ((40, 9, "missing"),)),
    Spoilt("unknown member", "        effort: S", "        effort: S\n        efort: S", ((46, 9, "unknown_member"),)),
    Spoilt("misspelt member", "level_sets:", "levelsets:", ((13, 1, "unknown_member"),)),
    Spoilt("list where a map belongs", "title: {de: Kurz, en: Short}", "title: [Kurz]", ((6, 8, "wrong_type"),)),
    Spoilt("map where a list belongs", "languages: [de, en]", "languages: {de: en}", ((5, 12, "wrong_type"),)),
    Spoilt("text where a list belongs", "no_answers: [dont_know]", "no_answers: dont_know", ((12, 17, "wrong_type"),)),
    Spoilt("text where an integer belongs", "impact: 2", "impact: viel", ((47, 17, "wrong_type"),)),
    Spoilt("integer out of range", "impact: 2", "impact: 5", ((47, 17, "out_of_range"),)),
    Spoilt("word out of the list", "effort: S", "effort: XL", ((45, 17, "not_one_of"),)),
    Spoilt("fraction in a plain float place", "impact: 2", "impact: 2.5", ((47, 17, "wrong_type"),)),
    Spoilt("malformed key", "key: eins", "key: Eins-A", ((30, 14, "malformed"),)),
    Spoilt("malformed questionnaire key", "key: kurz", "key: Kurz!", ((3, 6, "malformed"),)),
    Spoilt("malformed version", 'version: "1.0.0"', 'version: "1.0"', ((4, 10, "malformed"),)),
    Spoilt("malformed interval", '"[0, 2)"', '"0-2"', ((16, 58, "malformed"),)),
    Spoilt("empty interval", '"[0, 2)"', '"(2, 2)"', ((16, 58, "malformed"),)),
    Spoilt("malformed number", "points: 4}", "points: vier}", ((11, 58, "malformed"),)),
    Spoilt(
        "negative weight",
        "        prompt: {de: Erstens., en: First.}",
        "        prompt: {de: Erstens., en: First.}\n        weight: -1",
        ((34, 17, "out_of_range"),),
    ),
    Spoilt("unknown format", "format: 1", "format: 2", ((1, 9, "out_of_range"),)),
    Spoilt("malformed language", "languages: [de, en]", "languages: [de, English]", ((5, 17, "malformed"),)),
    Spoilt("condition without a form", "{item: eins, is: 1}", "{eins: 1}", ((38, 21, "exactly_one_of"),)),
    Spoilt(
        "condition with two tests",
        "{item: eins, is: 1}",
        "{item: eins, is: 1, answered: true}",
        ((38, 21, "exactly_one_of"),),
    ),
    Spoilt("condition without a test", "{item: eins, is: 1}", "{item: eins}", ((38, 21, "exactly_one_of"),)),
    Spoilt("test without a bound", "{below: 2}", "{}", ((43, 37, "at_least_one_of"),)),
    Spoilt("unknown bound", "{below: 2}", "{less: 2}", ((43, 38, "unknown_member"),)),
    Spoilt(
        "member of another type",
        "        shown_when: {item: eins, is: 1}",
        '        number: {range: "[0, 1]"}',
        ((34, 9, "does_not_fit_type"),),
    ),
    Spoilt(
        "choice without options",
        "        scale: stufen\n        prompt: {de: Erstens",
        "        prompt: {de: Erstens",
        ((30, 9, "exactly_one_of"),),
    ),
    Spoilt("empty text", "{de: Erstens., en: First.}", '{de: "", en: First.}', ((33, 22, "too_short"),)),
    Spoilt(
        "empty list of options",
        "fields:\n",
        "profile:\n  - {key: ort, title: {de: Ort, en: Place}, options: []}\nfields:\n",
        ((27, 54, "too_short"),),
    ),
    Spoilt("scale with one end", "scale: [0, 4]", "scale: [0]", ((22, 12, "missing"),)),
    Spoilt(
        "unknown response scale",
        "scale: stufen\n        prompt: {de: Zweitens",
        "scale: stufe\n        prompt: {de: Zweitens",
        ((36, 16, "unknown_reference"),),
    ),
    Spoilt("unknown level set", "levels: reife", "levels: reif", ((19, 11, "unknown_reference"),)),
    Spoilt(
        "unknown item in a condition", "{item: eins, is: 1}", "{item: einz, is: 1}", ((38, 28, "unknown_reference"),)
    ),
    Spoilt("unknown value in a condition", "{item: eins, is: 1}", "{item: eins, is: 7}", ((38, 38, "unknown_value"),)),
    Spoilt("later item in a condition", "{item: eins, is: 1}", "{item: zwei, is: 1}", ((38, 28, "not_known_here"),)),
    Spoilt(
        "unknown field in a condition",
        "{field: start, score",
        "{field: anfang, score",
        ((43, 23, "unknown_reference"),),
    ),
    Spoilt("unknown suggestion type", "type: gespraech", "type: gesprach", ((41, 15, "unknown_reference"),)),
    Spoilt(
        "class key twice",
        "fields:\n",
        "item_classes:\n  - &a {key: a, title: {de: A, en: A}}\n  - *a\nfields:\n",
        ((27, 14, "duplicate_name"),),
    ),
    Spoilt("level key twice", "{key: oben,", "{key: unten,", ((17, 15, "duplicate_name"),)),
    Spoilt(
        "suggestion that waits for itself",
        "        impact: 2",
        "        impact: 2\n        depends_on: [reden]",
        ((48, 21, "cycle"),),
    ),
    Spoilt(
        "unknown predecessor",
        "        impact: 2",
        "        impact: 2\n        depends_on: [vorher]",
        ((48, 22, "unknown_reference"),),
    ),
    Spoilt(
        "unknown source",
        "        impact: 2",
        "        impact: 2\n        sources: [gesetz]",
        ((48, 19, "unknown_reference"),),
    ),
    Spoilt(
        "option without points",
        "title: {de: ganz, en: fully}, points: 4}",
        "title: {de: ganz, en: fully}}",
        ((11, 9, "points_missing"),),
    ),
    Spoilt("scoring without a method", "    method: mean\n", "", ((26, 5, "scoring_incomplete"),)),
    Spoilt("scoring without a policy", "unanswered: exclude, ", "", ((27, 5, "scoring_incomplete"),)),
    Spoilt("scale the wrong way round", "scale: [0, 4]", "scale: [4, 0]", ((22, 12, "range_without_length"),)),
    Spoilt("missing translation", "{de: Erstens., en: First.}", "{de: Erstens.}", ((33, 17, "missing_translation"),)),
    Spoilt("missing source text", "{de: Erstens., en: First.}", "{en: First.}", ((33, 17, "missing_translation"),)),
    Spoilt(
        "language nobody declared",
        "{de: Erstens., en: First.}",
        "{de: Erstens., en: First., fr: Un.}",
        ((33, 48, "unknown_language"),),
    ),
    Spoilt("gap between levels", '"[0, 2)"', '"[0, 1)"', ((17, 57, "ranges_gap"),)),
    Spoilt("overlap of levels", '"[0, 2)"', '"[0, 3)"', ((17, 57, "ranges_overlap"),)),
    Spoilt("levels that end early", '"[2, 4]"', '"[2, 3]"', ((17, 57, "range_not_covered"),)),
    Spoilt("bound said twice", '"[0, 2)"', '"[0, 2]"', ((17, 57, "ranges_overlap"),)),
    Spoilt(
        "unreachable item",
        "{item: eins, is: 1}",
        "{all: [{item: eins, is: 1}, {item: eins, is: 0}]}",
        ((38, 21, "never_true"),),
    ),
    Spoilt("unreachable suggestion", "{below: 2}", "{above: 4}", ((43, 15, "never_true"),)),
    Spoilt(
        "too many answers wanted",
        "    scale: [0, 4]\n",
        "    scale: [0, 4]\n    coverage: {minimum_answered: 9}\n",
        ((28, 5, "never_computed"),),
    ),
    Spoilt(
        "unused scale",
        "level_sets:\n",
        "  - key: leer\n    options:\n      - {value: 0, title: {de: A, en: B}}\nlevel_sets:\n",
        ((13, 5, "unused"),),
    ),
    Spoilt("unused type", "fields:\n", "  - {key: rest, title: {de: R, en: R}}\nfields:\n", ((26, 5, "unused"),)),
    Spoilt(
        "weight without effect",
        "        scale: stufen\n        prompt: {de: Erstens",
        "        scale: stufen\n        scored: false\n        weight: 2\n        prompt: {de: Erstens",
        ((34, 17, "without_effect"),),
    ),
    Spoilt("many faults", "key: kurz\n", "key: Kurz!\nkye: x\n", ((3, 6, "malformed"), (4, 1, "unknown_member"))),
)
