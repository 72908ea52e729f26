"""The graph: who asks, who issues, chains, what a change touches; and its files."""

import csv
import io
import random

import networkx as nx
import pytest

from analysis.documents.reading import Maker
from analysis.graph import (
    Chain,
    agencies_asking_own_papers,
    blast_radius,
    build_graph,
    chains,
    papers_of,
    who_asks,
    who_issues,
)
from analysis.graph_export import export, guarded, to_csv, to_gexf, to_graphml
from catalogue.records import LegalBasis, Level
from tests.analysis.build import Catalogue, mention, reading

LICENCE = "derived:giấy phép thăm dò nước"


@pytest.fixture
def catalogue() -> Catalogue:
    made = Catalogue()
    made.add(
        "Cấp Giấy phép thăm dò nước",
        mention("Đơn đề nghị cấp giấy phép", maker=Maker.APPLICANT),
        issues=["Giấy phép thăm dò nước", "Thông báo kết quả xử lý hồ sơ"],
        handling_agencies=("Cục Tài nguyên nước",),
    )
    made.add(
        "Khai thác nước dưới đất",
        "Giấy phép thăm dò nước",
        reading("Giấy khai sinh", "Hộ chiếu", alternatives=True),
        handling_agencies=("Cục Tài nguyên nước",),
        deciding_agency="Bộ Nông nghiệp và Môi trường",
        levels=(Level.CENTRAL,),
        applicants=("Doanh nghiệp", "Công dân Việt Nam"),
        legal_bases=(LegalBasis(number="28/2023/QH15", name="Luật Tài nguyên nước"),),
    )
    made.add("Đăng ký khai sinh", issues=["Giấy khai sinh"], handling_agencies=("UBND cấp xã",))
    return made


def test_who_asks_and_who_issues(catalogue):
    graph = build_graph(catalogue.snapshot(), catalogue.readings)
    assert [(a.procedure, a.component, a.alternatives) for a in who_asks(graph, "birth_certificate")] == [
        ("1.000002", 1, True)
    ]
    assert [(i.procedure, i.outcome) for i in who_issues(graph, LICENCE)] == [("1.000001", 0)]
    assert who_asks(graph, "no-such-type") == ()


def test_papers_of_a_procedure_by_row(catalogue):
    graph = build_graph(catalogue.snapshot(), catalogue.readings)
    assert [(p.component, p.type) for p in papers_of(graph, "1.000002")] == [
        (0, LICENCE),
        (1, "birth_certificate"),
        (1, "passport"),
    ]


def test_results_chain_to_the_procedures_that_ask_for_them(catalogue):
    graph = build_graph(catalogue.snapshot(), catalogue.readings)
    assert list(chains(graph)) == [
        Chain("1.000003", 0, "birth_certificate", "1.000002", 1),
        Chain("1.000001", 0, LICENCE, "1.000002", 0),
    ]
    assert [one.issued_by for one in chains(graph, type_=LICENCE)] == ["1.000001"]


def test_equal_codes_of_rows_and_results_tie_nothing_together():
    catalogue = Catalogue()
    catalogue.add("Cấp Giấy phép A B", issues=["Giấy phép A B C"])
    catalogue.add("Cấp Giấy phép X Y", "Giấy phép X Y Z", components={"code": "KQ.G15.000031"})
    assert list(chains(build_graph(catalogue.snapshot(), catalogue.readings))) == []


def test_an_agency_that_asks_for_its_own_paper_is_found(catalogue):
    graph = build_graph(catalogue.snapshot(), catalogue.readings)
    (own,) = agencies_asking_own_papers(graph)
    assert (own.agency, own.type) == ("Cục Tài nguyên nước", LICENCE)
    assert (own.asked_by, own.issued_by) == (("1.000002",), ("1.000001",))


def test_what_a_change_of_a_paper_touches(catalogue):
    touched = blast_radius(build_graph(catalogue.snapshot(), catalogue.readings), LICENCE)
    assert touched.procedures == ("1.000002",)
    assert touched.agencies == ("Bộ Nông nghiệp và Môi trường", "Cục Tài nguyên nước")
    assert touched.levels == ("central",)
    assert touched.applicants == ("Công dân Việt Nam", "Doanh nghiệp")
    assert touched.legal_bases == ("28/2023/QH15",)


def test_registers_hold_types_with_their_article_and_dates(catalogue):
    graph = build_graph(catalogue.snapshot(), catalogue.readings)
    said = next(iter(graph.get_edge_data("type:birth_certificate", "register:HO_TICH").values()))
    assert said["kind"] == "held_by"
    assert "khoản 2" in said["legal_base"]
    assert (said["valid_from"], said["valid_to"]) == ("2026-01-01", "2027-02-28")


def test_refused_outcomes_stand_in_the_graph_but_are_no_paper(catalogue):
    graph = build_graph(catalogue.snapshot(), catalogue.readings)
    assert graph.nodes["outcome:1.000001#1"]["excluded"] == "notice"
    assert list(graph.successors("outcome:1.000001#1")) == []


def test_equal_catalogues_give_equal_files(catalogue):
    def files() -> list[object]:
        graph = build_graph(catalogue.snapshot(), catalogue.readings)
        return [to_graphml(graph), to_gexf(graph), to_csv(graph)]

    told = files()
    random.Random(5).shuffle(catalogue.procedures)
    assert files() == told


def test_files_are_read_back_whole(catalogue, tmp_path):
    graph = build_graph(catalogue.snapshot(), catalogue.readings)
    (graphml,) = export(graph, tmp_path / "g.graphml", format_="graphml")
    (gexf,) = export(graph, tmp_path / "g.gexf", format_="gexf")
    nodes, edges = export(graph, tmp_path / "g.csv", format_="csv")
    for read in (nx.read_graphml(graphml), nx.read_gexf(gexf)):
        assert set(read) == set(graph)
        assert read.number_of_edges() == graph.number_of_edges()
    table = list(csv.DictReader(io.StringIO(edges.read_bytes().decode("utf-8-sig"))))
    assert len(table) == graph.number_of_edges()
    assert nodes.read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_unknown_format_is_refused(catalogue, tmp_path):
    with pytest.raises(ValueError, match="docx"):
        export(build_graph(catalogue.snapshot(), catalogue.readings), tmp_path / "g", format_="docx")


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-2", "@cmd", "\t=1", " =1"])
def test_a_cell_is_never_a_formula(cell):
    assert guarded(cell).startswith("'")


def test_a_formula_in_a_name_is_guarded_in_the_table():
    catalogue = Catalogue()
    catalogue.add("=HYPERLINK(1)", "Giấy khai sinh")
    nodes, _ = to_csv(build_graph(catalogue.snapshot(), catalogue.readings))
    assert "'=HYPERLINK(1)" in nodes.decode()
