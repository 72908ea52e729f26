"""Rows of dossiers as ministries word them: who made the papers, and which register holds them."""

import pytest

from analysis.documents.read import read_row
from analysis.documents.reading import Holder

ROAD, WATER = "Cấp giấy phép vận tải qua biên giới", "Đăng ký lại phương tiện"
MADE = [  # row, holder
    ("Quy hoạch chi tiết xây dựng được cấp có thẩm quyền phê duyệt", "other_licence"),
    ("Giấy tờ chứng minh về quyền sở hữu, quản lý, sử dụng công trình", "land"),
    ("Công hàm của cơ quan đại diện ngoại giao tại Việt Nam", "none"),
    ("Văn bản cho phép được nhận con nuôi ở Việt Nam", "none"),
    ("Kế hoạch đầu tư công được Ủy ban nhân dân cấp tỉnh giao", "other_licence"),
    ("Giấy tờ chứng minh việc thay đổi tên của tổ chức hành nghề", "business_registry"),
    (
        "Chứng chỉ do cơ quan có thẩm quyền của quốc gia, vùng lãnh thổ đã được Việt Nam thỏa thuận cấp",
        "none",
    ),
    ("Văn bản chấp thuận của tổ chức, cá nhân có giấy phép thăm dò, giấy phép khai thác", "none"),
    ("Văn bản được Bộ trưởng Bộ Quốc phòng giao nhiệm vụ xuất khẩu vũ khí", Holder.OTHER_LICENCE),
    ("Giấy giám định y khoa", Holder.HEALTH),
    ("Bằng bản quyền tác giả", Holder.OTHER_LICENCE),
    ("Bản trích 63", "other_licence"),
    ("Hồ sơ hưởng chế độ bảo hiểm xã hội", "social_insurance"),
    ("Phiếu phẫu thuật của bệnh viện huyện", "health"),
    ("Biên bản kết quả niêm yết công khai tại nhà văn hóa", "other_licence"),
    ("Biên bản xác nhận thiệt hại của cơ quan chức năng", "other_licence"),
    ("Danh sách hội viên hưởng Nghị quyết 12/2022/QH15 của Quốc hội", "none"),
    ("Văn bản của cấp có thẩm quyền thông qua phương án sáp nhập", "none"),
    ("Tài liệu chứng minh thẩm quyền ký kết thỏa thuận", "none"),
    ("Giấy đăng ký xe của nước chuyển đi", "none"),
    ("Giấy đăng ký chào bán cổ phần", "none"),
    ("Kế hoạch xác minh khiếu nại", "other_licence"),
    ("Văn bản thu hồi biển hiệu", "other_licence"),
    ("Giấy chứng nhận phần vốn góp", "none"),
    ("Bản chụp quyết định thành lập kho ngoại quan có xác nhận của doanh nghiệp", "other_licence"),
    ("Quyết định công nhận tương đương đào tạo nghề luật ở nước ngoài", "other_licence"),
    ("Giấy chứng nhận tiếng ồn của tàu bay", "other_licence"),
    ("Chứng nhận tiếng Anh", "none"),
    ("Biên bản họp Hội đồng thi đua, khen thưởng", "none"),
    ("Biên bản họp Hội đồng thi đua, khen thưởng tỉnh", "other_licence"),
    ("Công văn đề nghị của cấp có thẩm quyền", "other_licence"),
    ("Danh sách đề nghị cấp thẻ bảo hiểm y tế của Ủy ban nhân dân xã", "other_licence"),
    ("Giấy xác nhận về trường hợp hy sinh của Công an huyện", "other_licence"),
    ("Giấy giới thiệu công tác của đơn vị cấp trung đoàn", "other_licence"),
    ("Sổ ATA còn hiệu lực", "none"),
    ("Quyết định của Tổng giám đốc về việc ngừng giao dịch", "none"),
    ("Văn bản bổ nhiệm Tổng giám đốc", "none"),
    ("Giấy tờ chứng minh quyền sử dụng trụ sở", "none"),
    ("Giấy tờ chứng minh quyền sở hữu, quyền sử dụng trụ sở", "land"),
    ("Bằng chứng về quyền sử dụng trụ sở", "none"),
    ("Giấy tờ chứng minh không còn phục vụ trong quân đội", "other_licence"),
    ("Văn bản xác nhận của Ủy ban nhân dân xã về phương tiện dùng để ở", "population"),
]


