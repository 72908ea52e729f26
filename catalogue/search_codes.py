"""Codes in a query (mã số): clean, dirty, or only how one begins."""

from catalogue.errors import CodeNotUnderstood
from catalogue.identifiers import ProcedureCode, find_codes


def codes_of(asked: str) -> tuple[list[str], str | None]:
    """Codes that a query names, dirty ones repaired, and how a code begins; neither: it is words.

    >>> codes_of("thủ tục 1,001193"), codes_of("1004222"), codes_of("1.00")
    ((['1.001193'], None), (['1.004222'], None), ([], '1.00'))
    """
    told = asked.strip()
    plain = told.replace(",", ".")
    if plain.startswith(("1", "2", "3", "4", "5", "6", "7", "8", "9")) and _is_start(plain):
        digits = plain.replace(".", "")
        if len(digits) == 7 and digits.isdigit():
            return [f"{digits[0]}.{digits[1:]}"], None
        if len(plain) < 8:
            return [], plain
    if told[:4].upper() == "TAM-":
        return [], "TAM-" + told[4:].lower()
    if ":" in told[:4] and told[:2].isalpha():
        return [told[:2].upper() + told[2:]], None
    try:
        return [ProcedureCode.parse(told).core], None
    except CodeNotUnderstood:
        return [code.core for code in find_codes(told)], None


def _is_start(told: str) -> bool:
    """Only digits and dots, and a dot behind the first digit or seven digits in all."""
    return all(c.isdigit() or c == "." for c in told) and (told[1:2] == "." or len(told) == 7)
