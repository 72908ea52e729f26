"""Rows of dossiers as ministries word them: which papers they ask for."""

import pytest

from analysis.documents.read import read_row
from analysis.documents.reading import Holder

FORMS = [  # a form of many uses, procedures that use it
    ("Tờ khai thay đổi thông tin cư trú (Mẫu CT01)", "Tách hộ", "Gia hạn tạm trú"),
    ("Giấy khai đăng ký xe", "Đổi chứng nhận đăng ký xe", "Cấp lại chứng nhận đăng ký xe"),
    ("Bản khai cá nhân", "Xét hưởng trợ cấp một lần", "Xét tặng huy chương"),
    ("Đơn đề nghị cấp Giấy chứng nhận", "Cấp giấy chứng nhận số nhà", "Cấp giấy phép hóa chất"),
]


@pytest.mark.parametrize(("row", "one", "other"), FORMS)
def test_a_form_of_many_uses_asks_for_what_its_procedure_grants(row, one, other):
    told = [read_row(row, procedure=name).mentions[0].type for name in (one, other, one)]
    assert told[0] == told[2] != told[1]


PLACED = [  # row, papers
    ("Quyết định thành lập thay Giấy chứng nhận đăng ký doanh nghiệp", ["Quyết định thành lập"]),
    ("Đơn đề nghị cấp bản dữ liệu cá nhânTT5-Mu06-ncpGCN.docx", ["Đơn đề nghị cấp bản dữ liệu cá nhân"]),
    (
        "Giấy xác nhận (nơi đã điều trị; hợp đồng lao động (01 bản sao)",
        ["Giấy xác nhận", "hợp đồng lao động"],
    ),
    (
        "Thông tin về tài liệu để cơ quan tra cứu trên cơ sở dữ liệu hoặc Giấy chứng nhận quyền sử dụng đất",
        ["Giấy chứng nhận quyền sử dụng đất"],
    ),
    ("Báo cáo tự đánh giá gồm các thông tin sau: Kết luận; Cam kết", ["Báo cáo tự đánh giá"]),
    ("2 bản giấy phép kinh doanh", ["bản giấy phép kinh doanh"]),
    (
        "Giấy ủy quyền để yêu cầu cấp bản sao trích lục kết hôn, bản sao giấy khai sinh",
        ["Giấy ủy quyền để yêu cầu cấp"],
    ),
    (
        "Quyết định thu hồi giấy chứng nhận đăng ký hoạt động chi nhánh, văn phòng đại diện",
        ["Quyết định thu hồi giấy chứng nhận đăng ký hoạt động chi nhánh, văn phòng đại diện"],
    ),
    ("Thành phần hồ sơ chủ tàu phải nộp: + 01 bản chính Bản khai chung", ["Bản khai chung"]),
    (
        "Một hoặc nhiều giấy tờ sau: + Lý lịch đảng viên; + hồ sơ bảo hiểm xã hội",
        ["Lý lịch đảng viên", "hồ sơ bảo hiểm xã hội"],
    ),
    ("Tên nhà thầu lập phương án", []),
    ("+ Thời hạn, địa điểm nộp hồ sơ dự thi", []),
    ("Quy định nội bộ về quản lý rủi ro", ["Quy định nội bộ về quản lý rủi ro"]),
    (
        "Hồ sơ gồm: + Tài liệu về tư cách pháp lý; + Giấy phép hoạt động",
        ["Tài liệu về tư cách pháp lý", "Giấy phép hoạt động"],
    ),
    (
        "Cán bộ, chiến sĩ hy sinh khi cứu hàng, phải có biên bản vụ việc của công an xã",
        ["biên bản vụ việc của công an xã"],
    ),
    (
        "Trường hợp tăng vốn, quỹ phải nộp kèm văn bản của Sở Tài chính về việc tăng vốn; báo cáo kết quả",
        ["văn bản của Sở Tài chính về việc tăng vốn", "báo cáo kết quả"],
    ),
    (
        "Trường hợp nhờ người khác nộp, kèm theo hồ sơ phải có giấy giới thiệu của đơn vị",
        ["giấy giới thiệu"],
    ),
    (
        "Bảng kê máy móc kèm theo thông tin giấy phép hiện có, các văn bản chấp thuận",
        ["Bảng kê máy móc", "thông tin giấy phép hiện có, các văn bản chấp thuận"],
    ),
    ("Thực trạng tài chính, hoạt động của quỹ", []),
    (
        "Giấy tờ gốc. Các loại giấy tờ làm căn cứ gồm: Sổ bảo hiểm xã hội; lý lịch quân nhân",
        ["Giấy tờ gốc", "Sổ bảo hiểm xã hội", "lý lịch quân nhân"],
    ),
    (
        "Bản vẽ hoàn công, bao gồm cả hải đồ hoặc bản đồ; Giấy phép nhận chìm",
        ["Bản vẽ hoàn công", "Giấy phép nhận chìm"],
    ),
    (
        "Giấy giới thiệu đối với trường hơp nộp thay. Thành phần hồ sơ này được miễn nếu đã gửi",
        ["Giấy giới thiệu"],
    ),
    (
        "Khi sử dụng tài khoản định danh điện tử thì thông tin trên căn cước điện tử có giá trị chứng minh",
        [],
    ),
    (
        "Giấy tờ gốc (Giấy tờ gốc gồm: lý lịch quân nhân; hồ sơ hưởng bảo hiểm xã hội hàng tháng)",
        ["lý lịch quân nhân", "hồ sơ hưởng bảo hiểm xã hội hàng tháng"],
    ),
    (
        "Danh sách cổ đông và các giấy tờ kèm theo sau đây: ++ Giấy phép hoạt động; ++ Điều lệ công ty",
        ["Danh sách cổ đông", "Giấy phép hoạt động", "Điều lệ công ty"],
    ),
    ("Hợp đồng thuê; Các chứng từ nêu trên nếu gửi qua Cổng thì không phải nộp", ["Hợp đồng thuê"]),
    ("Các bản sao là bản sao được chứng thực bởi cơ quan có thẩm quyền", []),
    ("- Tên dự án; mục tiêu; quy mô đầu tư", []),
    ("Nhà thầu phải cung cấp thêm các tài liệu tại khoản 4 Điều 21, cụ thể:", []),
    (
        "Văn bản đề nghị ghi rõ tên; mã số doanh nghiệp; số căn cước công dân hoặc Hộ chiếu",
        ["Văn bản đề nghị ghi rõ tên"],
    ),
    (
        "Các văn bản sau: a) Biên bản họp của đại hội. Biên bản phải được tán thành; b) Giấy phép hoạt động",
        ["Biên bản họp của đại hội", "Giấy phép hoạt động"],
    ),
    (
        "Đối với cá nhân kinh doanh tại chợ; cá nhân nước khác. Hồ sơ gồm: + Tờ khai thuế; + Giấy thông hành",
        ["Tờ khai thuế", "Giấy thông hành"],
    ),
    (
        "Điều lệ. Trường hợp không khai thác được dữ liệu thì yêu cầu bổ sung Giấy phép hoạt động",
        ["Điều lệ", "Giấy phép hoạt động"],
    ),
    ("nộp thêm các giấy tờ sau: g.1) Giấy phép hoạt động; g.2) Điều lệ", ["Giấy phép hoạt động", "Điều lệ"]),
    (
        "Thành phần hồ sơ là văn bản gửi Cục Thuế về việc dừng đàm phán",
        ["văn bản gửi Cục Thuế về việc dừng đàm phán"],
    ),
    ("Hồ sơ thể hiện bằng tiếng Việt; trường hợp khác thì có bản dịch", []),
    ("Người khai hải quan chỉ phải nộp 01 bộ hồ sơ hải quan; các tờ khai sau ghi số tờ khai", []),
    ("Tài liệu kèm theo là bản chính hóa đơn hợp pháp", ["hóa đơn hợp pháp"]),
    ("Tờ khai hải quan: 02 bản", ["Tờ khai hải quan"]),
    ("Tờ khai theo Mẫu 02/TEM ban hành theo Thông tư số 31/2025/TT-BTC", ["Tờ khai"]),
    ("Mẫu 02/PH-BLG Thông báo phát hành biên lai", ["Thông báo phát hành biên lai"]),
    ("Mẫu thông báo chuyển lợi nhuận", ["thông báo chuyển lợi nhuận"]),
    (
        "Nhóm 1 gồm các văn bản, tài liệu sau: Đơn tố cáo; Kết luận thanh tra",
        ["Đơn tố cáo", "Kết luận thanh tra"],
    ),
    (
        "Danh sách nhân viên. Hồ sơ cá nhân tối thiểu bao gồm: thẻ căn cước, hợp đồng lao động",
        ["Danh sách nhân viên", "thẻ căn cước", "hợp đồng lao động"],
    ),
    (
        "Danh sách kiểm toán viên theo Mẫu số 91 kèm theo Nghị định số 155/2020/NĐ-CP và thẻ kiểm toán viên",
        ["Danh sách kiểm toán viên", "thẻ kiểm toán viên"],
    ),
    (
        "* Đối với ngân hàng a) Văn bản đề nghị tăng vốn b) Giấy phép hoạt động",
        ["Văn bản đề nghị tăng vốn", "Giấy phép hoạt động"],
    ),
    ("Các chứng từ có liên quan: Hợp đồng, vận đơn", ["Hợp đồng", "vận đơn"]),
    (
        "Bản thông tin cá nhân, lý lịch tư pháp của cổ đông",
        ["Bản thông tin cá nhân", "lý lịch tư pháp của cổ đông"],
    ),
    (
        "Phụ lục hợp đồng về việc sửa đổi, bổ sung Giấy phép X",
        ["Phụ lục hợp đồng về việc sửa đổi, bổ sung Giấy phép X"],
    ),
    ("Trường hợp khác, hồ sơ đề nghị chấp thuận thực hiện theo quy định tại điểm a", []),
    (
        "Văn bản ủy quyền (người được ủy quyền phải xuất trình thẻ căn cước hoặc hộ chiếu)",
        ["Văn bản ủy quyền", "thẻ căn cước", "hộ chiếu"],
    ),
    ("+ SL hồ sơ: 01 bộ", []),
    (
        "Bên vay lựa chọn nộp một trong các tài liệu sau: Hợp đồng vay hoặc giấy nhận nợ",
        ["Hợp đồng vay", "giấy nhận nợ"],
    ),
    (
        "Hồ sơ kê khai nghĩa vụ tài chính: Tờ khai thuế phi nông nghiệp; Hóa đơn giá trị gia tăng",
        ["Tờ khai thuế phi nông nghiệp", "Hóa đơn giá trị gia tăng"],
    ),
    ("Giá trị sử dụng của giấy tờ được xác định theo thời hạn ghi trên giấy tờ đó", []),
    (
        "Lao động nam hưởng trợ cấp thì hồ sơ là bản sao giấy khai sinh hoặc bản sao giấy chứng sinh",
        ["giấy khai sinh", "giấy chứng sinh"],
    ),
    (
        "- Điều lệ; * Ngân hàng Nhà nước khai thác các thông tin về cư trú, lý lịch tư pháp của nhân sự",
        ["Điều lệ"],
    ),
    (
        "Điều lệ. Cơ quan khai thác thông tin, nếu không khai thác được thì nộp giấy phép hoạt động",
        ["Điều lệ", "giấy phép hoạt động"],
    ),
    (
        "02 bộ bản vẽ thiết kế; kết quả thực hiện thủ tục hành chính về môi trường; bản cam kết",
        ["bản vẽ thiết kế", "kết quả thực hiện thủ tục hành chính về môi trường", "bản cam kết"],
    ),
    (
        "Chứng từ chứng minh hoàn thành nghĩa vụ tài chính của bên chuyển nhượng, quyết định giao đất",
        ["Chứng từ chứng minh hoàn thành nghĩa vụ tài chính", "quyết định giao đất"],
    ),
    (
        "Trường hợp nội trú là một trong các giấy tờ sau: a1) Giấy ra viện a2) Tóm tắt hồ sơ bệnh án",
        ["Giấy ra viện", "Tóm tắt hồ sơ bệnh án"],
    ),
    (
        "Lao động nữ sinh con là bản sao giấy khai sinh hoặc giấy chứng sinh",
        ["giấy khai sinh", "giấy chứng sinh"],
    ),
    (
        "Điều chỉnh công việc nặng nhọc a) Tờ khai điều chỉnh thông tin; b) Quyết định phân công công việc",
        ["Tờ khai điều chỉnh thông tin", "Quyết định phân công công việc"],
    ),
    ("Người nộp tiền thì cần lập 02 bản gốc chứng từ nộp ngân sách", ["chứng từ nộp ngân sách"]),
    ("Hồ sơ đăng ký doanh nghiệp phải kèm theo bản sao thẻ căn cước", ["thẻ căn cước"]),
    (
        "Điều lệ. Ngân hàng Nhà nước khai thác thông tin về cư trú; lý lịch tư pháp, văn bằng của nhân sự",
        ["Điều lệ"],
    ),
    (
        "Báo cáo hoạt động của thành viên không phải là doanh nghiệp",
        ["Báo cáo hoạt động của thành viên không phải là doanh nghiệp"],
    ),
    ("- Hàng hóa", []),
    (
        "Bản khai cá nhân. Bản khai thân nhân (đối với người đã chết) phải kèm theo giấy ủy quyền",
        ["Bản khai cá nhân", "Bản khai thân nhân", "giấy ủy quyền"],
    ),
    ("Danh sách thợ mìn kèm theo bản sao giấy phép lao động", ["Danh sách thợ mìn", "giấy phép lao động"]),
    (
        "Danh sách đủ sức khỏe do chủ cơ sở xác nhận hoặc giấy xác nhận đủ sức khỏe",
        ["Danh sách đủ sức khỏe", "giấy xác nhận đủ sức khỏe"],
    ),
    (
        "Trường hợp khai theo Nghị định số 5/2018/NĐ-CP sửa đổi một số điều, người khai nộp tờ khai hải quan",
        ["tờ khai hải quan"],
    ),
    (
        "Hồ sơ pháp lý của dự án (gồm bản sao có chứng thực giấy tờ: Quyết định giao đất; Giấy phép)",
        ["Quyết định giao đất", "Giấy phép"],
    ),
    (
        "Giấy xác nhận thời gian thực hành đối với trường hợp sử dụng chứng chỉ đào tạo hoặc văn bằng cũ",
        ["Giấy xác nhận thời gian thực hành"],
    ),
    (
        "Giấy chứng nhận hộ cận nghèo kèm theo một trong các loại giấy tờ: Quyết định cấm tiếp xúc; Biên bản",
        ["Giấy chứng nhận hộ cận nghèo", "Quyết định cấm tiếp xúc", "Biên bản"],
    ),
    (
        "- Đơn đề nghị thuê nhà ở - Giấy tờ chứng minh thuộc đối tượng ưu tiên",
        ["Đơn đề nghị thuê nhà ở", "Giấy tờ chứng minh thuộc đối tượng ưu tiên"],
    ),
    (
        "Danh sách cổ đông; đối với tổ chức: Tên tổ chức, mã số doanh nghiệp, địa chỉ trụ sở",
        ["Danh sách cổ đông"],
    ),
    (
        "Cơ quan khai thác thông tin, nếu không khai thác được thì nộp giấy chứng nhận đăng ký doanh nghiệp",
        ["giấy chứng nhận đăng ký doanh nghiệp"],
    ),
    (
        "Biên bản xác nhận tai nạn hoặc xác nhận mức độ thương tật của cơ quan y tế",
        ["Biên bản xác nhận tai nạn", "xác nhận mức độ thương tật"],
    ),
    (
        "Đương sự có khó khăn thì phải có xác nhận của Ủy ban nhân dân cấp xã",
        ["xác nhận của Ủy ban nhân dân cấp xã"],
    ),
    (
        "Biên bản hủy tem điện tử rượu hoặc tem điện tử thuốc lá",
        ["Biên bản hủy tem điện tử rượu hoặc tem điện tử thuốc lá"],
    ),
    ("Phần bản gốc còn lại của Giấy phép kinh doanh vàng", ["Giấy phép kinh doanh vàng"]),
    (
        "Giấy tờ chứng minh hộ nghèo (Giấy tờ chứng minh hộ nghèo: Giấy xác nhận hộ nghèo; Thẻ bảo hiểm)",
        ["Giấy xác nhận hộ nghèo", "Thẻ bảo hiểm"],
    ),
    (
        "Giấy tờ xác nhận nghỉ, có thể là bản sao. Các giấy tờ gồm: quyết định thôi việc; quyết định sa thải",
        ["quyết định thôi việc", "quyết định sa thải"],
    ),
    (
        "Trường hợp sửa chữa công trình thì yêu cầu phải có bản sao giấy phép xây dựng",
        ["giấy phép xây dựng"],
    ),
    ("Giấy tờ tùy thân nếu nộp hồ sơ trực tiếp", ["Giấy tờ tùy thân"]),
    (
        "Tờ khai lý lịch và các giấy tờ quy định tại khoản 1 Điều 10",
        ["Tờ khai lý lịch", "giấy tờ"],
    ),
    (
        "Văn bản đề nghị bổ nhiệm (Mẫu TP-CC-02 ban hành kèm theo Thông tư số 11/2025/TT-BTP)",
        ["Văn bản đề nghị bổ nhiệm"],
    ),
    (
        "Phương án tổ chức thi công và biện pháp bảo đảm an toàn giao thông",
        ["Phương án tổ chức thi công và biện pháp bảo đảm an toàn giao thông"],
    ),
    (
        "Trường hợp có người nhận bảo đảm, hồ sơ phải bao gồm cả văn bản đồng ý của người ấy",
        ["văn bản đồng ý"],
    ),
    (
        "*Giấy tờ phải nộp: - Tờ khai đăng ký giám hộ theo mẫu. - Văn bản cử người giám hộ.",
        ["Tờ khai đăng ký giám hộ", "Văn bản cử người giám hộ"],
    ),
    (
        "Trường hợp không có văn bản nêu trên thì các bên lập văn bản cam đoan về mối quan hệ cha con",
        ["văn bản cam đoan về mối quan hệ cha con"],
    ),
    ("Bản sao tài liệu duy trì kinh nghiệm áp dụng cho năng định", ["tài liệu duy trì kinh nghiệm"]),
    ("Người lái: Yêu cầu cung cấp giấy phép điều khiển phương tiện", ["giấy phép điều khiển phương tiện"]),
    ("Trường hợp thay đổi tên thì nộpVăn bản đề nghị thay đổi tên", ["Văn bản đề nghị thay đổi tên"]),
    ("Đổi với doanh nghiệp; hợp tác xã: Giấy phép hoạt động", ["Giấy phép hoạt động"]),
    (
        "Văn bản của cơ quan có thẩm quyền về việc bên nhận không phải là tổ chức tín dụng",
        ["Văn bản"],
    ),
    (
        (
            "Đối với đăng ký lại: bản giải thích những nội dung sửa đổi so với hợp đồng theo mẫu, điều kiện"
            " giao dịch chung đã được chấp nhận"
        ),
        ["bản giải thích những nội dung sửa đổi so với hợp đồng"],
    ),
    (
        "Đối với hộ nghèo; người lao động; cán bộ, công chức: Giấy xác nhận của cơ quan nơi làm việc",
        ["Giấy xác nhận"],
    ),
    ("Mẫu Đăng ký kiểm tra nhà nước về chất lượng", ["Đăng ký kiểm tra nhà nước về chất lượng"]),
    (
        "Bản sao tài liệu xác định đối tượng không phải nộp thuế",
        ["tài liệu xác định đối tượng không phải nộp thuế"],
    ),
    ("Đăng ký khai thác tuyến theo mẫu", ["Đăng ký khai thác tuyến"]),
    ("Ngoài các giấy tờ nêu trên, chủ đầu tư cần cung cấp dữ liệu BIM", ["dữ liệu BIM"]),
    (
        "Bản sao hợp đồng hợp tác; hợp đồng phải được cơ quan phê duyệt và văn bản phê duyệt phải được dịch",
        ["hợp đồng hợp tác"],
    ),
    ("Trưởng hợp giảm vốn: Văn bản thông báo hoàn tất", ["Văn bản thông báo hoàn tất"]),
    ("Đơn của chủ rừng đề nghị được giảm tiền dịch vụ", ["Đơn của chủ rừng đề nghị được giảm tiền dịch vụ"]),
]


