"""Every kind of the catalogue, by itself: nothing of a child is missed, nothing of another is given, nothing goes unseen (003-5.1, 5.2).

A kind that is added later is tried with the others: no list of what is printed has to be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import readers
from builds import PASSWORD, in_process

from coordinator_app.access_requests.actions import decide, gather, order, ready
from coordinator_app.access_requests.actions.released import released_fields
from coordinator_app.access_requests.gathering import holdings
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.pack_order import PackOrder
from coordinator_app.breaches.person import BreachPerson
from coordinator_app.core.catalogue import FieldSpec, FieldType, Record, RecordType, record_type
from coordinator_app.core.derived import record_lines
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils import actions as pupils
from coordinator_app.registry import CATALOGUE
from tests.access_requests.every_kind import Family, words_of
from tests.vaults import House, fill_in_the_letter, gathered, new_pupil, ready_request

OWN_ITEM = {"lies_hidden"}
"""Not released as a field: what lies hidden in a paper is an item of its own, which somebody decides."""


class BackError(Exception):
    """What was written is taken back: the next kind is tried on the same vault."""


@pytest.fixture
def families(consented: House) -> tuple[Family, Family]:
    """The child who is asked about, and another one."""
    fill_in_the_letter(consented)
    kept = [
        pupils.save_pupil(
            consented.session, new_pupil(consented, given_names=given, family_name=family)
        ).record
        for given, family in (("Otis", "Sorrelby"), ("Ines", "Quarry"))
    ]
    kit = Family(consented, consented.pupil, kept[1], "k")
    otis = Family(consented, kept[0], kept[1], "o")
    kit.everything()
    otis.everything()
    return kit, otis


@pytest.fixture
def request_id(consented: House, families: tuple[Family, Family]) -> str:
    """A request for everything about the one, gathered."""
    request = ready_request(consented)
    gathered(consented, request)
    return request.id


@pytest.fixture
def made(consented: House, request_id: str) -> PackOrder:
    """The same with every item shared."""
    session = consented.session
    for item in gather.items_of(session, request_id):
        decide.decide(session, replace(item, outcome=Outcome.SHARE, note="They know of it."))
    return ordered(consented, request_id)[0]


@pytest.fixture
def quick(made: PackOrder, monkeypatch: pytest.MonkeyPatch) -> PackOrder:
    """The same; what a finished pack is searched for stands in no pack, and takes its time."""
    monkeypatch.setattr(order, "terms_of", lambda *_: ())
    monkeypatch.setattr(order, "names_in_reply", lambda *_: "")
    return made


def ordered(house: House, request_id: str) -> tuple[PackOrder, str]:
    now = house.session.get(AccessRequest, request_id)
    return order.pack_order(house.session, now, PASSWORD, practice=True)


def bare(made: PackOrder) -> PackOrder:
    """What does not change from one order to the next."""
    head = replace(made.letter.head, reference="")
    return replace(made, owner="", letter=replace(made.letter, head=head))


def is_given(record: Record) -> bool:
    """Whether it says something, and is no working paper of a request."""
    return bool(record_lines(record)) and not holdings.is_working_paper(record)


def test_nothing_of_the_child_is_missed_and_nothing_of_another_is_an_item(
    consented: House, families: tuple[Family, Family], request_id: str
) -> None:
    kit, otis = families
    session = consented.session
    held = [gather.holding_of(session, item) for item in gather.items_of(session, request_id)]
    given = {record.id for one in held for record in (one.record, *one.parts)}
    assert {type(one) for one in kit.about() if is_given(one) and one.id not in given} == set()
    assert {type(one) for one in otis.about() if one.id in given} == set()


def test_what_is_shown_and_printed_of_an_item_is_what_its_fingerprint_is_made_of(
    consented: House, request_id: str
) -> None:
    session = consented.session
    everything = gather.holdings(session, session.get(AccessRequest, request_id))
    by_key = {one.key: one for one in everything}
    for item in gather.items_of(session, request_id):
        shown, known = gather.holding_of(session, item), by_key[gather._key(item)]
        assert {one.id for one in shown.parts} == {one.id for one in known.parts}, item.item_kind


def test_what_every_kind_said_while_it_was_taken_for_another_childs_is_no_item(
    consented: House, families: tuple[Family, Family]
) -> None:
    """It is put right whose it is, and what is written of it: the earlier wording is no wording of this child's."""
    kit, otis = families
    session = consented.session
    moved = [one for one in otis.about() if "pupil_id" in record_type(one).subjects and is_given(one)]
    for one in moved:
        values = {spec.name: kit.word(spec) for spec in record_type(one).fields if is_theirs(one, spec)}
        with session.write(record_type(one).compartment_of(one)) as work:
            work.change(one, pupil_id=kit.pupil.id, **values)
    request = ready_request(consented)
    gathered(consented, request)
    held = [gather.holding_of(session, item) for item in gather.items_of(session, request.id)]
    given = [record for one in held for record in (one.record, *one.parts)]
    assert {type(one) for one in moved} <= {type(one) for one in given if one.version > 1}
    said = repr(given)
    assert {type(one) for one in moved if any(word in said for word in words_of(one, released=True))} == set()


