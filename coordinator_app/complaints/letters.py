"""The letters of a complaint, and the blank form (Data Protection Act 2018, section 164A; 000-CO-8, CO-9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordinator_app.answering.letters import is_not_grown_up, template_for
from coordinator_app.answering.naming import Meant, named_in
from coordinator_app.complaints.model import Complaint, ComplaintAbout, ComplaintLetter, ComplaintOutcome
from coordinator_app.complaints.whose_work import is_about
from coordinator_app.core.called_role import without_role
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.ids import new_reference
from coordinator_app.core.named_here import NamesFound
from coordinator_app.core.names import may_be_one_person
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.organisations.letterhead import house
from coordinator_app.organisations.model import Office
from coordinator_app.organisations.officers import serving
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text

FORM = "complaint-form"
_OURS = ("coordinator_name", "coordinator_role", "coordinator_contact", "joint_dpo")
_FORM_OURS = ("partnership_name", "coordinator_contact", "joint_dpo")
_ABOUT = {
    ComplaintAbout.REQUEST: "how a request to see information was answered",
    ComplaintAbout.RIGHTS: "how a request to correct, erase, restrict or stop was answered",
    ComplaintAbout.SHARED: "that information was given to somebody",
    ComplaintAbout.WRONG: "that something we keep is wrong",
    ComplaintAbout.SAFE: "that information was lost, or not kept safe",
    ComplaintAbout.KEPT: "that we keep something that we should not keep",
    ComplaintAbout.TOLD: "that you were not told what we do with information",
    ComplaintAbout.OTHER: "something else about information",
}
"""As a letter says it to whoever complains."""
_ABOUT_FOR_A_CHILD = {
    ComplaintAbout.REQUEST: "how we answered when you asked to see what we keep about you",
    ComplaintAbout.RIGHTS: "how we answered when you asked us to change or stop something",
    ComplaintAbout.SHARED: "that we told somebody something about you",
    ComplaintAbout.WRONG: "that something we keep about you is wrong",
    ComplaintAbout.SAFE: "that we lost something, or did not keep it safe",
    ComplaintAbout.KEPT: "that we keep something that we should not keep",
    ComplaintAbout.TOLD: "that nobody told you what we do with what we know about you",
    ComplaintAbout.OTHER: "something else about what we know",
}
FORM_WORDS = {
    ComplaintAbout.REQUEST: "How you answered when I asked to see something.",
    ComplaintAbout.RIGHTS: "How you answered when I asked you to correct, erase, restrict or stop something.",
    ComplaintAbout.SHARED: "You gave information to somebody.",
    ComplaintAbout.WRONG: "Something that you keep is wrong.",
    ComplaintAbout.SAFE: "Information was lost, or not kept safe.",
    ComplaintAbout.KEPT: "You keep something that you should not keep.",
    ComplaintAbout.TOLD: "I was not told what you do with information.",
    ComplaintAbout.OTHER: "Something else about information.",
}
"""As whoever complains ticks it: the paper form and the one that is emailed say the same."""
_NOBODY_ELSE = (
    "It is about the work of the Co-ordinator, who cannot sign this letter.",
    "Name who looks into it first: they sign.",
)
_CHOICES = {
    ComplaintOutcome.UPHELD: "upheld",
    ComplaintOutcome.PARTLY: "partly",
    ComplaintOutcome.NOT_UPHELD: "not_upheld",
    ComplaintOutcome.PASSED_ON: "passed_on",
}


def called(complaint: Complaint) -> str:
    """The only name of a complaint outside the vault: "Complaint 3"."""
    return f"Complaint {complaint.complaint_number}"


def letter_order(
    session: Session,
    complaint: Complaint,
    letter: ComplaintLetter,
    *,
    practice: bool,
    large_print: bool = False,
) -> PrintOrder:
    """One of its letters. GateShut for what was found while nothing is, or there is nothing to answer."""
    if letter is ComplaintLetter.OUTCOME and complaint.outcome not in _CHOICES:
        raise GateShut(("Nothing is found yet that has to be answered.",))
    is_child = asks_as_child(session, complaint)
    values = {
        "complainant_name": without_role(complaint.complainant),
        "complaint_reference": called(complaint),
        "received_date": say(complaint.received_on) if complaint.received_on else "",
        "what_it_is_about": _about(complaint.about, is_child=is_child),
        **_more(complaint, letter),
    }
    lines = (without_role(complaint.complainant), *complaint.address.splitlines())
    template = template_for(letter.value, is_child=is_child)
    order = _order(session, template, values, _OURS, practice=practice, lines=lines)
    head = replace(order.head, our_reference=called(complaint), large_print=large_print)
    order = _signed_by_another(session, complaint, order)
    return replace(order, head=head, choices=tuple(_choices(complaint, letter)), is_letter=True)


def named(session: Session, complaint: Complaint, order: PrintOrder) -> NamesFound:
    """Whom its words name who is not meant to be told of: whoever looks into it and helps them may be named."""
    ours = (complaint.handler, complaint.first_contact, order.values.get("coordinator_name", ""))
    meant = Meant(complaint.pupil_id, (without_role(complaint.complainant), *ours))
    return named_in(session, order, complaint, meant)


def form_order(session: Session, *, practice: bool, large_print: bool = False) -> PrintOrder:
    """The blank complaint form."""
    order = _order(session, FORM, {}, _FORM_OURS, practice=practice, lines=())
    return replace(order, head=replace(order.head, large_print=large_print))


def electronic_form(session: Session) -> str:
    """The same questions as plain text, to be sent as an email and filled in by answering it (section 164A(2))."""
    values = house(session, practice=False).values
    abouts = "\n".join(f"[ ] {FORM_WORDS[one]}" for one in ComplaintAbout)
    return _ELECTRONIC.format(
        partnership=values["partnership_name"],
        abouts=abouts,
        contact=values["coordinator_contact"],
        dpo=values["joint_dpo"],
    )


_ELECTRONIC = """A complaint about how {partnership} handles information

