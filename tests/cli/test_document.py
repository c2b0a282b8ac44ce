"""`selfcheck document` writes pages, and says where they differ from the definition."""

from tests.cli.running import DEFINITION, run


def test_pages_are_written_in_every_language(tmp_path):
    ran = run("document", DEFINITION, "--output", tmp_path)
    assert (ran.code, ran.err) == (0, "")
    for language in ("de", "en"):
        assert (tmp_path / language / "README.md").read_text().startswith("<!-- ")
        assert 'id="field-haus"' in (tmp_path / language / "fields" / "haus.md").read_text()


def test_pages_that_were_just_written_agree(tmp_path):
    run("document", DEFINITION, "--output", tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    assert run("document", DEFINITION, "--output", tmp_path, "--check").code == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.md")} == before


def test_a_page_that_differs_is_named_with_the_command_that_mends_it(tmp_path):
    run("document", DEFINITION, "--output", tmp_path)
    page = tmp_path / "de" / "fields" / "haus.md"
    page.write_text(page.read_text() + "Nachtrag\n")
    ran = run("document", DEFINITION, "--output", tmp_path, "--check")
    assert (ran.code, ran.out.count("\n")) == (1, 1)
    assert f"{page} differs" in ran.out
    assert f"selfcheck document {DEFINITION} --output {tmp_path}" in ran.out
    assert page.read_text().endswith("Nachtrag\n")


def test_a_page_of_what_is_gone_is_named_and_deleted(tmp_path):
    run("document", DEFINITION, "--output", tmp_path)
    stray, other, own = (
        tmp_path / "de" / "fields" / "scheune.md",
        tmp_path / "README.md",
        tmp_path / "de" / "eigenes.md",
    )
    stray.write_text((tmp_path / "de" / "README.md").read_text())
    other.write_text("# Alle Fragebögen\n")
    own.write_text("# Was wir selbst dazu sagen\n")
    said = run("document", DEFINITION, "--output", tmp_path, "--check").out
    assert (str(stray) in said, str(own) in said) == (True, False)
    assert run("document", DEFINITION, "--output", tmp_path).code == 0
    assert [path.exists() for path in (stray, other, own)] == [False, True, True]


def test_of_a_faulty_definition_nothing_is_written(tmp_path):
    path = tmp_path / "faulty.yaml"
    path.write_text("format: 1\nrulse: 1\n")
    ran = run("document", path, "--output", tmp_path / "pages")
    assert (ran.code, ran.out) == (1, "")
    assert f"{path}:2:1: error unknown_member" in ran.err
    assert not (tmp_path / "pages").exists()
