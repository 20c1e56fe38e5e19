"""The PDF kit: fonts, templates of forms/, page frames, fast text pages, rendering, redaction, packs and their check.

Everything here runs in a child process (decision 24) and knows nothing of Qt or of the vault: it is handed plain
values and gives back bytes. The road of a printed form: `template.read` -> `template.fill` -> `frame.print_form`.
The road of a pack: `render` and `redact` rebuild what is shared, `pack.build_pack` puts it together and encrypts
it, `seal_check.check_pack` opens the finished file again and looks for everything that must not be in it.

`blocks`, `pack_content` and `qr`'s references need the standard library only, so that capabilities can build
their content without loading reportlab.
"""
