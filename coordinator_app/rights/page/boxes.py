"""The boxes of a request: a new one, the checks, the decision, who was told, a use, the end of a restriction, the erasing."""

from __future__ import annotations

from datetime import date
from typing import Any

from coordinator_app.access_requests.model import Channel, ProofSeen, RequesterKind
from coordinator_app.core.clock import Clock
from coordinator_app.rights.actions import Decision
from coordinator_app.rights.checks import PORTABILITY, Question
from coordinator_app.rights.erasing import BACKUPS, Agreement
from coordinator_app.rights.model import RightsKind, RightsOutcome, RightsRequest, UseAllowed
from coordinator_app.rights.parts import RestrictedUse, RightsCheck, RightsItem, RightsNotice
from coordinator_app.rights.view import Choosable
from coordinator_app.sharing.model import LETTER_WAYS, DeliveryMethod
from coordinator_app.ui.asked_how import HOW_HELP, HOW_LABEL
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.for_a_child import FOR_A_CHILD
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate
from coordinator_app.ui.told_box import ToldBox

APART = "It is about safeguarding or health"
STAYS = "Their words still stand elsewhere."
_APART_HELP = "Such words are kept apart: only those whose passphrase opens them can read them."
_RIGHT = "For example, she has parental responsibility and the birth certificate was seen."
_CARER = "Only where they ask about themselves, and not about the pupil."
_TEXTS = ("asked_by", "address", "authority", "about_carer", "says", "identity_reason", "identity_asked_how")


class RequestBox(FormBox):
    """A new request, or one put right. `guards` says whether this user may open what is kept apart."""

    def __init__(self, request: RightsRequest, clock: Clock, *, guards: bool) -> None:
        super().__init__(
            "Log a request" if not request.id else "Change the request",
            "Save" if request.id else "Log the request",
        )
        self._request = request
        if not request.id:
            kinds = ChoiceBoxes([(one, one.label) for one in RightsKind], vertical=True)
            self.form.add("kind_asked", FormRow("What do they ask for?", "", kinds))
        who = ChoiceList([(one, one.label) for one in RequesterKind], none="Choose one")
        self.form.add_beside(
            {
                "asked_by": FormRow("Who asks?", "", TextInput(longest=200)),
                "asker_kind": FormRow("Who are they?", "", who),
            }
        )
        channels = ChoiceList([(one, one.label) for one in Channel], none="Choose one")
        self.form.add_beside(
            {
                "received_on": FormRow("Arrived on", "", PastDate(clock, width=None)),
                "channel": FormRow("How did it come?", "", channels),
            }
        )
        self.form.add("says", FormRow("What do they want?", "In their words.", LongText(lines=3)))
        self.form.add("authority", FormRow("By what right?", _RIGHT, LongText(lines=2), optional=True))
        self.form.add(
            "about_carer", FormRow("About a parent or carer", _CARER, TextInput(longest=200), optional=True)
        )
        self.form.add("address", FormRow("Address for the answer", "", LongText(lines=3), optional=True))
        self._ask_identity(clock)
        if guards and not request.is_guarded:
            self.form.add("is_guarded", FormRow(APART, _APART_HELP, TickBox(APART)))
        self._fill(request, clock)

    def _ask_identity(self, clock: Clock) -> None:
        known = ChoiceBoxes([(True, "Yes"), (False, "Not yet")])
        self.form.add("identity_known", FormRow("Do we know who they are?", "", known, optional=True))
        self.form.add(
            "identity_reason", FormRow("How do we know?", "", TextInput(longest=300), optional=True)
        )
        proofs = ChoiceList([(one, one.label) for one in ProofSeen], none="Nothing yet")
        self.form.add_beside(
            {
                "identity_asked_on": FormRow(
                    "Proof asked for on", "", PastDate(clock, width=None), optional=True
                ),
                "identity_seen_on": FormRow("Proof seen on", "", PastDate(clock, width=None), optional=True),
            }
        )
        how = FormRow(HOW_LABEL, HOW_HELP, TextInput(longest=300))
        self.form.add("identity_asked_how", how)
        self.form.edited.connect(self._show_how)
        keeps = "Only that it was seen is kept, never a copy."
        self.form.add("identity_seen", FormRow("What was seen", keeps, proofs, optional=True))

    def _fill(self, request: RightsRequest, clock: Clock) -> None:
        values: dict[str, Any] = {name: getattr(request, name) for name in (*_TEXTS, *_OTHERS)}
        values["received_on"] = request.received_on or clock.today()
        self.form.set_values({name: value for name, value in values.items() if value not in {None, ""}})
        self._show_how()

    def _show_how(self) -> None:
        """How it was asked for matters once there is a day."""
        self.form.row("identity_asked_how").setVisible(bool(self.form.row("identity_asked_on").value()))

    def kind(self) -> RightsKind | None:
        """What they ask for."""
        if self._request.id:
            return self._request.kind_asked
        answer = self.form.row("kind_asked").value()
        return answer if isinstance(answer, RightsKind) else None

    def typed(self) -> dict[str, Any]:
        """The answers by the names of the request's fields, without what they ask for."""
        answers = self.form.values()
        asker, channel, seen = answers["asker_kind"], answers["channel"], answers["identity_seen"]
        known = answers["identity_known"]
        return {
            **{name: str(answers.get(name) or "").strip() for name in _TEXTS},
            "asker_kind": asker if isinstance(asker, RequesterKind) else None,
            "channel": channel if isinstance(channel, Channel) else None,
            "received_on": _day(answers["received_on"]),
            "identity_known": known if isinstance(known, bool) else None,
            "identity_asked_on": _day(answers["identity_asked_on"]),
            "identity_seen_on": _day(answers["identity_seen_on"]),
            "identity_seen": seen if isinstance(seen, ProofSeen) else None,
            "is_guarded": bool(answers.get("is_guarded", False)) or self._request.is_guarded,
        }


