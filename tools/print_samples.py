"""Prints every form and letter with invented people into a folder: `print_samples.py FOLDER`.

For looking at: each wording in 12 and 18 point, with long names, gaps and every part filled.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from coordinator_app.core.errors import Trouble
from coordinator_app.core.ids import new_reference
from coordinator_app.core.page_blocks import (
    Block,
    FormSheet,
    Gap,
    Items,
    LetterSheet,
    Paragraph,
    Table,
    Value,
    plain,
)
from coordinator_app.core.template import Template, fill
from coordinator_app.pdf.frame import print_form, print_letter
from coordinator_app.pdf.template import shipped

FORMS = (
    "privacy-statement-school",
    "privacy-statement-parent",
    "consent-form",
    "referral-form",
    "review-summary",
    "recovery-key",
)
LETTERS = ("letter-acknowledgement", "letter-reply", "letter-consult-school")
PARTNERSHIP = "Hazelmoor Secondary Education and Inclusion Partnership"
CONTACT = "Questions? Ring Pat Samplewell on 01632 960118 or write to office@hazelmoor.example"
VALUES: dict[str, Value] = {
    "partnership_name": PARTNERSHIP,
    "fund_holding_school": "Bramblefield Academy",
    "coordinator_name": "Pat Samplewell",
    "coordinator_role": "Co-ordinator",
    "coordinator_contact": "01632 960118, office@hazelmoor.example",
    "school_dpo": "Rowan Inkpen, 01632 960144",
    "joint_dpo": Gap("joint data protection officer: not yet appointed"),
    "school_name": "Bramblefield Academy",
    "school_contact": "Idris Moonbeck, head of year 9, 01632 960122",
    "school_contact_name": "Idris Moonbeck",
    "child_name": "Saffron Tumbledale",
    "pupil_name": "Saffron Tumbledale",
    "child_birth_date": "3 March 2013",
    "child_year_group": "Year 9",
    "child_upn": "A801200001001",
    "carer_name": "",
    "carer_contact": "",
    "reason_for_referral": "Saffron has missed most mornings since September and finds large classes hard.",
    "help_so_far": "A quiet place at break, a later start on two days, and a mentor.",
    "provider_name": "Kingfisher Workshop",
    "programme_summary": "Two days a week at Kingfisher Workshop, Tuesday and Thursday, for six weeks.",
    "statement_version": "version 1 (ab12cd34)",
    "review_date": "20 November 2026",
    "review_number": "Review 2",
    "attendance_summary": "Saffron came on 10 of 12 days. One day was an agreed medical visit.",
    "family_view": "She talks about the workshop at home. Mornings are calmer.",
    "young_person_view": "",
    "next_review_date": "8 January 2027",
    "requester_name": "Marigold Tumbledale",
    "request_reference": "Request 14",
    "received_date": "16 November 2026",
    "about_whom": "Saffron Tumbledale",
    "target_date": "1 December 2026",
    "legal_date": "16 December 2026",
    "school_date": "14 December 2026",
    "identity_question": "We have not met you, so show us something with your name and address on it.",
    "clarification_question": "Do you want the whole record, or the notes of this school year?",
    "page_count": "143 pages",
    "item_count": "86 items",
    "controller_name": PARTNERSHIP,
    "requester_summary": "Marigold Tumbledale, who has parental responsibility",
    "reply_by_date": "23 November 2026",
    "recovery_key": "7QK4 M2ZD 91XA PL8T 3HNE 6WCB 5RVY 2JGS",
    "vault_name": "Hazelmoor",
    "made_on": "21 November 2026",
}


def _list(*items: str) -> tuple[Block, ...]:
    return (Items(tuple(plain(item) for item in items)),)


GENERATED: dict[str, tuple[Block, ...]] = {
    "what_we_hold": _list(
        "Name, date of birth, school, address and telephone number, of your child and of you",
        "The referral form and the consent form, with who signed them and when",
        "Attendance, behaviour and school work",
        "Health or safety matters that bear on learning",
        "What the providers and other services tell us",
    ),
    "how_long_we_keep": (
        Paragraph(plain("Until your child's 25th birthday. Notes of a first talk go after 60 days.")),
    ),
    "targets": (
        Table(
            (
                (plain("Arrive by 9:15am"), plain("Met"), plain("Every day but one")),
                (plain("Finish the bird box"), plain("Nearly"), plain("The roof is left to do")),
            ),
            head=("Target", "Result", "Comment"),
            widths=(0.4, 0.18, 0.42),
        ),
    ),
    "new_targets": _list("Ask for help before leaving the room", "Show the bird box to the class"),
    "feedback": (Paragraph(plain("Saffron works with care and helps others to measure.")),),
    "shared_today": _list("Note of 3 November 2026: talk about mornings", "Attendance from September"),
    "searched": _list("Our case records and documents", "The paper file", "E-mail of the partnership"),
    "purposes": (Paragraph(plain("To plan and review the programme, and to keep children safe.")),),
    "categories": (Paragraph(plain("Contact details, attendance, progress, health, views of staff.")),),
    "recipients": _list("Bramblefield Academy", "Kingfisher Workshop, since 5 November 2026"),
    "sources": (Paragraph(plain("Your child, you, the school and Kingfisher Workshop.")),),
    "withheld": (
        Table(
            (
                (
                    plain("4"),
                    plain("What would tell you about another child"),
                    plain("Schedule 2, paragraph 16"),
                ),
                (plain("1"), plain("Advice from our lawyer"), plain("Schedule 2, paragraph 19")),
            ),
            head=("Places", "What", "Data Protection Act 2018"),
            widths=(0.14, 0.5, 0.36),
        ),
    ),
    "codes": (Table(((plain("SEIP"), plain("Secondary Education and Inclusion Partnership")),)),),
    "items_to_look_at": (),
}
CHOICES = {"identity_needed", "clarification_needed", "part_withheld"}
ODD = {
    "child_name": "Maximilíana-Rosé Łukaszewska-Featherstonehaugh **<b>{x}</b>** of the Very Long Lane by the Mill",
    "carer_name": "Σοφία Жукова",
}


def _content(template: Template, values: dict[str, Value]) -> tuple[Block, ...]:
    return fill(
        template,
        {key: value for key, value in values.items() if key in template.values},
        generated={key: part for key, part in GENERATED.items() if key in template.generated},
        choices=[choice for choice in CHOICES if choice in template.choices],
    )


def sample_form(name: str, size: int, values: dict[str, Value], *, practice: bool = False) -> bytes:
    """One form with invented people."""
    template = shipped(name)
    sheet = FormSheet(
        partnership=PARTNERSHIP,
        title=template.title,
        subtitle=template.subtitle,
        reference=new_reference(random.Random(7)),  # a sample is the same each time
        contact=CONTACT,
        version=template.version,
        digest=template.digest,
        size=size,
        practice=practice,
        copy_number=3 if practice else None,
    )
    return print_form(sheet, _content(template, values))


def sample_letter(name: str, size: int, *, practice: bool = False) -> bytes:
    """One letter with invented people."""
    template = shipped(name)
    sheet = LetterSheet(
        partnership=PARTNERSHIP,
        sender_lines=("Bramblefield Academy", "Quarry Road", "Hazelmoor HZ1 4QT", "01632 960118"),
        recipient_lines=("Marigold Tumbledale", "4 Weir Cottages", "Hazelmoor", "HZ2 7AB"),
        date="21 November 2026",
        reference=new_reference(random.Random(8)),  # a sample is the same each time
        our_reference="Request 14",
        contact=CONTACT,
        digest=template.digest,
        size=size,
        practice=practice,
    )
    return print_letter(sheet, _content(template, VALUES))


def main(folder: Path) -> None:
    """Writes every sample into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in (12, 18):
        for name in FORMS:
            (folder / f"{name}-{size}.pdf").write_bytes(sample_form(name, size, VALUES))
        for name in LETTERS:
            (folder / f"{name}-{size}.pdf").write_bytes(sample_letter(name, size))
    (folder / "odd-consent-18.pdf").write_bytes(
        sample_form("consent-form", 18, {**VALUES, **ODD}, practice=True)
    )
    (folder / "odd-letter-12.pdf").write_bytes(sample_letter("letter-reply", 12, practice=True))


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except Trouble as trouble:
        sys.exit(trouble.sentences())
