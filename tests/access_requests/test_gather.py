from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from coordinator_app.access_requests.actions import decide, gather, intake, released
from coordinator_app.access_requests.gathering import drafts
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, Exemption, Stage
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions as documents
from coordinator_app.documents import trash
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews import actions as reviews
from coordinator_app.reviews.model import ReviewTarget
from coordinator_app.sharing.actions import item_of, record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.store.session import Session
from tests.vaults import House, add, cover, gathered, item_for, ready_request


def labels(items: list[RequestItem], record: object) -> list[str]:
    return [item.state_label for item in items if item.item_id == record.id]


def test_everything_about_the_pupil_is_gathered_and_nothing_of_the_case_itself(consented: House) -> None:
    add(consented, "Kit came in on time.")
    request = ready_request(consented)
    items = gathered(consented, request)
    kinds = {item.item_kind for item in items}
    assert {"pupil", "carer", "referral", "consent", "chronology_entry"} <= kinds
    assert not kinds & {"request_item", "redaction", "pack", "pack_finding"}
    assert request.id not in {item.item_id for item in items}
    assert consented.session.get(AccessRequest, request.id).stage is Stage.REVIEW


def test_an_earlier_request_is_information_about_the_pupil(consented: House) -> None:
    earlier = ready_request(consented)
    later = ready_request(consented)
    assert earlier.id in {item.item_id for item in gathered(consented, later)}


def test_trash_drafts_and_earlier_versions_are_gathered_and_say_so(referred: House) -> None:
    session = referred.session
    corrected = add(referred, "Kit was late.")
    chronology.correct_entry(session, corrected, "Misheard.", words="Kit was on time.")
    thrown = documents.attach(
        session,
        Document(
            pupil_id=referred.pupil.id,
            title="Letter",
            kind_of_document=DocumentKind.OTHER,
            dated=date(2026, 10, 2),
        ),
        b"%PDF-1.7",
        Looked("application/pdf", 1, ""),
    ).record
    trash.to_trash(session, thrown)
    with session.write() as work:
        body = {
            "category": "family",
            "words": "Rang home, not finished",
            "pupil_id": referred.pupil.id,
            "odd_name": [{"a": "one"}, None, True],
            "_box": {"page": "consent", "title": "How was it settled?"},
        }
        work.save_draft("chronology", referred.pupil.id, body)
    items = gathered(referred, ready_request(referred))
    assert sorted(labels(items, corrected)) == ["", "An older version"]
    assert labels(items, thrown) == ["In the trash"]
    draft = next(item for item in items if item.draft_screen)
    assert (draft.title, draft.state_label) == ("Chronology", "A draft")
    assert draft.draft_words == (
        "Category: Contact with family\nWhat happened: Rang home, not finished\nOdd name: one"
    )
    older = next(item for item in items if item.state_label == "An older version")
    held = gather.holding_of(session, older)
    assert held.record.words == "Kit was late."
    assert held.parts == ()


def test_a_draft_is_kept_as_it_was_gathered_and_gathered_anew_when_it_grows(referred: House) -> None:
    session = referred.session
    request = ready_request(referred)

    def type_(words: str) -> None:
        with session.write() as work:
            work.save_draft("chronology", referred.pupil.id, {"words": words})

    type_("Rang")
    draft = next(item for item in gathered(referred, request) if item.draft_screen)
    decide.decide(session, replace(draft, outcome=Outcome.SHARE))
    type_("Rang home")
    assert gather.changed_since(session, request) == 0  # what was typed since is not what was asked for
    result = gather.gather(session, session.get(AccessRequest, request.id))
    assert result.reset == 1
    with session.write() as work:
        work.drop_draft("chronology", referred.pupil.id)
    again = next(item for item in gathered(referred, request) if item.draft_screen)
    assert (again.draft_words, again.outcome) == ("What happened: Rang home", Outcome.UNDECIDED)
    lines = list(released.released_fields(gather.holding_of(session, again)))
    assert lines == [(released.DRAFT_KEY, "What was typed and not kept", "What happened: Rang home")]


def test_drafts_of_two_users_on_one_screen_are_one_item_and_guarded_if_one_is(referred: House) -> None:
    session = referred.session
    with session.write() as work:
        work.save_draft("chronology", referred.pupil.id, {"words": "General"})
    with session.write(Compartment.GUARDED) as work:
        work.save_draft("chronology", referred.pupil.id, {"words": "Worry"})
    with session.write() as work:
        work.save_draft("empty", referred.pupil.id, {"words": ""})
    drafts = [item for item in gathered(referred, ready_request(referred)) if item.draft_screen]
    assert len(drafts) == 1
    assert drafts[0].is_guarded
    assert set(drafts[0].draft_words.split("\n\n")) == {"What happened: General", "What happened: Worry"}


MARK = "ab" * 32


