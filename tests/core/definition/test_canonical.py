"""One definition, one sequence of bytes; and its view in one language."""

import hashlib
import json
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from selfcheck_service.core.definition import (
    canonical_document,
    canonical_json,
    definition_hash,
    localise_document,
    parse_definition,
    plain_document,
    pointer,
    walk_texts,
)
from selfcheck_service.core.definition.texts import Text
from tests.builders import a_field, a_level_set, a_number, a_questionnaire, a_rule, an_item
from tests.core.faults import at
from tests.oracle.random_definitions import random_document

DOCUMENTS = {"quick": 4, "normal": 12, "long": 1000}


def bytes_of(document):
    return canonical_document(parse_definition(document))


def shuffled(value, rng):
    """The same data with the members of every map in another order."""
    if isinstance(value, dict):
        return {name: shuffled(value[name], rng) for name in rng.sample(list(value), len(value))}
    return [shuffled(each, rng) for each in value] if isinstance(value, list) else value


def respelled(value, rng):
    """The same data with every number written in another way that means the same."""
    if isinstance(value, dict):
        keep = ("value", "is", "one_of", "includes", "minimum_selected", "maximum_selected", "digits", "impact")
        kept = (*keep, "maximum_length", "minimum_answered", "format", "rules", "minutes")
        # "is" names a value in an item test and bounds in a count.
        return {
            name: each if name == "units" or (name in kept and not isinstance(each, dict)) else respelled(each, rng)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [respelled(each, rng) for each in value]
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        exactly = Fraction(value)
        return rng.choice([str(exactly), Decimal(str(value)) if isinstance(value, Decimal) else Decimal(f"{value}.00")])
    return value


def in_maps(document):
    """The same document with every text as a map of languages."""
    return plain_document(parse_definition(document))


class TestCanonicalBytes:
    def test_are_read_back_to_the_same_bytes(self, effort):
        for seed in range(DOCUMENTS[effort]):
            once = bytes_of(random_document(seed))
            again = json.loads(once, parse_float=Decimal)
            assert bytes_of(again) == once
            assert parse_definition(again) == parse_definition(random_document(seed))

    def test_do_not_depend_on_order_spelling_or_plain_texts(self, effort):
        for seed in range(DOCUMENTS[effort]):
            document, rng = random_document(seed), Random(seed)
            expected = bytes_of(document)
            assert bytes_of(shuffled(document, rng)) == expected
            assert bytes_of(respelled(document, rng)) == expected
            assert bytes_of(in_maps(document)) == expected

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"title": "Small"}, {"title": {"en": "Small"}}),
            ({"title": "Cafe\u0301"}, {"title": "Caf\u00e9"}),
            ({"fields": [a_field(weight=1)]}, {"fields": [a_field(weight="2/2")]}),
            (
                {"fields": [a_field("f", a_number(numbers="[0,10]"))]},
                {"fields": [a_field("f", a_number(numbers="[ 0 , 10.0 ]"))]},
            ),
            (
                {"fields": [a_field("f", a_number(numbers="[0.5, 1]"))]},
                {"fields": [a_field("f", a_number(numbers="[1/2, 1]"))]},
            ),
        ],
    )
    def test_are_the_same_for_what_means_the_same(self, one, other):
        assert bytes_of(a_questionnaire(**one)) == bytes_of(a_questionnaire(**other))

    @pytest.mark.parametrize(
        "members",
        [
            {"title": "Other"},
            {"version": "1.0.1"},
            {"notice": "New"},
            {"fields": [a_field(weight=2)]},
            {"fields": [a_field("f", an_item("f_item", (0, 1, 2, 3, 5)))]},
            {"fields": [a_field(scoring=a_rule(coverage=None))]},
        ],
    )
    def test_differ_for_what_differs(self, members):
        assert bytes_of(a_questionnaire(**members)) != bytes_of(a_questionnaire())

    def test_hold_only_what_the_author_gave(self):
        document = json.loads(bytes_of(a_questionnaire()))
        assert set(document) == set(a_questionnaire())
        item = document["fields"][0]["items"][0]
        assert set(item) == set(an_item())
        assert "weight" not in item

    def test_write_condition_members_as_the_format_does(self):
        field = a_field("f", an_item("a"), an_item("b", shown_when={"not": {"any": [{"item": "a", "is": 1}]}}))
        written = json.loads(bytes_of(a_questionnaire(field)))
        assert written["fields"][0]["items"][1]["shown_when"] == {"not": {"any": [{"item": "a", "is": 1}]}}

    def test_numbers_too_small_for_plain_json_are_read_back(self):
        levels = a_level_set("set", "[0, 0.00001)", "[0.00001, 4]")
        field = a_field(
            "f", an_item("a", weight="0.00000000000000000003"), an_item("b", weight="1/300000"), levels="set"
        )
        once = bytes_of(a_questionnaire(field, level_sets=[levels]))
        assert bytes_of(json.loads(once, parse_float=Decimal)) == once

    def test_json_is_sorted_utf8_without_white_space(self):
        assert canonical_json({"b": [1, None, True], "a": "ü"}) == '{"a":"ü","b":[1,null,true]}'.encode()
        with pytest.raises(ValueError, match="not JSON compliant"):
            canonical_json(float("nan"))

    def test_the_hash_is_sha256(self):
        assert definition_hash(b"abc") == hashlib.sha256(b"abc").hexdigest()


