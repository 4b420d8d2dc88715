"""Invented papers, each with the findings that it should give."""
