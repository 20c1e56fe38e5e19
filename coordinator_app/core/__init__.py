"""Pure rules, standard library only: nothing here knows a database, a window or a printer."""
