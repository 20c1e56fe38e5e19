"""The screens of consent: printing the forms, and recording the one that came back signed."""

from coordinator_app.consent.page.print_forms import PrintFormsPage
from coordinator_app.consent.page.record import RecordConsentPage

__all__ = ["PrintFormsPage", "RecordConsentPage"]
