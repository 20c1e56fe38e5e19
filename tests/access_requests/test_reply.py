"""Whom the reply names: who was given something, and to whom one complains (UK GDPR article 15; domain 2.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.access_requests import model, order_checks
from coordinator_app.access_requests.actions import decide, intake, order
from coordinator_app.access_requests.court_orders import orders_marked
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.letter_text import gaps_of, text_of_letter
from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    Exemption,
    RequesterKind,
    RequestSort,
)
from coordinator_app.access_requests.pack_order import PackOrder
from coordinator_app.core.derived import what_we_hold
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.core.privacy import Compartment
from coordinator_app.official_requests.model import OfficialKind, OfficialRequest, Power
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import Office, Officer
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.sharing.actions import disclosures_of, item_of, record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House, add, gathered, item_for, ready_request, share_the_rest


def reply(house: House) -> PrintOrder:
    request = ready_request(house)
    gathered(house, request)
    share_the_rest(house, request)
    return order.pack_order(house.session, request, "pw", practice=True)[0].letter


def give(house: House, name: str, kind: RecipientKind, *, guarded: bool) -> None:
    entry = add(house, f"Kit came in on time for {kind.value}.")
    told = Disclosure(
        pupil_id=house.pupil.id,
        recipient=name,
        recipient_kind=kind,
        given_on=date(2026, 11, 5),
        method=DeliveryMethod.TELEPHONE,
        why="To keep a child safe",
        description="What was seen",
    )
    line = replace(item_of(entry), is_guarded=guarded)
    record_disclosure(house.session, told, [line], for_safety=True)


def recipients(letter: PrintOrder) -> list[str]:
    return [row[0] for row in letter.parts["recipients"].rows]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (RecipientKind.AGENCY, "Another agency that works with children"),
        (RecipientKind.PROVIDER, "A provider of the programme"),
        (RecipientKind.SCHOOL, "A school"),
    ],
)
def test_who_was_told_a_restricted_entry_is_given_as_a_category(
    consented: House, kind: RecipientKind, said: str
) -> None:
    give(consented, "Hazelmoor Family Team", kind, guarded=True)
    letter = reply(consented)
    assert recipients(letter) == [said]
    assert "Hazelmoor Family Team" not in repr(letter)


def test_everyone_else_is_named_once_and_the_family_always(consented: House) -> None:
    # the planted fault: were every giving taken for a restricted one, nobody would be named
    give(consented, "Kingfisher Workshop", RecipientKind.PROVIDER, guarded=False)
    give(consented, "Kingfisher Workshop", RecipientKind.PROVIDER, guarded=False)
    give(consented, "Marigold Puddlecombe", RecipientKind.PARENT, guarded=True)
    assert sorted(recipients(reply(consented))) == ["Kingfisher Workshop", "Marigold Puddlecombe"]


def test_a_complaint_goes_to_the_partnership_and_its_chair_not_to_the_school_alone(consented: House) -> None:
    without = reply(consented)
    assert without.gaps["complaints_person"] == "Chair of the partnership: not yet named"
    organisations.save(consented.session, Officer(office=Office.CHAIR, name="Dana Placeholder"))
    letter = reply(consented)
    assert letter.values["complaints_person"] == "Dana Placeholder"
    assert "complaints_person" not in letter.gaps


@pytest.mark.parametrize("told", [True, False, None])
def test_an_agency_is_named_only_where_the_family_was_told_of_its_official_request(
    consented: House, told: bool | None
) -> None:
    with consented.session.write(Compartment.GUARDED) as work:
        line = work.add(
            Disclosure(
                pupil_id=consented.pupil.id,
                recipient="Loamshire Police",
                recipient_kind=RecipientKind.AGENCY,
                given_on=date(2026, 11, 3),
                method=DeliveryMethod.SECURE_EMAIL,
                why="Official request 1",
                description="What was decided",
                is_guarded=True,
            )
        )
        work.add(
            OfficialRequest(
                official_number=1,
                pupil_id=consented.pupil.id,
                official_kind=next(iter(OfficialKind)),
                organisation="Loamshire Police",
                officer="P. Rookery",
                received_on=date(2026, 11, 2),
                typed_on=date(2026, 11, 2),
                asked_for="Attendance",
                power=next(iter(Power)),
                family_told=told,
                disclosure_id=line.id,
            )
        )
    request = ready_request(consented)
    for one in gathered(consented, request) if not told else ():
        if one.item_kind in {"official_request", "disclosure"}:
            back = replace(
                one, outcome=Outcome.WITHHOLD, exemption=Exemption.CRIME, reason="They do not know"
            )
            decide.decide(consented.session, back)
    gathered(consented, request)
    share_the_rest(consented, request)
    made = order.pack_order(consented.session, request, "pw", practice=True)[0]
    rows = made.letter.parts["recipients"].rows
    assert rows == ((("Loamshire Police",),) if told else ((order._NOBODY,),))


def test_a_line_of_the_ledger_that_is_withheld_is_told_by_its_kind_alone(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(consented, "Loamshire Police", RecipientKind.AGENCY, guarded=False)
    [line] = disclosures_of(consented.session, consented.pupil.id)
    request = ready_request(consented)
    item = item_for(gathered(consented, request), line)
    answer = replace(
        item, outcome=Outcome.WITHHOLD, exemption=Exemption.CRIME, reason="They asked us not to tell"
    )
    decide.decide(consented.session, answer)
    share_the_rest(consented, request)
    made = order.pack_order(consented.session, request, "pw", practice=True)[0].letter
    assert "Police" not in repr(made)
    assert made.parts["recipients"].rows == (("Another agency that works with children",),)
    # planted fault: without asking what was decided of the line the police are named
    monkeypatch.setattr(
        "coordinator_app.access_requests.actions.recipients._held_back", lambda *_: frozenset()
    )
    assert "Police" in repr(order.pack_order(consented.session, request, "pw", practice=True)[0].letter)


def test_whoever_was_given_something_after_the_gathering_is_told_by_kind_for_nobody_decided_about_it(
    consented: House,
) -> None:
    """A refuge that was rung while the pack was made would be named in the reply to whom she left."""
    give(consented, "Kingfisher Workshop", RecipientKind.PROVIDER, guarded=False)
    request = ready_request(consented)
    gathered(consented, request)
    share_the_rest(consented, request)
    consented.clock.at += timedelta(minutes=1)
    give(consented, "Hazelmoor Refuge", RecipientKind.AGENCY, guarded=False)
    now = consented.session.get(AccessRequest, request.id)
    made = order.pack_order(consented.session, now, "pw", practice=True)[0].letter
    assert sorted(recipients(made)) == ["Another agency that works with children", "Kingfisher Workshop"]
    gathered(consented, now)
    share_the_rest(consented, now)
    now = consented.session.get(AccessRequest, request.id)
    made = order.pack_order(consented.session, now, "pw", practice=True)[0].letter
    assert sorted(recipients(made)) == ["Hazelmoor Refuge", "Kingfisher Workshop"], (
        "somebody has looked at it"
    )


def of_staff(house: House) -> AccessRequest:
    asked = AccessRequest(
        about_staff="Pat Samplewell",
        requester="Pat Samplewell",
        requester_kind=RequesterKind.STAFF,
        channel=Channel.EMAIL,
        received_on=date(2026, 11, 9),
        sort=RequestSort.SUBJECT_ACCESS,
    )
    return intake.log_request(house.session, asked).record


def test_the_reply_says_that_a_school_was_asked_only_where_one_was(consented: House) -> None:
    made = reply(consented)
    assert "school_asked" in made.choices
    assert "for its view" in text_of_letter(made)
    made = order._reply(consented.session, of_staff(consented), [], (), practice=True)
    assert "for its view" not in text_of_letter(made)
    assert "school" not in " ".join(gaps_of(made))


def test_a_gap_is_what_the_letter_prints_between_brackets_listed_or_not(consented: House) -> None:
    made = order._reply(consented.session, of_staff(consented), [], (), practice=True)
    # planted fault: the sentence chosen all the same, with no school; nothing of it stands among the listed gaps
    wrong = replace(made, choices=(*made.choices, "school_asked"))
    assert "school" not in " ".join(wrong.gaps.values())
    assert "school name: not given" in gaps_of(wrong)
    assert "[school name: not given]" in text_of_letter(wrong)
    finding = order_checks._filled_in(
        PackOrder(request_number=1, password="pw", practice=True, letter=wrong, items=(), terms=())
    )
    assert finding.state == "look"
    assert "[school name: not given]" in finding.detail
    assert "page count" not in finding.detail, "it is counted while the pack is built"


def test_the_sources_are_those_of_what_is_given(consented: House) -> None:
    """The catalogue's whole list told a mother of a court where there was none; a source that is held back tells of it."""
    said = [row[0] for row in reply(consented).parts["sources"].rows]
    assert "Your child's school" in said
    assert not any("court" in one or "health" in one.lower() for one in said)


