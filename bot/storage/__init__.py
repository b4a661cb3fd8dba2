"""The only code that knows SQLite and the only code that knows keys.

``store`` is the way in; behind it lie rooms: sums and questions passed on (``counts``; what may be
shown of them: ``statistics``, ``suppression``), what is
kept of a chat (``chats``, ``reminders``), what is being answered right now (``inbox``), what
operating needs to remember (``operation``), copies (``backup``). ``database`` opens the file,
``migrations`` brings it up to date, ``damage`` sets a broken one aside. What names a chat stands
in the file only as a keyed hash and encrypted (``keys``); the key material lies elsewhere
(``secret_file``) and can be replaced (``rotation``).

May import ``dialog``, ``matching``, ``quartier`` and ``knowledge``.
"""