MADE += [
    ("Văn bản xác nhận hoàn thành nghĩa vụ về tài chính, tài sản, đất đai", "other_licence"),
    ("Sổ định mức miễn thuế", "other_licence"),
    ("Giấy chứng nhận đăng ký đầu tư gián tiếp ra nước ngoài", "other_licence"),
    ("Chứng nhận nguồn gốc xe", "vehicle_driver"),
    ("Điều ước quốc tế", "other_licence"),
    ("Văn bản về chương trình hợp tác giữa hai Chính phủ", "other_licence"),
    ("Phiếu theo dõi trừ lùi", "other_licence"),
    ("Hồ sơ đất đai về việc giao đất", "land"),
    ("Chứng từ nộp các loại thuế và khoản thu ngân sách nhà nước khác", "tax"),
    ("Chứng từ chứng minh tổ chức đủ điều kiện xuất khẩu hàng hóa", "other_licence"),
    ("Giấy tờ chứng minh quan hệ của người đề nghị với thân nhân", "civil_status"),
    ("Quyết định chấm dứt tư cách thành viên tại Sở giao dịch chứng khoán", "none"),
    ("Văn bản thẩm định của Bộ Công an đối với hồ sơ của tổ chức đăng ký", "other_licence"),
    ("Văn bản chấp thuận của cơ quan, tổ chức có thẩm quyền của nước ngoài nơi có trụ sở", "none"),
    ("Bảng kê lâm sản theo quy định của Bộ Nông nghiệp", "none"),
    ("Giấy đăng ký giám định lượng", "none"),
    ("Quyết định tách tổ chức", "none"),
    ("Quyết định bổ nhiệm chức vụ của doanh nhân", "none"),
    ("Báo cáo quyết toán của doanh nghiệp đã được cơ quan có thẩm quyền phê duyệt", "none"),
    ("Giấy chứng nhận cư trú đã được hợp pháp hóa lãnh sự", "none"),
    ("Giấy chứng nhận của lực lượng vũ trang", "population"),
    ("Giấy chứng nhận kiểm định an toàn kỹ thuật và bảo vệ môi trường", "vehicle_driver"),
    ("Giấy chứng nhận đăng ký hoạt động đơn vị phụ thuộc", "business_registry"),
    ("Giấy tờ chứng minh nhà, đất có nguồn gốc hợp pháp", "land"),
    ("Giấy giới thiệu đăng ký tạm trú của đơn vị cấp trung đoàn", "other_licence"),
    ("Định mức lao động chung do cơ quan có thẩm quyền quyết định", "other_licence"),
    ("Quyết định trúng thầu thi công", "none"),
    ("Văn bản hoặc tài liệu chứng minh quyền sử dụng hợp pháp địa điểm sản xuất", "land"),
    ("Sổ kế toán", "none"),
    ("Các giấy tờ có liên quan đến việc sử dụng đất", "land"),
    ("Giấy tờ liên quan đến đất xây dựng cảng", "land"),
    ("Trích lục vị trí khu đất", "land"),
    ("Tờ trình của bộ phận tiếp nhận hồ sơ", "other_licence"),
    ("Giấy chứng nhận đăng ký tàu biển đối với tàu mang cờ quốc tịch nước ngoài", "none"),
    ("Giấy tờ chứng minh sai sót", "other_licence"),
    ("Giấy đăng ký cấp mã số cơ sở nuôi", "none"),
    ("Giấy chứng nhận chất lượng an toàn kỹ thuật, bảo vệ môi trường đối với xe", "vehicle_driver"),
    ("Mảnh trích đo bản đồ địa chính thửa đất", "none"),
    ("Trích lục bản đồ địa chính thửa đất", "land"),
    ("Bản đồ địa chính có thể hiện ranh giới sử dụng đất", "land"),
    ("Kết quả thẩm định", "other_licence"),
    ("Kết quả thực hiện thủ tục hành chính về phòng cháy", "other_licence"),
    ("Giấy chứng nhận kết quả kiểm định thiết bị nâng", "none"),
    ("Giấy đăng ký hợp đồng xuất khẩu", "none"),
    ("Văn bản chấp thuận gia hạn thời hạn sở hữu nhà ở", "other_licence"),
    ("Giấy tờ, tài liệu, thông tin hợp lệ chứng minh thông tin người đến nộp hồ sơ", "population"),
    ("Biên lai thu phạt vi phạm hành chính", "tax"),
    ("Giấy chứng nhận tiền gửi", "none"),
    ("Quyết định chấm dứt hoạt động đơn vị phụ thuộc", "none"),
    ("Quyết định thu hồi giấy chứng nhận đăng ký hoạt động của cơ quan có thẩm quyền", "business_registry"),
    ("Giấy đăng ký thành lập đối với tổ chức", "business_registry"),
    ("Giấy xác nhận của Thủ trưởng cấp Trung đoàn", "other_licence"),
    ("Biên bản hội nghị liên tịch", "other_licence"),
    ("Chứng từ nộp thuế ở nước ngoài có xác nhận của người nộp thuế", "none"),
    ("Giấy chứng nhận thành lập doanh nghiệp", "business_registry"),
    ("Giấy tờ làm căn cứ cấp giấy chứng nhận bệnh tật", "health"),
    ("Hộ chiếu của chuyên gia có trang thị thực nhập cảnh", "none"),
    ("Chứng chỉ thanh toán tạm thời ký giữa chủ dự án và nhà thầu", "none"),
    ("Giấy tờ chứng minh đã có quốc tịch Việt Nam trước đây", "population"),
    ("Văn bản chứng minh quyền sử dụng hợp pháp địa điểm đặt trụ sở", "none"),
    ("Chứng từ nộp lệ phí môn bài", "tax"),
    ("Giấy tờ do cơ quan có thẩm quyền cấp chứng minh người đại diện theo pháp luật", "civil_status"),
    ("Hợp đồng mua bán với doanh nghiệp có giấy chứng nhận do Bộ Công Thương cấp", "none"),
    ("Quyết định phê duyệt dự toán chi phí hàng năm cho văn phòng", "none"),
    ("Quyết định góp tài sản vào quỹ", "none"),
    ("Quyết định của cấp có thẩm quyền của tổ chức phát hành thông qua phương án", "none"),
    ("Quyết định chấp thuận thành lập chi nhánh", "other_licence"),
    ("Ý kiến của cơ quan thẩm định giá", "none"),
    ("Văn bản thẩm định thiết kế về phòng cháy và chữa cháy của chủ đầu tư", "none"),
    ("Văn bản nghiệm thu hoàn thành hạng mục", "none"),
    ("Báo cáo của Trung tâm thông tin tín dụng về tình hình tín dụng", "other_licence"),
    ("Chứng từ bồi thường thiệt hại của cơ quan bảo hiểm", "none"),
    ("Giấy tờ chứng minh đủ điều kiện kinh doanh", "other_licence"),
    ("Giấy tạm nhập khẩu xe ô tô", "other_licence"),
    ("Tài liệu chứng minh tư cách pháp nhân của doanh nghiệp", "business_registry"),
    ("Văn bản ghi kết quả học tập", "education"),
    (
        "Giấy chứng nhận chất lượng an toàn kỹ thuật và bảo vệ môi trường do cơ quan đăng kiểm cấp",
        "vehicle_driver",
    ),
    ("Giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường kiểu loại phụ tùng", "other_licence"),
    ("Công văn của Sở giao dịch chứng khoán chấp thuận hủy niêm yết", "none"),
    ("Thông báo thụ lý khiếu nại", "other_licence"),
    ("Biên bản tổ chức đối thoại", "other_licence"),
    ("Giấy phép lưu hành xe do Bộ Công an cấp", "vehicle_driver"),
    ("Giấy nộp tiền đặt cọc vào tài khoản của cơ quan hải quan", "none"),
    ("Biên bản xét duyệt của Hội đồng tuyển sinh Công an", "other_licence"),
    ("Thông báo phê duyệt khai báo vận chuyển", "other_licence"),
    ("Quyết định xếp hạng cơ sở lưu trú du lịch", "other_licence"),
    ("Giấy tờ chứng minh thuộc trường hợp xóa đăng ký tạm trú", "population"),
    ("Giấy tờ chứng minh đã chấp hành xong hình phạt tù", "judicial_record"),
    ("Giấy tờ chứng minh về chỗ ở, thời gian thường trú", "population"),
    ("Giấy tờ chứng minh việc đổi tên, thay đổi thông tin của người sử dụng đất", "population"),
    ("Tài liệu chứng minh việc thay đổi tên của tổ chức", "business_registry"),
    ("Giấy tờ chứng minh đối tượng được miễn, giảm nghĩa vụ tài chính", "other_licence"),
    ("Tài liệu chứng minh người nộp thuế phải ngừng sản xuất", "none"),
    ("Giấy tờ khác có liên quan tới quyền sở hữu trí tuệ", "other_licence"),
    ("Giấy tờ làm căn cứ thay đổi thông tin hộ tịch", "civil_status"),
    ("Giấy tờ chứng minh điều kiện giám hộ đương nhiên", "civil_status"),
    ("Giấy tờ chứng minh phần diện tích tăng thêm", "land"),
    ("Giấy tờ pháp lý về khu đất dự kiến", "land"),
    ("Văn bản thể hiện quyền sử dụng vùng đất của cảng", "land"),
    ("Giấy chứng nhận quyền sở hữu, quyền sử dụng đối với tài sản", "land"),
    ("Văn bản quy định về chức năng, nhiệm vụ", "other_licence"),
    ("Văn bản về việc công trình xây dựng đã được nghiệm thu đưa vào khai thác", "other_licence"),
    ("Giấy chứng nhận bị bệnh", "other_licence"),
    ("Giấy chứng nhận xe cơ giới cải tạo", "vehicle_driver"),
    ("Biển số xe", "vehicle_driver"),
    ("Bản trích sao Nhật ký hàng hải", "none"),
    ("Thẻ luật sư", "none"),
    ("Quyết định chọn thầu", "none"),
    ("Biên bản bình xét thi đua của tập thể", "none"),
    ("Biên bản ghi nhận yêu cầu thi hành án", "other_licence"),
    ("Báo cáo kết quả thẩm định kết quả giảm nhẹ phát thải", "none"),
    ("Báo cáo việc thực hiện các yêu cầu, kiến nghị của cơ quan có thẩm quyền", "none"),
    ("Bản thẩm tra, xác minh lý lịch", "other_licence"),
    ("Văn bản của cấp có thẩm quyền quyết định của tổ chức tín dụng về nhân sự", "none"),
    ("Giấy xác nhận của cơ quan có thẩm quyền xác định là người nhiễm HIV", "health"),
    ("Giấy biên nhận thủy sản theo Mẫu số 01 đã được Ủy ban nhân dân cấp xã cấp", "other_licence"),
    ("Giấy chứng nhận quyền sử dụng đất của tổ chức kinh tế có nhà đầu tư nước ngoài góp vốn", "land"),
    ("Quyết định công nhận đã hoàn thành khóa tập huấn nghiệp vụ", "other_licence"),
    ("Giấy chứng nhận phù hợp tiêu chuẩn", "none"),
]