def _typed_under_marks(house: House) -> dict[str, RequestItem]:
    """The drafts of files that are being added, and of an entry that lies aside, as items of a request."""
    with house.session.write() as work:
        adding = {f"title:{MARK}": "Report", f"source:all:{MARK}": "Ms Thimble", f"take:{MARK}": True}
        work.save_draft("document_adding", house.pupil.id, adding)
        aside = {"words": "He fed the hens.", "category": "progress"}
        work.save_draft("entry_aside:k1", house.pupil.id, aside)
    items = gathered(house, ready_request(house))
    return {item.draft_screen: item for item in items if item.draft_screen}


def test_no_mark_of_ours_is_printed_of_files_being_added_or_of_an_entry_that_lies_aside(
    referred: House,
) -> None:
    typed = _typed_under_marks(referred)
    adding, aside = typed["document_adding"], typed["entry_aside:k1"]
    assert (adding.title, aside.title) == ("Document adding", "Entry aside")
    assert adding.draft_words == "Title: Report\nWho it came from: Ms Thimble"
    assert aside.draft_words.splitlines()[0] == "What happened: He fed the hens."
    assert gather.pack_title(gather.holding_of(referred.session, aside)) == "Entry aside"


def test_with_the_whole_name_as_the_label_the_mark_would_stand_in_the_pack(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted: a name that no type knows is its own label."""
    honest = drafts._label
    monkeypatch.setattr(drafts, "_label", lambda specs, name: honest(specs, f"{name}:{MARK}"))
    assert MARK in _typed_under_marks(referred)["document_adding"].draft_words


def test_gathering_again_adds_only_what_is_new(referred: House) -> None:
    request = ready_request(referred)
    first = gathered(referred, request)
    entry = add(referred, "Something new.")
    result = gather.gather(referred.session, referred.session.get(AccessRequest, request.id))
    assert (result.new, result.reset, result.items) == (1, 0, len(first) + 1)
    assert entry.id in {item.item_id for item in gather.items_of(referred.session, request.id)}


def test_a_later_correction_sets_the_decision_back_and_says_so(referred: House) -> None:
    session = referred.session
    entry = add(referred, "Kit sat with Otis Bramblewick.")
    request = ready_request(referred)
    item = cover(referred, item_for(gathered(referred, request), entry), entry, "Otis Bramblewick")
    assert gather.changed_since(session, request) == 0
    corrected = chronology.correct_entry(session, entry, "Misheard.", words="Kit sat alone.").record
    assert gather.changed_since(session, request) == 1
    result = gather.gather(session, session.get(AccessRequest, request.id))
    assert (result.reset, result.new) == (1, 1)  # the earlier words are an item of their own now
    again = session.get(RequestItem, item.id)
    assert (again.outcome, again.item_version) == (Outcome.UNDECIDED, corrected.version)
    assert "changed after you decided" in again.reset_because
    assert gather.holding_of(session, again).record.words == "Kit sat alone."


def test_a_changed_part_sets_the_decision_of_its_whole_back(referred: House) -> None:
    session = referred.session
    review = reviews.plan_review(session, referred.pupil.id, date(2026, 9, 21)).record
    request = ready_request(referred)
    item = item_for(gathered(referred, request), review)
    decide.decide(session, replace(item, outcome=Outcome.SHARE))
    reviews.set_targets(session, review, (ReviewTarget(words="In on time"),))
    assert gather.changed_since(session, request) == 1
    gather.gather(session, session.get(AccessRequest, request.id))
    again = session.get(RequestItem, item.id)
    assert again.outcome is Outcome.UNDECIDED
    assert [part.words for part in gather.holding_of(session, again).parts] == ["In on time"]


def test_without_binding_to_a_version_a_correction_would_go_unseen(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = add(referred, "Kit sat with Otis Bramblewick.")
    request = ready_request(referred)
    gathered(referred, request)
    monkeypatch.setattr(gather, "_stale", lambda *_: False)  # the planted fault
    chronology.correct_entry(referred.session, entry, "Misheard.", words="Kit sat alone.")
    item = item_for(gather.items_of(referred.session, request.id), entry)
    assert gather.holding_of(referred.session, item).record.words != "Kit sat alone."


def test_an_item_says_when_the_family_had_it_already(referred: House) -> None:
    session = referred.session
    entry = add(referred, "Kit came in on time.")
    for day, kind in ((date(2026, 11, 5), RecipientKind.PARENT), (date(2026, 11, 2), RecipientKind.SCHOOL)):
        record_disclosure(
            session,
            Disclosure(
                pupil_id=referred.pupil.id,
                recipient="Marigold Puddlecombe",
                recipient_kind=kind,
                given_on=day,
                method=DeliveryMethod.AT_REVIEW,
                why="So that they know",
                description="One entry",
            ),
            [item_of(entry)],
        )
    items = gathered(referred, ready_request(referred))
    # what the school was given is not what the family has had
    assert item_for(items, entry).already_shared_on == date(2026, 11, 5)


def test_guarded_items_and_decisions_never_stand_in_the_general_compartment(referred: House) -> None:
    entry = add(referred, "Worry about Otis Bramblewick.", category=Category.SAFEGUARDING)
    request = ready_request(referred)
    item = item_for(gathered(referred, request), entry)
    cover(referred, replace(item, note="They were told in October."), entry, "Otis Bramblewick")
    level_two = referred.as_user(Compartment.GENERAL)
    kinds = [record_type(RequestItem).kind, "redaction"]
    assert entry.id not in {one.item_id for one in gather.items_of(level_two, request.id)}
    assert decide.redactions_of(level_two, item.id) == []
    connection = level_two.databases.connection(Compartment.GENERAL)
    for kind in kinds:
        rows = connection.execute(f"SELECT count(*) FROM {kind} WHERE is_guarded = 1").fetchone()
        assert rows[0] == 0
    dumped = connection.execute("SELECT group_concat(after) FROM history").fetchone()[0]
    assert item.id not in dumped
    level_two.close()


def test_items_stand_in_date_order_and_a_closed_request_gathers_no_more(referred: House) -> None:
    add(referred, "Later.", happened_on=date(2026, 11, 20))
    add(referred, "Earlier.", happened_on=date(2026, 9, 20))
    request = ready_request(referred)
    days = [item.on_day for item in gathered(referred, request)]
    assert days == sorted(days)
    with referred.session.write() as work:
        now = referred.session.get(AccessRequest, request.id)
        closed = work.change(now, sent_on=date(2026, 11, 24))
    for stale in (closed, request):
        with pytest.raises(GateShut, match="closed"):
            gather.gather(referred.session, stale)
    with pytest.raises(GateShut, match="closed"):
        intake.change_request(referred.session, closed, wanted="x")


def test_an_older_version_follows_its_record_to_the_guarded_compartment(referred: House) -> None:
    entry = add(referred, "Otis Bramblewick was there as well.")
    request = ready_request(referred)
    gathered(referred, request)
    values = {"words": "A worry.", "category": Category.SAFEGUARDING}
    chronology.correct_entry(referred.session, entry, "It is a worry.", **values)
    older = next(one for one in gathered(referred, request) if one.state_label == "An older version")
    assert older.is_guarded
    with pytest.raises(GateShut, match="restricted"):
        decide.decide(referred.session, replace(older, outcome=Outcome.SHARE))
    box = Redaction(field_name="words", start=0, end=16, covered_words="Otis Bramblewick")
    told = replace(older, outcome=Outcome.REDACT, note="They know of it.")
    decide.decide(referred.session, told, [replace(box, exemption=Exemption.THIRD_PARTY)])
    connection = referred.session.databases.connection(Compartment.GENERAL)
    assert connection.execute("SELECT count(*) FROM redaction").fetchone()[0] == 0
    said = connection.execute("SELECT coalesce(group_concat(after), '') FROM history").fetchone()[0]
    assert older.id not in said


def test_what_requests_and_the_ledger_hold_follows_a_record_that_turns_out_to_be_a_worry(
    referred: House,
) -> None:
    session = referred.session
    entry = add(referred, "Otis Bramblewick was there as well.")
    request = ready_request(referred)
    cover(referred, item_for(gathered(referred, request), entry), entry, "Otis Bramblewick")
    told = Disclosure(
        pupil_id=referred.pupil.id,
        recipient="Marigold Puddlecombe",
        recipient_kind=RecipientKind.PARENT,
        given_on=date(2026, 11, 20),
        method=DeliveryMethod.IN_PERSON,
        why="She asked",
        description="An entry",
    )
    record_disclosure(session, told, [item_of(entry)])
    with session.write() as work:
        work.change(session.get(AccessRequest, request.id), sent_on=date(2026, 11, 24))
    assert in_the_clear(session) == {"request_item": 1, "redaction": 1, "disclosed_item": 1}
    chronology.correct_entry(session, entry, "It is a worry.", category=Category.SAFEGUARDING)
    assert in_the_clear(session) == {"request_item": 0, "redaction": 0, "disclosed_item": 0}
    dumped = session.databases.connection(Compartment.GENERAL).execute(
        "SELECT coalesce(group_concat(after), '') FROM history"
    )
    assert "Otis Bramblewick" not in dumped.fetchone()[0]


def in_the_clear(session: Session) -> dict[str, int]:
    """How many rows of the entry's own the general compartment holds."""
    connection = session.databases.connection(Compartment.GENERAL)
    entries = "SELECT id FROM request_item WHERE item_kind = 'chronology_entry'"
    counts = {
        "request_item": f"SELECT count(*) FROM ({entries})",
        "redaction": "SELECT count(*) FROM redaction",
        "disclosed_item": "SELECT count(*) FROM disclosed_item",
    }
    return {name: connection.execute(asked).fetchone()[0] for name, asked in counts.items()}


def test_what_was_typed_past_midnight_in_summer_is_of_that_day_and_not_of_the_one_before() -> None:
    # in the vault's own time, which is an hour behind in summer, it is still the 14th
    typed = Pupil(given_names="Kit", created_at=datetime(2026, 7, 14, 23, 30, tzinfo=UTC))
    assert gather.item_day(typed) == date(2026, 7, 15)
