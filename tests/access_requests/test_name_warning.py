"""What was said of a name holds for the words and for whoever reads them: another reader is asked about anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import Desk, desk_of

from coordinator_app.core.named_here import NamedHere, NamesFound, WhyNamed
from coordinator_app.ui.name_warning import NamesBox, NameWarning
from tests.vaults import House

FOUND = NamesFound((NamedHere("Otis", "Otis Sorrelby", "another pupil"),))


@pytest.fixture
def desk(consented: House, qtbot: object, tmp_path: Path) -> Desk:
    return desk_of(consented, tmp_path)


def asked(desk: Desk, warning: NameWarning) -> bool:
    """Whether it is asked about the name; then it is said that they know it."""
    went: list[bool] = []
    shown = len(desk.dialogs.shown)
    warning.ask(lambda: went.append(True))
    if len(desk.dialogs.shown) == shown:
        assert went
        return False
    box = desk.dialogs.shown[-1]
    assert isinstance(box, NamesBox)
    assert not went
    box.form.set_values({"why": WhyNamed.KNOWN})
    box.save()
    assert went
    return True


def test_that_one_reader_knows_it_says_nothing_of_the_next(desk: Desk) -> None:
    warning = NameWarning(desk.services, lambda: None)
    warning.look(lambda _session: FOUND, to=("Marigold Puddlecombe", "4 Weir Cottages"))
    assert asked(desk, warning)
    warning.look(lambda _session: FOUND, to=("Marigold Puddlecombe", "4 Weir Cottages"))
    assert not asked(desk, warning), "the same words to the same reader, in larger print"
    warning.look(lambda _session: FOUND, to=("Ottokar Ashdown",))
    assert asked(desk, warning)