_OTHERS = (
    "asker_kind",
    "channel",
    "identity_known",
    "identity_asked_on",
    "identity_seen_on",
    "identity_seen",
)


class ChecksBox(FormBox):
    """The questions of a request of this kind, each with its law."""

    def __init__(self, asked: tuple[tuple[Question, RightsCheck | None], ...]) -> None:
        super().__init__("What has to be asked", "Save the answers")
        self._asked = asked
        for one, known in asked:
            boxes = ChoiceBoxes([(True, "Yes"), (False, "No")])
            self.form.add(one.key, FormRow(one.words, one.law, boxes))
            rests = FormRow("What this rests on", "", TextInput(longest=500), optional=True)
            self.form.add(f"note_{one.key}", rests)
            rests.input.target().setAccessibleName(f"What this rests on (optional): {one.words}")
            if known is not None:
                self.form.set_values({one.key: known.answer, f"note_{one.key}": known.note})

    def answers(self) -> dict[str, tuple[bool | None, str]]:
        """Yes, no or nothing, and what it rests on, by question."""
        found = self.form.values()
        answers: dict[str, tuple[bool | None, str]] = {}
        for one, _known in self._asked:
            answer = found[one.key]
            answers[one.key] = (
                answer if isinstance(answer, bool) else None,
                str(found[f"note_{one.key}"] or ""),
            )
        return answers