@pytest.mark.parametrize(("row", "holder"), MADE)
def test_which_register_holds_what_the_state_keeps_of_a_person(row, holder):
    assert [mention.holder for mention in read_row(row).mentions] == [Holder(holder)]


@pytest.mark.parametrize(
    ("row", "procedure", "holder"),
    [
        ("Giấy chứng nhận đăng ký phương tiện", ROAD, Holder.VEHICLE_DRIVER),
        ("Giấy chứng nhận đăng ký phương tiện", WATER, Holder.OTHER_LICENCE),
        ("Giấy chứng nhận đăng ký phương tiện thủy nội địa", ROAD, Holder.OTHER_LICENCE),
        ("Giấy đăng ký sử dụng tài khoản", "Đăng ký sử dụng tài khoản tại Kho bạc", Holder.NONE),
        ("Giấy đăng ký sử dụng tài khoản", "Cấp phép thanh toán", Holder.OTHER_LICENCE),
        ("Giấy chứng nhận kiểm định", "Xác định xe tạm dừng tham gia giao thông", Holder.VEHICLE_DRIVER),
        ("Giấy chứng nhận kiểm định", "Cấp phép thiết bị nâng", Holder.OTHER_LICENCE),
        ("Bản gốc Giấy chứng nhận đã cấp", "Đính chính Giấy chứng nhận đã cấp", Holder.LAND),
        ("Bản gốc Giấy chứng nhận đã cấp", "Cấp lại Giấy chứng nhận do bị mất", Holder.LAND),
        ("Giấy chứng nhận đã cấp", "Cấp lại Giấy chứng nhận lưu hành", Holder.OTHER_LICENCE),
        ("Bản gốc Giấy chứng nhận đã cấp", "Đăng ký biến động do chia tách hộ gia đình", Holder.LAND),
        (
            "Bản chính Giấy chứng nhận",
            "Cấp lại Giấy chứng nhận chất lượng an toàn kỹ thuật và bảo vệ môi trường xe cơ giới",
            Holder.VEHICLE_DRIVER,
        ),
        ("Giấy phép hành nghề", "Cấp mới giấy phép hoạt động khám bệnh, chữa bệnh", Holder.HEALTH),
        ("Giấy phép hành nghề", "Cấp chứng chỉ hành nghề kiến trúc", Holder.OTHER_LICENCE),
        ("Giấy chứng nhận đăng ký tàu biển", "Cấp giấy phép vận tải cho tàu nước ngoài", Holder.NONE),
        ("Giấy chứng nhận đăng ký tàu biển", "Cấp giấy phép vận tải nội địa", Holder.OTHER_LICENCE),
        (
            "Giấy chứng nhận đăng ký tàu biển",
            "Thủ tục cho tàu thuyền Việt Nam, tàu thuyền nước ngoài",
            Holder.OTHER_LICENCE,
        ),
        ("Giấy phép liên vận", "Gia hạn thời gian lưu hành cho phương tiện của Lào", Holder.NONE),
        ("Hộ chiếu", "Giải quyết việc nuôi con nuôi có yếu tố nước ngoài", Holder.NONE),
    ],
)
def test_what_a_name_leaves_open_the_procedure_tells(row, procedure, holder):
    assert [mention.holder for mention in read_row(row, procedure=procedure).mentions] == [holder]


