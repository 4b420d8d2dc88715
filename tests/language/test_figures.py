"""Sums and times as people write them."""

from __future__ import annotations

import pytest

from scanner.language.figures import counted_by, is_forever, sums, times


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("the sum of $50,000.00", 50_000, "USD"),
        ("USD 50,000", 50_000, "USD"),
        ("a fine of €20,000", 20_000, "EUR"),
        ("EUR 20,000", 20_000, "EUR"),
        ("GBP 10,000 per post", 10_000, "GBP"),
        ("CA$5,000", 5_000, "CAD"),
        ("₹5,00,000", 500_000, "INR"),
        ("Rs. 5 lakhs", 500_000, "INR"),
        ("2 lakh rupees", 200_000, "INR"),
        ("INR 1 crore", 10_000_000, "INR"),
        ("$1.5 million", 1_500_000, "USD"),
        ("1.5 million dollars", 1_500_000, "USD"),
        ("$50K for each post", 50_000, "USD"),
        ("you would owe 5k", 5_000, None),
        ("fifty thousand dollars", 50_000, "USD"),
        ("one hundred and fifty thousand pounds", 150_000, "GBP"),
    ],
)
def test_sums(text: str, value: float, currency: str | None) -> None:
    found = sums(text)
    assert [(each.value, each.currency) for each in found] == [(value, currency)]
    assert text[slice(*found[0].span)].strip() == text[slice(*found[0].span)]


def test_the_same_sum_in_words_and_in_figures() -> None:
    assert {each.value for each in sums("One Hundred and Fifty Thousand US Dollars ($150,000)")} == {150_000}


@pytest.mark.parametrize("text", ["my 401k plan", "Form 10-K", "section 4.2", "ten days", "1,200 words"])
def test_no_sums(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("twenty-one (21) days", 21, "day"),
        ("a 14-day period", 14, "day"),
        ("within 48 hours", 48, "hour"),
        ("within a week", 1, "week"),
        ("three hundred sixty-five days", 365, "day"),
        ("one hundred eighty (180) days", 180, "day"),
        ("ten working days", 10, "day"),
        ("two years", 2, "year"),
    ],
)
def test_times(text: str, value: float, unit: str) -> None:
    assert [(each.value, each.unit) for each in times(text)] == [(value, unit)]


@pytest.mark.parametrize("text", ["forever", "in perpetuity", "for the rest of her life", "without limit of time"])
def test_what_never_ends(text: str) -> None:
    assert is_forever(text)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("$500 for each day", "day"),
        ("$500 per post", "post"),
        ("$500 for each and every breach", "breach"),
        ("$500 upon any breach", None),
        ("each party pays $500", None),
    ],
)
def test_what_a_sum_is_multiplied_by(text: str, counted: str | None) -> None:
    assert counted_by(text) == counted


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [("R50 000 is owed", 50_000, "ZAR"), ("the sum of P200,000.00", 200_000, "PHP"), ("₦300,000", 300_000, "NGN")],
)
def test_a_letter_may_stand_for_the_currency(text: str, value: float, currency: str) -> None:
    assert [(each.value, each.currency) for each in sums(text)] == [(value, currency)]


def test_a_number_of_a_case_is_no_sum() -> None:
    assert sums("case R2023-118 on page P3") == []
