"""One module per verb of ``jobcenter-bot``; each function takes plain values, returns an exit code.

May import everything below. Exit codes: 0 fine, 1 findings, 2 wrong use, 3 our own fault.
"""