def test_the_maker_abroad_behind_a_chain_is_that_of_all_its_papers_and_of_no_others():
    reading = read_row(
        "Giấy phép kinh doanh; Giấy đăng ký lưu hành hoặc giấy chứng nhận xuất khẩu "
        "hoặc giấy chứng nhận sở hữu do cơ quan có thẩm quyền của nước chuyển đi cấp"
    )
    assert [mention.holder is Holder.NONE for mention in reading.mentions] == [False, True, True, True]


def test_papers_of_persons_of_another_state_are_that_states():
    row = "{}: Phiếu lý lịch tư pháp hoặc văn bản tương đương do cơ quan có thẩm quyền của nước ngoài cấp"
    abroad = read_row(row.format("Đối với nhân sự không có quốc tịch Việt Nam"))
    assert [mention.holder for mention in abroad.mentions] == [Holder.NONE] * len(abroad.mentions)
    anybody = read_row(row.format("Đối với nhân sự dự kiến"))
    assert [mention.holder for mention in anybody.mentions] == [Holder.JUDICIAL_RECORD]


@pytest.mark.parametrize(
    ("row", "holders"),
    [
        ("Hộ chiếu hoặc giấy tờ thay thế của nhà đầu tư nước ngoài là cá nhân", [Holder.NONE]),
        ("Hộ chiếu đối với cá nhân mang quốc tịch nước ngoài", [Holder.NONE]),
        ("Hộ chiếu của người Việt Nam ở nước ngoài", [Holder.POPULATION]),
        ("Hộ chiếu (đối với cá nhân không có quốc tịch Việt Nam) của người đại diện", [Holder.NONE]),
        (
            "Quyết định bổ nhiệm và thẻ căn cước của kế toán trưởng, người phụ trách kế toán",
            [Holder.NONE, Holder.POPULATION],
        ),
        (
            "Giấy phép thành lập, đăng ký kinh doanh hoặc tài liệu tương đương của doanh nghiệp nước ngoài",
            [Holder.NONE, Holder.NONE],
        ),
        (
            "Hộ chiếu (đối với người Việt Nam) hoặc hộ chiếu (đối với người nước ngoài)",
            [Holder.POPULATION],
        ),
        (
            "Hồ sơ Sở Tài chính gửi Ủy ban nhân dân bao gồm: - Danh sách khách hàng; - Văn bản đề nghị",
            [Holder.OTHER_LICENCE, Holder.OTHER_LICENCE],
        ),
        ("Hồ sơ doanh nghiệp gửi Sở Tài chính bao gồm: - Danh sách khách hàng", [Holder.NONE]),
        (
            "Đương sự là gia đình chính sách phải có giấy tờ do cơ quan có thẩm quyền cấp để chứng minh",
            [Holder.OTHER_LICENCE],
        ),
        ("Giấy tờ chứng minh đối tượng theo hướng dẫn của Bộ trưởng Bộ Xây dựng", [Holder.OTHER_LICENCE]),
        ("Giấy chứng nhận đăng ký kinh doanh được hợp pháp hóa lãnh sự", [Holder.NONE]),
        ("Giấy chứng nhận đăng ký kinh doanh", [Holder.BUSINESS_REGISTRY]),
        (
            "Văn bản chứng minh tư cách pháp nhân theo pháp luật của nước nơi tổ chức được thành lập",
            [Holder.NONE],
        ),
        ("Văn bản chứng minh tư cách pháp nhân", [Holder.BUSINESS_REGISTRY]),
        ("Văn bản của cơ quan có thẩm quyền về việc giải thể pháp nhân", [Holder.BUSINESS_REGISTRY]),
    ],
)
def test_whose_papers_they_are_tells_who_holds_them(row, holders):
    assert [mention.holder for mention in read_row(row).mentions] == holders
