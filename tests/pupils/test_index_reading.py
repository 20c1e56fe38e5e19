"""The names of the type-ahead: kept, following every change, and read again only where one changed."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import store
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.page import index_reading
from coordinator_app.pupils.page.index_reading import Keeper
from coordinator_app.pupils.parts import NameKind, PupilName
from coordinator_app.store.session import Session
from tests.vaults import House, new_pupil

Asked = list[list[str] | None]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The pupils whose names were read, None for all."""
    found: Asked = []
    honest = store.names

    def names(session: Session, only: Iterable[str] | None = None) -> list[store.NameRow]:
        found.append(None if only is None else sorted(only))
        return honest(session, only)

    monkeypatch.setattr(store, "names", names)
    return found


def keep(house: House, given: str, family: str, **more: object) -> Pupil:
    return pupils.save_pupil(
        house.session, new_pupil(house, given_names=given, family_name=family, **more)
    ).record


def test_a_visit_after_which_no_name_changed_reads_no_name(house: House, asked: Asked) -> None:
    keep(house, "Wren", "Applegarth")
    keeper = Keeper()
    first = keeper.read(house.session)
    with house.session.write() as work:
        work.add(School(name="Kingfisher School", school_type=SchoolType.MAINTAINED))
    second = keeper.read(house.session)
    assert second.names is first.names
    assert "Kingfisher School" in [name for _, name in second.schools]
    assert asked == [None]


def test_only_the_names_that_changed_are_read_again(house: House, asked: Asked) -> None:
    session, keeper = house.session, Keeper()
    wren, otis = keep(house, "Wren", "Applegarth"), keep(house, "Otis", "Bramblewick", year_group=8)
    keeper.read(session)
    with session.write() as work:
        work.add(PupilName(pupil_id=otis.id, given_names="Ott", name_kind=NameKind.ALIAS))
    assert keeper.read(session).find("ott") == [otis.id]
    with session.write() as work:
        otis = work.change(session.get(Pupil, otis.id), year_group=11)
        work.trash(session.get(Pupil, wren.id))
    gone = keeper.read(session)
    assert (gone.find("applegarth"), 11 in gone.years, 8 in gone.years) == ([], True, False)
    assert asked == [None, [otis.id], sorted([wren.id, otis.id])]


def test_after_every_change_the_index_is_that_of_all_names_read_anew(house: House) -> None:
    session, keeper = house.session, Keeper()
    made = [keep(house, given, "Moonbeck") for given in ("Bea", "Idris", "Kit")]
    keeper.read(session)
    for place, family in enumerate(("Moonbeck", "Applegarth", "Zephyr")):
        with session.write() as work:
            work.change(session.get(Pupil, made[place].id), family_name=family, known_as="Pip")
        keep(house, "Wren", "Moonbeck", birth_date=made[0].birth_date)
        assert keeper.read(session) == Keeper().read(session)


def test_many_changes_at_once_read_all_again(
    house: House, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_reading, "_ALL_AGAIN", 1)
    keeper = Keeper()
    keeper.read(house.session)
    keep(house, "Wren", "Applegarth")
    keep(house, "Otis", "Bramblewick")
    assert len(keeper.read(house.session).names) == len(keeper.names)
    assert asked == [None, None]
