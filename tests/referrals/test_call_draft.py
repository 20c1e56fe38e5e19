"""What is typed about a safeguarding call outlives a lock, in the guarded compartment only."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.call_drafts import CALL_DRAFT
from coordinator_app.referrals.due import due_items
from coordinator_app.referrals.page.call import CallBox
from coordinator_app.referrals.page.call_draft import CallDraft
from coordinator_app.referrals.page.page import ReferralPage
from coordinator_app.referrals.page.reading import read_referral
from coordinator_app.store import drafts
from tests.referrals.driving import IDRIS, answer, opened, press
from tests.referrals.page_desk import Desk
from tests.vaults import House

SAID = "He says that he sleeps in a barn."


@pytest.fixture
def page(qtbot: QtBot, at_desk: Desk) -> ReferralPage:
    return opened(qtbot, at_desk)


def box_of(qtbot: QtBot, desk: Desk, page: ReferralPage) -> CallBox:
    press(page, "Record a safeguarding call")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, CallBox)
    qtbot.addWidget(box)
    return box


def lock(box: CallBox) -> None:
    """As a lock finds it: a second after the last key, and the box never hears of it."""
    draft = box.findChild(CallDraft)
    assert draft is not None
    assert draft._wait.isActive(), "typing starts the wait"
    draft.keep()


def test_a_lock_in_the_middle_of_a_call_takes_nothing_of_it(
    qtbot: QtBot, at_desk: Desk, house: House, page: ReferralPage
) -> None:
    box = box_of(qtbot, at_desk, page)
    answer(box.form, given_names="Idris", birth_date="3 May 2012", words=SAID)
    lock(box)
    (item,) = [one for one in due_items(house.session) if one.key.startswith("call-draft")]
    assert item.title == "Safeguarding call, not recorded yet"
    again = box_of(qtbot, at_desk, page)
    assert again.form.row("words").value() == SAID
    assert again.form.row("given_names").value() == "Idris"


def test_it_lies_in_the_guarded_compartment_only(
    qtbot: QtBot, at_desk: Desk, house: House, page: ReferralPage
) -> None:
    box = box_of(qtbot, at_desk, page)
    answer(box.form, words=SAID)
    lock(box)
    found = {one: drafts.all_drafts(house.session.databases.connection(one)) for one in Compartment}
    assert [one.screen for one in found[Compartment.GUARDED]] == [CALL_DRAFT]
    assert not any(SAID in str(one.body) for one in found[Compartment.GENERAL])


def test_a_call_that_was_recorded_or_thrown_away_leaves_no_draft(
    qtbot: QtBot, at_desk: Desk, house: House, page: ReferralPage
) -> None:
    box = box_of(qtbot, at_desk, page)
    answer(box.form, words=SAID)
    lock(box)
    box.reject()
    box.reject()
    assert house.session.draft(CALL_DRAFT, "") is None
    box = box_of(qtbot, at_desk, page)
    answer(box.form, **{name: IDRIS[name] for name in ("given_names", "family_name", "birth_date")})
    answer(box.form, school_id=house.school.id, words=SAID, source="The head")
    lock(box)
    box.save()
    assert house.session.drafts() == []
    assert at_desk.told.troubles == []


def test_the_call_about_one_child_is_not_put_back_for_another(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    box = box_of(qtbot, at_desk, opened(qtbot, at_desk, pupil_id=referred.pupil.id))
    answer(box.form, words=SAID)
    lock(box)
    other = box_of(qtbot, at_desk, opened(qtbot, at_desk))
    assert other.form.row("words").value() == ""


XANTHE = Pupil(given_names="Xanthe", family_name="Puddlecombe", birth_date=date(2012, 5, 3))
YORICK = Pupil(given_names="Yorick", family_name="Bramblewick")


def begun(qtbot: QtBot, desk: Desk, house: House, hint: Pupil) -> tuple[CallBox, CallDraft]:
    """A call from a page on which the name of a child who is not on the list stands already."""
    box = CallBox(desk.services, read_referral(house.session, "", ""), hint)
    qtbot.addWidget(box)
    return box, CallDraft(desk.services, box, "", "")


def shown(box: CallBox) -> list[object]:
    return [box.form.row(name).value() for name in ("given_names", "family_name", "birth_date", "words")]


def test_a_call_comes_back_with_the_name_that_the_page_had_filled_in(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    box, draft = begun(qtbot, at_desk, house, XANTHE)
    draft.read()
    answer(box.form, words=SAID)
    lock(box)
    again, late = begun(qtbot, at_desk, house, YORICK)
    late.read()
    assert shown(again) == ["Xanthe", "Puddlecombe", date(2012, 5, 3), SAID]


@pytest.mark.parametrize("comes", [True, False])
def test_words_about_one_child_say_so_under_a_name_that_was_typed_before_they_came(
    qtbot: QtBot, at_desk: Desk, house: House, comes: bool
) -> None:
    box, draft = begun(qtbot, at_desk, house, XANTHE)
    draft.read()
    answer(box.form, words=SAID)
    lock(box)
    quick, late = begun(qtbot, at_desk, house, Pupil())
    answer(quick.form, given_names="Yorick", family_name="Bramblewick", words="He is well.")
    if not comes:
        late.keep_at_lock()
        quick, late = begun(qtbot, at_desk, house, Pupil())
    late.read()
    names, family, born, words = shown(quick)
    assert (names, family, born) == ("Yorick", "Bramblewick", None)
    about = f"Typed before, about Xanthe Puddlecombe: {SAID}"
    assert str(words).split() in (f"He is well. {about}".split(), f"{about} He is well.".split())
