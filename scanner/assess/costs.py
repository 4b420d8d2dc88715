"""What a sum for a breach could come to, and how it stands to what the signer is paid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from scanner.model import Amount, Finding
from scanner.rulebook.source import read_yaml, rules_folder

LARGE = 10_000  # in the larger currencies: such a sum is serious whatever the payment is
LARGE_SHARE = 0.25  # of the payment
USUAL = 3  # breaches in an example
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹"}
SMALL_UNITS = ("INR",)  # currencies in which LARGE is not large
EVENTS = ("breach", "violation", "infraction", "time", "instance", "occurrence", "occasion", "incident")


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of rules/help/costs.yaml."""

    times: dict[str, int]
    over_time: str
    by_event: str
    by_breach: str
    shares: list[dict[str, float | str]]


@lru_cache(maxsize=1)
def texts() -> Texts:
    """Read once."""
    return Texts(**read_yaml(rules_folder() / "help" / "costs.yaml"))


def with_costs(finding: Finding, payment: Amount | None) -> Finding:
    """A penalty with what it could come to and how it stands to `payment`, the sum that the signer would get."""
    amount = finding.details.amount
    if finding.category != "penalty" or amount is None:
        return finding
    example = _example(amount, finding.details.per)
    return replace(finding, details=replace(finding.details, example=example, share=_share_words(amount, payment)))


def is_large(finding: Finding, payment: Amount | None) -> bool:
    """True for a sum above LARGE, or above LARGE_SHARE of the payment."""
    amount = finding.details.amount
    if amount is None:
        return False
    above = amount.value > LARGE and amount.currency not in SMALL_UNITS
    share = _share(amount, payment)
    return above or (share is not None and share > LARGE_SHARE)


def _example(amount: Amount, per: str | None) -> str | None:
    if per is None:
        return None
    fixed = texts()
    count = fixed.times.get(per, USUAL)
    sentence = fixed.over_time if per in fixed.times else fixed.by_breach if per in EVENTS else fixed.by_event
    unit = _money(amount.value, amount.currency)
    return sentence.format(count=count, per=per, sum=unit, total=_money(count * amount.value, amount.currency))


def _share(amount: Amount, payment: Amount | None) -> float | None:
    """The part of the payment; None where the two cannot be compared."""
    if payment is None or not payment.value:
        return None
    alike = amount.currency == payment.currency or None in (amount.currency, payment.currency)
    return amount.value / payment.value if alike else None


def _share_words(amount: Amount, payment: Amount | None) -> str | None:
    share = _share(amount, payment)
    if share is None or payment is None or share <= LARGE_SHARE:
        return None
    words = next(str(step["words"]) for step in texts().shares if share >= float(step["from"]))
    return words.format(payment=_money(payment.value, payment.currency))


def _money(value: float, currency: str | None) -> str:
    number = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    sign = SIGNS.get(currency or "")
    return f"{sign}{number}" if sign else f"{number} {currency or ''}".strip()
