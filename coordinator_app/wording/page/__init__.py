"""The screens of wording: the list in the settings, the editor, and the comparison of two versions."""

from coordinator_app.wording.page.compare import CompareWordingsPage
from coordinator_app.wording.page.editor import WordingPage

__all__ = ["CompareWordingsPage", "WordingPage"]
