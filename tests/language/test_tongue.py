"""The language that most of a text is written in."""

from __future__ import annotations

import pytest

from scanner.language.tongue import lacks_english, language

SAMPLES = {
    "en": "The Employee shall not disclose the terms of this Agreement to any person, and the Company shall pay the "
    "sum that is set out in Section 2 within ten days of the date of this Agreement.",
    "es": "El Trabajador no divulgará los términos de este Acuerdo a ninguna persona, y la Empresa pagará la suma que "
    "se indica en la Sección 2 dentro de los diez días siguientes a la fecha de este Acuerdo.",
    "fr": "Le Salarié ne divulgue pas les termes de cet accord à des tiers, et la Société verse la somme qui est "
    "prévue à l'article 2 dans les dix jours qui suivent la date de la signature du présent accord.",
    "de": "Der Arbeitnehmer wird die Bedingungen dieser Vereinbarung nicht an Dritte weitergeben, und die Gesellschaft "
    "zahlt den Betrag, der in Ziffer 2 genannt ist, binnen zehn Tagen nach dem Datum der Unterschrift.",
    "pt": "O Empregado não divulgará os termos do presente acordo a terceiros, e a Empresa pagará a quantia que consta "
    "da cláusula 2 no prazo de dez dias a contar da data em que o acordo for assinado pelas partes.",
    "it": "Il Dipendente non divulga i termini del presente accordo a terzi, e la Società paga la somma che è indicata "
    "nella sezione 2 entro dieci giorni dalla data della firma di questo accordo per le parti.",
    "nl": "De werknemer zal de voorwaarden van deze overeenkomst niet aan derden bekendmaken, en het bedrijf betaalt "
    "het bedrag dat in artikel 2 staat binnen tien dagen na de datum van de ondertekening van deze overeenkomst.",
    "zh": "雇员不得向任何第三方披露本协议的条款，公司应在本协议签署之日起十日内支付第二条规定的款项。",
    "ja": "従業員は、本契約の条件を第三者に開示してはならず、会社は署名の日から十日以内に金額を支払うものとします。",
    "ru": "Работник не раскрывает условия настоящего соглашения третьим лицам, а компания выплачивает сумму в срок.",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_each_language_is_told(code: str) -> None:
    assert language(SAMPLES[code]) == code


@pytest.mark.parametrize("text", ["", "   ", "Jane Roe", "$ 50,000.00", "Signed: ____ Date: ____", "é" * 30])
def test_too_little_text_tells_nothing(text: str) -> None:
    assert language(text) is None


def test_names_and_figures_without_sentences_tell_nothing() -> None:
    assert language("Alpha 12 Beta 13 Gamma 14 Delta 15 " * 10) is None


@pytest.mark.parametrize(("most", "rest"), [("en", "es"), ("es", "en"), ("en", "de"), ("nl", "en"), ("en", "ru")])
def test_a_mixed_page_is_what_most_of_it_is(most: str, rest: str) -> None:
    assert language(SAMPLES[most] * 3 + " " + SAMPLES[rest]) == most


def test_a_long_text_is_judged_from_all_of_it() -> None:
    foreign_cover = SAMPLES["fr"] * 20
    assert language(foreign_cover + " " + SAMPLES["en"] * 400) == "en"


def test_a_few_foreign_names_do_not_change_english() -> None:
    assert language(SAMPLES["en"] + " Señor Müller, 株式会社, Łódź, Ђорђе") == "en"


HUNGARIAN = (
    "A munkavállaló nem közölheti senkivel ezt a megállapodást, és a társaság a jelen szerződés aláírásától számított "
    "tíz napon belül megfizeti a második pontban írt összeget, amelyet a felek közösen állapítottak meg. "
)
CIPHER = str.maketrans("abcdefghijklmnopqrstuvwxy", "bcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize("text", [HUNGARIAN * 3, SAMPLES["en"].translate(CIPHER) * 3])
def test_what_no_rule_can_have_read_lacks_english(text: str) -> None:
    assert lacks_english(text)


@pytest.mark.parametrize(
    "text", [SAMPLES["en"], HUNGARIAN, "Alpha 12 Beta 13 Gamma 14 Delta 15 " * 10, SAMPLES["en"] + HUNGARIAN * 2]
)
def test_a_little_english_or_few_words_do_not(text: str) -> None:
    assert not lacks_english(text)
