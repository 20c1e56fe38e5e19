"""The review summary that a family takes home (003-5.3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.consent.actions import forms_printed
from coordinator_app.consent.family_copy import for_hand
from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.dates import say
from coordinator_app.core.derived import in_words
from coordinator_app.core.print_order import PartKind, PrintOrder, PrintPart, bars, listed, paragraphs
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.beside import travelling
from coordinator_app.organisations.letterhead import house
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews import attended
from coordinator_app.reviews.actions import last_before, next_after, targets_of
from coordinator_app.reviews.model import Review, ReviewItem, ReviewTarget
from coordinator_app.reviews.naming import of_others
from coordinator_app.reviews.parts import ReviewRole
from coordinator_app.reviews.people import came_of
from coordinator_app.reviews.telling import may_stand, withheld_of
from coordinator_app.rights.restricting import demand_usable
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text


def summary_order(
    session: Session,
    review: Review,
    *,
    practice: bool,
    reference: str = "",
    large_print: bool = False,
    handed_to: str = "",
) -> PrintOrder:
    """The summary of one review. Nothing of the guarded compartment is ever printed on it.

    GateShut for a restricted record; where it must be kept from somebody where the pupil is, and the one it is `handed_to` is not known, or may
    not have it; and where what was written names another pupil, or an address that is confidential.
    """
    demand_usable(session, review.pupil_id, records=(review.id,))
    pupil = session.get(Pupil, review.pupil_id)
    school = session.find(School, pupil.school_id)
    ours = house(session, practice=practice)
    following = next_after(session, review)
    values = {
        "child_name": f"{pupil.given_names} {pupil.family_name}",
        "school_name": school.name if school else "",
        "review_date": say(review.held_on) if review.held_on else "",
        "review_number": f"Review {review.review_number}",
        "attendance_summary": _attendance(review) or _NOT_WRITTEN,
        "provider_name": _PROVIDER,
        "family_view": _family_view(session, review),
        "young_person_view": review.pupil_words or _NOT_WRITTEN,
        "next_review_date": say(following.due_on) if following and following.due_on else "",
        "coordinator_name": ours.values["coordinator_name"],
        "coordinator_contact": ours.values["coordinator_contact"],
    }
    order = PrintOrder(
        template="review-summary",
        head=replace(ours.head, reference=reference, large_print=large_print),
        values={name: words for name, words in values.items() if words},
        gaps={name: words for name, words in (ours.gaps | _LATER).items() if name in values},
        parts=_parts(session, review),
        wording=own_text(session, "review-summary"),
    )
    copy = for_hand(session, order, review.pupil_id, handed_to, hidden=_WHERE, parts=_OF_OTHERS)
    if (
        copy is not order
    ):  # made without where the pupil is: that is said once, beside the words on attendance
        copy = replace(copy, parts={**copy.parts, "attendance_weeks": bars((), "")})
    of_others(session, review.pupil_id, copy).demand()
    return copy


def _family_view(session: Session, review: Review) -> str:
    """What the family said at the review, and what anybody says otherwise of its record since."""
    said = (review.family_words.strip(), travelling(session, (review,), outside=True).get(review.id, ""))
    own, other = said
    if own and other and own[-1] not in ".!?":
        own = f"{own}."
    return f"{own} {other}".strip() or _NOT_WRITTEN


def summary_reference(
    session: Session,
    review: Review,
    version: int,
    wording: str,
    *,
    handed_to: str = "",
    large_print: bool = False,
) -> str:
    """Note the summary as printed; its reference stands beside the QR code.

    This is what lets it out, so it is asked here again to whom. GateShut where `summary_order` says it.
    """
    summary_order(session, review, practice=False, handed_to=handed_to)
    template = ((FormTemplate.REVIEW_SUMMARY, version, wording),)
    noted = forms_printed(session, review.pupil_id, template, large_print=large_print)
    return noted[0].record.reference


_WHERE = frozenset({"school_name", "attendance_summary", "family_view", "young_person_view"})
_OF_OTHERS = frozenset({"feedback", "shared_today", "present", "attendance_weeks"})
"""What says where the pupil is, and what others told us or were told: not for one who must not know."""
_PROVIDER = "the provider"
_NOT_WRITTEN = "Nothing was written down."
_LATER = {"next_review_date": "day to be agreed", "review_date": "day of the review"}


def _attendance(review: Review) -> str:
    percent = f"{review.attendance_percent} per cent." if review.attendance_percent else ""
    return " ".join(part for part in (percent, review.attendance_words) if part)


def _parts(session: Session, review: Review) -> dict[str, PrintPart]:
    before = last_before(session, review)
    past = targets_of(session, before.id) if before else []
    return {
        "targets": _table(past) if past else paragraphs("No targets were set before this review."),
        "new_targets": listed(target.words for target in targets_of(session, review.id)),
        "attendance_weeks": _weeks(session, review, before),
        "feedback": paragraphs(review.provider_words or "No feedback has come from a provider."),
        "present": listed(_present(session, review)),
        "shared_today": _told(_shared(session, review)),
    }


def _weeks(session: Session, review: Review, before: Review | None) -> PrintPart:
    """A bar a week with its half days; nothing where no weeks are held."""
    found = attended.since_last(session, review, before)
    rows = [
        (
            f"{week.monday.day} {say(week.monday).split()[1]}",
            f"{week.totals.attended} of {week.totals.possible} half days",
            round_half_up(week.totals.attended, week.totals.possible),
        )
        for week in found.weeks
    ]
    return bars(rows, "Each bar is a week, named by its Monday.")


def round_half_up(part: int, whole: int) -> int:
    """A share in whole per cent; `whole` is not 0."""
    return (part * 200 + whole) // (whole * 2)


def _present(session: Session, review: Review) -> list[str]:
    """Each who came, with what they are; and what was written in words before people could be ticked."""
    ticked = [
        f"{one.name}, {one.role.label.lower()}" if one.role not in _PLAIN and one.role else one.name
        for one in came_of(session, review.id)
    ]
    return [*ticked, *(line.strip() for line in review.who_was_there.splitlines() if line.strip())]


_PLAIN = frozenset({ReviewRole.PUPIL, ReviewRole.OTHER})


def _told(lines: list[str]) -> PrintPart:
    return listed(lines) if lines else paragraphs("Nothing new was written down since the last review.")


def _table(targets: list[ReviewTarget]) -> PrintPart:
    rows = tuple((target.words, in_words(target.result) or _NO_RESULT, target.comment) for target in targets)
    if not any(target.comment for target in targets):
        return PrintPart(PartKind.TABLE, tuple(row[:2] for row in rows), ("Target", "Result"), (0.75, 0.25))
    return PrintPart(PartKind.TABLE, rows, ("Target", "Result", "Comment"), (0.42, 0.18, 0.4))


_NO_RESULT = "Not looked at"


def _shared(session: Session, review: Review) -> list[str]:
    """Each by name and day; those of one name and day stand once, with their number."""
    lines, withheld = list[tuple[str, str]](), withheld_of(session, review.pupil_id)
    for item in session.list(ReviewItem, where={"review_id": review.id}):
        described = session.catalogue.of_kind(item.item_kind)
        record = session.find(described.cls, item.item_id)
        if not item.shared or record is None or described.compartment_of(record) is Compartment.GUARDED:
            continue
        if not may_stand(record, withheld):
            continue
        day = getattr(record, described.date_field) if described.date_field else None
        name = getattr(record, "title", "") or in_words(getattr(record, "category", None)) or described.title
        things = "entries" if isinstance(record, ChronologyEntry) else "documents"
        lines.append((f"{name}, {say(day)}" if day else name, things))
    return [
        line if number == 1 else f"{line} ({number} {things})"
        for (line, things), number in Counter(lines).items()
    ]
