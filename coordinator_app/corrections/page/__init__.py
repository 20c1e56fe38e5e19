"""The screens of corrections: the list, one of them, and the boxes in which they are typed."""
