"""How languages call themselves."""

from selfcheck_service.core.definition.language_names import own_name


def test_a_language_calls_itself_by_its_own_name():
    assert (own_name("de"), own_name("de-simple"), own_name("uk")) == ("Deutsch", "Einfache Sprache", "Українська")


def test_of_a_language_that_nobody_told_us_of_the_tag_is_its_name():
    assert own_name("tlh") == "tlh"
