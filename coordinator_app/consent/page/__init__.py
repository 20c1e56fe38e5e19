"""The screens of consent: printing the forms, recording the one that came back signed, and what is on record."""

from coordinator_app.consent.page.chase_letter import ChaseLetterPage
from coordinator_app.consent.page.chase_list import ChaseListPage
from coordinator_app.consent.page.kept import ConsentPage
from coordinator_app.consent.page.print_forms import PrintFormsPage
from coordinator_app.consent.page.record import RecordConsentPage

__all__ = ["ChaseLetterPage", "ChaseListPage", "ConsentPage", "PrintFormsPage", "RecordConsentPage"]
