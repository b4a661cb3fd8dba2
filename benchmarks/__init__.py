"""Measurements against public peers; not part of the product, never imported by it."""
