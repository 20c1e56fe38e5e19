"""Where covered people who are on no record stand by a part of the name alone: "Sorrelby", "Will", "F. Underhill" (no Qt).

The finder of a request knows who is on record; of "Will Sorrelby" it knows only that two words look like a name. Once a
person has decided about him, he is looked for as anybody known is, by what stands round each word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.parts import PARTICLES, TITLES
from coordinator_app.access_requests.finding.shapes import Form, Known, Suggestion
from coordinator_app.access_requests.page.name_finder import FoundName, Place, Who
from coordinator_app.access_requests.page.not_on_record import folded, wholes_of
from coordinator_app.access_requests.page.suggesting import DETAIL, beside
from coordinator_app.access_requests.persons import PersonKind, RequestPerson
from coordinator_app.core.names import fold

_CERTAIN = frozenset({Form.WHOLE, Form.SWAPPED, Form.PART, Form.INITIAL, Form.JOINED})
"""What is covered by itself is never guessed: no slips, short forms, initials, nor a word that is the pupil's too."""
_QUOTES = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_MARK = f"{DETAIL}part"
_NOTE = "A part of a name that you decided about"


def parts_alone(
    people: Iterable[RequestPerson],
    subject: Known,
    texts: Sequence[str],
    found: Iterable[FoundName] = (),
) -> tuple[FoundName, ...]:
    """One line for each of these people: where they are named, and nothing in `found` speaks for the place already.

    A word of their own name that was found alone does not: of "F. Underhill" it would leave the initial.
    """
    known = {folded(one.item_id): one for one in people}
    names = [Known(key, PersonKind.OTHER, _names(one)) for key, one in known.items()]
    here = [number for number, text in enumerate(texts) if _may_tell(names, text)]
    if not here:
        return ()
    finder = Finder(names, subject, only_known=True)
    places: dict[str, list[Place]] = {}
    for number in here:
        for one in _certain(finder.find(texts[number])):
            places.setdefault(one.key, []).append(Place(number, one.start, one.end))
    made = (_line(known[key], key, own) for key, own in places.items())
    every = tuple(found)
    own = [place for one in every if wholes_of(folded(one.key), known) for place in one.places]
    others = (one for one in every if not wholes_of(folded(one.key), known))
    return tuple(_further(beside(made, others), own))


def _further(lines: Iterable[FoundName], own: Sequence[Place]) -> Iterator[FoundName]:
    """The lines with the places that reach beyond a word of the name that was found by itself."""
    for one in lines:
        places = tuple(place for place in one.places if not any(_within(place, other) for other in own))
        if places:
            yield replace(one, places=places)


def _within(one: Place, other: Place) -> bool:
    return one.text == other.text and other.start <= one.start and one.end <= other.end


def _certain(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    return (one for one in found if one.key and one.form in _CERTAIN)


def _names(person: RequestPerson) -> tuple[str, ...]:
    every = (person.called.strip(_QUOTES), *person.also_called.splitlines())
    return tuple(name.strip() for name in every if name.strip())


def _may_tell(known: Iterable[Known], text: str) -> bool:
    """Whether a word of a name stands there at all: most pages hold none, and are not gone through."""
    plain = fold(text)
    names = [[fold(word).strip(".,") for word in name.split()] for one in known for name in one.names]
    small = TITLES | (PARTICLES - {name[0] for name in names if name})  # "Ben Yarrow" is called so
    return any(word in plain for name in names for word in name if len(word) > 1 and word not in small)


def _line(person: RequestPerson, key: str, places: Iterable[Place]) -> FoundName:
    label = f"{person.called}, by a part of the name"
    return FoundName(f"{key}{_MARK}", label, _NOTE, Who.OTHER_PUPIL, sure=True, places=tuple(places))
