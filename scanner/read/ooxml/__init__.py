"""What the reader of Word files is made of: the container, its XML, looks, list numbers, fields and the walk."""
