"""Which rules match which clauses, what surrounds each match, and the findings that come of it."""
