"""The number of a word: MurmurHash64A, by which the weights were learnt."""

from __future__ import annotations

_FACTOR, _SHIFT, _SEED = 0xC6A4A7935BD1E995, 47, 1
_BITS = (1 << 64) - 1


class Numbers(dict[str, int]):
    """Word -> its number; it remembers the words, so a paper gets one of its own."""

    def __missing__(self, word: str) -> int:
        number = self[word] = _number(word.encode())
        return number


def _number(data: bytes) -> int:
    number = _SEED ^ (len(data) * _FACTOR & _BITS)
    whole = len(data) & ~7
    for at in range(0, whole, 8):
        block = int.from_bytes(data[at : at + 8], "little") * _FACTOR & _BITS
        block = (block ^ block >> _SHIFT) * _FACTOR & _BITS
        number = (number ^ block) * _FACTOR & _BITS
    if len(data) > whole:
        number = (number ^ int.from_bytes(data[whole:], "little")) * _FACTOR & _BITS
    number = (number ^ number >> _SHIFT) * _FACTOR & _BITS
    return number ^ number >> _SHIFT
