"""The boxes of a restriction that is to end: why and when they were told, and the end itself (UK GDPR article 18(3))."""

from __future__ import annotations

from datetime import date
from typing import Any

from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import say
from coordinator_app.rights.lasting import is_by_letter, untold_before_the_end
from coordinator_app.rights.model import RightsRequest
from coordinator_app.rights.parts import RightsNotice
from coordinator_app.sharing.model import LETTER_WAYS, DeliveryMethod
from coordinator_app.ui.case_page import midway
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.for_a_child import FOR_A_CHILD
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

_LATER = "Leave it empty until they were told. Writing the letter does not record it."
_LAW = "The law: they are told before it ends."
_ARTICLE = "UK GDPR article 18(3)."
NEVER_TOLD = (
    "They were never told that the answer is yes.",
    "Write the answer, and record when it went. Then it can end.",
)


class LiftBox(FormBox):
    """Why the restriction ends, and when they were told before."""

    def __init__(self, request: RightsRequest, clock: Clock, *, is_child: bool = False) -> None:
        super().__init__("The restriction is to end", "Save")
        self.form.add_widget(
            Note("info", _LAW, f"{_ARTICLE} Say why here, write to them, and record when it went.")
        )
        if request.told_on is None:
            self.form.add_widget(Note("soon", *NEVER_TOLD))
        if is_child:
            self.form.add_widget(Note("info", *FOR_A_CHILD))
        why = "They are told this before it ends."
        self.form.add("lift_reason", FormRow("Why does it end?", why, LongText(lines=3)))
        self.form.add(
            "lift_told_on", FormRow("They were told on", _LATER, PastDate(clock, width=None), optional=True)
        )
        ways = ChoiceList(list(LETTER_WAYS), none="Choose one")
        self.form.add("lift_told_how", FormRow("How were they told?", "", ways, optional=True))
        names = ("lift_reason", "lift_told_on", "lift_told_how")
        self.form.set_values({name: getattr(request, name) for name in names})

    def how(self) -> DeliveryMethod | None:
        """How they were told."""
        answer = self.form.row("lift_told_how").value()
        return answer if isinstance(answer, DeliveryMethod) else None

    def reason(self) -> str:
        """Why it ends."""
        return str(self.form.row("lift_reason").value() or "")

    def told_on(self) -> date | None:
        """When they were told."""
        answer = self.form.row("lift_told_on").value()
        return answer if isinstance(answer, date) else None


_TOLD = "They were told this. For another reason they are told anew, before it ends."
_WAY_BACK = "It can be taken back until a letter about the end has left."
_NO_WAY_BACK = "The letter about it has left: it cannot be taken back."


class EndBox(FormBox):
    """The end itself: what the law asks for before it, whether that is done, what opens, and the reason once more."""

    shut = "It cannot end yet."

    def __init__(self, request: RightsRequest, chosen: int = 0) -> None:
        super().__init__("End the restriction?", "End the restriction")
        self.form.add_widget(_law(request))
        if request.told_on is None:
            self.form.add_widget(Note("over", *NEVER_TOLD))
        some = "one record" if chosen == 1 else f"{chosen} records" if chosen else "the whole record"
        back = _NO_WAY_BACK if is_by_letter(request.lift_told_how) else _WAY_BACK
        opens = f"Unless something else restricts it. {back}"
        self.form.add_widget(Note("info", f"From then on {some} may be used and shared again.", opens))
        told = _TOLD if request.lift_told_on else "They are told this before it ends."
        self.form.add("lift_reason", FormRow("Why does it end?", told, LongText(lines=3)))
        self.form.set_values({"lift_reason": request.lift_reason})

    def reason(self) -> str:
        """Why it ends."""
        return str(self.form.row("lift_reason").value() or "")


class EndNoticeBox(FormBox):
    """Whether one who was told of the restriction was told that it has ended, or why they need not be."""

    def __init__(self, notice: RightsNotice, clock: Clock) -> None:
        super().__init__("Were they told that it ended?", "Save")
        told = f"Told of the restriction on {say(notice.told_on)}." if notice.told_on else ""
        self.form.add_widget(Note("info", f"{notice.recipient}.", told, icon="share-2"))
        when = FormRow("Told that it ended on", "", PastDate(clock, width=None), optional=True)
        ways = ChoiceList([(one, one.label) for one in DeliveryMethod], none="Choose one")
        self.form.add_beside({"end_told_on": when})
        self.form.add("end_told_how", FormRow("How were they told?", "", ways, optional=True))
        why = FormRow("Or: why need they not be told?", _NEED_NOT, LongText(lines=2), optional=True)
        self.form.add("end_not_needed", why)
        self.form.set_values({name: getattr(notice, name) for name in _OF_THE_END})

    def answers(self) -> dict[str, Any]:
        """As `end_notices.tell_end` takes them."""
        found = self.form.values()
        day, way = found["end_told_on"], found["end_told_how"]
        return {
            "end_told_on": day if isinstance(day, date) else None,
            "end_told_how": way if isinstance(way, DeliveryMethod) else None,
            "end_not_needed": str(found["end_not_needed"] or ""),
        }


_OF_THE_END = ("end_told_on", "end_told_how", "end_not_needed")
_NEED_NOT = "For example, that they gave everything back."


def _law(request: RightsRequest) -> Note:
    """Article 18(3), and whether it is kept."""
    if request.lift_told_on is None:
        lead, *rest = untold_before_the_end(request)[-2:]
        return Note("soon", lead, f"{_ARTICLE} {' '.join(rest)}")
    how = f", {midway(request.lift_told_how.label)}" if request.lift_told_how else ""
    return Note("info", _LAW, f"{_ARTICLE} They were told on {say(request.lift_told_on)}{how}.")
