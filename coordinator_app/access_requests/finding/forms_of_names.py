"""Every usual way of writing the name of somebody, as words to look for (lists of searches, checks of a pack)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from coordinator_app.access_requests.finding.parts import parts_of
from coordinator_app.access_requests.finding.shapes import Form, Known


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way of writing a name, and what it is; compared without case and accents."""

    words: str
    form: Form


def forms_of_names(known: Known) -> tuple[NameForm, ...]:
    """The forms of every name of somebody, without repeats, surest first."""
    found: dict[str, NameForm] = {}
    for one in _all(known):
        found.setdefault(one.words.casefold(), one)
    order = list(Form)
    return tuple(sorted(found.values(), key=lambda one: order.index(one.form)))


def _all(known: Known) -> Iterator[NameForm]:
    for name in known.names:
        parts = parts_of(name)
        given, family = " ".join(parts.given).title(), " ".join(parts.family).title()
        if not given or not family:
            yield NameForm(given or family, Form.PART)
            continue
        yield NameForm(f"{given} {family}", Form.WHOLE)
        yield from _of(parts.given[0].title(), family, given)


def _of(first: str, family: str, given: str) -> Iterator[NameForm]:
    yield NameForm(f"{first} {family}", Form.WHOLE)
    for one, comma in product(dict.fromkeys((given, first)), (", ", " ")):
        yield NameForm(f"{family}{comma}{one}", Form.SWAPPED)
    yield from (NameForm(one, Form.PART) for one in (first, family))
    yield NameForm(f"{first[0]}. {family}", Form.INITIAL)
    yield NameForm(f"{first[0]} {family}", Form.INITIAL)
    yield NameForm(f"{first} {family[0]}", Form.INITIAL)
    yield NameForm(f"{first[0]}{family[0]}", Form.INITIALS)
    yield NameForm(f"{first[0]}.{family[0]}.", Form.INITIALS)
