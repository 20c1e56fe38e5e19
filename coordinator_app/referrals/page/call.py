"""Record a safeguarding call from the referral screen, whatever else is shut (003-6.4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.plausible import long_ago, odd_birth_date
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.page.call_draft import CallDraft
from coordinator_app.referrals.page.reading import ReferralFacts
from coordinator_app.referrals.safeguarding import record_call
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.referrals.unplaced_calls import keep_call
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.past_date import PastDate

_WHO = ("given_names", "family_name", "birth_date", "school_id")
_UNKNOWN = (
    "Fill in what is known of the child. With all four a record begins; without, the call is kept by itself "
    "and Today asks whose it is."
)
_LATER = "Safeguarding call recorded; Today asks whose it is"
_NEEDED = {
    "happened_on": "Type the date of the call.",
    "words": "Write what was said and what was decided.",
}


class CallBox(FormBox):
    """Asks who the child is only if he is not on the list yet."""

    def __init__(self, services: Services, facts: ReferralFacts, hint: Pupil) -> None:
        super().__init__("Record a safeguarding call", "Record call")
        words = "This is kept among the guarded entries, apart from everything else. It opens nothing else."
        self.form.add_widget(label(words, "small", "text-2", wrap=True))
        self._kept = facts.pupil
        if facts.pupil is None:
            self._ask_who(services, facts, hint)
        self.form.add("happened_on", FormRow("Date of the call", "", PastDate(services.clock)))
        self.form.row("happened_on").input.set_value(services.clock.today())
        self.form.add("source", FormRow("Who did you speak to?", "Name and job.", TextInput(), optional=True))
        said = FormRow("What was said, and what was decided?", "", LongText(lines=4))
        self.form.add("words", said)
        self.doubts(lambda: self._find(services.clock.today()))

    def save(self) -> None:
        """Name what is missing before anything is written."""
        rows = self.form.rows()
        missing = {
            name: words
            for name, words in _NEEDED.items()
            if name in rows and rows[name].value() in {None, ""} and not rows[name].input.problem()
        }
        if missing:
            self.form.errors(missing)
            return
        super().save()

    def _find(self, today: date) -> dict[str, str]:
        found = {"happened_on": long_ago(_day(self.form, "happened_on"), today)}
        if self._kept is None:
            found["birth_date"] = odd_birth_date(_day(self.form, "birth_date"), today)
        return found

    def pupil(self) -> Pupil:
        """The pupil on the list, or the one that was typed."""
        if self._kept is not None:
            return self._kept
        values: dict[str, Any] = self.form.values()
        return Pupil(**{name: values[name] for name in _WHO})

    def is_known(self) -> bool:
        """Whether enough is known of the child to keep the call on a record."""
        return self._kept is not None or all(self.form.row(name).value() for name in _WHO)

    def unplaced(self, discussion_id: str) -> UnplacedCall:
        """The call by itself, with what is known of the child."""
        values: dict[str, Any] = self.form.values()
        about: dict[str, Any] = {name: values[name] for name in _WHO if values[name]}
        said: dict[str, Any] = {name: values[name] for name in ("happened_on", "source", "words")}
        return UnplacedCall(**about, **said, discussion_id=discussion_id)

    def entry(self) -> ChronologyEntry:
        """The call, without its pupil."""
        values: dict[str, Any] = self.form.values()
        return ChronologyEntry(
            happened_on=values["happened_on"], words=values["words"], source=values["source"]
        )

    def _ask_who(self, services: Services, facts: ReferralFacts, hint: Pupil) -> None:
        self.form.add_widget(label(_UNKNOWN, "small", "text-2", wrap=True))
        rows = {
            "given_names": FormRow("Given names", "", TextInput(hint.given_names)),
            "family_name": FormRow("Family name", "", TextInput(hint.family_name)),
        }
        self.form.add_beside(rows)
        born = FormRow("Date of birth", "", PastDate(services.clock))
        self.form.add("birth_date", born)
        born.input.set_value(hint.birth_date)
        school = FormRow("School on roll", "", ChoiceList(facts.schools, none="Choose the school"))
        self.form.add("school_id", school)
        school.input.set_value(hint.school_id or None)


def _day(form: Form, name: str) -> date | None:
    found = form.row(name).value()
    return found if isinstance(found, date) else None


def record(services: Services, facts: ReferralFacts, hint: Pupil, then: Callable[[str], None]) -> None:
    """Ask for the call and keep it; `then` gets the pupil's id. Without the guarded key, say whom to ring."""
    if not services.vault.holds(Compartment.GUARDED):
        services.dialogs.tell(
            "Ring your safeguarding lead",
            "You cannot open guarded entries with your passphrase, so the call cannot be recorded here. "
            "Ring your safeguarding lead now and ask him or her to record it.",
        )
        return
    box = CallBox(services, facts, hint)
    talk = facts.discussion.id if facts.discussion else ""

    def write(done: Callable[[object], None], failed: Callable[[Exception], None]) -> object:
        if not box.is_known():
            unplaced = box.unplaced(talk)
            return services.jobs.write(
                lambda session: keep_call(session, unplaced), done=kept(done, _LATER), failed=failed
            )
        pupil, entry = box.pupil(), box.entry()
        return services.jobs.write(
            lambda session: record_call(session, pupil, entry, talk),
            done=kept(done, "Safeguarding call recorded"),
            failed=failed,
        )

    def kept(done: Callable[[object], None], words: str) -> Callable[[Any], None]:
        def finish(saved: Any) -> None:
            done(saved)
            services.say.toast(words, saved.change_id)
            if saved.record.pupil_id:
                then(saved.record.pupil_id)

        return guarded(box, finish)

    box.saves(write)
    draft = CallDraft(services, box, facts.pupil.id if facts.pupil else "", talk)
    services.dialogs.show(box)
    draft.read()
