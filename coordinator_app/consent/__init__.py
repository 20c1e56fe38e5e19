"""Privacy statements and forms printed, consent signed, and what each consent opens (003-4.3, 7.3)."""
