"""What Today, the list, the page and the palette say of corrections, and what they keep to themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import NotFound
from coordinator_app.core.word_diff import Kind
from coordinator_app.corrections import actions, choosing, due, naming, palette, telling, view
from coordinator_app.corrections.model import CorrectionClaim, CorrectionNotice, CorrectionOutcome
from coordinator_app.corrections.versions import Differs
from coordinator_app.pupils.model import Carer
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.today.model import Who
from tests.corrections.asked import TODAY, asked, decided, give, put_right
from tests.vaults import House, add

CORRECTED, POST = CorrectionOutcome.CORRECTED, DeliveryMethod.POST
WORDS = "A quiet talk about marmalade."


def whole(house: House, claim: CorrectionClaim) -> view.Shown:
    return view.read(house.session, claim.id, guarded_words=True)


# before and after


def test_before_and_after_stand_side_by_side_field_by_field(referred: House) -> None:
    claim = asked(referred)
    assert whole(referred, claim).differs == ()
    assert ("Date of birth", "3 May 2012") in whole(referred, claim).says
    put_right(referred)
    (one,) = whole(referred, claim).differs
    assert (one.was, one.now) == ("3 May 2012", "13 May 2012")
    assert "".join(piece.words for piece in one.before()) == "3 May 2012"
    assert [piece.words for piece in one.after() if piece.kind is Kind.ADDED] == ["13"]


def test_a_field_that_said_nothing_says_so() -> None:
    one = Differs("UPN", "", "A1")
    assert [piece.words for piece in one.before()] == ["nothing"]
    assert [piece.words for piece in one.after()] == ["A1"]


def test_what_is_decided_keeps_showing_its_own_versions_whatever_is_changed_later(referred: House) -> None:
    claim = asked(referred)
    put_right(referred)
    decided(referred, claim, CORRECTED)
    put_right(referred, birth_date=date(2011, 1, 1))
    (one,) = whole(referred, claim).differs
    assert one.now == "13 May 2012"


def test_a_link_is_told_by_the_name_of_what_it_leads_to(referred: House) -> None:
    claim = asked(referred, referred.carer)
    assert ("Pupil", "Kit Puddlecombe") not in whole(referred, claim).says, "whose it is, is known"
    pupil = dict(whole(referred, asked(referred)).says)
    assert pupil["School on roll"] == "Foxglove Hill School"


def test_who_would_have_to_be_told_is_known_before_it_is_decided(referred: House) -> None:
    give(referred, referred.pupil)
    shown = whole(referred, asked(referred))
    assert [one.name for one in shown.would_tell] == ["Kingfisher Workshop"]
    assert shown.notices == ()


def test_each_notice_says_how_it_stands(referred: House) -> None:
    give(referred, referred.pupil)
    claim = asked(referred)
    put_right(referred)
    decided(referred, claim, CORRECTED)

    def chip() -> str:
        (line,) = whole(referred, claim).notices
        assert (line.who, line.given) == ("School on roll", "10 November 2026, secure email")
        return line.chip

    def notice() -> CorrectionNotice:
        return actions.notices_of(referred.session, claim.id)[0]

    assert chip() == "To be told"
    telling.tell(referred.session, notice(), told_on=TODAY, told_how=POST)
    assert chip() == "Told 24 November 2026"
    telling.tell(referred.session, notice(), told_on=TODAY, confirmed_on=TODAY)
    assert chip() == "Changed it 24 November 2026"
    telling.tell(referred.session, notice(), not_needed="They asked for it.")
    assert chip() == "Need not be told"


# the list


def chips(house: House) -> list[str]:
    return [one.chip for one in view.read_lines(house.session, house.pupil.id, None, 50).lines]


def test_the_list_says_what_comes_next(referred: House) -> None:
    give(referred, referred.pupil)
    claim = asked(referred)
    assert chips(referred) == ["27 days left"]
    put_right(referred)
    decided(referred, claim, CORRECTED)
    assert chips(referred) == ["Tell whoever asked"]
    now = referred.session.get(CorrectionClaim, claim.id)
    telling.answered(referred.session, now, TODAY, POST)
    assert chips(referred) == ["1 to be told"]
    (notice,) = actions.notices_of(referred.session, claim.id)
    telling.tell(referred.session, notice, told_on=TODAY, told_how=POST)
    assert chips(referred) == ["Corrected"]


def test_the_list_of_all_names_the_pupil_and_that_of_one_does_not(referred: House) -> None:
    asked(referred)
    (line,) = view.read_lines(referred.session, "", None, 50).lines
    assert line.title == "Details of the pupil, Birth date"
    assert line.second == "Kit Puddlecombe, Asked for on 20 November 2026 by Ottokar Puddlecombe"
    (line,) = view.read_lines(referred.session, referred.pupil.id, None, 50).lines
    assert line.second == "Asked for on 20 November 2026 by Ottokar Puddlecombe"


def test_of_what_lies_apart_only_its_being_there_is_told(referred: House) -> None:
    entry = add(referred, WORDS, category=Category.SAFEGUARDING)
    claim = asked(referred, entry, says=WORDS, field_label=WORDS, asked_by="Marmalade")
    lines = view.read_lines(referred.session, "", None, 50)
    closed = view.read(referred.session, claim.id, guarded_words=False)
    told = repr((lines, due.due_items(referred.session), palette.palette(referred.session)))
    assert "armalade" not in told
    assert lines.lines[0].title == naming.RESTRICTED
    assert closed.is_closed
    assert (closed.what, closed.says, closed.would_tell) == (naming.RESTRICTED, (), ())
    assert whole(referred, claim).what.startswith("Safeguarding entry")


# Today


def test_today_asks_until_everybody_is_told_and_has_confirmed(referred: House) -> None:
    give(referred, referred.pupil)
    claim = asked(referred)
    (item,) = due.due_items(referred.session)
    assert item.title == "Correction asked for, Kit Puddlecombe"
    assert (item.due, item.who, item.page) == (date(2026, 12, 21), Who.YOU, "correction")
    put_right(referred)
    decided(referred, claim, CORRECTED)
    answer, notice_line = due.due_items(referred.session)
    assert answer.second_line.endswith("Tell whoever asked what was decided.")
    assert (notice_line.second_line, notice_line.who) == ("1 of 1 recipient to be told of it.", Who.YOU)
    telling.answered(referred.session, referred.session.get(CorrectionClaim, claim.id), TODAY, POST)
    (notice,) = actions.notices_of(referred.session, claim.id)
    told = telling.tell(referred.session, notice, told_on=TODAY, told_how=POST).record
    (waiting,) = due.due_items(referred.session)
    assert waiting.who is Who.SOMEONE_ELSE
    telling.tell(referred.session, told, told_on=TODAY, confirmed_on=TODAY)
    assert due.due_items(referred.session) == []


def test_what_is_asked_for_no_longer_waits_for_nothing(referred: House) -> None:
    decided(referred, asked(referred), CorrectionOutcome.WITHDRAWN)
    assert due.due_items(referred.session) == []


def test_an_overdue_answer_is_red(referred: House) -> None:
    asked(referred, asked_on=date(2026, 10, 1))
    assert due.due_items(referred.session)[0].tone == "over"


def test_the_palette_finds_the_list_and_what_is_not_decided(referred: House) -> None:
    claim = asked(referred)
    assert [one.title for one in palette.palette(referred.session)] == [
        "Corrections asked for",
        "Correction asked for, Kit Puddlecombe",
    ]
    decided(referred, claim, CorrectionOutcome.REFUSED)
    assert len(palette.palette(referred.session)) == 1


# what can be chosen


def test_the_records_of_the_pupil_are_offered_by_name_and_day(referred: House) -> None:
    add(referred, "Kit was late.")
    add(referred, WORDS, category=Category.SAFEGUARDING)
    offered = choosing.offer(referred.session, referred.pupil.id, "", "", guarded_words=False)
    words = [one.words for one in offered.items]
    assert words[:2] == [naming.DETAILS, "Carer: Marigold Puddlecombe"] or naming.DETAILS in words
    assert "Behaviour entry, 1 November 2026" in words
    assert "armalade" not in repr(offered)
    assert {one.is_guarded for one in offered.items} == {True, False}


def test_a_known_record_is_not_asked_for_again(referred: House) -> None:
    entry = add(referred, "Kit was late.")
    offered = choosing.offer(
        referred.session, referred.pupil.id, "chronology_entry", entry.id, guarded_words=True
    )
    assert offered.about is not None
    assert offered.items == ()
    with pytest.raises(NotFound):
        choosing.offer(referred.session, referred.pupil.id, "document", "gone", guarded_words=True)


@pytest.mark.parametrize(
    ("kind", "page", "told"),
    [
        ("pupil", "pupil", {"pupil_id": "item", "edit": True}),
        ("chronology_entry", "pupil", {"pupil_id": "p", "tab": "chronology", "correct": "item"}),
        ("document", "pupil", {"pupil_id": "p", "tab": "documents", "document": "item"}),
        ("review", "review", {"review_id": "item"}),
        ("consent", "consent", {"pupil_id": "p"}),
        ("carer", "pupil", {"pupil_id": "p", "tab": "about"}),
        ("attendance_week", "pupil", {"pupil_id": "p", "tab": "attendance"}),
    ],
)
def test_correcting_leads_to_the_records_own_place(kind: str, page: str, told: dict[str, object]) -> None:
    step = naming.opens(CorrectionClaim(pupil_id="p", item_kind=kind, item_id="item"))
    assert (step.page, dict(step.params)) == (page, told)


def test_a_person_is_called_by_name(referred: House) -> None:
    assert naming.called(referred.carer).endswith(": Marigold Puddlecombe")
    assert naming.called(replace(Carer(), name="")) != ""
