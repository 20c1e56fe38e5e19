"""From the 18th birthday: parental responsibility has ended, and the young adult's own word is asked for. Pure rules.

A child is who is under 18 (Children Act 1989, section 105(1)), and only for a child does anybody hold parental
responsibility (section 3(1)). What was begun on a parent's word is not stopped by itself: it is said on the consent,
on the banner and on Today until the young adult has signed (question 25 for the data protection officer).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from coordinator_app.core.gates import Reason
from coordinator_app.pupils.model import age_on

if TYPE_CHECKING:  # the model rests on these rules
    from coordinator_app.consent.model import Consent

ADULT = 18  # years
ASK = "Ask the young adult before you go on. Record a form that they sign themselves, with their own answer."
OF_AGE = Reason("The pupil is 18 or older, so a parent or carer no longer decides for them.", ASK, "003-7.3a")


def is_adult(born: date | None, day: date) -> bool:
    """Whether somebody born on a day is 18 by another; who was born on 29 February is so on 1 March."""
    return born is not None and age_on(born, day) >= ADULT


def to_be_asked(agreeing: Iterable[Consent], born: date | None, today: date) -> bool:
    """Whether consent rests on a parent's word alone although the pupil is an adult by now."""
    return is_adult(born, today) and not any(_own_word(one, born) for one in agreeing)


def _own_word(form: Consent, born: date | None) -> bool:
    """Whether the young adult signed this form and agrees, on or after the 18th birthday."""
    own = form.young_person_signed is True and form.young_person_agrees is True
    return own and form.signed_on is not None and is_adult(born, form.signed_on)
