"""What is kept because it comes again, and what goes."""

from selfcheck_service.core.definition.kept import Kept


def filled(kept, *keys):
    made = []

    def make(key):
        made.append(key)
        return key

    for key in keys:
        assert kept.get(key, lambda key=key: make(key)) == key
    return made


def test_what_is_kept_is_made_once():
    assert filled(Kept(2), "a", "b", "a", "b") == ["a", "b"]


def test_the_least_recently_used_goes():
    kept: Kept[str] = Kept(2)
    assert filled(kept, "a", "b", "a", "c", "a", "b") == ["a", "b", "c", "b"]
    assert (len(kept), kept.keys()) == (2, ["a", "b"])
    assert ("a" in kept, "c" in kept) == (True, False)


def test_what_is_heavy_together_goes_but_never_the_newest():
    kept: Kept[str] = Kept(9, heaviest=5, weigh=len)
    filled(kept, "aa", "bb", "ccc")
    assert kept.keys() == ["bb", "ccc"]
    filled(kept, "dddddddd")
    assert kept.keys() == ["dddddddd"]
