"""The only code that knows SQLite: sums per day and questions passed on, forgotten on time.

May import ``dialog``, ``matching``, ``quartier`` and ``knowledge``.
"""