class TestLocalisation:
    def test_every_text_and_nothing_else_is_localised(self, effort):
        for seed in range(DOCUMENTS[effort]):
            questionnaire = parse_definition(random_document(seed))
            document = plain_document(questionnaire)
            source = questionnaire.languages[0]
            for language in (*questionnaire.languages, "de-AT", "fr"):
                expected = deepcopy(document)
                for path, text in walk_texts(questionnaire):
                    parent = at(expected, pointer(*path[:-1]))
                    parent[path[-1]] = text.in_language(language, source)
                assert localise_document(document, language) == expected

    def test_a_form_may_be_called_like_a_text(self):
        item = an_item(
            "a", forms={"title": {"prompt": {"en": "Seen from outside"}}, "text": {}, "prompt": {"prompt": None}}
        )
        forms = [{"key": key, "title": {"en": key}} for key in ("full", "title", "text", "prompt")]
        document = plain_document(parse_definition(a_questionnaire(a_field("f", item), forms=forms)))
        localised = localise_document(document, "en")["fields"][0]["items"][0]["forms"]
        assert localised == {"title": {"prompt": "Seen from outside"}, "text": {}, "prompt": {"prompt": None}}

    def test_levels_may_be_called_like_languages(self):
        levels = {"key": "set", "levels": [{"key": "en", "title": "E", "range": "[0, 4]"}]}
        field = a_field("f", levels="set", level_texts={"en": {"en": "Here", "de": "Hier"}})
        document = plain_document(parse_definition(a_questionnaire(field, level_sets=[levels], languages=["en", "de"])))
        assert localise_document(document, "de")["fields"][0]["level_texts"] == {"en": "Hier"}

    @pytest.mark.parametrize(
        ("texts", "language", "words"),
        [
            ({"de": "D", "en": "E", "de-AT": "A"}, "de-AT", "A"),
            ({"de": "D", "en": "E"}, "de-AT", "D"),
            ({"de": "D", "en": "E"}, "fr", "E"),
            ({"fr": "F", "de": "D"}, "it", "D"),
            ({"de": "D", "fr": "F"}, "it", "D"),
            ({"any": "X", "de": "D", "en": "E"}, "de-AT", "D"),
            ({"any": "X", "de": "D", "en": "E"}, "it", "X"),
        ],
    )
    def test_the_nearest_language_is_taken_then_the_source_then_the_first_by_name(self, texts, language, words):
        assert Text(texts).in_language(language, "en") == words
        assert localise_document({"languages": ["en"], "title": texts}, language)["title"] == words
