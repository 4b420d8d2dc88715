"""Whether twice the hostile text takes at most three times as long, for every pattern of every rule.

    python -m tests.benchmarks.patterns              all rules: one text for each, made of the words of all its patterns
    python -m tests.benchmarks.patterns RULE_ID ...  these rules pattern by pattern, each with a text of its own words

A text repeats the words of patterns, without an end of a sentence or as endless list items.  Processor time; what
seems too slow is timed again, since other work only ever adds.  Exit status 1 if anything stays too slow.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count

from scanner import scan
from scanner.rulebook import Find, RuleBook, load

LENGTH = 100_000  # characters, and twice as many
MOST = 3.0  # times as long
ROUNDS = 4  # at most
ENDS = {"one sentence": " ", "list items": ";\n\n(a) "}
PARTIES = {"signer": "the Employee", "other": "the Company", "both": "the parties", "unclear": "the Guest"}


def hostile(finds: Sequence[Find], book: RuleBook, end: str) -> str:
    """A text of 2 * LENGTH characters in which the patterns match again and again, each time with other words."""
    length, out = 0, ["The Employee and the Company agree:\n\n(a) "]
    for turn in count():
        for find in finds:
            out.append(_words(find, book, turn) + end)
            length += len(out[-1])
        if length > 2 * LENGTH:
            return "".join(out)
    raise AssertionError("unreachable")


def _words(find: Find, book: RuleBook, turn: int) -> str:
    elements = [element for part in find.pattern.parts for element in part if not element.negated]
    keys = [element.keys[turn % len(element.keys)] for element in elements]
    return " ".join(_phrase(key, book, turn) for key in keys)


def _phrase(key: str, book: RuleBook, turn: int) -> str:
    if key in PARTIES:
        return PARTIES[key]
    phrases = book.vocabulary.phrases(key)
    return phrases[turn % len(phrases)]


def growth(text: str) -> float:
    """How many times as long 2 * LENGTH characters take as LENGTH: the first time in bounds, or the least of ROUNDS."""
    least = float("inf")
    for _ in range(ROUNDS):
        half, whole = _seconds(text[:LENGTH]), _seconds(text[: 2 * LENGTH])
        least = min(least, whole / half)
        if least <= MOST:
            break
    return least


def _seconds(text: str) -> float:
    start = time.process_time()
    scan(text.encode(), name="hostile.txt")
    return time.process_time() - start


def _cases(book: RuleBook, chosen: Sequence[str]) -> Iterator[tuple[str, Sequence[Find]]]:
    """What is timed together, and its name."""
    for rule in book.rules:
        if rule.id in chosen:
            yield from ((f"{rule.id}: {find.pattern.text}", [find]) for find in rule.find)
        elif not chosen:
            yield rule.id, rule.find


def main() -> int:
    """Print what is too slow, and the worst of all."""
    book = load()
    scan(b"The Employee shall pay.", name="warm.txt")
    worst, slow, timed = (0.0, ""), 0, 0
    for name, finds in _cases(book, sys.argv[1:]):
        for layout, end in ENDS.items():
            times = growth(hostile(finds, book, end))
            worst, timed = max(worst, (times, f"{name} ({layout})")), timed + 1
            if times > MOST:
                slow += 1
                print(f"{times:.1f} times: {name} ({layout})")
    print(f"{timed} texts, {slow} too slow; the worst takes {worst[0]:.2f} times as long (aim: {MOST:g}): {worst[1]}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
