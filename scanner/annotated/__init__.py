"""Copies of a paper that carry the notes of its report: a PDF with highlights, a Word file with comments."""
