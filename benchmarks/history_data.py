"""Procedures for a large catalogue, by grammar: names, sectors, agencies and dossiers as they are in size."""

# ruff: noqa: E501  names of the field stand on one line

import random
from datetime import date
from hashlib import sha256

from catalogue.records import (
    Case,
    Channel,
    ChannelKind,
    Component,
    Coverage,
    Decision,
    Fee,
    LegalBasis,
    Level,
    Outcome,
    Procedure,
    Source,
    Step,
    TimeLimit,
    TimeUnit,
)

ACTS = (
    "Cấp", "Cấp lại", "Cấp đổi", "Gia hạn", "Điều chỉnh", "Thu hồi", "Đăng ký", "Xác nhận", "Công nhận",
    "Thẩm định", "Phê duyệt", "Chấp thuận", "Sửa đổi, bổ sung", "Chuyển nhượng", "Công bố", "Thông báo",
    "Hỗ trợ", "Giải quyết chế độ", "Xét tặng", "Đăng ký lại", "Xóa đăng ký", "Chấm dứt", "Tạm dừng", "Hủy",
)  # fmt: skip
OBJECTS = {
    "Hộ tịch": ("khai sinh", "khai tử", "kết hôn", "giám hộ", "nhận cha, mẹ, con", "trích lục hộ tịch",
                "giấy xác nhận tình trạng hôn nhân", "thay đổi, cải chính hộ tịch"),
    "Xây dựng": ("giấy phép xây dựng nhà ở riêng lẻ", "chứng chỉ hành nghề hoạt động xây dựng",
                 "thiết kế cơ sở", "báo cáo nghiên cứu khả thi", "giấy phép hoạt động xây dựng cho nhà thầu"),
    "Đất đai": ("Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất", "biến động đất đai",
                "chuyển mục đích sử dụng đất", "giao đất, cho thuê đất", "tách thửa hoặc hợp thửa đất"),
    "Y tế": ("giấy phép hành nghề khám bệnh, chữa bệnh", "giấy phép hoạt động của cơ sở khám bệnh, chữa bệnh",
             "giấy chứng nhận lưu hành tự do", "số lưu hành trang thiết bị y tế", "chứng chỉ hành nghề dược"),
    "Giáo dục": ("giấy phép hoạt động của trung tâm ngoại ngữ", "bản sao văn bằng từ sổ gốc",
                 "cho phép thành lập trường trung học cơ sở", "chuyển trường đối với học sinh"),
    "Lâm nghiệp": ("phương án khai thác thực vật rừng", "mã số cơ sở nuôi động vật hoang dã",
                   "nguồn giống cây trồng lâm nghiệp", "bảng kê lâm sản"),
    "Đường bộ": ("giấy phép lái xe", "giấy phép kinh doanh vận tải bằng xe ô tô", "phù hiệu xe ô tô",
                 "giấy phép thi công công trình trên đường bộ", "giấy phép đào tạo lái xe"),
    "Thuế": ("hoàn thuế giá trị gia tăng", "miễn, giảm thuế", "đăng ký thuế của hộ kinh doanh",
             "hóa đơn điện tử", "khấu trừ thuế thu nhập cá nhân"),
    "Hộ kinh doanh": ("thành lập hộ kinh doanh", "nội dung đăng ký hộ kinh doanh", "hợp tác xã"),
    "Bảo trợ xã hội": ("trợ cấp xã hội hàng tháng", "hỗ trợ chi phí mai táng", "giấy xác nhận khuyết tật"),
    "Người có công": ("chế độ đối với thân nhân liệt sĩ", "bằng Tổ quốc ghi công", "trợ cấp một lần"),
    "Bảo vệ thực vật": ("giấy phép nhập khẩu thuốc bảo vệ thực vật", "giấy chứng nhận đủ điều kiện buôn bán phân bón"),
    "Thủy nội địa": ("phương tiện giao thông thủy nội địa", "hoạt động bến thủy nội địa", "bằng thuyền trưởng"),
    "Môi trường": ("giấy phép môi trường", "báo cáo đánh giá tác động môi trường", "phương án cải tạo, phục hồi"),
    "Tư pháp": ("phiếu lý lịch tư pháp", "văn phòng công chứng", "thẻ tư vấn viên pháp luật", "thẻ công chứng viên"),
}  # fmt: skip
TAILS = (
    "", "", "", " có yếu tố nước ngoài", " cấp tỉnh", " cấp xã", " đối với tổ chức", " đối với cá nhân",
    " trong trường hợp bị mất, bị hỏng", " theo quy định chuyển tiếp", " cho người nước ngoài",
    " tại khu vực biên giới", " trong khu công nghiệp", " lần đầu", " do thay đổi thông tin", " trên địa bàn tỉnh",
)  # fmt: skip
PROVINCES = (
    "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai",
    "Hà Tĩnh", "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lâm Đồng", "Lạng Sơn", "Lào Cai", "Nghệ An", "Ninh Bình",
    "Phú Thọ", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa",
    "Tuyên Quang", "Vĩnh Long", "Hà Nội", "Huế", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Hồ Chí Minh",
)  # fmt: skip
PAPERS = (
    "Đơn đề nghị {0} theo mẫu", "Tờ khai {0}", "Bản sao có chứng thực {0} đã được cấp",
    "Báo cáo thuyết minh về {0}", "Bản vẽ thiết kế kèm theo hồ sơ", "Văn bản ủy quyền theo quy định của pháp luật",
    "Giấy tờ tùy thân của người nộp hồ sơ: thẻ căn cước, hộ chiếu hoặc giấy tờ có giá trị thay thế",
    "Bản sao giấy chứng nhận đăng ký doanh nghiệp hoặc giấy tờ tương đương",
    "Hai ảnh màu cỡ 4x6 cm chụp trong thời gian không quá sáu tháng", "Biên lai nộp phí, lệ phí",
)  # fmt: skip
STEPS = (
    "Tổ chức, cá nhân chuẩn bị hồ sơ đầy đủ theo quy định và nộp tại Trung tâm Phục vụ hành chính công.",
    "Công chức tiếp nhận kiểm tra tính đầy đủ, hợp lệ của hồ sơ; nếu chưa hợp lệ thì hướng dẫn bổ sung một lần.",
    "Cơ quan chuyên môn thẩm định nội dung, lấy ý kiến các đơn vị liên quan, trình người có thẩm quyền ký.",
    "Trả kết quả cho tổ chức, cá nhân theo giấy hẹn trực tiếp, qua bưu chính hoặc trên môi trường điện tử.",
)
LAWS = ("60/2014/QH13", "50/2014/QH13", "31/2024/QH15", "15/2023/QH15", "63/2010/NĐ-CP", "123/2015/NĐ-CP",
        "175/2024/NĐ-CP", "101/2024/NĐ-CP", "118/2025/NĐ-CP", "02/2017/TT-VPCP")  # fmt: skip


