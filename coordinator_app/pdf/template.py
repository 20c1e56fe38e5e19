"""Reads a wording from forms/ and fills it: header, values, generated parts, choices, version and hash.

The header stands between two lines `---`, one `name: value` a line: id, title, subtitle, version, clauses,
language, audience, and the names that the body may use: values, generated, choices, ticks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, NoReturn, TypeVar

from coordinator_app.pdf.blocks import Block, Tick, Value
from coordinator_app.pdf.markdown import Fill, TemplateError, read_blocks
from coordinator_app.resources import form_file

_NEEDED: Final = ("id", "title", "version", "clauses", "language", "audience")
_Answer = TypeVar("_Answer")
_OPTIONAL: Final = ("subtitle", "values", "generated", "choices", "ticks")


@dataclass(frozen=True, slots=True)
class Template:
    """One wording. The last four tuples are the names which the body uses; `digest` is the hash of the whole text."""

    id: str
    title: str
    subtitle: str
    version: int
    clauses: tuple[str, ...]
    language: str
    audience: str
    values: tuple[str, ...]
    generated: tuple[str, ...]
    choices: tuple[str, ...]
    ticks: tuple[str, ...]
    body: str
    digest: str


def template_hash(text: str) -> str:
    """SHA-256 of the wording as 64 hex digits; line ends do not count."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def shipped(name: str, language: str = "en") -> Template:
    """The wording that came with Coordinator, for example `shipped("consent-form")`."""
    return read(form_file(language, f"{name}.md").read_text(encoding="utf-8"))


def read(text: str) -> Template:
    """Reads and checks a wording; raises `TemplateError` in words."""
    found = re.fullmatch(r"---\n(.*?)\n---\n(.*)", text.replace("\r\n", "\n"), re.DOTALL)
    if not found:
        raise TemplateError("The wording does not start with its header between two lines of three dashes.")
    header = _header(found[1])
    template = Template(
        id=header["id"],
        title=header["title"],
        subtitle=header.get("subtitle", ""),
        version=int(header["version"]),
        clauses=_names(header["clauses"]),
        language=header["language"],
        audience=header["audience"],
        values=_names(header.get("values", "")),
        generated=_names(header.get("generated", "")),
        choices=_names(header.get("choices", "")),
        ticks=_names(header.get("ticks", "")),
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


def _header(text: str) -> dict[str, str]:
    header: dict[str, str] = {}
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if not colon or name.strip() not in (*_NEEDED, *_OPTIONAL):
            raise TemplateError(f'The header has a line that is not known: "{line[:60]}".')
        header[name.strip()] = value.strip()
    for name in _NEEDED:
        if not header.get(name):
            raise TemplateError(f'The header does not say "{name}".')
    if not header["version"].isdigit():
        raise TemplateError(f'The version is a whole number, not "{header["version"]}".')
    return header


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _check(template: Template) -> None:
    """Header and body must name the same values, parts, choices and ticks."""
    seen: dict[str, set[str]] = {"values": set(), "generated": set(), "choices": set(), "ticks": set()}
    recorder = Fill(
        value=lambda key: _noted(seen["values"], key, "x"),
        generated=lambda key: _noted(seen["generated"], key, ()),
        chosen=lambda key: _noted(seen["choices"], key, answer=True),
    )
    seen["ticks"] = {block.key for block in read_blocks(template.body, recorder) if isinstance(block, Tick)}
    for kind, used in seen.items():
        declared = set(getattr(template, kind))
        for name in sorted(used - declared):
            raise TemplateError(
                f'"{name}" is used in the wording but not named under "{kind}" in its header.'
            )
        for name in sorted(declared - used):
            raise TemplateError(f'"{name}" is named under "{kind}" in the header but never used.')


def _noted(seen: set[str], key: str, answer: _Answer) -> _Answer:
    seen.add(key)
    return answer


def _known(value: Value, key: str, names: tuple[str, ...], kind: str) -> Value:
    return value if key in names else _unknown(key, kind)


def _unknown(key: str, kind: str) -> NoReturn:
    raise TemplateError(f'The wording uses a {kind} called "{key}" that is not in its header.')
