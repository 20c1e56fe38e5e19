"""What was typed on a screen and not kept, in words: ids, marks of ours and empty answers are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coordinator_app.core.catalogue import Catalogue, FieldSpec


def draft_words(catalogue: Catalogue, screen: str, body: Mapping[str, object]) -> str:
    """What a draft says, an answer to a line; ids and empty answers are left out.

    A field that several types have is named as by the type that the screen is about. What follows ":" in a screen or a
    field is a mark of ours, such as the fingerprint of a file: never printed.
    """
    own = screen.partition(":")[0]
    about = _ABOUT.get(own, own.rstrip("s"))
    types = sorted(catalogue.types, key=lambda described: described.kind.startswith(about))
    specs = {spec.name: spec for described in types for spec in described.fields}
    answers = {
        name: value for name, value in body.items() if not name.startswith("_")
    }  # else: where it was typed
    named = ((name.partition(":")[0], value) for name, value in answers.items())
    lines = ((_label(specs, name), _typed(value, specs.get(name))) for name, value in named)
    return "\n".join(f"{label}: {words}" for label, words in lines if words)


_ABOUT = {"entry_aside": "chronology_entry", "document_adding": "document"}
"""The kind of record that a screen is about whose name does not begin with it."""


def _label(specs: Mapping[str, FieldSpec], name: str) -> str:
    return specs[name].label if name in specs else name.replace("_", " ").capitalize()


def _typed(value: object, spec: FieldSpec | None) -> str:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return "; ".join(words for words in (_typed(one, None) for one in value) if words)
    if value is None or isinstance(value, bool) or _ID.fullmatch(str(value)):
        return ""
    if spec and spec.choices and value in {choice.value for choice in spec.choices}:
        return spec.choices(value).label
    return str(value).strip()


_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
