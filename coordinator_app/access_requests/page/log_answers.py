"""What the answers of logging a request come to (no Qt): who asks, which sort it is, what else must be asked, the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coordinator_app.access_requests.model import AccessRequest, RequesterKind, RequestSort
from coordinator_app.access_requests.page.log_form import OF_A_PUPIL, About, fixed_kind, sort_of
from coordinator_app.access_requests.page.log_reading import Family
from coordinator_app.access_requests.repeats import asked_by
from coordinator_app.access_requests.sorting import sorts_for
from coordinator_app.core.names import fold
from coordinator_app.pupils.model import Carer

SOMEONE, CHILD = "someone-else", "the-pupil"
_NO_PUPIL = frozenset({About.STAFF, About.WORK, About.OTHER})


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers so far; `asker` is the id of a carer, `CHILD`, `SOMEONE` or None, `family` that of the pupil chosen."""

    about: object
    asker: object
    family: Family | None
    requester: str
    chosen_kind: object
    chosen_sort: object

    @property
    def about_pupil(self) -> bool:
        """Whether it is about a pupil, who may be asked about by somebody else."""
        return self.about == About.PUPIL

    @property
    def carer(self) -> Carer | None:
        """Who asks, if it is one of the family on the record."""
        if self.family is None or not self.about_pupil:
            return None
        return next((one for one in self.family.carers if one.id == self.asker), None)

    @property
    def kind(self) -> RequesterKind | None:
        """Who asks, as far as the answers say."""
        if not self.about_pupil:
            return fixed_kind(self.about)
        if self.carer is not None:
            return RequesterKind.PARENT if self.carer.has_responsibility else RequesterKind.OTHER_CARER
        if self.asker == CHILD:
            return RequesterKind.PUPIL
        return self.chosen_kind if isinstance(self.chosen_kind, RequesterKind) else None

    @property
    def is_sort_asked(self) -> bool:
        """Whether whoever asks may mean one right or another."""
        return self.about_pupil and self.kind is not None and len(sorts_for(self.kind)) > 1

    @property
    def sort(self) -> RequestSort | None:
        """What the answers make of it; where there is no choice it needs none."""
        only = sorts_for(self.kind)[0] if self.kind is not None and not self.is_sort_asked else None
        return sort_of(self.about, only or self.chosen_sort)

    @property
    def name(self) -> str:
        """The name of who asks."""
        if self.carer is not None:
            return self.carer.name
        if self.about_pupil and self.asker == CHILD and self.family is not None:
            return self.family.pupil.called
        return self.requester.strip()

    @property
    def said(self) -> str:
        """Whom it is about and who asks, for the step that asks neither; "" where nobody is chosen."""
        whose = self.family.pupil.words if self.about_pupil and self.family is not None else ""
        who = f"Asked by {self.name}." if self.name else ""
        return " ".join(part for part in (f"About {whose}." if whose else "", who) if part)

    def rows(self) -> dict[str, bool]:
        """By the name of a question of the first step: whether it is asked now."""
        family = self.family if self.about_pupil else None
        asker = self.asker if family else None
        named = asker == SOMEONE or self.about in _NO_PUPIL
        return {
            "pupil_id": self.about in OF_A_PUPIL,
            "asker": family is not None,
            "requester": named,
            "requester_kind": asker == SOMEONE,
            "requester_address": asker is not None or self.about in _NO_PUPIL,
        }

    def asked_before(self, found: tuple[AccessRequest, ...]) -> tuple[AccessRequest, ...]:
        """Which of these were asked by the same person about the same."""
        if self.about == About.STAFF:
            return tuple(one for one in found if self.name and fold(one.about_staff) == fold(self.name))
        carer_id = self.carer.id if self.carer else ""
        return tuple(one for one in found if asked_by(one, carer_id, self.name))

    def on_record(self) -> Carer | None:
        """The carer who is called as somebody is who was typed in as someone else: the same person, or a namesake."""
        if self.family is None or self.asker != SOMEONE:
            return None
        return next((one for one in self.family.carers if fold(one.name) == fold(self.requester)), None)

    def request(self, pupil_id: object, address: object, what: dict[str, Any]) -> AccessRequest:
        """The record of what was answered; `what` are the answers of the second step."""
        more = dict(what)
        linked, why = more.pop("repeats_id", ""), more.pop("closed_because", "")
        more["sort"] = self.sort
        return AccessRequest(
            pupil_id=str(pupil_id or "") if self.about_pupil else "",
            about_staff=self.name if self.about == About.STAFF else "",
            carer_id=self.carer.id if self.carer else "",
            requester=self.name,
            requester_kind=self.kind,
            requester_address=str(address or ""),
            repeats_id=str(linked or ""),
            closed_because=str(why or "") if self.about == About.OTHER else "",
            **more,
        )


def carer_words(carer: Carer) -> str:
    """A carer to choose from: "Marigold Puddlecombe, mother"."""
    kind = carer.relationship.label.lower() if carer.relationship else ""
    return f"{carer.name}, {kind}" if kind else carer.name
