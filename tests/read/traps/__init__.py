"""Files in which a sentence stands or hides, by format: one place each, the same sentence in all of them."""
