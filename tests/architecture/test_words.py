"""One word per thing, and nothing in the files that belongs to one machine only."""

import ast
import re
from pathlib import Path

from tests.architecture.package import functions, modules
from tests.checkout import CHECKOUT, text_files

SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
VAGUE_VERBS = {"handle", "process", "manage", "do"}
# SQLAlchemy chose these.
NAMED_BY_OTHERS = {"process_bind_param", "process_result_value"}


def refused_words() -> set[str]:
    """Return the words in code type of the glossary's last column."""
    rows = [line.split("|") for line in (CHECKOUT / "docs" / "glossary.md").read_text().splitlines() if "|" in line]
    return {word for row in rows if len(row) == 6 for word in re.findall(r"`(\w+)`", row[4])}


def words_of(name: str) -> list[str]:
    """Split a name in either style into its words."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


def names() -> list[tuple[str, str]]:
    """Return every name that the package gives to a module, a class or a function, with its place."""
    given = []
    for path, tree in modules().items():
        given.append((str(path), path.stem))
        given += [(f"{path}:{node.lineno}", node.name) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        given += [(f"{path}:{function.lineno}", function.name) for function in functions(tree)]
        given += [(f"{path}:{target.lineno}", target.id) for target in _lasting(tree)]
    return given


def _lasting(tree: ast.Module) -> list[ast.Name]:
    """Return the names that modules and classes give to values: constants, aliases of types, members of records."""
    bodies = [tree.body, *(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]
    statements = [statement for body in bodies for statement in body]
    plain = [target for found in statements if isinstance(found, ast.Assign) for target in found.targets]
    annotated = [found.target for found in statements if isinstance(found, ast.AnnAssign)]
    return [target for target in (*plain, *annotated) if isinstance(target, ast.Name)]


def test_the_glossary_refuses_words():
    assert {"survey", "tenant", "recommendation", "submission"} <= refused_words()


def test_no_name_uses_a_word_that_the_glossary_refuses():
    refused = refused_words() | SAYS_NOTHING
    plurals = {f"{word}s" for word in refused}
    wrong = [f"{place} {name}" for place, name in names() if not (refused | plurals).isdisjoint(words_of(name))]
    assert wrong == []


def test_no_function_has_a_verb_that_says_nothing():
    wrong = [f"{place} {name}" for place, name in names() if name.lstrip("_").split("_")[0] in VAGUE_VERBS]
    assert [found for found in wrong if found.split()[1] not in NAMED_BY_OTHERS] == []


def test_no_file_names_a_package_index_or_a_place_on_one_machine():
    patterns = {
        "a package index": re.compile(
            r"https?://[\w.-]*(pypi|pythonhosted|npmjs|debian)\.\w+|--(extra-)?index-url|--find-links"
        ),
        "a folder of one machine": re.compile(r"(?<![\w./~:)}>-])/(home|opt|root|work|Users)/[\w.]"),
    }
    found = [
        f"{path.relative_to(CHECKOUT)}:{number} names {what}"
        for path in text_files()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        for what, pattern in patterns.items()
        if pattern.search(line)
    ]
    assert found == []
