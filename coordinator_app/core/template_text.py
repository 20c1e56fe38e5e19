"""The small, strict dialect of Markdown that forms/ are written in.

Text of the template is read once; values are put in afterwards as spans of their own, so a name with `**`,
`<b>` or `{x}` prints as it stands. Anything that the dialect does not know is refused with its line.

Blocks, parted by an empty line: `# heading`, `## smaller heading`, paragraph, `- item`, `1. item`,
`[ ] sentence {#key}`, `> small note`, `| label | value |`, `{generated: name}`, and directives in double braces:
`{{signature: Signature | Full name}}`, `{{fields: Label = {key} | Label = {key}}}`, `{{lines: Label | 4}}`,
`{{sign off: Yours sincerely | {name} | {role}}}`, `{{code: {key}}}`, `{{page break}}`, `{{when key}}` … `{{end}}`.
Inline: `**bold**`, `{key}`, and `<!-- source -->` after each sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from coordinator_app.core.errors import Trouble
from coordinator_app.core.page_blocks import (
    Block,
    Code,
    Field,
    Fields,
    Gap,
    Heading,
    Items,
    Lines,
    PageBreak,
    Paragraph,
    Signature,
    SignOff,
    Span,
    Table,
    Text,
    Tick,
    Value,
)

_INLINE: Final = re.compile(r"\s*<!--\s*(?P<source>.*?)\s*-->|(?P<bold>\*\*)|\{(?P<key>[a-z][a-z0-9_]*)\}")
_TICK: Final = re.compile(r"\[ \] (?P<text>.*?) \{#(?P<key>[a-z][a-z0-9_]*)\}(?P<rest>.*)", re.DOTALL)
_DIRECTIVE: Final = re.compile(
    r"\{\{(?:when (?P<key>[a-z][a-z0-9_]*)|(?P<name>[a-z ]+)(?:: (?P<rest>.*))?)\}\}"
)
_GENERATED: Final = re.compile(r"\{generated: (?P<key>[a-z][a-z0-9_]*)\}")
_REMARK: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_ITEM: Final = re.compile(r"(?:- |(?P<number>[0-9]+)\. )")


LONGEST_TEXT: Final = 60_000
"""Characters of a whole wording: some 25 printed pages."""
_LONGEST_PART: Final = 6_000
_MOST_BESIDE: Final = 4
_MOST_COLUMNS: Final = 8


class TemplateError(Trouble):
    """The wording of a form cannot be used; the sentence says where."""

    code = "template"
    next_step = "Mend the wording under Settings, or go back to the wording that came with Coordinator."


@dataclass(frozen=True, slots=True)
class Fill:
    """Where values come from: each raises `TemplateError` for a key it does not know."""

    value: Callable[[str], Value]
    generated: Callable[[str], tuple[Block, ...]]
    chosen: Callable[[str], bool]


def read_blocks(body: str, fill: Fill) -> Iterator[Block]:
    """The blocks of a template's body, with the values in place.

    A part that is nothing but `<!-- … -->` is a remark to whoever writes the wording and prints nothing.
    """
    shown = [True]
    for text in _chunks(body):
        directive = _DIRECTIVE.fullmatch(text.strip())
        if directive and (directive["key"] or directive["name"] in {"when", "end"}):
            _branch(directive, shown, fill)
        elif all(shown):
            yield from _block(text, directive, fill)
        else:
            list(
                _block(text, directive, fill)
            )  # hidden parts are read all the same, so that a mistake is found
    if len(shown) != 1:
        raise TemplateError("A part that starts with {{when …}} has no {{end}}.")


def _chunks(body: str) -> Iterator[str]:
    """The parts between empty lines. TemplateError for what is too long to be read in good time."""
    if len(body) > LONGEST_TEXT:
        raise TemplateError(f"The wording is longer than {LONGEST_TEXT:,} characters. Shorten it.")
    for chunk in re.split(r"\n[ \t]*\n", body):
        text = chunk.strip("\n")
        if len(text) > _LONGEST_PART:
            raise TemplateError(
                f'A part has more than {_LONGEST_PART:,} characters: "{text[:60]}". Part it by an empty line.'
            )
        if text.strip() and _REMARK.sub("", text).strip():
            yield text


def _branch(directive: re.Match[str], shown: list[bool], fill: Fill) -> None:
    if directive["key"]:
        shown.append(fill.chosen(directive["key"]))
    elif directive["name"] == "when":
        raise TemplateError("{{when}} needs a name after it.")
    elif len(shown) == 1:
        raise TemplateError("There is an {{end}} without its {{when …}}.")
    else:
        shown.pop()


def _block(text: str, directive: re.Match[str] | None, fill: Fill) -> Iterator[Block]:
    generated = _GENERATED.fullmatch(text.strip())
    if generated:
        yield from fill.generated(generated["key"])
    elif directive:
        yield _directive(directive, fill)
    elif text.startswith("#"):
        yield _heading(text, fill)
    elif text.startswith("["):
        for part in re.split(r"\n(?=\[)", text):
            yield _tick(part, fill)
    elif text.startswith("|"):
        yield _table(text, fill)
    elif _ITEM.match(text):
        yield _items(text, fill)
    elif text.startswith("> "):
        yield Paragraph(inline(re.sub(r"(?m)^> ?", "", text), fill), small=True)
    else:
        yield Paragraph(inline(text, fill))


def inline(text: str, fill: Fill) -> Text:
    """One run of text as spans; each span carries the source that follows its sentence."""
    spans: list[Span] = []
    bold, start, first = False, 0, 0
    flat = re.sub(r"[ \t\n\r\f\v]+", " ", text)
    for found in _INLINE.finditer(flat):
        _literal(spans, flat[start : found.start()], bold=bold)
        start = found.end()
        if found["bold"]:
            bold = not bold
        elif found["key"]:
            name = found["key"]
            value = fill.value(name) or Gap(f"{name.replace('_', ' ')}: not given")
            spans.append(_value(value, bold=bold))
        else:
            spans[first:] = [_with_source(span, found["source"]) for span in spans[first:]]
            first = len(spans)
    _literal(spans, flat[start:], bold=bold)
    if bold:
        raise TemplateError(f'"**" is opened and not closed in "{flat[:60]}".')
    return tuple(spans)


def _literal(spans: list[Span], text: str, *, bold: bool) -> None:
    if "{" in text or "}" in text:
        raise TemplateError(f'There is a brace that is not a placeholder in "{text.strip()[:60]}".')
    if text and (text.strip() or spans):
        spans.append(Span(text if spans else text.lstrip(), bold=bold))


def _value(value: Value, *, bold: bool) -> Span:
    if isinstance(value, Gap):
        return Span(f"[{value.text}]", bold=bold, gap=True)
    return Span(value, bold=bold)


def _with_source(span: Span, source: str) -> Span:
    return Span(span.text, bold=span.bold, gap=span.gap, source=source)


def _heading(text: str, fill: Fill) -> Heading:
    found = re.fullmatch(r"(#{1,2}) (.+)", text)
    if not found:
        raise TemplateError(f'A heading is "# words" or "## words" on one line, not "{text[:60]}".')
    return Heading(inline(found[2], fill), level=len(found[1]))


def _tick(text: str, fill: Fill) -> Tick:
    found = _TICK.fullmatch(text)
    if not found:
        raise TemplateError(f'A box to tick is "[ ] sentence {{#key}}", not "{text[:60]}".')
    return Tick(found["key"], inline(found["text"] + found["rest"], fill))


def _items(text: str, fill: Fill) -> Items:
    parts = re.split(r"\n(?=- |[0-9]+\. )", text)
    starts = [_ITEM.match(part) for part in parts]
    numbered = {bool(start and start["number"]) for start in starts}
    if len(numbered) != 1:
        raise TemplateError(f'A list has either bullets or numbers: "{text[:60]}".')
    bare = [part[start.end() :] for part, start in zip(parts, starts, strict=True) if start]
    return Items(tuple(inline(part, fill) for part in bare), numbered=numbered == {True})


def _table(text: str, fill: Fill) -> Table:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines()]
    if len(rows[0]) > _MOST_COLUMNS:
        raise TemplateError(f'A table has at most {_MOST_COLUMNS} columns: "{text[:60]}".')
    if any(len(row) != len(rows[0]) for row in rows):
        raise TemplateError(f'Each row of a table has the same number of cells: "{text[:60]}".')
    head: tuple[str, ...] = ()
    if len(rows) > 1 and all(re.fullmatch(r"-+", cell) for cell in rows[1]):
        head, rows = tuple(rows[0]), rows[2:]
    return Table(tuple(tuple(inline(cell, fill) for cell in row) for row in rows), head=head)


def _directive(directive: re.Match[str], fill: Fill) -> Block:
    name, parts = directive["name"], [part.strip() for part in (directive["rest"] or "").split("|")]
    if len(parts) > _MOST_BESIDE and name != "sign off":
        raise TemplateError(f'"{{{{{name}}}}}" has more than {_MOST_BESIDE} parts beside each other.')
    if name == "page break":
        return PageBreak()
    if name == "signature":
        return Signature(tuple(parts))
    if name == "fields":
        return Fields(tuple(_field(part, fill) for part in parts))
    if name == "lines" and len(parts) == 2 and re.fullmatch(r"[1-9]|[1-3][0-9]", parts[1]):
        return Lines(parts[0], int(parts[1]))
    if name == "sign off":
        return SignOff(parts[0], tuple(inline(part, fill) for part in parts[1:]))
    if name == "code":
        return Code(tuple("".join(span.text for span in inline(parts[0], fill)).split()))
    raise TemplateError(f'"{{{{{name}}}}}" is not known here.')


def _field(part: str, fill: Fill) -> Field:
    label, _, value = part.partition(" = ")
    key = re.fullmatch(r"\{([a-z][a-z0-9_]*)\}", value)
    if value and not key:
        raise TemplateError(f'A field is "Label" or "Label = {{key}}", not "{part[:60]}".')
    found = fill.value(key[1]) if key else ""
    return Field(label, (_value(found, bold=False),) if found else ())