def national(number: int, luck: random.Random) -> Procedure:
    """One procedure; every sixteenth is of a ministry, the others of a province."""
    sector = luck.choice(tuple(OBJECTS))
    thing = luck.choice(OBJECTS[sector])
    name = f"{luck.choice(ACTS)} {thing}{luck.choice(TAILS)}"
    province = luck.choice(PROVINCES)
    of_ministry = number % 16 == 0
    papers = [
        Component(text=luck.choice(PAPERS).format(thing), originals=1, copies=luck.randrange(3))
        for _ in range(luck.randint(3, 8))
    ]
    file = f"nguon-{number % 500}.docx"
    return Procedure(
        code=f"{1 + number % 3}.{number:06d}",
        name=name if of_ministry or luck.random() < 0.5 else f"{name} của tỉnh {province}",
        coverage=Coverage.FULL,
        sector=sector,
        levels=(Level.CENTRAL,) if of_ministry else (luck.choice((Level.PROVINCE, Level.COMMUNE)),),
        issuing_agency=f"Bộ quản lý lĩnh vực {sector}" if of_ministry else f"UBND tỉnh {province}",
        handling_agencies=(luck.choice(("Sở Tư pháp", "Sở Xây dựng", "Sở Y tế", "Ủy ban nhân dân cấp xã")),),
        steps=tuple(Step(order=n, text=told) for n, told in enumerate(2 * STEPS, start=1)),
        channels=tuple(_channel(kind, luck) for kind in ChannelKind),
        cases=(Case(components=tuple(papers)),),
        outcomes=(Outcome(name=f"Kết quả: {thing}"),),
        legal_bases=tuple(LegalBasis(number=one) for one in sorted(luck.sample(LAWS, 4))),
        decision=Decision(number="@NUMBER@", date=date(1999, 1, 1)),
        source=Source(file=file, sha256=sha256(file.encode()).hexdigest(), importer="decision"),
    )


def _channel(kind: ChannelKind, luck: random.Random) -> Channel:
    limit = TimeLimit(value=luck.randint(3, 30), unit=TimeUnit.WORKING_DAY, text="ngày làm việc")
    return Channel(channel=kind, time_limit=limit, fees=(Fee(amount="7", text="đồng/hồ sơ"),))
