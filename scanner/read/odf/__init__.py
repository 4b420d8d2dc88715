"""What the reader of OpenDocument texts is made of: names, styles and list numbers."""
