"""Forms for a pupil and for the people around one; what is wrong stands at its field."""

from __future__ import annotations

from coordinator_app.pupils.editor.carer import CarerBox
from coordinator_app.pupils.editor.pupil import PupilBox

__all__ = ["CarerBox", "PupilBox"]
