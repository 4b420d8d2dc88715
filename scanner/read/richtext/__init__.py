"""What the reader of rich text is made of: its control words, and how letters, paragraphs and boxes look."""
