"""Outreach in the quarters: consultation dates, links and posters.

May import ``knowledge`` and ``errors``.
"""
