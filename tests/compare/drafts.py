"""Makes two drafts out of a sample paper and a list of edits, in any of the formats that samples come in.

An edit is one of these, on the text of the sample's source (line ends count as spaces, quotes are plain):

    {from: words, to: words}     the words, which stand there once, are replaced
    {cut: words}                 the paragraph that holds the words is taken out
    {after: words, add: text}    a paragraph is put in after the one that holds the words
    {move: words, after: words}  a paragraph is moved behind another
    {every: words, to: words}    the words are replaced wherever they stand
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sample_docs.make import HERE, MAKERS
from sample_docs.markup import parse

Edit = dict[str, str]


def edited(source: str, edits: Sequence[Edit]) -> str:
    """The text of a source after the edits.  Raises AssertionError for words that are not there, or there twice."""
    head, rule, body = source.partition("\n===\n")
    assert rule
    for edit in edits:
        body = _edited(body, edit)
    return head + rule + body


def made(source: str, suffix: str) -> bytes:
    """A source as a file with that suffix."""
    return MAKERS[suffix](parse(source))


@cache
def sample(name: str) -> str:
    """The source of a sample, by the start of its name."""
    (path,) = (HERE / "sources").glob(f"{name}.*")
    return path.read_text("utf-8")


def suffix_of(name: str) -> str:
    """The suffix of the file that a sample is."""
    (path,) = (HERE / "sources").glob(f"{name}.*")
    return Path(path.stem).suffix


def _edited(body: str, edit: Edit) -> str:
    if "from" in edit:
        assert body.count(edit["from"]) == 1, f"{body.count(edit['from'])} times: {edit['from']}"
        return body.replace(edit["from"], edit["to"])
    if "every" in edit:
        assert edit["every"] in body, edit["every"]
        return body.replace(edit["every"], edit["to"])
    paragraphs = body.split("\n\n")
    if "cut" in edit:
        del paragraphs[_holder(paragraphs, edit["cut"])]
    else:
        text = paragraphs.pop(_holder(paragraphs, edit["move"])) if "move" in edit else edit["add"]
        paragraphs.insert(_holder(paragraphs, edit["after"]) + 1, text)
    return "\n\n".join(paragraphs)


def _holder(paragraphs: list[str], words: str) -> int:
    found = [index for index, text in enumerate(paragraphs) if words in text]
    assert len(found) == 1, f"{len(found)} times: {words}"
    return found[0]
