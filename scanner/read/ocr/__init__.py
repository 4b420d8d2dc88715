"""Words in pictures.  Pictures of pages in, lines of text with their places out; nothing is written or sent.

Two engines can do the seeing, and either will do: tesseract, a program that reads clean scans well, and rapidocr, a
Python package that also reads photos.  Without both, pages that are pictures stay unread and are named so.
"""