class DecisionBox(FormBox):
    """What was decided; what stands against all that is asked is shown above, and what would stay of it all the same."""

    def __init__(
        self,
        request: RightsRequest,
        against: tuple[str, ...],
        clock: Clock,
        stays: tuple[str, ...] = (),
        chosen: int = 0,
        *,
        is_child: bool = False,
    ) -> None:
        super().__init__("What was decided?", "Record the decision")
        if request.kind_asked is RightsKind.RESTRICTION:
            self.form.add_widget(_shuts(chosen))
        portability = request.kind_asked is RightsKind.PORTABILITY
        if portability:
            self.form.add_widget(Note("info", "This right does not apply.", PORTABILITY))
        elif against:
            self.form.add_widget(Note("soon", "Not all that is asked can be done.", "\n".join(against)))
        if stays:
            self.form.add_widget(Note("info", STAYS, "\n".join(stays)))
        if is_child:
            self.form.add_widget(Note("info", *FOR_A_CHILD))
        outcomes = [one for one in RightsOutcome if one is not RightsOutcome.NOT_APPLYING or portability]
        self.form.add(
            "outcome",
            FormRow("Decision", "", ChoiceBoxes([(one, one.label) for one in outcomes], vertical=True)),
        )
        done = "In words that they and whoever was given it understand. It stands in the letters."
        self.form.add("what_is_done", FormRow("What is done?", done, LongText(lines=2), optional=True))
        why = "They are told this. Where it is not a plain yes, it has to say why."
        self.form.add("reason", FormRow("Why?", why, LongText(lines=3), optional=True))
        self.form.add_beside(
            {
                "decided_on": FormRow("Decided on", "", PastDate(clock, width=None)),
                "decided_by": FormRow("Who decided?", "", TextInput(longest=200)),
            }
        )
        self.form.set_values(
            {
                "outcome": request.outcome,
                "what_is_done": request.what_is_done,
                "reason": request.reason,
                "decided_on": request.decided_on or clock.today(),
                "decided_by": request.decided_by,
            }
        )

    def decision(self) -> Decision:
        """The answers."""
        answers = self.form.values()
        outcome = answers["outcome"]
        return Decision(
            outcome if isinstance(outcome, RightsOutcome) else None,
            str(answers["reason"] or ""),
            str(answers["what_is_done"] or ""),
            str(answers["decided_by"] or ""),
            _day(answers["decided_on"]),
        )


def _shuts(chosen: int) -> Note:
    """What a yes would shut."""
    if not chosen:
        words = "Cancel, and choose the records that they contest, if that is too much."
        return Note("soon", "To say yes shuts the child’s whole record.", words)
    some = "one record" if chosen == 1 else f"{chosen} records"
    return Note("info", f"To say yes shuts {some}: what stands on the list.", "The rest stays open.")


class ItemBox(FormBox):
    """Which record is to be erased, or restricted by itself."""

    def __init__(
        self, kind: RightsKind | None, offered: Choosable, listed: tuple[RightsItem, ...], *, guards: bool
    ) -> None:
        done = "restricted" if kind is RightsKind.RESTRICTION else "erased"
        super().__init__(f"Which record is to be {done}?", "Put it on the list")
        if kind is RightsKind.RESTRICTION:
            self.form.add_widget(Note("info", "Entries, documents and reviews can be shut alone.", _WHOLE))
        known = {one.item_id for one in listed}
        self._items = {
            one.mark: one
            for one in offered.items
            if one.kind != "pupil" and one.id not in known and (guards or not one.is_guarded)
        }
        choices = [(mark, one.words) for mark, one in self._items.items()]
        self.form.add("item", FormRow("Record", "", ChoiceList(choices, none="Choose the record")))
        if not choices:
            hidden = not guards and any(one.is_guarded for one in offered.items)
            self.form.row("item").hide()
            self.form.add_widget(Note("info", *_nothing_to_choose(kind, listed=bool(listed), hidden=hidden)))
            self.cancel.setText("Close")
        self.act.setEnabled(bool(choices))

    def item(self) -> tuple[str, str]:
        """Its kind and id; empty while none is chosen."""
        chosen = self._items.get(str(self.form.row("item").value() or ""))
        return (chosen.kind, chosen.id) if chosen is not None else ("", "")


def _nothing_to_choose(kind: RightsKind | None, *, listed: bool, hidden: bool) -> tuple[str, str]:
    """What is said where no record is offered, and what to do then."""
    restricts = kind is RightsKind.RESTRICTION
    if listed:
        lead, then = "Every record is on the list.", "Close this, and record the decision."
    elif restricts:
        lead, then = "There is no record that can be shut alone.", f"Close this. {_WHOLE}"
    else:
        lead = "There is no record that can be erased by itself."
        then = "Close this. If nothing is kept that they mean, say so in the decision. What stands on the pupil’s own record is changed there."
    return lead, f"{then} {_HIDDEN}" if hidden else then


