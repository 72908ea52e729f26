"""Small files that tests write: portal rows and records, packages, workbooks."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import xlsxwriter

HEADERS = ("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")


def row(code: str = "1.000894", name: str = "Thủ tục đăng ký kết hôn", **said: Any) -> dict[str, Any]:
    """A row of the national list."""
    return {"code": code, "name": name, "departmentPromulgate": "Bộ Tư pháp", "type": "STANDARD", **said}


def lines(*rows: dict[str, Any]) -> bytes:
    """A list as JSON lines."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows).encode()


def record(code: str = "1.000894", name: str = "Thủ tục đăng ký kết hôn", **said: Any) -> bytes:
    """A detail record of the portal."""
    told = {"code": code, "name": name, "executionSteps": [], "executionCases": [], **said}
    return json.dumps({"code": "OK", "data": told, "message": "OK"}, ensure_ascii=False).encode()


def package(members: dict[str, bytes | str]) -> bytes:
    """A zip package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def docx(document: bytes | str = "<w/>") -> bytes:
    """A package with the one member that makes it a Word document."""
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def workbook(*rows: tuple[object, ...], headers: tuple[str, ...] = HEADERS) -> bytes:
    """A workbook of one sheet: a banner, the headers, the rows."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách TTHC")
    for number, cells in enumerate([("DANH SÁCH THỦ TỤC HÀNH CHÍNH",), headers, *rows]):
        sheet.write_row(number, 0, cells)
    book.close()
    return stream.getvalue()


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files into a folder, with subfolders."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
