"""YAML files made by people who know the law -> typed rules -> compiled patterns.  No matching happens here."""

from scanner.rulebook.book import RuleBook, check, examples, load
from scanner.rulebook.pattern import Element, Pattern
from scanner.rulebook.rule import Find, Rule, Subtype, Wording

__all__ = ["Element", "Find", "Pattern", "Rule", "RuleBook", "Subtype", "Wording", "check", "examples", "load"]
