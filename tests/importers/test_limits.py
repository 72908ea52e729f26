"""Limits, packages, XML and JSON readers: what is let through and what is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.errors import FileTooLarge, HostileFile, UnreadableFile
from catalogue.issues import IssueLog
from importers.base import SourceFile
from importers.limits import LIMITS, Shape, check_bytes, check_path, parse_xml, shape_of
from importers.readers.feed import Node, is_filled, read_json, read_json_lines
from importers.readers.package import open_package
from tests.importers.files import docx, lines, package, row

BILLION = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
)


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        (b"", Shape.EMPTY),
        (b" \n", Shape.EMPTY),
        (docx(), Shape.ZIP),
        (b"%PDF-1", Shape.PDF),
        (b"{}", Shape.OTHER),
    ],
)
def test_the_first_bytes_tell_the_shape(data: bytes, shape: Shape) -> None:
    assert shape_of(data) is shape


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="tệp thông thường"):
        check_path(tmp_path)


def test_bytes_over_the_limit_are_refused() -> None:
    with pytest.raises(FileTooLarge):
        check_bytes(SourceFile("a.json", b"x" * 11), replace(LIMITS, file_bytes=10))


@pytest.mark.parametrize("xml", [BILLION, '<!DOCTYPE a SYSTEM "http://x/y.dtd"><a/>', "<!DOCTYPE a><a/>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_doctype_is_hostile_in_any_encoding(xml: str, encoding: str) -> None:
    with pytest.raises(HostileFile, match="DOCTYPE"):
        parse_xml(xml.encode(encoding), name="document.xml")


def test_broken_xml_says_where() -> None:
    with pytest.raises(UnreadableFile, match="dòng 2") as refused:
        parse_xml(b"<a>\n<b></a>", name="document.xml")
    assert refused.value.at is not None


def test_very_deep_xml_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        parse_xml(b"<a>" * 5000 + b"</a>" * 5000, name="document.xml")


def test_plain_xml_is_read() -> None:
    assert parse_xml("<a>giấy tờ</a>".encode(), name="x").text == "giấy tờ"


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "a\\b", "C:/x"])
def test_member_names_that_leave_the_package_are_hostile(name: str) -> None:
    with pytest.raises(HostileFile):
        open_package(package({name: "x"}))


def test_too_many_members_are_refused() -> None:
    with pytest.raises(FileTooLarge, match="3 phần"):
        open_package(package({"a": "", "b": "", "c": ""}), replace(LIMITS, members=2))


def test_too_much_in_all_is_refused_although_each_member_is_small() -> None:
    with pytest.raises(FileTooLarge, match="bung ra"):
        open_package(package({"a": "x" * 60, "b": "x" * 60}), replace(LIMITS, unpacked_bytes=100))


def test_a_member_with_a_broken_checksum_is_refused_when_read() -> None:
    whole = docx("<w>" + "giấy tờ " * 50 + "</w>")
    at = whole.index(b"word/document.xml") + 30
    broken = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
    with pytest.raises(UnreadableFile, match=r"document\.xml"):
        open_package(broken).read("word/document.xml")


def test_a_package_gives_its_members_and_its_kind() -> None:
    opened = open_package(docx("<w>x</w>"))
    assert opened.kind == "docx"
    assert opened.xml("word/document.xml").text == "x"
    with pytest.raises(UnreadableFile, match="thiếu phần"):
        opened.read("word/styles.xml")


def test_embedded_workbooks_are_let_through_unread() -> None:
    inner = package({"xl/workbook.xml": "<x/>"})
    assert (
        open_package(package({"word/document.xml": "<w/>", "word/embeddings/a.xlsx": inner})).kind == "docx"
    )


def test_json_lines_tell_their_line_and_have_a_limit() -> None:
    file = SourceFile("a.jsonl", lines(row(), row()) + b"\n")
    assert [number for number, _ in read_json_lines(file)] == [1, 2]
    with pytest.raises(FileTooLarge):
        list(read_json_lines(file, replace(LIMITS, rows=1)))


def test_wrong_bytes_are_told_with_their_place() -> None:
    with pytest.raises(UnreadableFile, match="E0 20 41") as refused:
        read_json(SourceFile("a.json", b'{\n"a": "\xe0 A"}'))
    assert "dòng 2" in refused.value.message
    assert "UTF-8" in (refused.value.hint or "")


def test_a_node_tells_what_was_not_read() -> None:
    node = Node({"a": "x", "b": [{"c": ""}], "d": [{"e": 1}], "f": 3, "g": {"h": "1"}}, at="/data")
    issues = IssueLog()
    assert node.text("a") == "x"
    assert node.many("f") == ()
    node.finish(issues, procedure="1.000001", ignore={"g": "khóa"})
    assert [(issue.field, issue.place.path) for issue in issues] == [("d", "/data/d"), ("f", "/data/f")]


@pytest.mark.parametrize("value", [None, "", [], {}, [{}], {"a": [None, ""]}, False])
def test_empty_values_say_nothing(value: object) -> None:
    assert not is_filled(value)


@pytest.mark.parametrize("value", [0, "x", [0], {"a": {"b": 0}}, True])
def test_zero_says_something(value: object) -> None:
    assert is_filled(value)
