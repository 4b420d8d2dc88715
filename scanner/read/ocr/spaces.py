def with_spaces(words: str) -> str:
    return words
