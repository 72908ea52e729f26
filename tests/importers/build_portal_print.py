# ruff: noqa: E501 - sentences of documents
"""Writes the PDF files of fixtures/portal-print: `python tests/importers/build_portal_print.py`.

They are small documents of our own in the layout of the portal's print. LibreOffice prints them and
dates what it writes: golden files have to be looked at again after a new build.
"""

import html
import subprocess
import tempfile
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "portal-print"
STYLE = "<style>body {font-family: 'Liberation Serif'; font-size: 12pt} td {padding: 4pt}</style>"
Table = list[tuple[str, ...]]
NAMES = ("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng")
WAYS = ("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả")
BASES = ("Tên văn bản pháp lý", "Mã văn bản")


def table(rows: Table, *, title: str = "") -> str:
    """A ruled table; a title stands in a first row over all columns."""
    lines = [f'<tr><td colspan="{len(rows[0])}"><b>{html.escape(title)}</b></td></tr>'] if title else []
    lines += ["<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    return f"<table border='1' cellspacing='0' width='100%'>{''.join(lines)}</table>"


def sheet(facts: Table, parts: list[tuple[str, str]]) -> str:
    """A print: title, facts, sections."""
    sections = "".join(f"<h2>{head}</h2>{body}" for head, body in parts)
    return f"<html><head><meta charset='utf-8'>{STYLE}</head><body><h1>CHI TIẾT THỦ TỤC HÀNH CHÍNH</h1>{table(facts)}{sections}</body></html>"


LONG = (
    "- Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp cơ quan đăng ký hộ tịch không thể khai "
    "thác được thông tin về nơi cư trú của công dân theo các phương thức quy định tại khoản 2 Điều 14 Nghị định số "
    "104/2022/NĐ-CP ngày 21/12/2022 của Chính phủ."
)
ORDINARY = sheet(
    [
        ("Tên thủ tục", "Thủ tục đăng ký khai tử"),
        ("Mã thủ tục", "1.000656"),
        ("Số quyết định", "163/QĐ-BTP"),
        ("Cấp thực hiện", "Xã"),
        ("Loại thủ tục", "TTHC được luật giao quy định chi tiết"),
        ("Lĩnh vực", "Hộ tịch"),
        ("Đối tượng thực hiện", "Công dân Việt Nam, Người Việt Nam định cư ở nước ngoài"),
        ("Cơ quan có thẩm quyền", ""),
        ("Địa chỉ tiếp nhận HS", ""),
        ("Cơ quan được ủy quyền", ""),
        ("Cơ quan phối hợp", ""),
    ],
    [
        ("TRÌNH TỰ THỰC HIỆN", f"<p>- Người yêu cầu nộp hồ sơ.</p><p>{LONG}</p>"),
        (
            "THÀNH PHẦN HỒ SƠ",
            table(
                [NAMES, ("Tờ khai đăng ký khai tử theo mẫu", "to-khai.docx", "1 bản chính")]
                + [(f"{LONG} ({number})", "", "Không có") for number in range(1, 9)],
                title="Trường hợp 1: * Giấy tờ phải nộp:",
            )
            + "<p>&nbsp;</p>"
            + table([NAMES, ("Giấy báo tử", "", "1 bản chính, 1 bản sao")], title="Trường hợp 2:"),
        ),
        (
            "CÁCH THỨC THỰC HIỆN",
            table(
                [
                    WAYS,
                    ("Trực tuyến", "1 ngày", "Miễn phí", ""),
                    ("Qua bưu điện", "3 ngày làm việc", "8.000 VNĐ", ""),
                ]
            ),
        ),
        ("CĂN CỨ PHÁP LÝ", table([BASES, ("Luật Hộ tịch", "60/2014/QH13")])),
        ("CƠ QUAN THỰC HIỆN", "<p>Ủy ban nhân dân cấp xã</p>"),
        ("YÊU CẦU, ĐIỀU KIỆN THỰC HIỆN", "<p>Không</p>"),
        ("KẾT QUẢ XỬ LÝ", "<p>Trích lục khai tử</p><p>Mã: KQ.G15.000032</p>"),
        ("TỪ KHÓA", ""),
        ("MÔ TẢ", ""),
    ],
)
ODD = sheet(
    [
        ("Tên thủ tục", "Đăng ký lại khai tử"),
        ("Mã thủ tục", "2.000635.H49"),
        ("Số quyết định", "số 163"),
        ("Cấp thực hiện", "Tỉnh, Xã"),
        ("Loại thủ tục", "Loại khác"),
        ("Mục lạ", "giá trị lạ"),
    ],
    [
        ("TRÌNH TỰ THỰC HIỆN", "<p>Bước 1:</p><p>Nộp hồ sơ.</p><p>Bước 2:</p><p>Nhận kết quả.</p>"),
        (
            "CÁCH THỨC THỰC HIỆN",
            table(
                [
                    WAYS,
                    ("Trực tiếp", "Không xác định", "Miễn phí", "Trong ngày làm việc"),
                    ("Tại nhà", "30 ngày", "Theo thực tế", "30 ngày kể từ ngày nhận hồ sơ"),
                ]
            ),
        ),
        ("THÀNH PHẦN HỒ SƠ", table([NAMES, ("", "mau-1.doc", "1 bản chính"), ("Đơn", "", "một bộ")])),
        ("KẾT QUẢ XỬ LÝ", "<p>Bản sao</p><p>Trích lục</p><p>Mã: KQ.G15.000342</p>"),
        ("MÔ TẢ", "<p>Áp dụng đến hết năm.</p>"),
    ],
)
BROKEN = (
    f"<html><head><meta charset='utf-8'>{STYLE}</head><body><h1>CHI TIẾT THỦ TỤC HÀNH CHÍNH</h1>"
    "<p>Không tải được dữ liệu: Tên thủ tục, Mã thủ tục, Số quyết định, Cấp thực hiện.</p></body></html>"
)
CASES = {"hai-truong-hop": ORDINARY, "thieu-muc": ODD, "khong-co-bang": BROKEN}


def build(folder: Path, text: str) -> None:
    """Write source.pdf into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        page = Path(work) / "source.html"
        page.write_text(text, "utf-8")
        profile = f"-env:UserInstallation=file://{work}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--infilter=HTML (StarWriter)",
            "--convert-to",
            "pdf:writer_pdf_Export",
        ]
        subprocess.run([*command, "--outdir", str(folder), str(page)], check=True, capture_output=True)


if __name__ == "__main__":
    for case, text in CASES.items():
        build(FIXTURES / case, text)