You need not use this form. You may also tell us by letter or telephone, or in person.
To fill it in, answer this email and type below each question. It costs nothing.

Your full name:

How to reach you (address, telephone or email):

The child it is about, if it is about one, and what you are to the child:

What you complain about. Put an x where it fits:
{abouts}

What happened, and when:

What you want to happen now:

What happens next: we tell you within 30 days that we have it. We find out what happened, tell you how it
goes, and tell you what we found. Somebody looks into it whose work it is not about.

{contact}
Our data protection officer: {dpo}
You may also complain to the ICO, the data regulator: ico.org.uk or 0303 123 1113.
"""


def _more(complaint: Complaint, letter: ComplaintLetter) -> dict[str, str]:
    if letter is ComplaintLetter.ACKNOWLEDGEMENT:
        return {"handler_name": complaint.handler, "helper_name": complaint.first_contact}
    return {"found": complaint.found, "put_right": complaint.put_right}


def _choices(complaint: Complaint, letter: ComplaintLetter) -> Iterable[str]:
    if letter is ComplaintLetter.ACKNOWLEDGEMENT:
        marks = {
            "handled": bool(complaint.handler),
            "apart": bool(complaint.handler and complaint.about_whom.strip()),
            "helped": bool(complaint.first_contact),
        }
    else:
        marks = {"doing": bool(complaint.put_right)}
        if complaint.outcome is not None:
            marks[_CHOICES[complaint.outcome]] = True
    return (name for name, wanted in marks.items() if wanted)


def asks_as_child(session: Session, complaint: Complaint) -> bool:
    """Whether it is the pupil who complains, and is not grown up: then letters are in words for a child."""
    by_pupil = complaint.by_pupil and bool(complaint.pupil_id)
    return by_pupil and is_not_grown_up(session, complaint.pupil_id)


def _about(about: ComplaintAbout | None, *, is_child: bool) -> str:
    words = _ABOUT_FOR_A_CHILD if is_child else _ABOUT
    return words[about] if about is not None else ""


def _signed_by_another(session: Session, complaint: Complaint, order: PrintOrder) -> PrintOrder:
    """Nobody signs, or answers questions about, a complaint about their own work: who looks into it does."""
    if not is_about(session, complaint.about_whom, order.values.get("coordinator_name", "")):
        return order
    officers = [
        one
        for one in (serving(session, office) for office in (Office.CHAIR, Office.JOINT_DPO))
        if one is None or not is_about(session, complaint.about_whom, one.name)
    ] or [None]
    known = next((one for one in officers if one and may_be_one_person(one.name, complaint.handler)), None)
    name = complaint.handler.strip() or (officers[0].name if officers[0] else "")
    if not name:
        raise GateShut(_NOBODY_ELSE)
    reached = known or officers[0] or officers[-1]
    ways = (reached.telephone, reached.email) if reached else ()
    contact = ", ".join(way for way in ways if way) or order.values.get("joint_dpo", "")
    signed = {
        "coordinator_name": name,
        "coordinator_role": "For the partnership",
        "coordinator_contact": contact,
    }
    return replace(
        order,
        values={key: words for key, words in {**order.values, **signed}.items() if words},
        gaps={key: words for key, words in order.gaps.items() if not signed.get(key)},
    )


def _order(
    session: Session,
    template: str,
    values: dict[str, str],
    mine: tuple[str, ...],
    *,
    practice: bool,
    lines: Iterable[str],
) -> PrintOrder:
    ours = house(session, practice=practice)
    all_values = values | {name: ours.values[name] for name in mine}
    head = replace(
        ours.head,
        recipient_lines=tuple(line for line in lines if line),
        date=say(session.clock.today()) if lines else "",
        reference=new_reference(),
    )
    return PrintOrder(
        template=template,
        head=head,
        values={name: words for name, words in all_values.items() if words},
        gaps={name: words for name, words in ours.gaps.items() if name in mine},
        wording=own_text(session, template),
    )
