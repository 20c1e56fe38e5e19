"""The screens of programmes: the plan with its start checklist, the programme itself, the list and the pupil's tab."""
