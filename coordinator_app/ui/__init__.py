"""What every screen is built from: theme, widgets, dialogs; knows core and jobs, never a capability."""
