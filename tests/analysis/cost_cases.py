"""Small valid records, readings and figures for the tests of cost, cuts and targets."""

from datetime import date
from fractions import Fraction
from typing import Any

from analysis.documents.reading import Form, Holder, Maker, Mention, Reading, RowKind
from analysis.parameters import Parameters, defaults
from catalogue.parameters import DatedValue, Grade, Mark, Parameter
from catalogue.records import (
    Case,
    Channel,
    ChannelKind,
    Component,
    Coverage,
    Fee,
    FeeKind,
    Procedure,
    Source,
)

DAY = date(2026, 7, 1)
SOURCE = Source(file="f.json", sha256="0" * 64, importer="test")


def mention(name: str = "Giấy chứng nhận", **told: Any) -> Mention:
    """A paper; only what the test is about is named."""
    rest: dict[str, Any] = {
        "head": name.split()[0].lower(),
        "act": None,
        "object": None,
        "form": Form.UNSTATED,
        "maker": Maker.STATE,
        "holder": Holder.NONE,
        "type": name.lower(),
        "known": False,
    }
    return Mention(name=name, **(rest | told))


def reading(*mentions: Mention, kind: RowKind = RowKind.DOCUMENT, **told: Any) -> Reading:
    """A row that asks for these papers, or for one paper that nobody could name."""
    return Reading("; ".join(m.name for m in mentions) or "Giấy tờ", kind, mentions, **told)


def channel(kind: ChannelKind | None = ChannelKind.IN_PERSON, *fees: Fee) -> Channel:
    """A way of handing in; without fees it states none."""
    return Channel(channel=kind, fees=fees)


def fee(amount: str | None, kind: FeeKind | None = FeeKind.CHARGE, currency: str | None = "VND") -> Fee:
    """Lệ phí."""
    return Fee(kind=kind, amount=amount, currency=currency)


def procedure(*cases: Case, code: str = "1.000001", **told: Any) -> Procedure:
    """A procedure that is handed in at a counter, free of charge, in one set."""
    rest: dict[str, Any] = {
        "name": f"Thủ tục {code}",
        "coverage": Coverage.FULL,
        "channels": (channel(ChannelKind.IN_PERSON, fee("0")),),
        "dossier_sets": 1,
        "source": SOURCE,
    }
    return Procedure(code=code, cases=cases, **(rest | told))


def case(*texts: str, name: str | None = None, originals: int | None = 1, copies: int | None = 0) -> Case:
    """A case with one component per text."""
    return Case(
        name=name, components=tuple(Component(text=t, originals=originals, copies=copies) for t in texts)
    )


def flat(**figures: int | str | Fraction) -> Parameters:
    """The shipped names with round figures (0 unless given; `__` is a dot): sums are checked by hand."""
    given = {name.replace("__", "."): Fraction(value) for name, value in figures.items()}
    unknown = given.keys() - defaults().by_name.keys()
    assert not unknown, unknown
    base = {"weight.channel": Fraction(1), "hourly_income": Fraction(60)}
    return Parameters(
        {
            name: Parameter(
                name=name,
                vi=shipped.vi,
                en=shipped.en,
                unit=shipped.unit,
                values=(value(given.get(name, base.get(name, Fraction(0)))),),
            )
            for name, shipped in defaults().by_name.items()
            if shipped.values or name in given
        }
    )


def value(central: Fraction, **told: Any) -> DatedValue:
    """A figure without range, for any day."""
    rest: dict[str, Any] = {
        "grade": Grade.MEASURED,
        "mark": Mark.COMPUTED,
        "source": "bài kiểm tra",
        "undated": "bài kiểm tra",
    }
    return DatedValue.model_validate({"value": central} | rest | told)