_HIDDEN = "Restricted records stand here for those only who may open them: ask the safeguarding lead."
_WHOLE = "For anything else, leave the list empty: then the whole record is restricted."


class EraseBox(FormBox):
    """The second person, and what is said of backups."""

    shut = "It cannot be erased yet."

    def __init__(self, items: tuple[RightsItem, ...], stays: tuple[str, ...] = ()) -> None:
        super().__init__("Erase for good?", "Erase for good")
        words = "\n".join(one.called for one in items)
        self.form.add_widget(Note("over", "This cannot be undone.", words, icon="trash-2"))
        if stays:
            self.form.add_widget(Note("soon", STAYS, "\n".join(stays)))
        self.form.add_widget(Note("info", "Of backups.", BACKUPS))
        second = "Somebody else than who decided."
        self.form.add(
            "agreed_by", FormRow("Who agrees, as the second person?", second, TextInput(longest=200))
        )
        how = "For example, in a meeting on 24 November 2026; or an email, filed among the documents."
        self.form.add("agreed_how", FormRow("How did they agree?", how, LongText(lines=2)))

    def agreement(self) -> Agreement:
        """Who agreed, and how."""
        answers = self.form.values()
        return Agreement(str(answers["agreed_by"] or ""), str(answers["agreed_how"] or ""))


class UseBox(FormBox):
    """A use that the law allows, for today."""

    def __init__(self) -> None:
        super().__init__("Use the restricted record today?", "Allow it for today")
        kinds = ChoiceBoxes([(one, one.label) for one in UseAllowed], vertical=True)
        self.form.add("allowed", FormRow("Why is it allowed?", "UK GDPR article 18(2)", kinds))
        what = "It is open for this day, and shut again tomorrow."
        self.form.add("what", FormRow("What is it used for, and who gets it?", what, LongText(lines=3)))

    def use(self) -> RestrictedUse:
        """The use as typed."""
        answers = self.form.values()
        allowed = answers["allowed"]
        return RestrictedUse(
            allowed=allowed if isinstance(allowed, UseAllowed) else None,
            what=str(answers["what"] or "").strip(),
        )


class AnsweredBox(ToldBox):
    """When and how whoever asked was told what was decided."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock, LETTER_WAYS)

    def answers(self) -> tuple[date | None, DeliveryMethod | None]:
        """The day, and how."""
        return self.told_on(), _way(self.told_how())


class NoticeBox(FormBox):
    """Whether one of them was told and said that it is done, or why they need not be told."""

    def __init__(self, notice: RightsNotice, clock: Clock) -> None:
        super().__init__("Were they told?", "Save")
        kind = notice.recipient_kind.label if notice.recipient_kind else ""
        about = ", ".join(part for part in (notice.recipient, kind) if part)
        self.form.add_widget(Note("info", f"{about}.", "", icon="share-2"))
        self.form.add_beside(
            {
                "told_on": FormRow("Told on", "", PastDate(clock, width=None), optional=True),
                "confirmed_on": FormRow(
                    "They said it is done on", "", PastDate(clock, width=None), optional=True
                ),
            }
        )
        ways = ChoiceList([(one, one.label) for one in DeliveryMethod], none="Choose one")
        self.form.add("told_how", FormRow("How were they told?", "", ways, optional=True))
        self.form.add(
            "not_needed", FormRow("Or: why need they not be told?", "", LongText(lines=2), optional=True)
        )
        names = ("told_on", "confirmed_on", "told_how", "not_needed")
        self.form.set_values({name: getattr(notice, name) for name in names})

    def answers(self) -> dict[str, Any]:
        """As `actions.tell` takes them."""
        found = self.form.values()
        return {
            "told_on": _day(found["told_on"]),
            "confirmed_on": _day(found["confirmed_on"]),
            "told_how": _way(found["told_how"]),
            "not_needed": str(found["not_needed"] or ""),
        }


def _day(answer: object) -> date | None:
    return answer if isinstance(answer, date) else None


def _way(answer: object) -> DeliveryMethod | None:
    return answer if isinstance(answer, DeliveryMethod) else None
