"""Deciding and saying: a turn goes in, an outcome comes out.

The core is pure: values in, values out; no clock, no files, no network. May import ``matching``,
``quartier`` and ``knowledge``. ``respond`` is the one way in, for the running bot, the terminal
and the tests alike.
"""