@pytest.mark.parametrize(("row", "papers"), PLACED)
def test_which_papers_a_row_asks_for(row, papers):
    assert [mention.name for mention in read_row(row).mentions] == papers


def test_a_remark_on_the_whole_dossier_is_a_promise_and_no_condition():
    reading = read_row(
        "Bản thuyết minh;; Thành phần hồ sơ trong thủ tục này được cắt giảm trong trường hợp "
        "khai thác được thông tin từ các cơ sở dữ liệu quốc gia"
    )
    assert (reading.promised, reading.conditional, len(reading.mentions)) == (True, False, 1)


def test_a_dossier_asked_for_if_there_is_one_is_a_condition():
    reading = read_row("Thành phần hồ sơ 2 (nếu có): Lý lịch quân nhân")
    assert (len(reading.mentions), reading.conditional) == (1, True)


def test_items_behind_a_remark_are_still_a_choice():
    reading = read_row(
        "Một trong các giấy tờ sau: - Quyết định nghỉ hưu. Quyết định phải còn hiệu lực;\n- Sổ bảo hiểm"
    )
    assert (len(reading.mentions), reading.alternatives) == (2, True)


def test_an_entry_in_a_register_is_one_paper_that_keeps_its_name():
    row = "Trích lục về việc đã ghi vào Sổ hộ tịch việc ly hôn hoặc hủy việc kết hôn"
    reading = read_row(row)
    assert [(mention.name, mention.holder) for mention in reading.mentions] == [(row, Holder.CIVIL_STATUS)]
    assert not reading.alternatives
