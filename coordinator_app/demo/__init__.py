"""The practice vault: invented children, and the main job done once through the very actions of the window."""
