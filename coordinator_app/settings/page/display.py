"""Reading and display: theme, text size, typeface, motion, keys; kept on this laptop, never in the vault."""

from __future__ import annotations

from coordinator_app.services import Services
from coordinator_app.ui import theme
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.device_settings import TEXT_SIZES, Face, Theme
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.labels import label
from coordinator_app.ui.settings_section import SettingsSection

_THEMES = [(Theme.SYSTEM, "As the laptop"), (Theme.LIGHT, "Light"), (Theme.DARK, "Dark")]
_FACES = [(Face.INTER, "Inter"), (Face.HYPERLEGIBLE, "Easier to tell letters apart")]


class DisplaySection(SettingsSection):
    """Every change is seen at once."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.form = Form()
        self.form.add("theme", FormRow("Theme", "", ChoiceBoxes(_THEMES)))
        sizes = [(size, f"{size} %") for size in TEXT_SIZES]
        help_text = "Ctrl and + or - change it from anywhere."
        self.form.add("text_size", FormRow("Text size", help_text, ChoiceList(sizes, none=None, width=160)))
        self.form.add(
            "face",
            FormRow(
                "Typeface", "Atkinson Hyperlegible sets letters further apart in shape.", ChoiceBoxes(_FACES)
            ),
        )
        self.form.add("reduced_motion", FormRow("", "", TickBox("Leave out fades")))
        keys = TickBox("Single keys do things outside text boxes, such as 1, 2 and 3 for a target's result")
        self.form.add("single_letters", FormRow("", "", keys))
        self.body.addWidget(at_left(self.form))
        self.body.addWidget(label("These are kept on this laptop only.", "small", "text-2", wrap=True))
        self.form.edited.connect(self._apply)

    def refresh(self) -> None:
        """Show what is kept."""
        kept = self.services.settings
        self.form.set_values({name: getattr(kept, name) for name in self.form.rows()})

    def _apply(self) -> None:
        values, kept = self.form.values(), self.services.settings
        chosen, face, size = values["theme"], values["face"], values["text_size"]
        if isinstance(chosen, Theme):
            kept.theme = chosen
        if isinstance(face, Face):
            kept.face = face
        if isinstance(size, int):
            kept.text_size = size
        kept.reduced_motion = bool(values["reduced_motion"])
        kept.single_letters = bool(values["single_letters"])
        theme.current().change(mode=kept.theme.value, scale=kept.text_size / 100, font=kept.face.value)
