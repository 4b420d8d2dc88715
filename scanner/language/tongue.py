"""The language that most of a text is written in, told by its commonest small words."""

from __future__ import annotations

import re
from collections import Counter

# The commonest small words of each; those that several share do no harm, since the best total wins.
SMALL_WORDS = {
    "en": "the of and to in a that shall by any with this for or be from such which not will your you is it are no",
    "es": "de la el los las y en a no del una un por con para su que al lo se esta este como sus o es",
    "fr": "de la le les et des du une un dans pour par sur est qui au aux ou ne pas cette ce leur avec en à",
    "de": "der die und das den von zu mit dem des ein eine nicht ist für auf werden wird sich oder dass durch in",
    "pt": "de a o os e do da dos das uma um em no na não por para com ao que pelo pela seu sua ou se",
    "it": "di il che è e la del della dei delle per non gli una un con nel alla dal sono questo presente in a",
    "nl": "de het een en van te dat niet met zijn voor op wordt aan door deze worden bij of ook in",
    "pl": "w i z na do nie się jest oraz przez że od lub dla jak po za o",
    "ro": "și în de la cu nu care din pentru este sau pe prin să ale a o",
    "sv": "och att det som är av för den till inte en med ett har eller från i på",
    "da": "og at det som er af for den til ikke en med et har eller fra i på",
    "tr": "ve bir bu ile için olan veya olarak da de her tarafından",
    "vi": "và của các là không có cho được trong với này một hoặc người theo",
    "tl": "ang ng mga sa na at ay hindi kung para ito o nang anumang",
    "ht": "ak nan yo pou ki pa sou li se ou yon tout la",
    "id": "dan yang di dengan untuk dari tidak ini pada dalam atau oleh",
}
# Scripts that name the language well enough.
SCRIPTS = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
}
_TABLE = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}
_ENOUGH_WORDS = 20
_ENOUGH_SHARE = 0.12  # of all words; English contracts have 0.3 to 0.45
_ENOUGH_SIGNS = 20
# English words that hardly any other language has, and no text of some length can do without.
_ENGLISH = frozenset(
    "the of and shall that this with which not will your you are for any by my our we i they she".split()  # noqa: SIM905
)
_LONG_ENOUGH = 60  # words
_FEWEST_ENGLISH = 0.03  # of all words
_MARKS = ".,;:!?()[]'\""
_SIGNS_OF_A_WORD = {"ja": 5, "ko": 3, "zh": 3}  # letters that one sign of these scripts counts for
_SLICES, _SLICE = 16, 2_000  # a long text is judged by that many pieces of that many characters


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language of most of `text`, or None when too little shows which one it is."""
    text = _sample(text).lower()
    words = text.split()
    script = None if text.isascii() else _by_script(text, sum(map(len, words)))
    if script or len(words) < _ENOUGH_WORDS:
        return script
    seen = Counter(words)
    counts = {code: sum(seen[word] for word in small) for code, small in _TABLE.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] >= _ENOUGH_SHARE * len(words) else None


def lacks_english(text: str) -> bool:
    """A text of some length has next to none of the words that English is made of: no rule can have read it.

    It is in a language that is not known here, or its letters are not those that a page shows.
    """
    words = [word for word in _sample(text).lower().split() if word.strip(_MARKS).isalpha()]
    return len(words) >= _LONG_ENOUGH and sum(word in _ENGLISH for word in words) < _FEWEST_ENGLISH * len(words)


def _by_script(text: str, length: int) -> str | None:
    """The language of the script that most of the `length` characters of `text` belong to."""
    for code, script in SCRIPTS.items():
        signs = len(script.findall(text))
        others = length - signs
        if signs >= _ENOUGH_SIGNS and signs * _SIGNS_OF_A_WORD.get(code, 1) > others:
            return code
    return None


def _sample(text: str) -> str:
    """`text`, or pieces from all over it when it is long."""
    if len(text) <= _SLICES * _SLICE:
        return text
    return " ".join(text[start : start + _SLICE] for start in range(0, len(text), len(text) // _SLICES))
