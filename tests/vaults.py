"""A real practice vault for tests of the capabilities, with an invented partnership and the road to a first pack."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.access_requests.actions import decide, gather, intake
from coordinator_app.access_requests.gathering import keeping, mentions
from coordinator_app.access_requests.gathering.terms import proposed, read_terms
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    Exemption,
    RequesterKind,
    SafeguardingAdvice,
)
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.consent import actions as consent
from coordinator_app.consent.model import Consent
from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import (
    Office,
    Officer,
    Partnership,
    School,
    SchoolType,
    TermBlock,
    TermCalendarRecord,
)
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Pupil, Relationship, ResponsibilityEvidence
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals.model import Referral, ReferralState
from coordinator_app.registry import CATALOGUE
from coordinator_app.store import slots
from coordinator_app.store.create import create_vault
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.session import Session
from coordinator_app.store.vault import OpenVault, unlock

PASSPHRASE = "kettle amber window field"
TODAY = datetime(2026, 11, 24, 9, 0)
TERMS_2025 = (
    ("Autumn 1", date(2025, 8, 26), date(2025, 10, 10)),
    ("Autumn 2", date(2025, 10, 20), date(2025, 12, 19)),
    ("Spring 1", date(2026, 1, 5), date(2026, 2, 13)),
    ("Spring 2", date(2026, 2, 23), date(2026, 3, 27)),
    ("Summer 1", date(2026, 4, 13), date(2026, 5, 22)),
    ("Summer 2", date(2026, 6, 1), date(2026, 7, 10)),
    ("Autumn 1", date(2026, 8, 25), date(2026, 10, 16)),
    ("Autumn 2", date(2026, 10, 26), date(2026, 12, 18)),
    ("Spring 1", date(2027, 1, 5), date(2027, 2, 12)),
)


@dataclass
class House:
    """An open vault with one session, its clock, and a pupil once `with_pupil` was asked for."""

    vault: OpenVault
    session: Session
    clock: SetClock
    school: School
    pupil: Pupil = field(default_factory=Pupil)
    carer: Carer = field(default_factory=Carer)

    def as_user(self, *held: Compartment) -> Session:
        """A session of a user whose slot holds only these compartments."""
        keys = VaultKeys({one: self.vault.keys.key(one) for one in held})
        return Session(
            self.vault.paths,
            keys,
            catalogue=CATALOGUE,
            clock=self.clock,
            actor=self.vault.actor,
            publish=lambda _: None,
        )


def new_pupil(house: House, **more: Any) -> Pupil:
    values = {
        "given_names": "Kit",
        "family_name": "Puddlecombe",
        "birth_date": date(2012, 5, 3),
        "school_id": house.school.id,
        "year_group": 10,
    }
    return Pupil(**(values | more))


def new_referral(house: House, **more: Any) -> Referral:
    values = {
        "school_id": house.school.id,
        "state": ReferralState.RECEIVED,
        "received_on": date(2026, 9, 12),
        "signed_by": "M. Parchment",
        "signatory_job": "assistant head",
        "signed_on": date(2026, 9, 11),
        "statement_acknowledged": True,
        "statement_version": 1,
        "statement_hash": "ab",
        "school_words": "Often out of lessons since September.",
    }
    return Referral(**(values | more))


def new_consent(house: House, **more: Any) -> Consent:
    values = {
        "pupil_id": house.pupil.id,
        "carer_id": house.carer.id,
        "signed_on": date(2026, 9, 14),
        "has_read": True,
        "understands": True,
        "is_content": True,
        "agrees_programme": True,
        "signature_seen": True,
        "statement_version": 1,
        "statement_hash": "ab",
    }
    return Consent(**(values | more))


def new_entry(house: House, words: str = "Kit came in on time.", **more: Any) -> ChronologyEntry:
    values = {
        "pupil_id": house.pupil.id,
        "category": Category.BEHAVIOUR,
        "happened_on": date(2026, 11, 1),
        "words": words,
        "source": "Kingfisher Workshop",
    }
    return ChronologyEntry(**(values | more))


def new_request(house: House, **more: Any) -> AccessRequest:
    values = {
        "pupil_id": house.pupil.id,
        "requester": "Marigold Puddlecombe",
        "requester_kind": RequesterKind.PARENT,
        "requester_address": "4 Weir Cottages\nHazelmoor\nHZ2 7AB",
        "channel": Channel.TELEPHONE,
        "received_on": date(2026, 11, 9),
        "wanted": "Everything you have on Kit",
    }
    return AccessRequest(**(_asking_parent(house, more) | values | more))


def _asking_parent(house: House, more: dict[str, Any]) -> dict[str, Any]:
    """Who asks is the mother on the record, unless a test says otherwise: a parent unknown has to prove it."""
    kind = more.get("requester_kind", RequesterKind.PARENT)
    own = more.get("pupil_id", house.pupil.id) == house.carer.pupil_id
    return {"carer_id": house.carer.id} if kind is RequesterKind.PARENT and own else {}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A vault with a partnership, a maintained school and its terms; nobody's record yet."""
    # copies share one id: what the laptop remembers of it must end with the test
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state.json"))
    folder = copied(_make_house, tmp_path) / "Eastmere.vault"
    clock = SetClock(TODAY)
    with monkeypatch.context() as quick:
        quick.setattr(slots, "stretch", _stretched)
        vault = unlock(folder, PASSPHRASE, clock=clock)
    session = _session(vault)
    yield House(vault, session, clock, session.list(School)[0])
    session.close()
    vault.close()


