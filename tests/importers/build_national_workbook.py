# ruff: noqa: E501 - rows of tables are read as tables
"""Writes the workbooks of fixtures/national-workbook: `python tests/importers/build_national_workbook.py`.

They are small documents of our own in the layout of the national database's export.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "national-workbook"
Rows = list[tuple[Any, ...]]

MAIN = ("STT", "Mã TTHC", "Tên TTHC", "Số quyết định", "Ngày quyết định", "Cơ quan ban hành", "Lĩnh vực",
        "Cấp thực hiện", "Đối tượng thực hiện", "Loại TTHC", "Cơ quan thực hiện", "Trạng thái",
        "Yêu cầu, điều kiện")  # fmt: skip
WAYS = ("Mã TTHC", "Hình thức nộp", "Thời gian", "Phí, lệ phí", "Mô tả")
STEPS = ("Mã TTHC", "Trường hợp xử lý", "Mô tả chi tiết")
PAPERS = ("Mã TTHC", "Mã TPHS", "Tên giấy tờ", "Bản chính", "Bản sao", "BM điện tử")
OUTCOMES = ("Mã TTHC", "Mã kết quả", "Tên kết quả")
BASES = ("Mã TTHC", "Số ký hiệu", "Trích yếu", "Cơ quan ban hành", "Ngày ban hành", "Ngày hiệu lực")
LIST = ("Mã TTHC", "Tên TTHC", "Từ khóa")

ORDINARY: dict[str, Rows] = {
    "TTHC2-CAPXA": [MAIN, (
        "1", "1.000288", "Công nhận trường mầm non đạt chuẩn quốc gia", "5756/QĐ-BGDĐT", "09/01/2018",
        "Bộ Giáo dục và Đào tạo", "Giáo dục mầm non", "Cấp tỉnh, Cấp xã", "Tổ chức (không bao gồm doanh nghiệp, HTX)",
        "TTHC được luật giao quy định chi tiết", "Ủy ban nhân dân cấp xã, Sở Giáo dục và Đào tạo", "Đã công khai",
        "Không",
    )],
    "Cách thức thực hiện": [WAYS,
        ("1.000288", "Bưu chính", "Khác", "Phí: 0 VNĐ", "75 ngày làm việc"),
        ("1.000288", "Trực tiếp", "20 Ngày làm việc", "Lệ phí: 50.000 VNĐ (mỗi hồ sơ)", "")],
    "Trình tự thực hiện": [STEPS, ("1.000288", "", "Trường nộp hồ sơ đến Ủy ban nhân dân cấp xã.")],
    "TPHS": [PAPERS, ("1.000288", "000.00.00.G03-KQ0249", "Báo cáo tự đánh giá", True, False, "Không")],
    "KQTH": [OUTCOMES, ("1.000288", "KQ.G03.000340", "Bằng công nhận đạt chuẩn quốc gia")],
    "CCPL": [BASES, ("1.000288", "19/2018/TT-BGDĐT", "Quy định về kiểm định chất lượng giáo dục",
                     "Bộ Giáo dục và Đào tạo", "22/08/2018", "10/10/2018")],
    "TTHC": [LIST, ("1.000288", "Công nhận trường mầm non đạt chuẩn quốc gia", "mầm non; chuẩn quốc gia")],
}  # fmt: skip

ODD: dict[str, Rows] = {
    "TTHC2-CAPXA": [("BẢNG TỔNG HỢP THỦ TỤC",), MAIN, (
        "1", "1.000894", "Thủ tục đăng ký kết hôn", "không số", date(2025, 3, 5), "Bộ Tư pháp", "Hộ tịch", "Cấp xã",
        "Công dân Việt Nam", "Loại lạ", "Ủy ban nhân dân cấp xã", "Hết hiệu lực", "Điều kiện kết hôn",
    ), ("2", "1.000894", "Thủ tục đăng ký lại kết hôn"), ("3", "", "Thủ tục chưa có mã"), ("4", "1.000110", "")],
    "Cách thức thực hiện": [WAYS,
        ("1.000894", "Tại nhà", "Khác", "theo quy định", ""), ("", "Trực tuyến", "3 Ngày", "Phí: 10.000 đồng", "")],
    "TPHS": [(*PAPERS, "Cột thêm"), ("1.000894", "X1", "Tờ khai", "Có", "2", "Có", "lạ"), ("1.000894", "X2", "", 1, 0),
             ("1.000894", "X3", "Giấy tùy thân", "nhiều", ""), ("9.999999", "X4", "Giấy của thủ tục khác", True, False)],
    "CCPL": [BASES, ("1.000894", "Luật 60/2014/QH13", "Luật Hộ tịch", "Quốc hội", date(2014, 11, 20), "chưa rõ")],
    "TTHC": [LIST, ("1.000894", "Thủ tục đăng ký kết hôn (cũ)", "")],
    "Ghi chú": [("Xuất ngày 01/7/2026",)],
}  # fmt: skip

BROKEN: dict[str, Rows] = {
    "Cách thức thực hiện": [WAYS, ("1.000288", "Trực tiếp", "20 Ngày", "", "")],
    "TPHS": [PAPERS, ("1.000288", "X1", "Báo cáo", True, False, "Không")],
    "CCPL": [BASES, ("1.000288", "19/2018/TT-BGDĐT", "Quy định", "Bộ", "22/08/2018", "10/10/2018")],
}
CASES = {"bay-trang": ORDINARY, "thieu-va-lech": ODD, "khong-trang-chinh": BROKEN}


def build(path: Path, sheets: dict[str, Rows]) -> None:
    """Write one workbook; days are real days."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})  # the same bytes each time
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    book.close()


if __name__ == "__main__":
    for case, sheets in CASES.items():
        build(FIXTURES / case / "source.xlsx", sheets)