def is_theirs(record: Record, spec: FieldSpec) -> bool:
    """Whether a field says a word of ours."""
    return str(getattr(record, spec.name)).startswith("Zq")


def test_whoever_lacks_the_guarded_key_finds_nothing_changed(consented: House, request_id: str) -> None:
    """A guarded part of a general record was counted with it: the other user set back what had been decided."""
    general = consented.as_user(Compartment.GENERAL)
    found = gather.compared(general, general.get(AccessRequest, request_id))
    general.close()
    assert found == gather.Compared(0, 0)


def test_the_pack_says_every_word_that_is_the_childs_and_none_that_is_not(
    families: tuple[Family, Family], made: PackOrder, tmp_path: Path
) -> None:
    kit, otis = families
    built = in_process(made)
    text = readers.pdf_text(built.locked, tmp_path, password=PASSWORD)
    own = {word: one for one in kit.about() if is_given(one) for word in words_of(one, released=True)}
    assert [own[word] for word in own if word not in text] == []
    hidden = {word for one in kit.all() for word in words_of(one, released=False, but=OWN_ITEM)}
    others = {word for one in otis.all() for word in words_of(one)}
    assert {word for word in hidden | others if word in text} == set()


def test_what_is_printed_of_an_item_is_what_is_shown_for_its_decision(
    consented: House, request_id: str, made: PackOrder
) -> None:
    session = consented.session
    items = {order.item_numbered(session, request_id, one.number): one for one in made.items}
    for item in gather.items_of(session, request_id):
        shown = [(label, words) for _, label, words in released_fields(gather.holding_of(session, item))]
        assert [(line.label, line.words) for line in items[item.id].lines] == shown


def is_asked_again(house: House, request_id: str, made: PackOrder, mark: str) -> bool:
    """Whether the pack is shut, is built anew, or says what it said."""
    now = house.session.get(AccessRequest, request_id)
    if not ready.build_gate(house.session, now).is_open:
        return True
    after, its_mark = ordered(house, request_id)
    return its_mark != mark or bare(after) == bare(made)


def test_what_comes_after_the_decision_is_decided_or_not_in_the_pack(
    consented: House, families: tuple[Family, Family], request_id: str, quick: PackOrder
) -> None:
    """One more of every kind, of the child itself and of another on a record of the child's."""
    assert unseen_of(consented, families, request_id, CATALOGUE.about("pupil")) == []


def unseen_of(
    house: House, families: tuple[Family, Family], request_id: str, kinds: Iterable[RecordType]
) -> list[tuple[str, str]]:
    """Of which kinds one more would be in the pack and nobody was asked, and whose it is."""
    kit, otis = families
    before, mark = ordered(house, request_id)
    unseen = []
    for described in kinds:
        others = (replace(otis, made=kit.made, count=5_000),) if described.part_of else ()
        for whose, compartment in product((kit, *others), described.compartments):
            with suppress(BackError), whose.one_more(described, compartment):
                if not is_asked_again(house, request_id, before, mark):
                    unseen.append((described.kind, whose.sign))
                raise BackError
    return unseen


def changed(record: Record) -> dict[str, Any]:
    """Another value for each of its fields of words, days and numbers."""
    values: dict[str, Any] = {}
    for spec in record_type(record).fields:
        before = getattr(record, spec.name)
        if spec.is_text and spec.check is None:
            values[spec.name] = f"{before}w"
        elif spec.holds is FieldType.DATE:
            values[spec.name] = date(2026, 11, 20)
        elif spec.holds is FieldType.NUMBER:
            values[spec.name] = 4
    return values


def one_of_each(house: House, families: tuple[Family, Family], request_id: str) -> Iterator[Record]:
    """A record of the child of every kind that is about a pupil, and the first of each that is about none."""
    yield from (one for one in families[0].about() if is_given(one))
    about = {one.kind for one in CATALOGUE.about("pupil")}
    for described in CATALOGUE.types:
        if described.kind not in about:
            yield from house.session.list(described.cls, limit=1)


def test_what_changes_after_the_decision_is_decided_anew_or_stays_out_of_the_pack(
    consented: House, families: tuple[Family, Family], request_id: str, quick: PackOrder
) -> None:
    """Also a name that the pack takes from elsewhere: a school, an officer, the partnership."""
    before, mark = ordered(consented, request_id)
    unseen = []
    for record in one_of_each(consented, families, request_id):
        with suppress(BackError), consented.session.write(record_type(record).compartment_of(record)) as work:
            work.change(record, **changed(record))
            if not is_asked_again(consented, request_id, before, mark):
                unseen.append(type(record))
            raise BackError
    assert unseen == []


def test_a_line_of_another_family_on_a_record_of_the_childs_is_caught(
    consented: House,
    families: tuple[Family, Family],
    request_id: str,
    quick: PackOrder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The planted fault: the item of a breach takes along the lines of every family, as it once did."""
    kinds = [record_type(BreachPerson)]
    assert unseen_of(consented, families, request_id, kinds) == []
    monkeypatch.setattr(gather, "_is_theirs", lambda *_: True)
    assert ("breach_person", "o") in unseen_of(consented, families, request_id, kinds)