_stretched = cache(slots.stretch)
"""The copies of a vault have one salt, so their passphrase gives one key: only the first is waited for.

Tests of unlocking itself stretch each time: they use no house.
"""

_patterns: dict[Callable[[Path], None], Path] = {}


def copied(make: Callable[[Path], None], into: Path) -> Path:
    """Put into the folder what `make` puts into an empty one, which it is asked for once in a process.

    `into` is the `tmp_path` of the test, which is given back. Making a vault costs ten times as much as copying one;
    each test still works on files of its own. Copies share one id.
    """
    if make not in _patterns:
        place = Path(tempfile.mkdtemp(prefix="pattern-", dir=into.parent))
        make(place)
        _patterns[make] = place
    shutil.copytree(_patterns[make], into, dirs_exist_ok=True)
    return into


def _make_house(place: Path) -> None:
    clock, folder = SetClock(TODAY), place / "Eastmere.vault"
    create_vault(
        folder,
        title="Eastmere",
        passphrase=PASSPHRASE,
        role="Co-ordinator",
        practice=True,
        clock=clock,
        state=place / "state.json",
    )
    with unlock(folder, PASSPHRASE, clock=clock) as vault, closing(_session(vault)) as session:
        _set_up(session)


def _session(vault: OpenVault) -> Session:
    return Session(
        vault.paths,
        vault.keys,
        catalogue=CATALOGUE,
        clock=vault.clock,
        actor=vault.actor,
        publish=lambda _: None,
    )


def _set_up(session: Session) -> None:
    organisations.set_up(
        session,
        organisations.SetUp(
            Partnership(
                name="Eastmere Partnership",
                address="Quarry Road\nEastmere",
                telephone="01632 960118",
                email="office@eastmere.example",
            ),
            School(
                name="Foxglove Hill School",
                school_type=SchoolType.MAINTAINED,
                head="T. Inkwell",
                address="1 Foxglove Lane\nEastmere",
            ),
            TermCalendarRecord(name="Eastmere schools"),
            tuple(
                TermBlock(title=title, first_day=first, last_day=last) for title, first, last in TERMS_2025
            ),
            (),
            (Officer(office=Office.COORDINATOR, name="Pat Samplewell"),),
        ),
    )


