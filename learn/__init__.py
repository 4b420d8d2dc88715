"""Teaching the second reader: sentences of our own in, weights out.  Runs at development time only."""
