"""Plain letters for matching, and the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.language.look_alikes import confusables
from scanner.language.normal import fold, normalise
from tests.language.papers import stays_linear

ODD = st.text(
    alphabet=st.sampled_from([*"abcXYZ .-\n\t\r", "\u00a0", "\u2019", "\u201c", "\u2014", "\u00ad", "\u200b", "\ufb01"])
    | st.sampled_from(["\ufb03", "\u0430", "\u0435", "\u03bf", "\uff21", "\u2028", "\u0130", "\ufeff"])
    | st.characters(),
    max_size=80,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain text, with one space.", "Plain text, with one space."),
        ("the \u201cParties\u201d and the Company\u2019s", 'the "Parties" and the Company\'s'),
        ("non\u2011disclosure \u2013 always \u2014 \u2212", "non-disclosure - always - -"),
        ("ten\u00a0days\u2003from\u3000now", "ten days from now"),
        ("one\ntwo\r\nthree\tfour\n\n\nfive", "one two three four five"),
        ("a   b", "a b"),
        ("con\ufb01dential, e\ufb03cient, \ufb02ow, o\ufb00er", "confidential, efficient, flow, offer"),
        ("confi\u00addential dis\u200bparage\ufeff", "confidential disparage"),
        ("\uff33\uff49\uff4c\uff45\uff4e\uff43\uff45", "Silence"),
        ("disclo-\nsure", "disclosure"),
        ("disclo\u00ad\nsure", "disclosure"),
        ("disclo- \n  sure", "disclosure"),
        ("non-\ndisparagement", "non-disparagement"),
        ("off-the-\nrecord", "off-the-record"),
        ("self-\nhelp and Non-\ncompete", "self-help and Non-compete"),
        ("pages 4-\n5 and Section-\nFive", "pages 4- 5 and Section- Five"),
        ("the Company-\n", "the Company- "),
        ("\u0130stanbul", "Istanbul"),
        ("s\u0336h\u0336a\u0336l\u0336l\u0336 n\u0332ot", "shall not"),
        ("shall\U000e0020\U000e0041 not\u2800speak", "shall not speak"),
    ],
)
def test_text_becomes_plain(text: str, expected: str) -> None:
    assert normalise(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected", "seen"),
    [
        ("never dis\u0441l\u043ese it", "never disclose it", [(6, 14)]),  # Cyrillic es and o
        ("sil\u03bfnce", "silonce", [(0, 7)]),  # Greek omicron
        ("\u0440\u0430\u0443 nothing", "pay nothing", [(0, 3)]),  # Cyrillic throughout, in a text that is all English
        ("\u0441\u043e\u0441\u043e \u0434\u043e\u043c", "\u0441\u043e\u0441\u043e \u0434\u043e\u043c", []),  # Russian
        ("item \u03b1 of it", "item \u03b1 of it", []),  # a letter that stands alone is a letter
        ("you \U0001d42c\U0001d421\U0001d41a\U0001d425\U0001d425 not", "you shall not", [(4, 9)]),  # of mathematics
        ("s\u029c\u1d00\u029f\u029f not", "shall not", [(0, 5)]),  # small capitals
        ("\u24e2hall not", "shall not", [(0, 5)]),  # in a circle
        ("never di\u057dclo\u057de", "never diucloue", [(6, 14)]),  # Armenian
        ("all plain", "all plain", []),
    ],
)
def test_look_alikes_are_folded_where_no_other_language_is_written(
    text: str, expected: str, seen: list[tuple[int, int]]
) -> None:
    assert normalise(text).text == expected
    assert confusables(text) == seen


@pytest.mark.parametrize(
    ("text", "found", "source"),
    [
        ("He  shall   not", "shall", "shall"),
        ("a con\ufb01dential matter", "confidential", "con\ufb01dential"),
        ("no disclo-\nsure here", "disclosure", "disclo-\nsure"),
        ("no dis\u200bparage\u200bment here", "disparagement", "dis\u200bparage\u200bment"),
        ("the \u201cFacts\u201d\n\nare", '"Facts" are', "\u201cFacts\u201d\n\nare"),
        ("e\ufb00ect", "f", "\ufb00"),
        ("\u200bstart", "start", "start"),
        ("end\u200b", "end", "end"),
    ],
)
def test_a_hit_goes_back_to_the_words_of_the_source(text: str, found: str, source: str) -> None:
    normal = normalise(text)
    start = normal.text.index(found)
    begin, end = normal.to_source(start, start + len(found))
    assert text[begin:end] == source


@given(ODD)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(fold(text).lower()) == len(text) or any(len(c.lower()) > 1 for c in fold(text))


@given(ODD)
def test_every_character_goes_there_and_back(text: str) -> None:
    normal = normalise(text)
    for pos in range(len(normal.text)):
        start, end = normal.to_source(pos, pos + 1)
        assert 0 <= start < end <= len(text)
        assert normal.from_source(start) <= pos < normal.from_source(end)
        assert normalise(text[start:end]).text or text[start:end].isspace()


@given(ODD, st.data())
def test_spans_of_the_source_keep_their_order(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    first = data.draw(st.integers(0, len(text)))
    second = data.draw(st.integers(first, len(text)))
    assert 0 <= normal.from_source(first) <= normal.from_source(second) <= len(normal.text)


@given(ODD)
def test_white_space_is_single(text: str) -> None:
    plain = normalise(text).text
    assert "  " not in plain.replace("\u200b", "")
    assert not any(c.isspace() and c != " " for c in plain)


@settings(max_examples=50)
@given(st.text(alphabet=st.sampled_from("ab ."), max_size=60))
def test_plain_text_is_left_as_it_is(text: str) -> None:
    single = " ".join(text.split())
    assert normalise(single).text == single
    assert not normalise(single).edits


@pytest.mark.parametrize("piece", ["-\na", "\u00ad", "  ", "\ufb01", "a\u0430", "\u200b a", "-", "\n"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    assert stays_linear(normalise, piece, 6_250)
    assert stays_linear(confusables, piece, 6_250)


def test_what_somebody_will_do_is_read_in_full() -> None:
    normal = normalise("You'll tell nobody.")
    assert normal.text == "You will tell nobody."
    assert normal.to_source(9, 13) == (7, 11)
