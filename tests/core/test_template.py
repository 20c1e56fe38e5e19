from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coordinator_app.core.page_blocks import (
    Fields,
    Gap,
    Heading,
    Items,
    Paragraph,
    Span,
    Table,
    Tick,
    plain,
    words_of,
)
from coordinator_app.core.template import Template, fill, read, sentences_without_source, template_hash
from coordinator_app.core.template_text import TemplateError
from coordinator_app.pdf.template import shipped
from coordinator_app.resources import form_file

HEADER = "---\nid: x\ntitle: X\nversion: 1\nclauses: 003-1\nlanguage: en-GB\naudience: parent\n{more}---\n"
ALL = sorted(path.stem for path in form_file("en").glob("*.md"))


def wording(body: str, more: str = "") -> Template:
    return read(HEADER.replace("{more}", more) + body)


def test_every_shipped_wording_reads_and_names_the_source_of_each_sentence() -> None:
    assert {"consent-form", "privacy-statement-child", "letter-reply", "recovery-key"} <= set(ALL)
    for path in [*form_file("en").rglob("*.md"), *form_file("pl").rglob("*.md")]:
        assert sentences_without_source(read(path.read_text(encoding="utf-8"))) == [], path.name


def test_a_sentence_without_source_is_found_also_behind_another_and_in_lists_and_ticks() -> None:
    body = "Good one. <!-- a --> Bare one. Good two. <!-- b -->\n\n- Bare two.\n- Fine. <!-- c -->\n\n[ ] Bare three. {#t}\n\n> Bare four?\n"
    assert sentences_without_source(wording(body, "ticks: t\n")) == [
        "Bare one.",
        "Bare two.",
        "Bare three.",
        "Bare four?",
    ]


@pytest.mark.parametrize(
    "value",
    ["**bold**", "<b>x</b>", "{child}", "{{page break}}", "<!-- gone -->", "# head", "a & b", "| x |"],
)
def test_a_value_is_data_and_never_markup(value: str) -> None:
    (block,) = fill(wording("Name: {child} <!-- a -->", "values: child\n"), {"child": value})
    assert isinstance(block, Paragraph)
    assert words_of(block.text) == f"Name: {value}"
    assert not any(span.bold for span in block.text)


def test_the_source_is_kept_beside_the_words_and_not_printed() -> None:
    (block,) = fill(wording("One **word**. <!-- 003-7.3c --> Two. <!-- our wording -->"), {})
    assert isinstance(block, Paragraph)
    assert block.text == (
        Span("One ", source="003-7.3c"),
        Span("word", bold=True, source="003-7.3c"),
        Span(".", source="003-7.3c"),
        Span(" Two.", source="our wording"),
    )


def test_a_missing_value_prints_as_a_visible_gap_and_leaves_a_field_empty() -> None:
    template = wording("Ask {officer}.\n\n{{fields: Name = {officer} | Date}}", "values: officer\n")
    for values, shown in (
        ({}, "[officer: not given]"),
        ({"officer": Gap("officer: not yet appointed")}, "[officer: not yet appointed]"),
    ):
        sentence, fields = fill(template, values)
        assert isinstance(sentence, Paragraph)
        assert sentence.text[1].text == shown
        assert sentence.text[1].gap
        assert isinstance(fields, Fields)
        assert bool(fields.fields[0].value) == bool(values)
        assert fields.fields[1].value == ()


def test_all_block_kinds_are_read() -> None:
    body = (
        "# Head\n\n## Part\n\ntwo\nlines\n\n- a\n- b\n  more\n\n1. one\n2. two\n\n[ ] Yes. {#yes}\n[ ] No. {#no}\n\n"
        "> note\n\n| k | v |\n\n| h1 | h2 |\n|---|---|\n| a | b |\n\n{{signature: A | B}}\n\n{{lines: L | 3}}\n\n"
        "{{sign off: Yours | {who}}}\n\n{{code: {who}}}\n\n{{page break}}\n\n{generated: part}"
    )
    template = wording(body, "values: who\nticks: yes, no\ngenerated: part\n")
    blocks = fill(template, {"who": "W X"}, generated={"part": (Heading(plain("G")),)})
    names = [type(block).__name__ for block in blocks]
    assert names == [
        *("Heading", "Heading", "Paragraph", "Items", "Items", "Tick", "Tick", "Paragraph", "Table", "Table"),
        *("Signature", "Lines", "SignOff", "Code", "PageBreak", "Heading"),
    ]
    assert isinstance(blocks[3], Items)
    assert [words_of(item) for item in blocks[3].items] == ["a", "b more"]
    assert isinstance(blocks[5], Tick)
    assert blocks[5].key == "yes"
    assert isinstance(blocks[9], Table)
    assert blocks[9].head == ("h1", "h2")


