"""The renderers: JSON, its schema, and the text for the terminal."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pytest

from scanner.model import (
    Coverage,
    Details,
    ExceptionClause,
    Freedom,
    Location,
    Missing,
    Party,
    Report,
    Stack,
    Verdict,
)
from scanner.report import wording
from scanner.report.as_html import to_html
from scanner.report.as_json import to_dict
from scanner.report.as_text import to_text
from scanner.report.legible import clean
from scanner.report.parts import SHOWN, consequences, grouped, in_stack, leaves, new_context, numbers, said_of
from scanner.report.schema import json_schema
from scanner.words import words
from tests.conftest import GAG, make_finding


def flat(text: str) -> str:
    """The words of a rendered report in one line, without bars and indents."""
    return " ".join(text.replace("\N{BOX DRAWINGS LIGHT VERTICAL}", " ").split())


def empty_report(report: Report, level: Any = "none_found") -> Report:
    """The same report with nothing in it."""
    lists = ("parties", "stacks", "findings", "protections", "freedoms", "missing", "notes", "questions", "resources")
    nothing: dict[str, Any] = dict.fromkeys(lists, ())
    return dataclasses.replace(
        report,
        verdict=Verdict(level, "We did not find the parts we look for.", report.verdict.advice),
        coverage=Coverage(complete=True, pages_read=5),
        **nothing,
    )


# --- JSON ---------------------------------------------------------------------------------------


def test_json_is_asdict_with_lists(report: Report) -> None:
    expected = json.loads(json.dumps(dataclasses.asdict(report)))
    del expected["text"], expected["blocks"]
    assert to_dict(report) == expected
    assert report.to_dict() == expected


def test_text_stands_in_json_only_when_asked_for(report: Report) -> None:
    assert "text" not in to_dict(report)
    assert to_dict(dataclasses.replace(report, text=""))["text"] == ""


def test_reports_fit_the_schema(report: Report) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for each in (report, empty_report(report), dataclasses.replace(report, text=GAG)):
        validator.validate(to_dict(each))


def test_schema_refuses_what_is_no_report(report: Report) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    for field in to_dict(report):
        broken = to_dict(report)
        del broken[field]
        assert not validator.is_valid(broken), field
    assert not validator.is_valid({**to_dict(report), "findings": [{}]})


def test_schema_stays_open_and_explains(report: Report) -> None:
    schema = json_schema()
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({**to_dict(report), "a_field_of_next_year": 1})
    assert all(part["description"] for part in (schema, *schema["$defs"].values()))
    assert "text" not in schema["required"] and "text" in schema["properties"]


# --- what is said several times ------------------------------------------------------------------


def test_findings_of_one_kind_are_one_part(report: Report) -> None:
    twice = [make_finding(1), make_finding(2), dataclasses.replace(make_finding(1), id="f3")]
    parts = grouped(twice)
    assert [(part.number, [f.id for f in part.findings]) for part in parts] == [(1, ["f1", "f3"]), (2, ["f2"])]
    assert in_stack(["f3", "f2", "f1", "f9"], numbers(parts)) == [1, 2]
    text = flat(to_text(dataclasses.replace(report, findings=tuple(twice), stacks=(), protections=(), notes=())))
    assert text.count(parts[0].lead.title) == 1
    assert text.count(f"In plain words: {parts[0].lead.plain}") == 2  # the two parts


def test_what_could_follow_needs_a_silence_with_teeth(report: Report) -> None:
    fine = dataclasses.replace(make_finding(2), category="penalty")
    judge = dataclasses.replace(make_finding(3), category="forced_arbitration")
    findings = (make_finding(1), fine, judge)
    stack = Stack("silence_with_teeth", "Teeth.", ("f1", "f2"))
    with_teeth = dataclasses.replace(report, findings=findings, stacks=(stack,))
    assert [part.lead.id for part in consequences(with_teeth, grouped(findings))] == ["f2", "f3"]
    assert f"{wording.IF_YOU_SPEAK} - {wording.CONSEQUENCE['penalty']} (See 2.)" in flat(to_text(with_teeth))
    assert consequences(dataclasses.replace(with_teeth, stacks=()), grouped(findings)) == ()


def test_a_law_stands_once(report: Report) -> None:
    both = (make_finding(1), make_finding(2))
    assert both[0].laws == both[1].laws
    card = both[0].laws[0]
    assert flat(to_text(dataclasses.replace(report, findings=both))).count(card.plain) == 1


def test_freedoms_share_the_quote_that_speaks_of_them(report: Report) -> None:
    kept = tuple(Freedom(name, "kept", "Nothing here prevents it.") for name in ("police", "court"))
    text = flat(to_text(dataclasses.replace(report, freedoms=(*kept, Freedom("tax", "not_found")))))
    assert text.count("Nothing here prevents it.") == 1
    assert [said.freedoms for said in said_of(kept, "kept")] == [("police", "court")]


def test_much_that_is_missing_is_said_in_short(report: Report) -> None:
    missing = tuple(Missing(f"m{n}", f"Without {n}.", f"Ask {n}.") for n in range(SHOWN + 2))
    text = flat(to_text(dataclasses.replace(report, missing=missing)))
    assert all(item.plain in text for item in missing)
    assert [item.ask_for in text for item in missing] == [True] * SHOWN + [False, False]


def test_what_a_penalty_could_come_to_is_shown(report: Report) -> None:
    details = Details(example="3 x $5 = $15 (example).", share="That is half.")
    finding = dataclasses.replace(make_finding(1), details=details)
    text = flat(to_text(dataclasses.replace(report, findings=(finding,))))
    assert "What it could come to: 3 x $5 = $15 (example). That is half." in text


# --- text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["none_found", "unreadable"])
def test_advice_opens_every_report(report: Report, level: str) -> None:
    for each in (report, empty_report(report, level)):
        assert to_text(each).startswith(f"{wording.STANDING_ADVICE}\n\n{each.verdict.headline}")
        assert to_text(each).count(wording.STANDING_ADVICE) == 2  # the first line and the last


@pytest.mark.parametrize("width", [20, 60, 80, 100, 300])
def test_lines_fit_and_nothing_is_lost(report: Report, width: int) -> None:
    long = make_finding(7, quote="Employee shall not " + "x" * 150 + " " + "speak " * 200 + "ever.")
    each = dataclasses.replace(report, findings=(*report.findings[:6], long))
    text = to_text(each, width=width)
    assert max(map(len, text.splitlines())) <= max(60, min(width, 100))
    assert all(line == line.rstrip() for line in text.splitlines())
    words = flat(text)
    assert "speak " * 200 + "ever." in words
    for finding in (*each.findings, *each.protections, *each.notes):
        assert finding.title in words
        assert finding.plain in words


def test_order_of_the_parts(report: Report) -> None:
    text = flat(to_text(report))
    parts = (
        wording.STANDING_ADVICE,
        report.verdict.headline,
        "You may say no to mediation.",
        "What this paper would do",
        "These parts are worse together - This paper asks you to stay silent, and could make you pay. (See 1, 3.)",
        "1 CRITICAL You may not talk about what happened (1)",
        "Page 2, section 4.1. This binds you.",
        GAG,
        "It names: $50,000 for each breach; with no end; 21 days",
        "In plain words: This part says",
        "Why it matters: Silence",
        "What you can ask for: You can ask",
        "An idea to show your lawyer, not a text to send: I may",
        "A law that may limit this: Speak Act (XX). See the laws further down.",
        "- Who could I still talk to?",
        "5 HIGH",
        "More to ask about",
        "6 HIGH",
        "What may protect you",
        "The paper says you may still: - talk to the police",
        "You can ask for it: - talk to your family",
        "What is missing",
        "Other parts",
        "Laws that may limit such parts",
        "Speak Act (XX, as of 2026-01-01)",
        "- Question 1?",
        "- Question 10?",
        "Where to get help",
        "We read 4 of 5 pages, 1,234 words.",
        "Page 4: it is a picture",
        "Attachment: it is broken",
        "Employee agrees to stay silent.",
        "No lawyer has reviewed these rules yet.",
    )
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"{part!r} is missing or stands too early"
        at = found + len(part)


def test_only_the_first_five_stand_in_full(report: Report) -> None:
    findings = tuple(dataclasses.replace(f, why=f"Reason {n}.") for n, f in enumerate(report.findings, 1))
    text = flat(to_text(dataclasses.replace(report, findings=findings)))
    assert [n for n in range(1, 8) if f"Why it matters: Reason {n}." in text] == [1, 2, 3, 4, 5]
    assert text.count("In plain words:") == len((*findings, *report.protections, *report.notes))


def test_what_was_explained_is_not_explained_again(report: Report) -> None:
    text = flat(to_text(report))
    assert text.count("Why it matters:") == 1
    assert text.count("see number 1.") == 4


def test_protections_that_say_the_same_share_their_words(report: Report) -> None:
    first, second = report.protections[0], dataclasses.replace(report.protections[0], quote="Another exception.")
    each = dataclasses.replace(empty_report(report), protections=(first, second))
    text = flat(to_text(each))
    assert text.count(first.plain) == text.count(first.title) == 1
    assert GAG in text and "Another exception." in text


def test_without_a_place_the_report_says_how_to_choose_one(report: Report) -> None:
    assert "--place US-CA" in to_text(report)
    assert "--place" not in to_text(report, place="US-NY")
    assert "--place" not in to_text(dataclasses.replace(report, laws_as_of=""))


def test_a_finding_of_the_whole_paper_has_no_quote(report: Report) -> None:
    each = dataclasses.replace(empty_report(report), findings=(make_finding(quote=None),))
    assert "The paper as a whole. This binds you." in flat(to_text(each))


def test_weak_protections_say_so(report: Report) -> None:
    weak = dataclasses.replace(report.protections[0], strength="weak")
    assert wording.WEAK_PROTECTION in flat(to_text(dataclasses.replace(report, protections=(weak,))))
    assert wording.WEAK_PROTECTION not in flat(to_text(report))


def test_a_paper_cannot_command_the_terminal(report: Report) -> None:
    evil = "a\x1b[31mred\x1b]0;title\x07 \x9b2J \u202etxet\u2066 [bold red]markup[/bold red] :smile: \ud800 \x00end"
    finding = dataclasses.replace(make_finding(quote=evil), title=evil)
    each = dataclasses.replace(report, findings=(finding,))
    each = dataclasses.replace(each, document=dataclasses.replace(report.document, name=evil))
    for colour in (False, True):
        text = to_text(each, colour=colour)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
        assert not set(plain) & set("\x00\x07\x1b\x9b\u202e\u2066\ud800")
        assert "[bold red]markup[/bold red] :smile:" in flat(plain)
    assert "\x1b" not in to_text(each)
    assert clean("a\n\n b\u00a0c\u2028d") == "a b c d"


def test_colour_changes_no_word(report: Report) -> None:
    coloured = to_text(report, colour=True)
    assert "\x1b[" in coloured
    assert flat(re.sub(r"\x1b\[[0-9;]*m", "", coloured)) == flat(to_text(report))


def test_codes_of_later_versions_are_shown_as_words(report: Report) -> None:
    place = Location(start=0, end=3, paragraph=7, part="text_box", file="inner.docx")
    assert wording.place(place) == "inner.docx, paragraph 7, text box"
    assert wording.place(Location(start=0, end=3)) == "In the text"


# --- voice --------------------------------------------------------------------------------------


def fixed_words() -> list[str]:
    """Every fixed sentence of the report."""

    def leaves(node: Any) -> Iterator[str]:
        if isinstance(node, str):
            yield node
        else:
            for each in node.values() if isinstance(node, dict) else node:
                yield from leaves(each)

    return list(leaves(words()["report"]))


def test_no_word_reassures_judges_or_orders() -> None:
    words = fixed_words()
    assert len(words) > 40
    forbidden = re.compile(r"\b(safe|safely|void|illegal|fine|guilty|abuser|score|percent|you must)\b|%", re.I)
    assert [text for text in words if forbidden.search(text)] == []


def test_fixed_words_are_plain() -> None:
    """Flesch-Kincaid grade 8 or lower over all of them together, and no sentence longer than 20 words."""
    sentences = [s for text in fixed_words() for s in re.split(r"(?<=[.?!:])\s+", text) if s]
    words = [word for s in sentences for word in re.findall(r"[a-z']+", s.lower())]
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word)))) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    assert grade <= 8, grade
    assert max(len(s.split()) for s in sentences) <= 20


def test_exceptions_that_stand_elsewhere_share_a_line() -> None:
    there = [ExceptionClause("to the police", Location(500 + n, 510 + n, section=f"9({n})"), "strong") for n in (1, 2)]
    weak = ExceptionClause("if compelled", Location(700, 710, section="12"), "weak", "Only if a court forces you.")
    finding = dataclasses.replace(make_finding(), details=Details(exceptions=(*there, weak)))
    assert [wording.leave(each) for each in leaves(finding)] == [
        "The paper makes an exception (Section 9(1); Section 9(2))",
        "The paper makes an exception, and it is weak (Section 12): Only if a court forces you.",
    ]


def test_words_read_together_with_several_findings_stand_once() -> None:
    first, second = make_finding(1), make_finding(2)
    assert new_context((first, second), 0) == first.context != ()
    assert new_context((first, second), 1) == ()


@pytest.mark.parametrize(
    ("party", "said"),
    [
        (Party("Jane Roe", ("Claimant", "you"), "signer"), "Jane Roe, Claimant: you"),
        (Party("you", (), "signer"), 'You: the paper does not name you, it says "you"'),
        (Party("i", (), "signer"), 'You: the paper does not name you, it says "I"'),
        (Party("Acme Ltd", ("we",), "other"), "Acme Ltd, we: the other side"),
    ],
)
def test_who_is_who(party: Party, said: str) -> None:
    assert wording.party(party) == said


@pytest.mark.parametrize("shown", [to_text, to_html])
def test_the_name_of_a_file_is_no_sentence_of_ours(report: Report, shown: Callable[[Report], str]) -> None:
    """Whoever wrote the paper may have named the file, too."""
    comfort = 'All is well". You can sign this today, and nothing in it can hurt you. It is "fair'
    made = shown(dataclasses.replace(report, document=dataclasses.replace(report.document, name=f"{comfort}.pdf")))
    words = html.unescape(re.sub("<[^>]*>", " ", made))
    assert "The file is called \"All is well'. You can si\u2026is 'fair.pdf\"." in flat(words)
    assert "nothing in it can hurt you" not in made


def test_what_no_xml_may_hold_is_shown_as_missing() -> None:
    assert clean("a\ufffeb\uffff") == "a\ufffdb\ufffd"
