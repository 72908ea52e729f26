"""Where the words of a component end and the name of its file begins."""

import pytest

from importers.crawl.attachments import split_cells

CASES = [
    ("Đơn đề nghị theo mẫu", "Mẫu số 18.docx"),
    ("kèm theo Nghị định số 43/2026/NĐ-CP", "Mẫu số 01.docx"),
    ("kèm theo Quyết định số 24/2021/QĐ-TTg", "Giấy đề nghị.pdf"),
    ("kèm theo Thông tư số 07/2026/TT-BNNMT", "Mus03-PhlcII.docx"),
    ("kèm theo Thông tư số 94/2025/TT-BNNMT", "đơn công nhận.pdf"),
    ("kèm theo Thông tư số 13/2016/TT-BNNPTNT;", "PHỤ LỤC VIII.MẪU TÓM TẮT ĐẶC TÍNH CỦA SẢN PHẨM.docx"),
    ("kèm theo Thông tư số 13/2016/TT-BNNPTNT", "PHỤ LỤC VIII.MẪU TÓM TẮT ĐẶC TÍNH CỦA SẢN PHẨM.docx"),
    ("ảnh cỡ 4 x 6 cm có nền màu trắng.", "mau so 12 (1).doc"),
    ("Đơn xin nhận con nuôi", "1.nxinnhnconnui.doc"),
    ("tại cơ quan có thẩm quyền.", "3.Vanbantomtatdacdiemtreem1.doc"),
    ("Quy trình chăn nuôi", "Quy trình chăn nuôi.docx"),
    ("- Đơn đề nghị theo mẫu quy định", "văn bản đề nghị (thay đổi về nội dung).docx"),
    ("Đơn đề nghị bãi bỏ đường ngang theo quy định", "1.4. Don de nghi bai bo duong ngang.docx"),
    ("+ Hồ sơ trạng thái kỹ thuật công trình đường sắt.", "2.4. Mau trang thai cong trinh duong sat.docx"),
    ("Báo cáo theo Mẫu số 25d", "Mẫu số 25d.docx"),
    ("Tờ khai (Mẫu CT01 kèm theo Thông tư số 53/2025/TT-BCA).", "1.MuCT01banhnhkmtheoThngts53.doc"),
    ("+ Bản khai vũ khí theo mẫu", "MauBankhaivukhivavatlieuno.docx"),
    ("Đơn đề nghị của chủ tàu theo mẫu", "maudondenghi_BCC (1).doc"),
    ("cấp Giấy phép kinh doanh cảng hàng không;", "1.004682_1.004674_ Cấp giấy phép kinh doanh.docx"),
    ("trong lĩnh vực chăn nuôi và thú y.", "Mẫu số 04.MTCN.docx"),
    ("Phiếu yêu cầu theo Mẫu số 01a tại Phụ lục (01 bản chính).", "Mau so 01a_QSDT, TSGLVD.docx"),
    ("ngày 29/4/2026 của Chính phủ (bản chính)", "Phụ lục 12.10.docx"),
    ("Văn bản đề nghị hỗ trợ", "VĂN BẢN ĐỀ NGHỊ HỖ TRỢ DỰ ÁN.docx"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), CASES)
def test_border(text: str, name: str) -> None:
    (cell,) = split_cells(text + name)
    assert (cell.text, cell.files) == (text, (name,))


def test_several_files() -> None:
    (cell,) = split_cells(
        "theo Mẫu 06, Mẫu 08 Nghị định số 23/2026/NĐ-CP.Mau06.docxMau08.docxMẫu số 1.1 To trinh.doc"
    )
    assert cell.files == ("Mau06.docx", "Mau08.docx", "Mẫu số 1.1 To trinh.doc")
    assert cell.text.endswith("NĐ-CP.")


@pytest.mark.parametrize(
    "words",
    [
        "Tài liệu định dạng .docx, .pdf hoặc .jpg",
        "Xem tại https://example.org/forms/vCOP8.doc",
        "Bản vẽ",
    ],
)
def test_words_without_an_attached_file(words: str) -> None:
    assert [cell.files for cell in split_cells(words)] == [()]


def test_a_doubtful_border_has_a_small_margin() -> None:
    (clear,) = split_cells("Đơn đề nghị theo mẫu;Mẫu số 18.docx")
    (doubtful,) = split_cells("theo Hiệp định GMSGMS - Gia hạn.docx")
    assert doubtful.margin < clear.margin
