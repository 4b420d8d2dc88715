"""What the reader of rich text is made of: its control words, how things look, and how Outlook packs it."""
