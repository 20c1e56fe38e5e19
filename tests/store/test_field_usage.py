from __future__ import annotations

from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from tests.store.conftest import PRACTICE, Child, Kite, Practice


def test_every_field_is_counted_over_all_compartments_without_the_trash(session: Session) -> None:
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe", nickname="Pip"))
        work.add(Child(surname="Tumbleweed"))
        work.trash(work.add(Child(surname="Quillfeather", nickname="Squeak")))
        work.add(Kite(child_id=child.id, words="Up"))
    with session.write(Compartment.GUARDED) as work:
        work.add(Kite(child_id=child.id, is_secret=True))
    uses = {(use.kind, use.field): use for use in session.field_usage()}
    assert len(uses) == sum(len(described.fields) for described in PRACTICE.types)
    assert (uses["child", "nickname"].filled, uses["child", "nickname"].total) == (1, 2)
    assert uses["kite", "words"].rate == 0.5
    assert uses["child", "shoe_size"].rate == 0
    assert uses["badge", "wording"].rate is None


def test_types_whose_compartment_is_not_open_are_left_out(practice: Practice) -> None:
    session = practice.open(held=frozenset({Compartment.GENERAL}))
    assert "badge" not in {use.kind for use in session.field_usage()}
