"""Reading component rows: cases as procedures word them, and what must never change a reading."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.documents.read import read_line, read_row
from analysis.documents.reading import Form, Holder, Maker, RowKind
from catalogue.text import fold

DOC, NOTE, HEADING = RowKind.DOCUMENT, RowKind.NOTE, RowKind.HEADING

KINDS = [  # row, kind
    ("- Tờ khai đăng ký khai sinh theo mẫu;", DOC),
    ("Hộ chiếu", DOC),
    ("02 ảnh 4x6 cm", DOC),
    ("Lưu ý: Công dân có quyền nộp hồ sơ trực tuyến.", NOTE),
    ("+ Người tiếp nhận có trách nhiệm kiểm tra tính hợp lệ của giấy tờ.", NOTE),
    ("- Cơ quan đăng ký hộ tịch từ chối giải quyết nếu nội dung cam đoan sai sự thật.", NOTE),
    ("hoặc 01 bản sao có chứng thực) (khoản 1 Điều 42 Nghị định số 99/2022/NĐ-CP).", NOTE),
    ("Giấy tờ do cơ quan nước ngoài cấp phải được hợp pháp hóa lãnh sự theo quy định.", NOTE),
    ("Giấy tờ quy định tại các khoản 2, 3 và 4 Điều này là 01 bản sao kèm bản chính", NOTE),
    ("Áp dụng cho chủ điểm là cá nhân", HEADING),
    ("Tất cả", HEADING),
    ("Trường hợp kê khai số định danh thì hồ sơ không bao gồm bản sao giấy tờ pháp lý của cá nhân", NOTE),
    ("Các tài liệu nêu trên nếu bằng tiếng nước ngoài thì phải kèm theo bản dịch", NOTE),
    (
        "Trường hợp giấy tờ gửi kèm khi cải chính, bổ sung thông tin đã có bản điện tử thì dùng bản ấy",
        NOTE,
    ),
    (
        "Trường hợp dự án đã có quyết định phê duyệt kết quả thẩm định báo cáo trước khi đi vào vận hành",
        HEADING,
    ),
    ("Đánh giá ảnh hưởng của hoạt động đến công trình thủy lợi", DOC),
    ("Trường hợp tra cứu được thì không phải nộp bản sao hộ chiếu, thẻ căn cước; Giấy khai sinh", NOTE),
    ("Giấy tờ do cơ quan cấp mà bị tẩy xóa thì không có giá trị sử dụng.", NOTE),
    ("Thành phần hồ sơ gồm:", HEADING),
    ("* Giấy tờ phải xuất trình:", HEADING),
    ("- Đối với trường hợp nộp hồ sơ trực tiếp, hồ sơ gồm:", HEADING),
    ("Trường hợp cấp lại do mất thì nộp đơn trình báo mất giấy phép.", DOC),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_row_is_a_document_a_note_or_a_heading(text, kind):
    assert read_row(text).kind is kind


PAPERS = [  # row, names of the papers (folded)
    (
        "Văn bản yêu cầu cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh nêu rõ lý do",
        ["văn bản yêu cầu cấp bản sao trích lục hộ tịch"],
    ),
    (
        "Đơn đề nghị cấp lại giấy phép lái xe, bản sao hộ chiếu",
        ["đơn đề nghị cấp lại giấy phép lái xe", "hộ chiếu"],
    ),
    (
        "Đơn đề nghị cấp giấy phép xây dựng theo Mẫu số 01 Phụ lục II Nghị định số 175/2024/NĐ-CP",
        ["đơn đề nghị cấp giấy phép xây dựng"],
    ),
    (
        "Tờ trình đề nghị thẩm định; thuyết minh dự án; bản vẽ mặt bằng",
        ["tờ trình đề nghị thẩm định", "thuyết minh dự án", "bản vẽ mặt bằng"],
    ),
    (
        "Báo cáo kết quả thăm dò và kế hoạch thăm dò tiếp theo",
        ["báo cáo kết quả thăm dò và kế hoạch thăm dò tiếp theo"],
    ),
    ("Đơn đề nghị cấp thẻ kèm theo 02 ảnh 3x4 cm", ["đơn đề nghị cấp thẻ", "ảnh 3x4 cm"]),
    (
        "Vận đơn, hóa đơn thương mại và tờ khai hải quan",
        ["vận đơn", "hóa đơn thương mại", "tờ khai hải quan"],
    ),
    (
        "Các tài liệu gồm: (1) Quyết định đầu tư dự án; (2) Hồ sơ thiết kế kỹ thuật.",
        ["quyết định đầu tư dự án", "hồ sơ thiết kế kỹ thuật"],
    ),
    (
        "Đơn đăng ký biến động đất đai theo Mẫu số 18 ban hành kèm theo Quyết định số 104/2026/QĐ-UBND",
        ["đơn đăng ký biến động đất đai"],
    ),
    (
        "Nộp cho Kiểm dịch y tế:Giấy khai báo y tế theo mẫu, Giấy khai báo y tế thi thể theo mẫuMaukhai.docx",
        ["giấy khai báo y tế", "giấy khai báo y tế thi thể"],
    ),
    ("Văn bản đề nghị chấp thuận khảo sátMau 01 - Phu luc I.docx", ["văn bản đề nghị chấp thuận khảo sát"]),
    ("Ý kiến của các cơ quan, đơn vị liên quan", ["ý kiến của các cơ quan, đơn vị liên quan"]),
]


@pytest.mark.parametrize(("text", "names"), PAPERS)
def test_a_row_is_taken_apart_into_its_papers(text, names):
    found = [fold(mention.name) for mention in read_row(text).mentions]
    assert len(found) == len(names)
    assert all(
        fold(name).startswith(told) or told.startswith(fold(name))
        for told, name in zip(found, names, strict=True)
    )


FORMS = [
    ("Bản chính giấy phép lái xe", Form.ORIGINAL),
    ("Bản sao giấy phép lái xe", Form.COPY),
    ("Bản sao kèm bản chính để đối chiếu giấy phép lái xe", Form.COPY),
    ("Bản sao có chứng thực giấy phép lái xe", Form.CERTIFIED_COPY),
    ("Bản sao có chứng thực hoặc bản sao kèm bản chính để đối chiếu giấy phép lái xe", Form.ANY),
    ("Giấy phép lái xe (bản sao)", Form.COPY),
    ("Bản chính hoặc biểu mẫu điện tử đơn đề nghị cấp giấy phép lái xe", Form.ORIGINAL),
    ("Giấy phép lái xe", Form.UNSTATED),
    ("Văn bản ủy quyền (được chứng thực)", Form.UNSTATED),
    ("Căn cước công dân (xuất trình bản chính)", Form.ORIGINAL),
    ("Xuất trình bản chính giấy tờ tùy thân (để đối chiếu)", Form.ORIGINAL),
    ("Bản sao hộ chiếu và xuất trình bản chính để đối chiếu", Form.COPY),
    ("Bản sao chụp (mang theo bản chính để đối chiếu) hộ chiếu", Form.COPY),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_form_is_read_from_the_words(text, form):
    assert read_row(text).mentions[0].form is form


HELD = [  # row, maker, holder
    ("Bản sao CCCD", Maker.STATE, Holder.POPULATION),
    ("Giấy khai sinh", Maker.STATE, Holder.CIVIL_STATUS),
    ("GCN ĐKKD", Maker.STATE, Holder.BUSINESS_REGISTRY),
    ("GCN QSDĐ", Maker.STATE, Holder.LAND),
    ("Phiếu lý lịch tư pháp số 1", Maker.STATE, Holder.JUDICIAL_RECORD),
    ("Sơ yếu lý lịch", Maker.APPLICANT, Holder.NONE),
    ("Giấy đăng ký xe ô tô", Maker.STATE, Holder.VEHICLE_DRIVER),
    ("Thẻ BHYT", Maker.STATE, Holder.SOCIAL_INSURANCE),
    ("Biên lai nộp thuế trước bạ", Maker.STATE, Holder.TAX),
    ("Bằng tốt nghiệp đại học", Maker.THIRD_PARTY, Holder.EDUCATION),
    ("Giấy khám sức khỏe do bệnh viện cấp", Maker.THIRD_PARTY, Holder.HEALTH),
    ("Giấy phép hoạt động bưu chính", Maker.STATE, Holder.OTHER_LICENCE),
    ("Quyết định bổ nhiệm công chứng viên", Maker.STATE, Holder.OTHER_LICENCE),
    ("Hợp đồng mua bán điện", Maker.THIRD_PARTY, Holder.NONE),
    ("Giấy chứng nhận hoàn thành khóa bồi dưỡng", Maker.THIRD_PARTY, Holder.NONE),
    ("Đơn đề nghị cấp Giấy khai sinh", Maker.APPLICANT, Holder.NONE),
    ("Bản thuyết minh điều kiện cơ sở vật chất", Maker.APPLICANT, Holder.NONE),
    ("Giấy chứng nhận kết hôn do cơ quan có thẩm quyền nước ngoài cấp", Maker.THIRD_PARTY, Holder.NONE),
    ("Giấy phép hành nghề (do cơ quan có thẩm quyền nước ngoài cấp)", Maker.THIRD_PARTY, Holder.NONE),
    ("Giấy phép lái xe nước ngoài", Maker.THIRD_PARTY, Holder.NONE),
    ("Phiếu lý lịch tư pháp của các thành viên ban sáng lập quỹ", Maker.STATE, Holder.JUDICIAL_RECORD),
    ("GXN đóng BHXH", Maker.STATE, Holder.SOCIAL_INSURANCE),
    ("Giấy chứng nhận cập nhật kiến thức do hội nghề nghiệp cấp", Maker.THIRD_PARTY, Holder.NONE),
    ("Thẻ phóng viên nước ngoài của phóng viên thường trú", Maker.STATE, Holder.OTHER_LICENCE),
    ("Văn bản tham gia ý kiến của các sở, ngành có liên quan", Maker.STATE, Holder.OTHER_LICENCE),
]


@pytest.mark.parametrize(("text", "maker", "holder"), HELD)
def test_maker_and_holder(text, maker, holder):
    mention = read_row(text).mentions[0]
    assert (mention.maker, mention.holder) == (maker, holder)


NAMES = [  # row, the name of its one paper (folded)
    ("Giấy khai sinh chứng minh quan hệ thành viên hộ gia đình", "giấy khai sinh"),
    ("Sổ đỏ (bản gốc) và 01 bản chụp", "sổ đỏ"),
    ("Giấy khai sinh (bản chính) và bản sao", "giấy khai sinh"),
    ("Bản chụp hộ chiếu sau khi đã xuất trình bản chính", "hộ chiếu"),
    ("Giấy chứng nhận căn cước thì người yêu cầu chỉ xuất trình", "giấy chứng nhận căn cước"),
    ("Tờ khai đề nghị cấp bản sao Trích lục hộ tịch", "tờ khai đề nghị cấp bản sao trích lục hộ tịch"),
    ("Quyết định thành lập trường và", "quyết định thành lập trường"),
    ("Giấy chứng nhận lưu hành tự do (CFS)", "giấy chứng nhận lưu hành tự do"),
    ("Chứng từ nộp phí, lệ phí", "chứng từ nộp phí, lệ phí"),
    ("Bản vẽ mặt bằng, mặt cắt công trình", "bản vẽ mặt bằng, mặt cắt công trình"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_ends_where_the_paper_is_named(text, name):
    assert [fold(mention.name) for mention in read_row(text).mentions] == [name]


CASES = [  # row, conditional
    ("Hồ sơ, tài liệu khác có liên quan (nếu có)", True),
    ("Giấy phép kinh doanh đã cấp (không bắt buộc doanh nghiệp phải cung cấp)", True),
    ("Văn bản ủy quyền (không bắt buộc phải công chứng, chứng thực)", False),
    ("Đơn đăng ký điều trị (khi đến đăng ký sẽ được phát mẫu đơn)", False),
    ("Chứng từ TAD (trường hợp hệ thống gặp sự cố thì phải có xác nhận của hải quan)", False),
    ("Thí sinh đã tốt nghiệp trung cấp: bản sao bằng tốt nghiệp trung cấp", True),
    ("Trường hợp đăng ký tài khoản mới: Mẫu số 02 ban hành kèm theo Nghị định số 85/2019/NĐ-CP", True),
    ("Hồ sơ đề nghị cấp thẻ đối với người đã có chứng chỉ: a) Đơn đề nghị cấp thẻ", True),
    ("Đơn nêu rõ lý do trong trường hợp thay đổi địa điểm", False),
    ("Đơn nêu rõ lý do theo Mẫu số 01 trong trường hợp thay đổi địa điểm", True),
    ("Giấy tờ pháp lý của cá nhân đối với chủ hộ kinh doanh", False),
    ("Hộ chiếu đối với người nước ngoài", True),
    ("Quyết định giao đất hoặc quyết định cho thuê đất trong trường hợp xây dựng mới", True),
    ("Văn bản đề nghị ghi rõ tên, địa chỉ, số điện thoại (nếu có), nội dung đề nghị", False),
]


@pytest.mark.parametrize(("text", "conditional"), CASES)
def test_whose_condition_it_is(text, conditional):
    assert read_row(text).conditional is conditional


def test_the_case_of_the_whole_procedure_is_no_condition_of_a_row():
    row = "Đơn xin cấp Giấy phép mang vàng khi xuất cảnh định cư ở nước ngoài"
    assert not read_row(
        row, procedure="Cấp Giấy phép mang vàng khi xuất cảnh định cư ở nước ngoài"
    ).conditional
    assert read_row(row, procedure="Cấp Giấy phép mang vàng").conditional


FLAGS = [  # row, alternatives, conditional
    (
        (
            "Lưu ý: cán bộ khai thác thông tin. Nếu không thể khai thác được thì yêu cầu nộp một trong các"
            " giấy tờ. Các loại giấy tờ chứng minh gồm: Thẻ căn cước, Giấy xác nhận thông tin về cư trú."
        ),
        True,
        True,
    ),
    ("Giấy chứng nhận xuất xứ hoặc xuất xưởng của phương tiện", True, False),
    ("Báo cáo tài chính của doanh nghiệp nắm giữ trực tiếp hoặc gián tiếp quyền lợi", False, False),
    (
        "Chứng từ chứng nhận xuất xứ (Giấy chứng nhận xuất xứ hoặc Chứng từ tự chứng nhận xuất xứ)",
        True,
        False,
    ),
    ("Tờ khai đăng ký thuế mẫu số 03-ĐK-TCT hoặc hồ sơ khai thuế của hộ kinh doanh", True, False),
    ("01 ảnh màu (đối với nộp trực tiếp) hoặc ảnh định dạng số", False, False),
    ("Ngoài các giấy tờ nêu trên, chủ đầu tư cần cung cấp dữ liệu BIM", False, False),
    ("Ngoài các giấy tờ nêu trên, quỹ tín dụng sáp nhập phải nộp hợp đồng sáp nhập", False, True),
    ("Đơn theo Mẫu số 10/ĐK (trường hợp đất tăng thêm thì sử dụng Mẫu số 04a/ĐK)", False, False),
    ("Giấy chứng nhận quyền sử dụng đất của toàn bộ hoặc một phần dự án", False, False),
    ("Bản sao Căn cước công dân/căn cước", False, False),
    ("Căn cước công dân hoặc căn cước hoặc hộ chiếu", True, False),
    ("Tờ khai thuế thu nhập cá nhân (áp dụng đối với cá nhân cư trú) mẫu số 02/KK-TNCN", False, False),
    ("Bản cam kết (áp dụng đối với cá nhân cư trú)", False, True),
    (
        "02 ảnh trong trường hợp nộp hồ sơ trực tiếp; tệp ảnh trong trường hợp nộp hồ sơ trực tuyến",
        False,
        False,
    ),
    ("02 ảnh trong trường hợp nộp hồ sơ trực tiếp", False, True),
    ("Hợp đồng thuê nhà hoặc giấy tờ chứng minh quyền sở hữu nhà", True, False),
    ("Một trong các giấy tờ sau: Hộ chiếu; Thẻ căn cước; Giấy khai sinh", True, False),
    ("Vận đơn, hóa đơn (nếu có)", False, True),
    ("Bản khai chung; danh sách hành khách (nếu có)", False, False),
    ("Trường hợp ủy quyền thì nộp văn bản ủy quyền", False, True),
    ("Quyết định cử đi công tác (đối với trường hợp xe công vụ)", False, True),
    ("Giấy phép xây dựng", False, False),
]


@pytest.mark.parametrize(("text", "alternatives", "conditional"), FLAGS)
def test_alternatives_and_conditions(text, alternatives, conditional):
    reading = read_row(text)
    assert (reading.alternatives, reading.conditional) == (alternatives, conditional)


def test_a_row_may_promise_that_the_paper_need_not_be_handed_in():
    row = "Giấy khai sinh. Trường hợp thông tin đã có trong Cơ sở dữ liệu hộ tịch thì không phải nộp."
    assert read_row(row).promised
    assert len(read_row(row).mentions) == 1
    assert not read_row("Giấy khai sinh").promised


def test_the_procedure_names_what_a_generic_title_leaves_open():
    reading = read_row("Tờ khai theo mẫu", procedure="Thủ tục cấp lại Thẻ công chứng viên (cấp tỉnh)")
    assert (reading.mentions[0].act, reading.mentions[0].object) == ("cấp lại", "thẻ công chứng viên")


def test_giay_chung_nhan_alone_is_the_land_certificate_in_a_land_procedure():
    procedure = "Tách thửa đất, hợp thửa đất"
    assert read_row("Bản gốc Giấy chứng nhận đã cấp", procedure=procedure).types == {"land_certificate"}
    assert not read_row("Bản gốc Giấy chứng nhận đã cấp", procedure="Cấp lại chứng thư số").types & {
        "land_certificate"
    }


ROWS = [case[0] for table in (PAPERS, FORMS, HELD) for case in table] + ["Hộ chiếu hoặc thẻ căn cước"]


@pytest.mark.parametrize("text", ROWS)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"- {text}",
        lambda text: f"b) {text};",
        lambda text: (
            text.upper() if "QĐ-UBND" not in text and "docx" not in text and "GCN" not in text else text
        ),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("ủy", "uỷ").replace("hóa", "hoá").replace("ký", "kí"),
        lambda text: text.replace(" ", "  "),
    ],
    ids=["bullet", "letter", "case", "nfd", "tone-style", "blanks"],
)
def test_how_it_is_written_never_changes_the_types(text, change):
    assert read_row(change(text)).types == read_row(text).types


@pytest.mark.parametrize("text", [case[0] for case in HELD])
def test_forms_quantities_and_remarks_never_change_the_types(text):
    types = read_row(text).types
    for changed in (f"{text} theo Mẫu số 05 Phụ lục III", f"02 {text}", f"{text} (còn hiệu lực)"):
        assert read_row(changed).types == types, changed


@pytest.mark.parametrize("text", [case[0] for case in HELD])
def test_if_any_only_makes_it_conditional(text):
    plain, asked = read_row(text), read_row(f"{text} (nếu có)")
    assert asked.conditional
    assert not plain.conditional
    assert asked.types == plain.types


@given(st.text(max_size=200))
def test_reading_is_total(text):
    reading = read_row(text)
    assert reading.text == text
    assert (reading.kind is RowKind.DOCUMENT) == bool(reading.mentions)


WORDS = st.sampled_from(
    [
        "giấy",
        "tờ",
        "(",
        ")",
        "hoặc",
        "và",
        ";",
        ":",
        ",",
        ".",
        "nếu",
        "trường",
        "hợp",
        "đơn",
        "đề",
        "nghị",
        "cấp",
        "lại",
        "bản",
        "sao",
        "theo",
        "mẫu",
        "số",
        "thì",
        "nộp",
        "gồm",
        "02",
        "ảnh",
        "quyết",
        "định",
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_reading_is_total_on_the_words_of_the_field(text):
    assert read_row(text, procedure=text) == read_row(text, procedure=text)


def test_a_line_of_the_command_has_its_fields():
    told = read_line({"id": 7, "text": "Bản sao hộ chiếu"})
    assert told["id"] == 7
    assert told["kind"] == "document"
    assert told["documents"] == [
        {"name": "hộ chiếu", "type": "passport", "form": "copy", "maker": "state", "holder": "population"}
    ]


@pytest.mark.parametrize(
    "text", ["thì nộp ", "có chứng thực ", "giấy tờ, ", "(", "bản sao hoặc ", "trường hợp a; "]
)
def test_a_hostile_row_is_read_in_time_that_grows_with_its_length(text):
    assert read_row(text * 300).text == text * 300
