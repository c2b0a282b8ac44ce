"""Rows of tables that become blocks where there is no room for columns."""

from markupsafe import Markup

from selfcheck_service.web.results.rows import labelled_rows
from tests.web.reading import read


def test_each_cell_says_what_it_is_and_stays_a_cell():
    rows = Markup('<tr><td class="picture">1</td><th scope="row">Card</th><td>5<br>6</td></tr><tr><td></td></tr>')
    page = read(labelled_rows(rows, ["No.", "Card", '"Impact" & <effort>']))
    first, second = page.all("tr", role="row")
    assert [(each.name, each.attributes["role"]) for each in first.children] == [
        ("td", "cell"),
        ("th", "rowheader"),
        ("td", "cell"),
    ]
    assert first.children[0].attributes == {"role": "cell", "data-label": "No.", "class": "picture"}
    assert first.children[2].attributes["data-label"] == '"Impact" & <effort>'
    assert first.children[1].attributes["scope"] == "row"
    assert (first.text, second.text) == ("1 Card 5 6", "")


def test_a_head_that_is_marked_says_its_words_alone():
    page = read(
        labelled_rows(Markup("<tr><td>5</td></tr>"), [Markup('<span lang="de">Mut &amp; &quot;Rat&quot;</span>')])
    )
    assert page.one("td").attributes["data-label"] == 'Mut & "Rat"'
