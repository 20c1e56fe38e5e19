"""What is typed on the referral screen and not kept as a record, as a draft and back (decision 22)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coordinator_app.referrals.page.notes import draft_note
from coordinator_app.referrals.page.places import Place
from coordinator_app.ui.form_draft import put_back, typed
from coordinator_app.ui.forms import Form

if TYPE_CHECKING:
    from coordinator_app.referrals.page.page import ReferralPage

CARER = "carer"


class Drafts:
    """Knows which groups of questions hold something that is no record yet; groups are named by their place."""

    def __init__(self, page: ReferralPage) -> None:
        self._page = page
        self._dirty: set[str] = set()
        self._since: set[str] = set()  # what was typed into since the last press that keeps something
        self._waiting: dict[str, Any] | None = None

    def listen(self) -> None:
        """Remember what is typed into."""
        page = self._page
        for questions in page.forms:
            questions.edited.connect(partial(self._typed_into, page.name_of(questions)))
        page.consent.edited.connect(partial(self._typed_into, CARER))

    def _typed_into(self, name: str) -> None:
        self._dirty.add(name)
        self._since.add(name)

    def clear(self) -> None:
        """Another referral is opened."""
        self._dirty.clear()
        self._waiting = None

    def mark(self) -> None:
        """What stands there now is being kept; what is typed from now on is not in it."""
        self._since.clear()

    def settle(self, names: set[str]) -> None:
        """These groups were kept as records, as they stood at the last `mark`."""
        self._dirty -= names - self._since

    def is_typed(self, questions: Form) -> bool:
        """Whether something stands in these questions that is no record yet."""
        return any(
            step is questions and str(place) in self._dirty for place, step in self._page.steps.items()
        )

    def body(self) -> dict[str, Any] | None:
        """The draft, or None when everything typed is kept."""
        page = self._page
        if self._waiting is not None:
            return self._waiting  # not shown yet, and not to be lost
        if not self._dirty or page.facts is None:
            return None
        found: dict[str, Any] = {
            "place": str(page.place),
            "pupil_id": page.pupil_id,
            "discussion_id": page.discussion_id,
            "typed": sorted(self._dirty),
        }
        for questions in page.forms:
            found[page.name_of(questions)] = typed(questions)
        found[CARER] = typed(page.consent.questions) if page.consent.is_asking() else {}
        return found

    def restore(self, draft: dict[str, Any]) -> None:
        """Put a draft back, at once or when the screen is filled; one about another child than is shown is left alone."""
        page = self._page
        if (draft["pupil_id"] or draft["discussion_id"]) != page.draft_record:
            return
        self._waiting = draft
        if (draft["pupil_id"], draft["discussion_id"]) != (page.pupil_id, page.discussion_id):
            page.about(draft["pupil_id"], draft["discussion_id"])
        elif page.facts is not None:
            self.apply()

    def apply(self) -> None:
        """Show the draft that waits, if any, and say that it is one."""
        draft, self._waiting = self._waiting, None
        if draft is None:
            return
        page = self._page
        for questions in page.forms:
            if page.name_of(questions) in draft["typed"]:
                put_back(questions, draft[page.name_of(questions)])
        if draft[CARER]:
            page.consent.open_questions()
            put_back(page.consent.questions, draft[CARER])
        self._dirty |= set(draft["typed"])
        page.go_to(Place(draft["place"]))
        page.frame.notes.insertWidget(0, draft_note(self._start_again))

    def _start_again(self) -> None:
        page = self._page
        self._dirty.clear()
        page.open(pupil_id=page.pupil_id, discussion_id="" if page.pupil_id else page.discussion_id)
