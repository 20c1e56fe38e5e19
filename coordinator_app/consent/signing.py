"""A signature made on the screen: a picture, kept as a document of the pupil, so that an access request gathers it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from coordinator_app.consent.model import Consent
from coordinator_app.core.errors import BadFile
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.store.unit_of_work import Work

MOST_BYTES = 2_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Signatures:
    """What was drawn on the screen, each a PNG file, b"" for none."""

    parent: bytes = b""
    young_person: bytes = b""


NO_SIGNATURES = Signatures()


def signature_document(work: Work, consent: Consent, png: bytes, *, child: bool = False) -> str:
    """Keep a signature with the form that it belongs to, in the same unit of work; the id of its document, "" for none.

    BadFile for what the pad did not make: anything but a PNG of a reasonable size.
    """
    if not png:
        return ""
    if not png.startswith(_PNG) or len(png) > MOST_BYTES:
        raise BadFile("The signature could not be read.", next_step="Clear the box and ask for it again.")
    whose = "young person" if child else "parent or carer"
    document = Document(
        pupil_id=consent.pupil_id,
        title=f"Signature of the {whose}, consent form",
        kind_of_document=DocumentKind.CONSENT_FORM,
        dated=consent.signed_on,
        source="Signed on this screen",
        media_type="image/png",
        byte_count=len(png),
        page_count=1,
        sha256=hashlib.sha256(png).hexdigest(),
        content_id=work.put_blob(png),
    )
    return work.add(document).id
