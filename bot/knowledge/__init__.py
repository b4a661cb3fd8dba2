"""Knowing: a folder of YAML → one frozen ``Knowledge``, or all problems at once.

Imports nothing of the house but ``errors``; the only home of PyYAML. It reads what lies in
``knowledge/``; the names match on purpose. Scalars are taken exactly as an editor typed them,
so 14:00 stays 14:00 and "no" stays a word.
"""
