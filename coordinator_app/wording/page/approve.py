"""The questions before a wording comes into force, before going back to the shipped one, and after reading it through."""

from __future__ import annotations

from collections.abc import Callable

from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import read_date
from coordinator_app.core.template_own import Lost
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.wording import actions
from coordinator_app.wording.model import FormWording, WordingReview

_APPROVED = "Ask your data protection officer and the Chair before a statement changes."
_TRANSLATION = "Name the translator, or whoever reads the language well and has checked it."
_SHOWN = 4
_READ = "Read whether each sentence says what it has to"

Kept = Callable[[Saved[FormWording]], None]


def ask_to_put_in_force(
    services: Services,
    draft: FormWording,
    lost: tuple[Lost, ...],
    made: tuple[tuple[str, str], ...],
    *,
    english: bool,
    then: Kept,
) -> FormBox:
    """Who approved it, from when, what changed, why something was left out; and what is to say each point, to read."""
    box = FormBox("Put this wording in force", "Put in force")
    today = services.clock.today()
    form = box.form
    form.add_widget(
        Note("info", "Every form printed from that day carries it.", "Forms on paper keep their own version.")
    )
    help_text = _APPROVED if english else _TRANSLATION
    words = "Approved by" if english else "Checked and approved by"
    form.add("approved_by", FormRow(words, help_text, TextInput(), printed=False))
    day = DateInput(lambda text: read_date(text, today).value, today=lambda: today)
    form.add("in_force_from", FormRow("In force from", "", day))
    form.set_values({"in_force_from": today})
    form.add("note", FormRow("What changed", "", LongText(lines=2, sensitive=False), printed=False))
    if lost:
        listed = "; ".join(one.words for one in lost[:_SHOWN])
        more = f"; and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
        why = FormRow(
            "Why something was left out",
            f"Left out: {listed}{more}.",
            LongText(lines=3, sensitive=False),
            printed=False,
        )
        form.add("left_out_reason", why)
    if made:
        form.add_widget(heading(_READ))
        for words, sentence in made:
            form.add_widget(label(f"{words}: “{sentence}”", "small", "text-2", wrap=True))

    def save(done: Kept, failed: Callable[[Exception], None]) -> object:
        approval = _approval(form.values())
        return services.jobs.write(
            lambda session: actions.put_in_force(session, draft, approval), done=done, failed=failed
        )

    box.saves(save)
    box.saved.connect(then)
    show_kept(services, box, DraftOf("put_in_force", f"{draft.template} {draft.language}"))
    return box


def ask_to_restore(services: Services, template: str, language: str, then: Kept) -> FormBox:
    """Who decided to go back to the shipped wording, and why."""
    box = FormBox("Go back to the wording that came with Coordinator", "Go back")
    form = box.form
    form.add_widget(
        Note(
            "info", "Your own versions stay readable.", "Forms printed from today carry the shipped wording."
        )
    )
    form.add("approved_by", FormRow("Decided by", "", TextInput(), printed=False))
    form.add("note", FormRow("Why", "", LongText(lines=2, sensitive=False), printed=False))

    def save(done: Kept, failed: Callable[[Exception], None]) -> object:
        approval = _approval(form.values())
        return services.jobs.write(
            lambda session: actions.restore_shipped(session, template, language, approval),
            done=done,
            failed=failed,
        )

    box.saves(save)
    box.saved.connect(then)
    show_kept(services, box, DraftOf("restore_shipped", f"{template} {language}"))
    return box


def ask_looked_through(
    services: Services, template: str, language: str, then: Callable[[Saved[WordingReview]], None]
) -> FormBox:
    """Who read the statement through today, and what was found."""
    box = FormBox("Looked through today", "Record it")
    form = box.form
    form.add_widget(
        Note(
            "info",
            "Read it with open eyes once a year.",
            "Is what we keep, who sees it, how long, and whom to ask still true?",
        )
    )
    form.add("looked_by", FormRow("Read by", "", TextInput(), printed=False))
    form.add(
        "note",
        FormRow("What was found", "", LongText(lines=2, sensitive=False), optional=True, printed=False),
    )

    def save(done: Callable[[Saved[WordingReview]], None], failed: Callable[[Exception], None]) -> object:
        values = {name: str(value or "") for name, value in form.values().items()}
        return services.jobs.write(
            lambda session: actions.looked_through(
                session, template, language, values["looked_by"], values["note"]
            ),
            done=done,
            failed=failed,
        )

    box.saves(save)
    box.saved.connect(then)
    show_kept(services, box, DraftOf("looked_through", f"{template} {language}"))
    return box


def _approval(values: dict[str, object]) -> actions.Approval:
    day = values.get("in_force_from")
    return actions.Approval(
        approved_by=str(values.get("approved_by") or ""),
        in_force_from=day,  # type: ignore[arg-type]  # a DateInput gives a date or None
        note=str(values.get("note") or ""),
        left_out_reason=str(values.get("left_out_reason") or ""),
    )
