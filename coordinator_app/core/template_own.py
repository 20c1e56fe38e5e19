"""A partnership's own wording: made from the shipped one's header and an own title and body, and held against it."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.template import KINDS, NEEDED, Template
from coordinator_app.core.template_text import TemplateError
from coordinator_app.core.template_use import Use, sentences_of, used


@dataclass(frozen=True, slots=True)
class Lost:
    """Something the shipped wording has and another lacks: what kind, its name, words for the list, and its clause."""

    kind: str
    name: str
    words: str
    clause: str


def composed(shipped: Template, title: str, subtitle: str, body: str, version: int) -> str:
    """The whole text of an own wording, ready to print; its translation counts as checked by who approves it.

    TemplateError if the body cannot be read, or uses a name for which Coordinator has nothing to put in.
    """
    uses = used(body)
    for kind, words in KINDS.items():
        unknown = [name for name in getattr(uses, kind) if name not in getattr(shipped, kind)]
        if unknown:
            known = ", ".join(getattr(shipped, kind)) or "none"
            raise TemplateError(f'This form has no {words} called "{unknown[0]}". It knows: {known}.')
    names = {kind: ", ".join(getattr(uses, kind)) for kind in KINDS}
    lines = {
        "id": shipped.id,
        "title": one_line(title) or shipped.title,
        "version": str(version),
        "clauses": ", ".join(shipped.clauses),
        "language": shipped.language,
        "audience": shipped.audience,
        "subtitle": one_line(subtitle),
        **names,
    }
    header = [f"{name}: {value}" for name, value in lines.items() if value or name in NEEDED]
    header += [f"point: {point.name} | {point.words} | {point.clause}" for point in shipped.points]
    return "\n".join(("---", *header, "---", body.replace("\r\n", "\n").strip("\n"), ""))


def one_line(text: str) -> str:
    """A title without line ends and without white space around it."""
    return " ".join(text.split())


def lost(shipped: Template, body: str) -> tuple[Lost, ...]:
    """What the shipped wording says or asks and this body does not: points first, then what is filled in or signed.

    TemplateError if the body cannot be read.
    """
    mine, theirs = used(body), used(shipped.body)
    points = [
        Lost("point", point.name, point.words, point.clause)
        for point in shipped.points
        if point.name not in mine.points
    ]
    return (*points, *_names_lost(shipped, mine), *_signatures(mine, theirs, shipped))


def made(shipped: Template, body: str) -> tuple[tuple[str, str], ...]:
    """Each point of the shipped wording that this body makes, as (its words, the sentence that is to say it)."""
    said = sentences_of(body)
    return tuple((point.words, said[point.name]) for point in shipped.points if point.name in said)


def _names_lost(shipped: Template, mine: Use) -> list[Lost]:
    clauses = ", ".join(shipped.clauses)
    return [
        Lost(words, name, f"{words}: {name.replace('_', ' ')}", clauses)
        for kind, words in KINDS.items()
        for name in getattr(shipped, kind)
        if name not in getattr(mine, kind)
    ]


def _signatures(mine: Use, theirs: Use, shipped: Template) -> list[Lost]:
    missing = theirs.signatures - mine.signatures
    if missing <= 0:
        return []
    words = "1 line to sign on" if missing == 1 else f"{missing} lines to sign on"
    return [Lost("signature", "signature", words, ", ".join(shipped.clauses))]
