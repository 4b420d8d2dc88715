"""The scale of severity: low, medium, high, critical."""

from __future__ import annotations

from scanner.model import SEVERITIES, Severity


def step(severity: Severity, by: int) -> Severity:
    """So many steps more or less serious, within the scale."""
    return SEVERITIES[max(0, min(SEVERITIES.index(severity) + by, len(SEVERITIES) - 1))]


def at_least(floor: Severity, severity: Severity) -> Severity:
    """The more serious of the two."""
    return max(floor, severity, key=SEVERITIES.index)
