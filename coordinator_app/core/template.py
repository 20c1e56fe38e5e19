"""Reads the wording of a form and fills it: header, values, generated parts, choices, points, version and hash.

The header stands between two lines `---`, one `name: value` a line: id, title, subtitle, version, clauses,
language, audience, and the names that the body may use: values, generated, choices, ticks. `translation: not checked`
marks one that a translator has still to read. Each `point: name | words | clause` is something that the wording has to
say (domain 4.1 to 4.3); the sentence that says it carries `point name` in its source: `<!-- 003-1; point who -->`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

from coordinator_app.core.page_blocks import Block, Value
from coordinator_app.core.template_text import Fill, TemplateError, read_blocks
from coordinator_app.core.template_use import used

NEEDED: Final = ("id", "title", "version", "clauses", "language", "audience")
OPTIONAL: Final = ("subtitle", "translation", "values", "generated", "choices", "ticks")
NOT_CHECKED: Final = "not checked"
KINDS: Final = {"values": "value", "generated": "part", "choices": "choice", "ticks": "box to tick"}
_POINT: Final = "point"
_LONGEST_LINE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Point:
    """Something a statement or form has to say: a short name, words for the list of points, and the clause or rule."""

    name: str
    words: str
    clause: str


@dataclass(frozen=True, slots=True)
class Template:
    """One wording. `values` to `ticks` are the names which the body uses; `digest` is the hash of the whole text."""

    id: str
    title: str
    subtitle: str
    version: int
    clauses: tuple[str, ...]
    language: str
    audience: str
    translation: str
    values: tuple[str, ...]
    generated: tuple[str, ...]
    choices: tuple[str, ...]
    ticks: tuple[str, ...]
    points: tuple[Point, ...]
    body: str
    digest: str


def template_hash(text: str) -> str:
    """SHA-256 of the wording as 64 hex digits; line ends do not count."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def read(text: str) -> Template:
    """Reads and checks a wording; raises `TemplateError` in words."""
    found = re.fullmatch(r"---\n(.*?)\n---\n(.*)", text.replace("\r\n", "\n"), re.DOTALL)
    if not found:
        raise TemplateError("The wording does not start with its header between two lines of three dashes.")
    header, points = _header(found[1])
    template = Template(
        id=header["id"],
        title=header["title"],
        subtitle=header.get("subtitle", ""),
        version=int(header["version"]),
        clauses=_names(header["clauses"]),
        language=header["language"],
        audience=header["audience"],
        translation=header.get("translation", ""),
        values=_names(header.get("values", "")),
        generated=_names(header.get("generated", "")),
        choices=_names(header.get("choices", "")),
        ticks=_names(header.get("ticks", "")),
        points=points,
        body=found[2],
        digest=template_hash(text),
    )
    _check(template)
    return template


def fill(
    template: Template,
    values: Mapping[str, Value],
    *,
    generated: Mapping[str, tuple[Block, ...]] | None = None,
    choices: Collection[str] = (),
) -> tuple[Block, ...]:
    """The blocks of a wording with everything in place.

    A value that is missing or empty prints as a visible gap inside a sentence and as an empty line in a field.
    Raises `TemplateError` naming a value, part or choice that the wording does not have.
    """
    parts = generated or {}
    for kind, given, known in (
        ("value", values, template.values),
        ("part", parts, template.generated),
        ("choice", choices, template.choices),
    ):
        for name in given:
            if name not in known:
                raise TemplateError(f'The wording "{template.title}" has no {kind} called "{name}".')
    source = Fill(
        value=lambda key: _known(values.get(key, ""), key, template.values, "value"),
        generated=lambda key: parts.get(key, ()) if key in template.generated else _unknown(key, "part"),
        chosen=lambda key: key in choices if key in template.choices else _unknown(key, "choice"),
    )
    return tuple(read_blocks(template.body, source))


def sentences_without_source(template: Template) -> list[str]:
    """The sentences that name no clause, rule or "our wording" (decision 6); empty in a wording that may ship."""
    bare: list[str] = []
    for text in _TEXTS.split(re.sub(_NOT_TEXT, "\n", template.body)):
        *sourced, rest = _SOURCE.split(text)
        for segment in sourced:
            bare.extend(_sentences(segment)[:-1])
        bare.extend(_sentences(rest))
    return bare


_SOURCE: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_TEXTS: Final = re.compile(r"\n[ \t]*\n|\n(?=- |[0-9]+\. |\[ \])")
_NOT_TEXT: Final = re.compile(r"(?m)^(?:#.*|\|.*|\{generated: .*|\{\{.*)$")


def _sentences(text: str) -> list[str]:
    text = re.sub(r"(?m)^(?:> |- |[0-9]+\. |\[ \] )|\{#\w+\}", "", text)
    found = (sentence.strip() for sentence in re.split(r"(?<=[.?])\s+(?=\S)", text))
    return [sentence for sentence in found if sentence]


def _header(text: str) -> tuple[dict[str, str], tuple[Point, ...]]:
    header: dict[str, str] = {}
    points: dict[str, Point] = {}
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip() == _POINT and len(line) <= _LONGEST_LINE:
            point = _point(value)
            points[point.name] = point
            continue
        if not colon or name.strip() not in (*NEEDED, *OPTIONAL) or len(line) > _LONGEST_LINE:
            raise TemplateError(f'The header has a line that is not known: "{line[:60]}".')
        header[name.strip()] = value.strip()
    for name in NEEDED:
        if not header.get(name):
            raise TemplateError(f'The header does not say "{name}".')
    if not re.fullmatch("[0-9]{1,6}", header["version"]):
        raise TemplateError(f'The version is a whole number, not "{header["version"]}".')
    return header, tuple(points.values())


def _point(text: str) -> Point:
    parts = [part.strip() for part in text.split("|")]
    if len(parts) != 3 or not all(parts) or not re.fullmatch(r"[a-z][a-z0-9-]*", parts[0]):
        raise TemplateError(f'A point is "point: name | words | clause", not "{text.strip()[:60]}".')
    return Point(*parts)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _check(template: Template) -> None:
    """Header and body must name the same values, parts, choices and ticks."""
    uses = used(template.body)
    for kind in KINDS:
        found, declared = set(getattr(uses, kind)), set(getattr(template, kind))
        for name in sorted(found - declared):
            raise TemplateError(
                f'"{name}" is used in the wording but not named under "{kind}" in its header.'
            )
        for name in sorted(declared - found):
            raise TemplateError(f'"{name}" is named under "{kind}" in the header but never used.')


def _known(value: Value, key: str, names: tuple[str, ...], kind: str) -> Value:
    return value if key in names else _unknown(key, kind)


def _unknown(key: str, kind: str) -> NoReturn:
    raise TemplateError(f'The wording uses a {kind} called "{key}" that is not in its header.')
