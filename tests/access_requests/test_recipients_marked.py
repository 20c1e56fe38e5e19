"""To whom something was given is asked about anew when the reply would say it otherwise: by name, or by kind alone (003-5.1, 5.4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from coordinator_app.access_requests.actions import order, ready
from coordinator_app.access_requests.model import AccessRequest, CourtOrder, RequestSort
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure, RecipientKind
from tests.vaults import House, add, fill_in_the_letter, gathered, ready_request, share_the_rest

CLINIC = "Hazel Clinic"


def in_error(house: House, line: Disclosure) -> None:
    with house.session.write() as work:
        work.change(line, in_error=True)


def with_something_guarded(house: House, line: Disclosure) -> None:
    item = DisclosedItem(
        disclosure_id=line.id, item_kind="medical_note", item_id="m", item_version=1, is_guarded=True
    )
    with house.session.write(Compartment.GUARDED) as work:
        work.add(item)


@pytest.mark.parametrize("happens", [in_error, with_something_guarded])
def test_a_pack_that_names_an_agency_is_built_again_once_only_its_kind_may_be_told(
    consented: House, happens: Callable[[House, Disclosure], None]
) -> None:
    """Of the educational record the lines of the ledger are no items: no decision about them falls."""
    session = consented.session
    fill_in_the_letter(consented)
    add(consented, "Kit came in on time.")
    with session.write() as work:
        line = work.add(
            Disclosure(
                pupil_id=consented.pupil.id,
                recipient=CLINIC,
                recipient_kind=RecipientKind.AGENCY,
                given_on=date(2026, 11, 2),
                method=DeliveryMethod.POST,
                why="They see Kit.",
                description="Attendance",
            )
        )
    asked = {"court_order": CourtOrder.NONE, "court_order_checked_on": date(2026, 11, 9)}
    request = ready_request(consented, sort=RequestSort.EDUCATIONAL_RECORD, **asked)
    gathered(consented, request)
    share_the_rest(consented, request)
    made, mark = order.pack_order(session, session.get(AccessRequest, request.id), "pw", practice=True)
    assert CLINIC in repr(made.letter)
    happens(consented, line)
    assert ready.current_mark(session, request.id) != mark
    again, _ = order.pack_order(session, session.get(AccessRequest, request.id), "pw", practice=True)
    assert CLINIC not in repr(again.letter)
