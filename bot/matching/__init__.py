"""Understanding: a client's words → the intents that may be meant, with a probability.

May import ``knowledge`` and ``errors``; the only home of rapidfuzz and numpy. It learns from
examples when the knowledge is loaded and keeps nothing of what it is asked.
"""
