"""Showing: a phone in the browser, and the Bot API server behind it.

Without a token the real bot talks to this server over HTTP exactly as to Telegram, so nothing
is faked inside the bot; the end-to-end tests use the same server. It checks calls as strictly as
the real one: what passes here passes there. Loopback only, in memory only. The server knows
nothing of the house and never imports ``telegram``; only ``strip`` reads what the dialog and the
knowledge say, for the editors' side strip. Tornado is the only web framework.
"""
