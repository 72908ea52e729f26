"""A folder and a list as portals."""

from pathlib import Path

import pytest

from publishing.portals.base import (
    PortalChanged,
    PortalRefused,
    ReadOnly,
)
from publishing.portals.folder import FolderPortal
from publishing.portals.list_file import ListPortal
from publishing.portals.shapes import shapes
from tests.publishing.sync.portal import config
from tests.publishing.sync.serving import READER, steady
from tests.publishing.sync.trial import made


def test_a_folder(tmp_path: Path) -> None:
    portal = FolderPortal(config(path=str(tmp_path)))
    data = shapes()["portal-record"].write(made(1))
    token = portal.put("1.000001", data, once="k" * 40, expected=None)
    assert portal.marks(steady) == {"1.000001": token}
    with pytest.raises(PortalChanged):
        portal.put("1.000001", data, once="k" * 40, expected=None)
    for bad in ("../x", ".x", "a/b"):
        with pytest.raises(PortalRefused):
            portal.put(bad, data, once="k" * 40, expected=None)
    portal.delete("1.000001", once="k" * 40, expected=token)
    portal.flush()
    assert list(tmp_path.iterdir()) == []


def test_a_list_is_written_whole_and_the_one_before_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.xlsx"
    portal = ListPortal(config(kind="list", shape="portal-list", path=str(path)), READER)
    shape = portal.shape
    evil = made(2).model_copy(update={"name": '=HYPERLINK("http://x")'})
    for record in (made(1), evil):
        portal.put(record.key, shape.write(record), once="k", expected=None)
    assert not path.exists()
    portal.flush()
    first = path.read_bytes()
    marks = portal.marks(steady)
    assert set(marks) == {"1.000001", "1.000002"}
    assert portal.rows["1.000002"].name == evil.name
    portal.delete("1.000001", once="k", expected=marks["1.000001"])
    portal.flush()
    assert set(portal.marks(steady)) == {"1.000002"}
    (kept,) = tmp_path.glob("*.cũ.xlsx")
    assert kept.read_bytes() == first


def test_a_list_with_more_columns_is_only_read(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "danh-sach.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for across, (head, cell) in enumerate(
            {"Mã TTHC": "1.000001", "Tên": "Một", "Đối tượng": "Công dân"}.items()
        ):
            sheet.write_string(0, across, head)
            sheet.write_string(1, across, cell)
    portal = ListPortal(config(kind="list", shape="portal-list", path=str(path)), READER)
    before = path.read_bytes()
    with pytest.raises(ReadOnly, match="applicants"):
        portal.ready(puts=True, deletes=False)
    portal.flush()
    assert path.read_bytes() == before
