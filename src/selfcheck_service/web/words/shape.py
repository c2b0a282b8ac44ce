"""The shape of the words: texts under names, in groups."""

from collections.abc import Mapping, Sequence

Word = str | Sequence[object] | Mapping[str, "Word"]
Words = Mapping[str, Word]
