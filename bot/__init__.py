"""The Telegram bot of the Jobcenter Bochum: questions in, sourced answers out.

Layers, each importing only what stands to its right:
``commands`` › ``preview`` › ``telegram_channel`` › ``storage`` › ``dialog`` › ``matching`` ›
``quartier`` › ``knowledge``; everyone may import ``errors`` and ``settings`` is read by
``commands`` only.
"""
