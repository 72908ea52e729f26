"""Chains of procedures: what an earlier step gave is told; what is not stated is named, not counted."""

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from analysis.dossiers import dossier, needs
from analysis.graph import blast_radius, build_graph
from analysis.graph_draw import to_html, to_svg
from catalogue.errors import NotFound
from catalogue.records import Channel, ChannelKind, Fee, LegalBasis, TimeLimit, TimeUnit
from tests.analysis.build import Catalogue

IN_PERSON = Channel(
    channel=ChannelKind.IN_PERSON,
    time_limit=TimeLimit(value=5, unit=TimeUnit.WORKING_DAY),
    fees=(Fee(amount="10000", currency="VND"), Fee(amount="30000", currency="VND")),
)


def catalogue() -> Catalogue:
    made = Catalogue()
    made.add("Đăng ký khai sinh", "Hộ chiếu", issues=("Giấy khai sinh",), channels=(IN_PERSON,))
    basis = LegalBasis(number="60/2014/QH13", articles=("Điều 18",))
    made.add("Nhập học", "Giấy khai sinh", "Hộ chiếu", "Đơn xin nhập học", legal_bases=(basis,))
    return made


def test_what_an_earlier_step_produced_or_was_given_is_told():
    made = catalogue()
    told = dossier(made.snapshot(), made.readings, ["1.000001", "1.000002"])
    first, second = told.steps
    assert [paper.again for paper in first.papers] == [False]
    birth, passport = second.papers[:2]
    assert (birth.produced_at, passport.handed_in_at) == ("1.000001", "1.000001")
    assert (told.again, told.visits, told.days) == (2, 2, {"working_day": 5.0})
    assert told.fees == (Decimal(10000), Decimal(30000))
    assert told.not_stated == ("1.000002",)


def test_the_order_of_the_steps_matters():
    made = catalogue()
    told = dossier(made.snapshot(), made.readings, ["1.000002", "1.000001"])
    assert told.steps[0].papers[0].produced_at is None


def test_a_procedure_tells_what_it_needs_from_others():
    made = catalogue()
    (paper,) = needs(made.snapshot(), made.readings, "1.000002")
    assert (paper.type, paper.issued_by) == ("birth_certificate", ("1.000001",))
    with pytest.raises(NotFound, match=r"9\.999999"):
        needs(made.snapshot(), made.readings, "9.999999")


def test_a_paper_is_drawn_with_who_issues_and_who_asks():
    made = catalogue()
    graph = build_graph(made.snapshot(), made.readings)
    drawn = to_svg(graph, "birth_certificate")
    ET.fromstring(drawn)  # noqa: S314 (our own text)
    assert "Cấp: 1 thủ tục" in drawn
    assert "1.000002 Nhập học" in drawn
    assert to_svg(build_graph(made.snapshot(), made.readings), "birth_certificate") == drawn
    page = to_html(graph, "birth_certificate")
    assert "60/2014/QH13: Điều 18" in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_names_are_escaped_in_a_drawing():
    made = Catalogue()
    made.add("<script>alert(1)</script>", "Giấy khai sinh")
    assert "<script>" not in to_html(build_graph(made.snapshot(), made.readings), "birth_certificate")


def test_a_change_of_a_paper_names_the_articles_to_amend():
    made = catalogue()
    touched = blast_radius(build_graph(made.snapshot(), made.readings), "birth_certificate")
    assert touched.articles == (("60/2014/QH13", ("Điều 18",)),)
