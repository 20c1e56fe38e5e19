"""What a form has to ask whatever its words: boxes, values and lines to sign that no reason lets go (003-4.2, 4.3, 7.3).

A statement that says less needs a reason. A form without one of these could not be used: the answer that a gate waits for
would never be asked, or nobody could tell whose form it is.
"""

from __future__ import annotations

from coordinator_app.core.gates import Decision, Reason
from coordinator_app.core.page_blocks import Signature, Tick, words_of
from coordinator_app.core.template_own import Lost
from coordinator_app.core.template_use import Use, used

BOX, VALUE, LINE = "box to tick", "value", "signature"
_ANSWER, _WHO = "003-7.3c", "003-7.3a"
REQUIRED: dict[str, tuple[Lost, ...]] = {
    "consent-form": (
        Lost(VALUE, "child_name", "the child’s name", "003-4.3"),
        Lost(BOX, "programme", "the box for agreeing to the programme", "003-4.3"),
        Lost(VALUE, "statement_version", "which version of the privacy statement it is about", "003-7.3b"),
        Lost(BOX, "statement_read", "the box “I have read the privacy statement”", _ANSWER),
        Lost(BOX, "statement_understood", "the box “I understand it”", _ANSWER),
        Lost(BOX, "statement_content", "the box “I am content with it”", _ANSWER),
        Lost(BOX, "parental_responsibility", "the box “I have parental responsibility”", _WHO),
        Lost(LINE, "signature", "a line to sign on", _WHO),
    ),
    "referral-form": (
        Lost(VALUE, "child_name", "the pupil’s name", "003-4.1"),
        Lost(BOX, "school_statement", "the box “The school has read the privacy statement”", "003-4.2"),
        Lost(LINE, "signature", "a line to sign on", "003-4.1"),
    ),
    "privacy-statement-school": (
        Lost(BOX, "school_accepts", "the box “The school has read this and accepts it”", "003-4.2"),
        Lost(LINE, "signature", "a line to sign on", "003-4.2"),
    ),
}
"""By the form's name, in the order of the form; the other wordings ask nothing that a gate waits for."""


def not_asked(template: str, body: str) -> tuple[Lost, ...]:
    """What this body has to ask and does not, or asks twice. TemplateError if it cannot be read.

    A box without words asks nothing; one that stands there twice could be answered both ways.
    """
    uses = used(body)
    boxes = [block.key for block in uses.blocks if isinstance(block, Tick) and _says_something(block)]
    return tuple(one for one in REQUIRED.get(template, ()) if not _asks(uses, boxes, one))


def decision(template: str, body: str) -> Decision:
    """Whether a wording may come into force, and what stands in the way."""
    missing = not_asked(template, body)
    return Decision(tuple(Reason(*sentences(one), one.clause) for one in missing))


def sentences(one: Lost) -> tuple[str, str]:
    """What is missing, and what to do about it."""
    if one.kind == BOX:
        return (
            f"The form has to have {one.words} once.",
            f"Put back: [ ] the words {{#{one.name}}}",
        )
    if one.kind == VALUE:
        return f"The form has to say {one.words}.", f"Put back: {{{one.name}}}"
    return (
        f"The form has to have {one.words}.",
        "Choose “Line to sign” under “Put in a part”.",
    )


def questions(template: str, body: str) -> tuple[tuple[str, str], ...]:
    """Each box that the form has to have, as (what it is, its words here): whoever approves reads whether they ask it."""
    said = {block.key: words_of(block.text).strip() for block in used(body).blocks if isinstance(block, Tick)}
    wanted = (one for one in REQUIRED.get(template, ()) if one.kind == BOX)
    return tuple((one.words[0].upper() + one.words[1:], said[one.name]) for one in wanted if one.name in said)


def _says_something(box: Tick) -> bool:
    return any(character.isalpha() for character in words_of(box.text))


def _asks(uses: Use, boxes: list[str], one: Lost) -> bool:
    if one.kind == BOX:
        return boxes.count(one.name) == 1
    if one.kind == VALUE:
        return one.name in uses.values
    return any(isinstance(block, Signature) for block in uses.blocks)
