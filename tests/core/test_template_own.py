from __future__ import annotations

import pytest

from coordinator_app.core.page_blocks import Heading, Items, Lines
from coordinator_app.core.template import Template, read
from coordinator_app.core.template_own import composed, lost, made
from coordinator_app.core.template_text import LONGEST_TEXT, TemplateError
from coordinator_app.core.template_use import points_of, prose, texts_of, used

SHIPPED = """---
id: letter
title: A letter
subtitle: Keep it
version: 3
clauses: 003-1, 003-4.3
language: en-GB
audience: parent
values: name, school
generated: held
choices: late
ticks: yes
point: who | Who we are | 003-1
point: rights | Their rights | UK GDPR article 13
---
# Dear {name} <!-- 003-1; point who -->

We are {school}. <!-- 003-1 --> You may ask. <!-- UK GDPR article 13; point rights -->

{{when late}}

It is late. <!-- our wording -->

{{end}}

{generated: held}

[ ] Yes. {#yes} <!-- 003-4.3 -->

{{signature: Signature | Date}}

{{signature: Young person | Date}}
"""


def shipped() -> Template:
    return read(SHIPPED)


def test_the_points_are_read_from_the_header_and_found_in_the_text() -> None:
    template = shipped()
    assert [(one.name, one.words, one.clause) for one in template.points] == [
        ("who", "Who we are", "003-1"),
        ("rights", "Their rights", "UK GDPR article 13"),
    ]
    assert used(template.body).points == {"who", "rights"}
    assert lost(template, template.body) == ()


def test_an_own_wording_is_whole_and_reads_as_the_next_version() -> None:
    body = "Hello {name}. <!-- 003-1; point who -->"
    found = read(composed(shipped(), " Our\nletter ", "", body, 4))
    assert (found.id, found.title, found.subtitle, found.version) == ("letter", "Our letter", "", 4)
    assert (found.values, found.generated, found.ticks) == (("name",), (), ())
    assert found.points == shipped().points
    assert found.body.strip() == body
    assert composed(shipped(), "", "", body, 4).startswith("---\nid: letter\ntitle: A letter\n")


def test_what_is_left_out_is_named_points_first() -> None:
    gone = lost(shipped(), "Hello. <!-- 003-1; point who -->\n\n{{signature: S | D}}")
    assert [(one.kind, one.name) for one in gone] == [
        ("point", "rights"),
        ("value", "name"),
        ("value", "school"),
        ("part", "held"),
        ("choice", "late"),
        ("box to tick", "yes"),
        ("signature", "signature"),
    ]
    assert gone[-1].words == "1 line to sign on"
    assert lost(shipped(), "x")[-1].words == "2 lines to sign on"


@pytest.mark.parametrize(
    "body",
    [
        "<!-- 003-1; point who -->",
        "<!-- 003-1; point who --> Later words. <!-- other -->",
        "Words. <!-- appoint who; pointwho -->",
    ],
)
def test_a_mark_without_words_before_it_makes_no_point(body: str) -> None:
    assert "who" not in used(body).points


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{odd}", 'no value called "odd". It knows: name, school.'),
        ("{generated: odd}", 'no part called "odd"'),
        ("{{when odd}}\n\nx\n\n{{end}}", 'no choice called "odd"'),
        ("[ ] Yes. {#odd}", 'no box to tick called "odd"'),
        ("**a", "not closed"),
    ],
)
def test_a_name_for_which_there_is_nothing_to_put_in_is_refused(body: str, says: str) -> None:
    with pytest.raises(TemplateError) as raised:
        composed(shipped(), "T", "", body, 4)
    assert says in raised.value.happened


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("x" * (LONGEST_TEXT + 1), "longer than"),
        ("x" * 7_000, "Part it by an empty line"),
        (" " * 7_000 + "x", "Part it by an empty line"),
        ("{{lines: Words | 40}}", "not known here"),
        ("{{lines: Words | 0}}", "not known here"),
        ("{{fields: a | b | c | d | e}}", "more than 4 parts"),
        ("| " + " | ".join("abcdefghi") + " |", "at most 8 columns"),
    ],
)
def test_hostile_texts_are_refused_in_words(body: str, says: str) -> None:
    with pytest.raises(TemplateError) as raised:
        used(body)
    assert says in raised.value.happened


def test_remarks_opened_a_thousand_times_are_read_in_good_time() -> None:
    assert used("<!-- " * 1_000).points == frozenset()


def test_a_remark_alone_prints_nothing() -> None:
    assert (
        used("<!-- for whoever writes this -->\n\nWords. <!-- our wording -->").blocks[0].text[0].text
        == "Words."
    )  # type: ignore[union-attr]  # a paragraph


def test_running_text_is_paragraphs_items_and_boxes_only() -> None:
    blocks = used(
        "# Head\n\nOne. <!-- a -->\n\n- Two <!-- a -->\n\n[ ] Three. {#t}\n\n| a | b |\n\n{{lines: L | 2}}"
    ).blocks
    assert prose(blocks) == ("One.", "Two", "Three.")
    assert [type(block).__name__ for block in blocks].count("Heading") == 1
    assert texts_of(Lines("x", 1)) == ()


def test_every_kind_of_block_can_make_a_point() -> None:
    body = (
        "# Head <!-- point a -->\n\n- item <!-- point b -->\n\n| cell <!-- point c --> | x |\n\n"
        "{{sign off: Yours | {name} }}\n\n{{fields: F = {name} | G}}\n\n> small <!-- point d -->"
    )
    assert used(body).points == {"a", "b", "c", "d"}
    assert isinstance(used("# H").blocks[0], Heading)
    assert isinstance(used("- i").blocks[0], Items)
    assert list(points_of(())) == []


@pytest.mark.parametrize("words", [".", "1.", "…", "**—**", "2026."])
def test_a_mark_behind_no_letter_makes_no_point(words: str) -> None:
    body = f"{words} <!-- UK GDPR article 13; point rights -->"
    assert used(body).points == frozenset()
    assert "Their rights" in {one.words for one in lost(shipped(), body)}


def test_the_words_that_are_to_say_each_point_are_given_to_be_read() -> None:
    body = (
        "Before. <!-- 003-1 --> Dear {name}, **we** are one. <!-- 003-1; point who -->\n\n"
        "And more. <!-- 003-1; point who -->\n\n{generated: held}"
    )
    assert made(shipped(), body) == (("Who we are", "Dear [name], we are one. And more."),)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("point: who | Who we are", 'A point is "point: name'),
        ("point: Who | words | clause", 'A point is "point: name'),
        ("point: who |  | clause", 'A point is "point: name'),
        ("title: " + "x" * 3_000, "not known"),
        ("point: " + "x" * 3_000, "not known"),
    ],
)
def test_a_header_line_that_is_wrong_is_refused_in_words(line: str, says: str) -> None:
    with pytest.raises(TemplateError) as raised:
        read(SHIPPED.replace("audience: parent", f"audience: parent\n{line}"))
    assert says in raised.value.happened