def test_a_choice_shows_or_hides_its_part() -> None:
    template = wording("a\n\n{{when more}}\n\nb\n\n{{end}}\n\nc", "choices: more\n")
    assert len(fill(template, {})) == 2
    assert len(fill(template, {}, choices={"more"})) == 3


@pytest.mark.parametrize(
    ("body", "more", "says"),
    [
        ("{child}", "", '"child" is used'),
        ("x", "values: child\n", '"child" is named under "values"'),
        ("{generated: part}", "", '"part" is used'),
        ("{{when odd}}\n\nx\n\n{{end}}", "", '"odd" is used'),
        ("[ ] Yes. {#yes}", "", '"yes" is used'),
        ("{{when odd}}\n\nx", "choices: odd\n", "no {{end}}"),
        ("{{end}}", "", "without its"),
        ("{{when}}", "", "needs a name"),
        ("{{firework: x}}", "", "not known here"),
        ("{{fields: Name = child}}", "", "A field is"),
        ("a } b", "", "brace"),
        ("**a", "", "not closed"),
        ("[ ] no key", "", "box to tick"),
        ("### x", "", "heading"),
        ("- a\n1. b", "", "bullets or numbers"),
        ("| a | b |\n| c |", "", "same number of cells"),
        ("x", "colour: red\n", "not known"),
    ],
)
def test_a_wording_that_is_wrong_is_refused_in_words(body: str, more: str, says: str) -> None:
    with pytest.raises(TemplateError) as raised:
        wording(body, more)
    assert says in raised.value.happened


def test_header_must_be_there_and_whole() -> None:
    for text, says in (
        ("# no header", "does not start"),
        (HEADER.replace("{more}", "").replace("title: X\n", "") + "x", '"title"'),
        (HEADER.replace("{more}", "").replace("version: 1", "version: one") + "x", "whole number"),
    ):
        with pytest.raises(TemplateError) as raised:
            read(text)
        assert says in raised.value.happened


@pytest.mark.parametrize(
    "given", [{"values": {"odd": "x"}}, {"generated": {"odd": ()}}, {"choices": ["odd"]}]
)
def test_filling_with_a_name_that_the_wording_lacks_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(TemplateError, match="odd"):
        fill(wording("x"), **{"values": {}, **given})  # type: ignore[arg-type]  # one of three kinds each time


def test_the_hash_names_the_wording_whatever_its_line_ends(tmp_path: Path) -> None:
    assert template_hash("a\r\nb") == template_hash("a\nb") != template_hash("a b")
    assert len(shipped("consent-form").digest) == 64


def test_the_consent_form_asks_each_thing_alone_and_no_agreement_to_record_keeping() -> None:
    ticks = shipped("consent-form").ticks
    assert {"statement_read", "statement_understood", "statement_content", "parental_responsibility"} <= set(
        ticks
    )
    assert {"extra_photographs", "extra_trips", "extra_online", "programme"} <= set(ticks)
    blocks = fill(shipped("consent-form"), {})
    asked = [words_of(block.text) for block in blocks if isinstance(block, Tick)]
    assert not any("keep" in sentence for sentence in asked)


def test_a_name_that_is_not_in_the_header_is_never_filled_in_silently() -> None:
    template = wording("Ask {officer}. <!-- a -->", "values: officer\n")
    with pytest.raises(TemplateError, match="not in its header"):
        fill(replace(template, values=()), {})