@pytest.fixture
def referred(house: House) -> House:
    """The same with a pupil whom the school has referred, and a mother."""
    taken = referrals.take_referral(house.session, new_pupil(house), new_referral(house))
    house.pupil = taken.pupil
    carer = Carer(
        pupil_id=taken.pupil.id,
        name="Marigold Puddlecombe",
        relationship=Relationship.MOTHER,
        has_responsibility=True,
        evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE,
        telephone="01632 960177",
    )
    house.carer = pupils.save_carer(house.session, carer).record
    return house


@pytest.fixture
def consented(referred: House) -> House:
    """The same with consent in place."""
    consent.record_consent(referred.session, new_consent(referred))
    return referred


def fill_in_the_letter(house: House) -> None:
    """What a reply names of us, so that none of it prints between brackets."""
    for office, name in ((Office.JOINT_DPO, "Rowan Inkpen"), (Office.CHAIR, "O. Quillfeather")):
        organisations.save(house.session, Officer(office=office, name=name))


def add(house: House, words: str, **more: Any) -> ChronologyEntry:
    return chronology.add_entry(house.session, new_entry(house, words, **more)).record


def ready_request(house: House, **more: Any) -> AccessRequest:
    """A request whose requester is known and whose school was asked."""
    session = house.session
    request = intake.log_request(session, new_request(house, **more)).record
    intake.consult_school(session, request, date(2026, 11, 10), "T. Inkwell")
    return intake.change_request(session, request, identity_known=True, identity_reason="met often").record


def gathered(house: House, request: AccessRequest) -> list[RequestItem]:
    gather.gather(house.session, house.session.get(AccessRequest, request.id))
    looked_elsewhere(house, request)
    return gather.items_of(house.session, request.id)


def looked_elsewhere(house: House, request: AccessRequest) -> None:
    """Nothing was found that speaks of them in what is about others: only that was looked is kept."""
    now = house.session.get(AccessRequest, request.id)
    terms = read_terms(proposed(house.session, now))
    keeping.keep(house.session, now, mentions.Looked(terms))


def found_nothing(house: House, request: AccessRequest) -> None:
    """As if all had been gathered and looked through, and nothing was there."""
    with house.session.write() as work:
        work.change(house.session.get(AccessRequest, request.id), gathered_at=house.clock.now())
    looked_elsewhere(house, request)


def share_the_rest(house: House, request: AccessRequest) -> None:
    for item in gather.items_of(house.session, request.id):
        if item.outcome is Outcome.UNDECIDED:
            note = item.note or ("The family knows of it." if item.is_guarded or item.is_mention else "")
            decide.decide(house.session, replace(item, outcome=Outcome.SHARE, note=note))


def cover(house: House, item: RequestItem, record: Any, words: str, **more: Any) -> RequestItem:
    """Cover these words of the record's own text, as about someone else."""
    at = record.words.index(words)
    box = Redaction(
        field_name="words",
        start=at,
        end=at + len(words),
        exemption=Exemption.THIRD_PARTY,
        covered_words=words,
    )
    return decide.decide(house.session, replace(item, outcome=Outcome.REDACT), [box, *more.values()]).record


def advise(house: House, request: AccessRequest) -> SafeguardingAdvice:
    return decide.record_advice(
        house.session,
        SafeguardingAdvice(
            request_id=request.id,
            officer="Dilys Thimblewick",
            asked_on=date(2026, 11, 10),
            given_on=date(2026, 11, 12),
            advice="Withhold it for now.",
        ),
    ).record


def withhold_for_harm(house: House, request: AccessRequest, item: RequestItem) -> RequestItem:
    advise(house, request)
    return decide.decide(
        house.session,
        replace(
            item,
            outcome=Outcome.WITHHOLD,
            exemption=Exemption.SERIOUS_HARM_EDUCATION,
            reason="The Safeguarding Officer fears for the child.",
        ),
    ).record


def item_for(items: list[RequestItem], record: Any) -> RequestItem:
    return next(item for item in items if item.item_id == record.id)
