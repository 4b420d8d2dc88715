"""Renderers: the same `Report` as JSON, as text, and the JSON Schema that describes it.  Nothing is decided here."""