def test_the_kinds_are_those_of_what_is_given(consented: House) -> None:
    """A child was told that we keep court orders about her, where there is none."""
    said = [row[0] for row in reply(consented).parts["categories"].rows]
    assert said
    assert not any("court" in one.lower() for one in said)
    every = [one.line for one in what_we_hold(consented.session.catalogue, "pupil")]
    assert any("court" in one.lower() for one in every), "the planted fault: all that the catalogue has"


def part_of(house: House, request: AccessRequest, part: str = "sources") -> list[str]:
    letter = order.pack_order(house.session, request, "pw", practice=True)[0].letter
    return [row[0] for row in letter.parts[part].rows]


def test_the_source_of_what_is_held_back_is_not_told(consented: House) -> None:
    session = consented.session
    new = CourtOrder(
        pupil_id=consented.pupil.id,
        order_kind=OrderKind.CHILD_ARRANGEMENTS,
        about="Whom Kit lives with",
        meaning="Kit lives with his mother.",
    )
    with session.write() as work:
        held = work.add(new)
    read = {"court_order": model.CourtOrder.ALLOWS, "court_order_note": "Read"}
    request = ready_request(consented, **read, orders_read=" ".join(orders_marked([held], None)))
    item = item_for(gathered(consented, request), held)
    share_the_rest(consented, request)
    assert "The court" in part_of(consented, request)
    assert "court orders" in " ".join(part_of(consented, request, "categories")).lower()
    item = session.get(RequestItem, item.id)
    kept_back = replace(
        item, outcome=Outcome.WITHHOLD, exemption=Exemption.COURT_REPORT, reason="Of the court"
    )
    decide.decide(session, kept_back)
    assert "The court" not in part_of(consented, request)
    assert "court" not in " ".join(part_of(consented, request, "categories")).lower()
