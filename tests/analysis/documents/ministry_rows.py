# ruff: noqa: E501  (rows stand on one line, as portals show them)
"""Rows and pairs in the words of many ministries, labelled by hand before the code read them.

Here: cases only; the labels follow the rules of the annotated components (one entry per document type; alternatives where
any one paper is enough; conditional where every paper is asked for only in some case). Not here: what is measured.

A row: text, papers, flags. Papers: one word each, A (applicant), S (State) or T (third party), with the holding register
behind a colon; "note" or "heading" where the row asks for none. Flags: "or", "if".
"""

ROWS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Cấp hộ chiếu phổ thông ở trong nước",
        (
            (
                "+ Tờ khai đề nghị cấp hộ chiếu phổ thông (mẫu TK01) ban hành kèm theo Thông tư số 31/2023/TT-BCA",
                "A",
                "",
            ),
            ("+ 02 ảnh chân dung cỡ 4cm x 6cm, mặt nhìn thẳng, đầu để trần, phông nền trắng", "A", ""),
            (
                "+ Hộ chiếu phổ thông cấp lần gần nhất đối với người đã được cấp hộ chiếu",
                "S:population",
                "if",
            ),
            (
                "+ Trường hợp hộ chiếu bị mất phải kèm đơn báo mất hoặc thông báo về việc đã tiếp nhận đơn của cơ quan có thẩm quyền",
                "A S:other_licence",
                "or if",
            ),
            (
                "+ Bản chụp giấy tờ do cơ quan có thẩm quyền Việt Nam cấp chứng minh người đại diện hợp pháp đối với người chưa đủ 14 tuổi",
                "S:civil_status",
                "if",
            ),
            ("Xuất trình bản chính giấy tờ tùy thân của người đề nghị (để đối chiếu)", "S:population", ""),
            ("Căn cước công dân (xuất trình bản chính)", "S:population", ""),
        ),
    ),
    (
        "Đăng ký thường trú",
        (
            (
                "a) Tờ khai thay đổi thông tin cư trú (Mẫu CT01 ban hành kèm theo Thông tư số 66/2023/TT-BCA);",
                "A",
                "",
            ),
            (
                "c) Giấy tờ, tài liệu chứng minh quan hệ nhân thân với chủ hộ, thành viên hộ gia đình",
                "S:civil_status",
                "",
            ),
            ("Giấy khai sinh chứng minh quan hệ thành viên hộ gia đình", "S:civil_status", ""),
            ("Giấy chứng nhận kết hôn chứng minh quan hệ nhân thân", "S:civil_status", ""),
            (
                "Hợp đồng cho thuê, cho mượn, cho ở nhờ nhà ở được công chứng hoặc chứng thực theo quy định",
                "T",
                "",
            ),
            (
                "Giấy phép xây dựng chứng minh chỗ ở hợp pháp (đối với công trình phải cấp giấy phép xây dựng)",
                "S:other_licence",
                "if",
            ),
            (
                "Văn bản đồng ý của cha, mẹ hoặc người giám hộ đối với trường hợp người đăng ký chưa thành niên",
                "T",
                "if",
            ),
            ("Giấy chứng nhận thường trú, tạm trú", "S:population", ""),
            ("Hộ khẩu thường trú hoặc giấy xác nhận tạm trú dài hạn", "S:population S:population", "or"),
            ("Giấy CCCD của người nộp hồ sơ", "S:population", ""),
        ),
    ),
    (
        "Đăng ký xe lần đầu",
        (
            ("- Giấy khai đăng ký xe theo mẫu số ĐKX10", "A", ""),
            (
                "- Hóa đơn, chứng từ tài chính hoặc hợp đồng mua bán, cho tặng xe theo quy định của pháp luật",
                "T T T",
                "or",
            ),
            ("- Chứng từ nộp lệ phí trước bạ", "S:tax", ""),
            ("- Tờ khai lệ phí trước bạ theo Mẫu số 01/LPTB", "A", ""),
            ("- Phiếu kiểm tra chất lượng xuất xưởng đối với xe sản xuất, lắp ráp trong nước", "T", "if"),
            (
                "Giấy chứng nhận đăng ký xe; trường hợp mất giấy chứng nhận đăng ký xe thì phải có đơn trình báo",
                "S:vehicle_driver A",
                "or",
            ),
        ),
    ),
    (
        "Cấp Giấy chứng nhận đủ điều kiện về an ninh, trật tự",
        (
            (
                "a) Văn bản đề nghị cấp Giấy chứng nhận đủ điều kiện về an ninh, trật tự (Mẫu số 03 ban hành kèm theo Nghị định số 96/2016/NĐ-CP)",
                "A",
                "",
            ),
            (
                "b) Bản sao hợp lệ một trong các loại văn bản sau đây: Giấy chứng nhận đăng ký doanh nghiệp; Giấy chứng nhận đăng ký hợp tác xã; Giấy chứng nhận đăng ký hộ kinh doanh",
                "S:business_registry S:business_registry S:business_registry",
                "or",
            ),
            (
                "d) Bản khai lý lịch kèm Phiếu lý lịch tư pháp của người chịu trách nhiệm về an ninh, trật tự của cơ sở kinh doanh",
                "A S:judicial_record",
                "",
            ),
            (
                "Giấy chứng nhận thẩm duyệt thiết kế về phòng cháy và chữa cháy hoặc văn bản chấp thuận kết quả nghiệm thu về phòng cháy và chữa cháy",
                "S:other_licence S:other_licence",
                "or",
            ),
        ),
    ),
    (
        "Cấp mới giấy phép hành nghề đối với chức danh bác sỹ",
        (
            (
                "Đơn đề nghị cấp giấy phép hành nghề theo Mẫu 08 Phụ lục I ban hành kèm theo Nghị định số 96/2023/NĐ-CP;",
                "A",
                "",
            ),
            (
                "Bản sao hợp lệ văn bằng chuyên môn (không áp dụng đối với trường hợp kết quả đánh giá năng lực đã được kết nối)",
                "T:education",
                "if",
            ),
            (
                "Bản gốc hoặc bản sao hợp lệ của giấy khám sức khỏe do cơ sở khám bệnh, chữa bệnh đủ điều kiện cấp",
                "T:health",
                "",
            ),
            ("Giấy xác nhận hoàn thành quá trình thực hành theo Mẫu 07 Phụ lục I", "T", ""),
            ("Sơ yếu lý lịch tự thuật của người hành nghề theo Mẫu 09", "A", ""),
            (
                "Bản sao hợp lệ giấy chứng nhận đủ trình độ tiếng Việt thành thạo hoặc giấy chứng nhận đủ trình độ phiên dịch (đối với người nước ngoài)",
                "T T",
                "or if",
            ),
            ("Phiếu lý lịch tư pháp số 1 còn thời hạn 06 tháng", "S:judicial_record", ""),
        ),
    ),
    (
        "Cấp Giấy chứng nhận đủ điều kiện kinh doanh dược",
        (
            ("Đơn đề nghị cấp Giấy chứng nhận đủ điều kiện kinh doanh dược theo Mẫu số 19", "A", ""),
            (
                "Tài liệu về địa điểm, kho bảo quản, trang thiết bị bảo quản, phương tiện vận chuyển, nhân sự",
                "A",
                "",
            ),
            ("Bản sao chứng thực Chứng chỉ hành nghề dược", "S:health", ""),
            ("Danh sách đăng ký hành nghề tại cơ sở", "A", ""),
            ("Hợp đồng hỗ trợ chuyên môn (nếu có)", "T", "if"),
            (
                "Lưu ý: Cơ sở không phải nộp giấy chứng nhận đăng ký doanh nghiệp nếu cơ quan tiếp nhận tra cứu được trên Cổng thông tin quốc gia",
                "note",
                "",
            ),
        ),
    ),
    (
        "Đăng ký khai sinh",
        (
            (
                "Giấy chứng sinh; trường hợp không có giấy chứng sinh thì nộp văn bản của người làm chứng xác nhận về việc sinh",
                "T:health T",
                "or",
            ),
            (
                "Văn bản xác nhận của cơ quan có thẩm quyền đối với trường hợp trẻ em bị bỏ rơi",
                "S:other_licence",
                "if",
            ),
            (
                "Mẫu hộ tịch điện tử tương tác đăng ký khai sinh do người yêu cầu cung cấp thông tin theo quy định",
                "A",
                "",
            ),
            ("Giấy khai sinh (bản chính) và bản sao", "S:civil_status", ""),
            (
                "Trường hợp cha, mẹ của trẻ đã đăng ký kết hôn thì xuất trình giấy chứng nhận kết hôn",
                "S:civil_status",
                "if",
            ),
        ),
    ),
    (
        "Cấp bản sao Trích lục hộ tịch",
        (
            ("Tờ khai đề nghị cấp bản sao Trích lục hộ tịch", "A", ""),
            ("Mẫu hộ tịch điện tử tương tác yêu cầu cấp bản sao trích lục hộ tịch", "A", ""),
        ),
    ),
    (
        "Cho phép trường trung học phổ thông hoạt động giáo dục",
        (
            ("Tờ trình đề nghị cho phép hoạt động giáo dục;", "A", ""),
            ("Bản sao quyết định thành lập hoặc cho phép thành lập trường", "S:other_licence", ""),
            (
                "Danh sách đội ngũ giáo viên kèm theo sơ yếu lý lịch và văn bằng, chứng chỉ",
                "A A T:education",
                "",
            ),
            ("Quy chế tổ chức và hoạt động của trường; chương trình giáo dục", "A A", ""),
        ),
    ),
    (
        "Chuyển trường đối với học sinh trung học phổ thông",
        (
            ("Đơn xin chuyển trường do cha hoặc mẹ hoặc người giám hộ ký", "A", ""),
            ("Học bạ (bản chính)", "T:education", ""),
            ("Bằng tốt nghiệp cấp học dưới (bản sao có chứng thực)", "T:education", ""),
            ("Giấy giới thiệu chuyển trường do Hiệu trưởng nhà trường nơi đi cấp", "T", ""),
            ("Bản sao bảng điểm và học bạ", "T:education T:education", ""),
        ),
    ),
    (
        "Cấp Giấy chứng nhận đủ điều kiện kinh doanh hóa chất",
        (
            (
                "Bản sao Giấy chứng nhận đăng ký doanh nghiệp hoặc Giấy chứng nhận đăng ký hợp tác xã hoặc Giấy chứng nhận đăng ký hộ kinh doanh",
                "S:business_registry S:business_registry S:business_registry",
                "or",
            ),
            (
                "Bản vẽ tổng thể hệ thống mặt bằng nhà xưởng, kho tàng; bản sao giấy chứng nhận quyền sử dụng đất",
                "A S:land",
                "",
            ),
            ("Bản kê khai thiết bị kỹ thuật, trang bị phòng hộ lao động và an toàn của cơ sở", "A", ""),
            (
                "Bản sao bằng đại học trở lên chuyên ngành hóa chất của Giám đốc hoặc Phó Giám đốc kỹ thuật",
                "T:education",
                "",
            ),
            (
                "Bản sao Quyết định phê duyệt Báo cáo đánh giá tác động môi trường hoặc văn bản xác nhận đăng ký Kế hoạch bảo vệ môi trường do cơ quan quản lý nhà nước có thẩm quyền ban hành",
                "S:other_licence S:other_licence",
                "or",
            ),
            ("Hợp đồng thuê kho hoặc giấy tờ chứng minh quyền sử dụng kho", "T T", "or"),
        ),
    ),
    (
        "Cấp giấy phép bán lẻ rượu",
        (
            (
                "Đơn đề nghị cấp Giấy phép bán lẻ rượu theo Mẫu số 01 ban hành kèm theo Nghị định số 17/2020/NĐ-CP",
                "A",
                "",
            ),
            (
                "Bản sao văn bản giới thiệu hoặc hợp đồng mua bán rượu của thương nhân sản xuất rượu",
                "T T",
                "or",
            ),
            (
                "Bản cam kết do thương nhân tự lập, trong đó nêu rõ nội dung thương nhân đảm bảo tuân thủ đầy đủ các điều kiện về phòng cháy chữa cháy, bảo vệ môi trường",
                "A",
                "",
            ),
        ),
    ),
    (
        "Cấp Giấy chứng nhận xuất xứ hàng hóa",
        (
            (
                "Tờ khai hải quan xuất khẩu. Trường hợp hàng hóa xuất khẩu không phải khai báo hải quan theo quy định của pháp luật không cần nộp tờ khai hải quan",
                "A",
                "",
            ),
            ("Bản sao hóa đơn thương mại (đóng dấu sao y bản chính của thương nhân)", "T", ""),
            (
                "Bản sao vận tải đơn hoặc bản sao chứng từ vận tải tương đương trong trường hợp thương nhân không có vận tải đơn",
                "T T",
                "or",
            ),
            ("Bảng kê khai chi tiết hàng hóa xuất khẩu đạt tiêu chí xuất xứ ưu đãi", "A", ""),
            ("Quy trình sản xuất ra hàng hóa", "A", ""),
        ),
    ),
    (
        "Đăng ký thuế lần đầu đối với hộ kinh doanh",
        (
            ("Tờ khai đăng ký thuế mẫu số 03-ĐK-TCT ban hành kèm theo Thông tư số 86/2024/TT-BTC", "A", ""),
            (
                "Bảng kê cửa hàng, cửa hiệu phụ thuộc của hộ kinh doanh mẫu số 03-ĐK-TCT-BK01 (nếu có)",
                "A",
                "if",
            ),
            ("Bản sao Giấy chứng nhận đăng ký hộ kinh doanh (nếu có)", "S:business_registry", "if"),
            (
                "Bản sao Hộ chiếu còn hiệu lực đối với cá nhân là người có quốc tịch nước ngoài",
                "T",
                "if",
            ),
            (
                "Giấy tờ pháp lý của cá nhân đối với chủ hộ kinh doanh, thành viên hộ gia đình đăng ký hộ kinh doanh",
                "S:population",
                "",
            ),
        ),
    ),
    (
        "Hoàn thuế thu nhập cá nhân",
        (
            ("Giấy đề nghị hoàn trả khoản thu ngân sách nhà nước mẫu số 01/HT", "A", ""),
            ("Bảng kê chứng từ nộp thuế", "A", ""),
            ("Tờ khai thuế thu nhập cá nhân (nếu có)", "A", "if"),
            ("Hồ sơ hoàn thuế gồm:", "heading", ""),
            (
                "Người nộp thuế chịu trách nhiệm trước pháp luật về tính chính xác của số liệu đã khai.",
                "note",
                "",
            ),
        ),
    ),
    (
        "Giải quyết hưởng chế độ thai sản",
        (
            ("Sổ bảo hiểm xã hội", "S:social_insurance", ""),
            ("Bản sao giấy khai sinh hoặc bản sao giấy chứng sinh của con", "S:civil_status T:health", "or"),
            (
                "Bản chính giấy ra viện của người mẹ trong trường hợp con chết ngay sau khi sinh",
                "T:health",
                "if",
            ),
            (
                "Danh sách đề nghị giải quyết hưởng chế độ ốm đau, thai sản, dưỡng sức, phục hồi sức khỏe (Mẫu số 01B-HSB)",
                "A",
                "",
            ),
            (
                "Thẻ bảo hiểm y tế kèm theo giấy tờ chứng minh nhân thân có ảnh",
                "S:social_insurance S:population",
                "",
            ),
            (
                "Bản sao giấy chứng tử của con hoặc giấy báo tử trong trường hợp con chết sau khi sinh",
                "S:civil_status S:civil_status",
                "or if",
            ),
        ),
    ),
    (
        "Cấp giấy phép lao động cho người lao động nước ngoài",
        (
            ("Văn bản đề nghị cấp giấy phép lao động của người sử dụng lao động theo Mẫu số 11/PLI", "A", ""),
            (
                "Giấy khám sức khỏe do cơ sở khám bệnh, chữa bệnh đủ điều kiện cấp có giá trị trong thời hạn 12 tháng",
                "T:health",
                "",
            ),
            (
                "Phiếu lý lịch tư pháp hoặc văn bản xác nhận của cơ quan có thẩm quyền nước ngoài về việc không có án tích",
                "S:judicial_record T",
                "or",
            ),
            (
                "02 ảnh màu (kích thước 4 cm x 6 cm, phông nền trắng, mặt nhìn thẳng, đầu để trần, không đeo kính màu)",
                "A",
                "",
            ),
            (
                "Văn bản chấp thuận nhu cầu sử dụng người lao động nước ngoài, trừ những trường hợp không phải xác định nhu cầu",
                "S:other_licence",
                "if",
            ),
            ("Bản sao hộ chiếu còn giá trị theo quy định của pháp luật", "S:population", ""),
        ),
    ),
    (
        "Giải quyết chế độ trợ cấp thờ cúng liệt sĩ",
        (
            ("Đơn đề nghị (Mẫu số 18 Phụ lục I Nghị định số 131/2021/NĐ-CP)", "A", ""),
            ("Văn bản ủy quyền của thân nhân liệt sĩ", "A", ""),
            ("Bản sao được chứng thực từ Bằng “Tổ quốc ghi công”", "S:other_licence", ""),
            ("Giấy chứng nhận bị thương", "S:other_licence", ""),
            ("Giấy ra viện hoặc bản tóm tắt hồ sơ bệnh án", "T:health T:health", "or"),
            ("Bản khai cá nhân kèm bản sao quyết định trợ cấp một lần", "A S:other_licence", ""),
        ),
    ),
    (
        "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng",
        (
            (
                "Tờ khai đề nghị trợ giúp xã hội theo Mẫu số 1a, 1b, 1c, 1d, 1đ ban hành kèm theo Nghị định số 20/2021/NĐ-CP",
                "A",
                "",
            ),
            (
                "* Xuất trình các giấy tờ sau cho cán bộ tiếp nhận hồ sơ đối chiếu các thông tin kê khai trong tờ khai:",
                "heading",
                "",
            ),
            (
                "- Giấy khai sinh của trẻ em đối với trường hợp trợ cấp xã hội đối với trẻ em",
                "S:civil_status",
                "if",
            ),
            (
                "- Giấy tờ xác nhận bị nhiễm HIV của cơ quan y tế có thẩm quyền đối với trường hợp bị nhiễm HIV",
                "T:health",
                "if",
            ),
            (
                "- Giấy xác nhận khuyết tật đối với trường hợp người khuyết tật đặc biệt nặng",
                "S:other_licence",
                "if",
            ),
            ("- Sổ hộ nghèo hoặc giấy chứng nhận hộ cận nghèo", "S:other_licence S:other_licence", "or"),
        ),
    ),
    (
        "Thành lập hội",
        (
            ("Đơn đề nghị thành lập hội.", "A", ""),
            ("Dự thảo điều lệ.", "A", ""),
            (
                "Danh sách những người trong ban vận động thành lập hội được cơ quan nhà nước có thẩm quyền công nhận",
                "A",
                "",
            ),
            ("Bản kê khai tài sản do các sáng lập viên tự nguyện đóng góp (nếu có)", "A", "if"),
            ("Điều lệ công ty", "A", ""),
            ("Biên bản bầu ban vận động thành lập hội", "A", ""),
        ),
    ),
    (
        "Cấp Giấy phép kinh doanh dịch vụ lữ hành nội địa",
        (
            ("Giấy chứng nhận ký quỹ kinh doanh dịch vụ lữ hành", "T", ""),
            (
                "Bản sao có chứng thực văn bằng, chứng chỉ theo quy định của người phụ trách kinh doanh dịch vụ lữ hành",
                "T:education",
                "",
            ),
            ("Bản sao Giấy chứng nhận đăng ký doanh nghiệp", "S:business_registry", ""),
            ("Chương trình du lịch cho khách du lịch", "A", ""),
        ),
    ),
    (
        "Chấp thuận tổ chức biểu diễn nghệ thuật",
        (
            (
                "Kịch bản, danh mục tác phẩm gắn với tác giả, người chịu trách nhiệm chính về nội dung chương trình",
                "A A",
                "",
            ),
            ("Bản sao văn bản thỏa thuận hoặc hợp đồng giao kết quyền tác giả (nếu có)", "T T", "or if"),
            ("Bản dịch thuyết minh phim ra tiếng Việt (đối với phim nước ngoài)", "A", "if"),
            ("Hợp đồng chuyển nhượng quyền sử dụng phim hoặc văn bản ủy quyền", "T A", "or"),
        ),
    ),
    (
        "Cấp giấy phép tiến hành công việc bức xạ",
        (
            ("Phiếu khai báo nhân viên bức xạ theo Mẫu số 01", "A", ""),
            (
                "Bản sao Chứng chỉ nhân viên bức xạ của người phụ trách an toàn; trường hợp chưa có chứng chỉ, phải nộp hồ sơ đề nghị cấp chứng chỉ",
                "S:other_licence A",
                "or",
            ),
            ("Báo cáo phân tích an toàn theo mẫu; kế hoạch ứng phó sự cố bức xạ", "A A", ""),
            (
                "Bản sao quyết định thành lập của tổ chức, giấy chứng nhận đăng ký doanh nghiệp hoặc giấy chứng nhận đăng ký kinh doanh",
                "S:other_licence S:business_registry",
                "or",
            ),
        ),
    ),
    (
        "Đăng ký nhãn hiệu",
        (
            ("05 mẫu nhãn hiệu kích thước 80 x 80 mm", "A", ""),
            ("02 Tờ khai đăng ký nhãn hiệu theo Mẫu số 08", "A", ""),
            ("Quy chế sử dụng nhãn hiệu tập thể (nếu đăng ký nhãn hiệu tập thể)", "A", "if"),
            ("Bản sao chứng từ nộp phí, lệ phí (trường hợp nộp qua dịch vụ bưu chính)", "T", "if"),
        ),
    ),
    (
        "Chấp thuận thay đổi mức vốn điều lệ của quỹ tín dụng nhân dân",
        (
            ("Văn bản của quỹ tín dụng nhân dân đề nghị chấp thuận thay đổi mức vốn điều lệ", "A", ""),
            ("Nghị quyết của Đại hội thành viên thông qua việc thay đổi mức vốn điều lệ", "A", ""),
            ("Báo cáo tài chính 02 năm liền kề năm đề nghị", "A", ""),
            ("Bảng kê khai người có liên quan của thành viên góp vốn", "A", ""),
            ("Văn bản xác nhận của ngân hàng về số tiền ký quỹ", "T", ""),
            ("Bản sao thỏa thuận vay nước ngoài và bản dịch tiếng Việt", "T A", ""),
        ),
    ),
    (
        "Đăng ký nghĩa vụ quân sự lần đầu",
        (
            ("Phiếu tự khai sức khỏe nghĩa vụ quân sự theo mẫu", "A", ""),
            (
                "Bản chụp giấy chứng minh nhân dân hoặc giấy khai sinh mang theo bản chính để đối chiếu",
                "S:population S:civil_status",
                "or",
            ),
            ("Giấy chứng nhận đăng ký nghĩa vụ quân sự (bản chính)", "S:other_licence", ""),
            ("Bản khai cá nhân của đối tượng tham gia kháng chiến", "A", ""),
            ("Giấy chứng minh sĩ quan Quân đội nhân dân", "S:other_licence", ""),
        ),
    ),
    (
        "Đề nghị công nhận tổ chức tôn giáo",
        (
            (
                "Văn bản đề nghị nêu rõ tên tổ chức đề nghị công nhận, tên quốc tế (nếu có), trụ sở, số lượng tín đồ",
                "A",
                "",
            ),
            (
                "Danh sách, sơ yếu lý lịch, phiếu lý lịch tư pháp của người đại diện và những người dự kiến lãnh đạo tổ chức",
                "A A S:judicial_record",
                "",
            ),
            ("Bản tóm tắt giáo lý, giáo luật, lễ nghi", "A", ""),
            ("Hiến chương của tổ chức", "A", ""),
            ("Giấy tờ chứng minh có địa điểm hợp pháp để đặt trụ sở", "T", ""),
        ),
    ),
    (
        "Cấp phù hiệu xe",
        (
            ("Giấy đề nghị cấp phù hiệu theo mẫu quy định tại Phụ lục V", "A", ""),
            ("Quyết định thành lập bộ phận quản lý an toàn giao thông", "A", ""),
            ("Phù hiệu hoặc biển hiệu đã hết hạn", "S:other_licence S:other_licence", "or"),
            (
                "Bản sao giấy đăng ký xe ô tô hoặc giấy hẹn nhận giấy đăng ký xe",
                "S:vehicle_driver S:vehicle_driver",
                "or",
            ),
        ),
    ),
    (
        "Chuyển nhượng quyền sử dụng đất",
        (
            ("Sổ đỏ (bản gốc) và 01 bản chụp", "S:land", ""),
            (
                "Hợp đồng chuyển nhượng quyền sử dụng đất và giấy tờ tùy thân của các bên",
                "T S:population",
                "",
            ),
            (
                "Trường hợp nộp hồ sơ trực tuyến, người nộp đính kèm bản điện tử của các giấy tờ nêu trên.",
                "note",
                "",
            ),
            ("* Số lượng hồ sơ: 01 bộ", "note", ""),
            ("Thành phần hồ sơ đối với tổ chức:", "heading", ""),
            ("Đối với hồ sơ nộp qua dịch vụ bưu chính, hồ sơ bao gồm:", "heading", ""),
            ("Trường hợp thửa đất đang thế chấp thì phải có văn bản đồng ý của bên nhận thế chấp", "T", "if"),
            (
                "Văn bản về việc đại diện theo quy định của pháp luật về dân sự đối với trường hợp thực hiện thông qua người đại diện",
                "A",
                "if",
            ),
        ),
    ),
    (
        "Cấp thẻ nhà báo",
        (
            ("Bản khai đăng ký cấp thẻ nhà báo có xác nhận của người đứng đầu cơ quan báo chí", "A", ""),
            ("Bản sao có chứng thực bằng tốt nghiệp đại học trở lên", "T:education", ""),
            ("Danh sách tổng hợp nhân sự đề nghị cấp thẻ", "A", ""),
            ("Bản sao hợp đồng lao động hoặc quyết định tuyển dụng", "T A", "or"),
        ),
    ),
    (
        "Cấp giấy phép kinh doanh karaoke",
        (
            ("Bản sao chứng thực Giấy chứng nhận đủ điều kiện về an ninh, trật tự", "S:other_licence", ""),
            ("Đơn đề nghị cấp Giấy phép đủ điều kiện kinh doanh dịch vụ karaoke (Mẫu số 01)", "A", ""),
        ),
    ),
    (
        "Đăng ký tạm trú",
        (
            ("Tờ khai thay đổi thông tin cư trú", "A", ""),
            ("Giấy tờ, tài liệu chứng minh chỗ ở hợp pháp", "S:land", ""),
            ("Hợp đồng thuê nhà hoặc văn bản cho ở nhờ", "T T", "or"),
        ),
    ),
    (
        "Hưởng bảo hiểm thất nghiệp",
        (
            ("Đơn đề nghị hưởng trợ cấp thất nghiệp theo mẫu số 03", "A", ""),
            (
                "Bản chính hoặc bản sao có chứng thực quyết định thôi việc hoặc quyết định sa thải hoặc thông báo chấm dứt hợp đồng lao động",
                "T T T",
                "or",
            ),
            ("Sổ bảo hiểm xã hội", "S:social_insurance", ""),
        ),
    ),
    (
        "Cấp phép thi công",
        (("Bản vẽ thiết kế, biện pháp thi công; kế hoạch tiến độ", "A A A", ""),),
    ),
    (
        "Cấp lại thẻ bảo hiểm y tế",
        (
            ("Tờ khai tham gia, điều chỉnh thông tin bảo hiểm xã hội, bảo hiểm y tế (Mẫu TK1-TS)", "A", ""),
            ("Giấy tờ chứng minh được hưởng quyền lợi bảo hiểm y tế cao hơn (nếu có)", "T", "if"),
        ),
    ),
    (
        "Nhập quốc tịch Việt Nam",
        (
            ("Bản khai lý lịch theo mẫu", "A", ""),
            (
                "Phiếu lý lịch tư pháp do cơ quan có thẩm quyền của Việt Nam cấp đối với thời gian người xin nhập quốc tịch cư trú ở Việt Nam",
                "S:judicial_record",
                "",
            ),
            ("Giấy tờ chứng minh trình độ Tiếng Việt", "T", ""),
            ("Bản sao thẻ thường trú", "S:population", ""),
            ("Giấy tờ chứng minh bảo đảm cuộc sống ở Việt Nam", "T", ""),
        ),
    ),
    (
        "Giải quyết chế độ mai táng phí",
        (
            ("Bản khai của đại diện thân nhân (theo mẫu)", "A", ""),
            ("Giấy chứng tử", "S:civil_status", ""),
            ("Hồ sơ của người có công với cách mạng", "A", ""),
            ("Quyết định hưởng trợ cấp hàng tháng của người từ trần (bản sao)", "S:other_licence", ""),
        ),
    ),
    (
        "Cấp phép nhập khẩu thuốc",
        (
            ("Đơn hàng nhập khẩu theo Mẫu số 04", "A", ""),
            ("Giấy chứng nhận sản phẩm dược do cơ quan có thẩm quyền nước ngoài cấp", "T", ""),
            ("Mẫu nhãn và tờ hướng dẫn sử dụng thuốc", "A A", ""),
            ("Hợp đồng mua bán thuốc và báo cáo tồn kho (nếu có)", "T A", "if"),
        ),
    ),
    (
        "Đăng ký dự tuyển lớp 10",
        (
            ("Phiếu đăng ký dự tuyển", "A", ""),
            ("Bản sao giấy khai sinh hợp lệ", "S:civil_status", ""),
            ("Giấy xác nhận chế độ ưu tiên do cơ quan có thẩm quyền cấp (nếu có)", "S:other_licence", "if"),
            ("Học bạ cấp trung học cơ sở hoặc bản sao sổ điểm", "T:education T:education", "or"),
        ),
    ),
    (
        "Cấp giấy chứng nhận đủ điều kiện an toàn thực phẩm",
        (
            (
                "Giấy xác nhận đủ sức khỏe của chủ cơ sở và người trực tiếp sản xuất do cơ sở y tế cấp huyện trở lên cấp",
                "T:health",
                "",
            ),
            ("Danh sách người sản xuất thực phẩm đã được tập huấn kiến thức an toàn thực phẩm", "A", ""),
            ("Bản thuyết minh về cơ sở vật chất", "A", ""),
            ("Lưu ý: hồ sơ đóng thành quyển, có trang bìa", "note", ""),
        ),
    ),
    (
        "Cấp giấy phép sử dụng vũ khí",
        (
            (
                "Văn bản đề nghị nêu rõ số lượng, chủng loại vũ khí; giấy giới thiệu kèm bản sao thẻ căn cước của người đến liên hệ",
                "A T S:population",
                "",
            ),
            ("Trường hợp cấp lại do mất thì phải có bản tường trình", "A", "if"),
        ),
    ),
    (
        "Thành lập doanh nghiệp",
        (
            ("Giấy đề nghị đăng ký doanh nghiệp", "A", ""),
            ("Danh sách thành viên; điều lệ công ty", "A A", ""),
            (
                "Bản sao giấy tờ pháp lý của cá nhân đối với người đại diện theo pháp luật của doanh nghiệp",
                "S:population",
                "",
            ),
            (
                "Giấy chứng nhận đăng ký đầu tư đối với trường hợp doanh nghiệp do nhà đầu tư nước ngoài thành lập",
                "S:business_registry",
                "if",
            ),
            ("Văn bản ủy quyền cho người nộp hồ sơ (nếu có)", "A", "if"),
        ),
    ),
)
"""Rows by the procedure that asks for them."""

PAIRS: tuple[tuple[str, str, str, str, str], ...] = (
    # left, its procedure, right, its procedure, label
    ("Giấy CCCD", "", "Bản sao căn cước công dân", "", "S"),
    ("Giấy khai sinh chứng minh quan hệ cha con", "", "Trích lục khai sinh", "", "S"),
    ("Giấy chứng nhận kết hôn để chứng minh quan hệ", "", "Giấy đăng ký kết hôn (bản sao)", "", "S"),
    ("Sổ đỏ (bản gốc) và 01 bản chụp", "", "Bản sao GCNQSDĐ", "", "S"),
    ("Điều lệ công ty", "", "Điều lệ của doanh nghiệp (bản sao)", "", "S"),
    ("Tờ khai lệ phí trước bạ", "", "Tờ khai lệ phí trước bạ theo Mẫu số 01/LPTB", "", "S"),
    ("Tờ khai lệ phí trước bạ", "", "Chứng từ nộp lệ phí trước bạ", "", "D"),
    ("Tờ khai thuế thu nhập cá nhân", "", "Tờ khai thuế giá trị gia tăng", "", "D"),
    ("Giấy chứng minh sĩ quan quân đội", "", "Giấy chứng minh nhân dân", "", "D"),
    ("Giấy chứng minh quân nhân", "", "Căn cước công dân", "", "D"),
    (
        "Đơn đề nghị cấp giấy phép hành nghề",
        "Cấp mới giấy phép hành nghề đối với chức danh bác sỹ",
        "Đơn đề nghị cấp lại giấy phép hành nghề",
        "Cấp lại giấy phép hành nghề",
        "D",
    ),
    (
        "Đơn đề nghị cấp Giấy phép bán lẻ rượu",
        "",
        "Giấy đề nghị cấp giấy phép bán lẻ rượu (mẫu số 02)",
        "",
        "S",
    ),
    ("Đơn đề nghị cấp Giấy phép bán lẻ rượu", "", "Đơn đề nghị cấp Giấy phép bán buôn rượu", "", "D"),
    ("Đơn đề nghị cấp Giấy phép bán lẻ rượu", "", "Đơn đề nghị cấp Giấy phép bán lẻ thuốc lá", "", "D"),
    ("Giấy xác nhận hoàn thành quá trình thực hành", "", "Giấy xác nhận quá trình thực hành", "", "S"),
    ("Bản sao văn bằng chuyên môn", "", "Văn bằng chuyên môn (bản sao có chứng thực)", "", "S"),
    ("Giấy khám sức khỏe do cơ sở y tế cấp", "", "Giấy chứng nhận sức khỏe", "", "S"),
    ("Giấy khám sức khỏe", "", "Giấy chứng nhận đủ điều kiện khám bệnh", "", "D"),
    ("Phiếu lý lịch tư pháp", "", "Bản khai lý lịch", "", "D"),
    ("Phiếu lý lịch tư pháp số 2", "", "Lý lịch tư pháp của người đứng đầu", "", "S"),
    ("Giấy chứng sinh", "", "Giấy khai sinh", "", "D"),
    ("Giấy báo tử", "", "Giấy chứng tử", "", "D"),
    ("Giấy chứng tử của chồng", "", "Trích lục khai tử", "", "S"),
    ("Giấy chứng sinh hoặc giấy khai sinh của con", "", "Bản sao giấy khai sinh", "", "O"),
    ("Hợp đồng lao động và văn bằng chuyên môn", "", "Hợp đồng lao động", "", "O"),
    ("Giấy chứng nhận đăng ký doanh nghiệp hoặc giấy chứng nhận đăng ký hợp tác xã", "", "GCN ĐKKD", "", "O"),
    ("Sổ bảo hiểm xã hội", "", "Sổ BHXH của người lao động", "", "S"),
    ("Sổ bảo hiểm xã hội", "", "Thẻ bảo hiểm y tế", "", "D"),
    ("Học bạ", "", "Bản chính học bạ của học sinh", "", "S"),
    ("Học bạ", "", "Bằng tốt nghiệp", "", "D"),
    ("Đơn xin chuyển trường", "", "Đơn đề nghị chuyển trường", "", "S"),
    ("Đơn xin chuyển trường", "", "Đơn xin học lại", "", "D"),
    (
        "Tờ trình đề nghị cho phép hoạt động giáo dục",
        "",
        "Tờ trình đề nghị cho phép thành lập trường",
        "",
        "D",
    ),
    (
        "Báo cáo phân tích an toàn",
        "Cấp giấy phép tiến hành công việc bức xạ",
        "Báo cáo phân tích an toàn theo Mẫu số 02",
        "Cấp giấy phép tiến hành công việc bức xạ",
        "S",
    ),
    ("Kế hoạch ứng phó sự cố bức xạ", "", "Kế hoạch ứng phó sự cố hóa chất", "", "D"),
    (
        "Chứng chỉ nhân viên bức xạ của người phụ trách an toàn",
        "",
        "Bản sao Chứng chỉ nhân viên bức xạ",
        "",
        "S",
    ),
    ("Chứng chỉ nhân viên bức xạ", "", "Chứng chỉ hành nghề dược", "", "D"),
    (
        "Hóa đơn thương mại",
        "",
        "Bản sao hóa đơn thương mại (đóng dấu sao y bản chính của thương nhân)",
        "",
        "S",
    ),
    ("Hóa đơn thương mại", "", "Tờ khai hải quan", "", "D"),
    ("Vận tải đơn", "", "Vận đơn", "", "S"),
    ("Tờ khai hải quan xuất khẩu", "", "Tờ khai hàng hóa xuất khẩu", "", "S"),
    (
        "Giấy chứng nhận ký quỹ kinh doanh dịch vụ lữ hành",
        "",
        "Giấy chứng nhận ký quỹ hoạt động dịch vụ việc làm",
        "",
        "D",
    ),
    ("Văn bản đề nghị cấp giấy phép lao động", "", "Tờ khai đề nghị cấp lại giấy phép lao động", "", "D"),
    ("Giấy phép lao động", "", "Văn bản đề nghị cấp giấy phép lao động", "", "D"),
    ("Bằng Tổ quốc ghi công", "", "Bản sao Bằng “Tổ quốc ghi công”", "", "S"),
    ("Giấy xác nhận khuyết tật", "", "Giấy xác nhận mức độ khuyết tật", "", "S"),
    ("Giấy xác nhận khuyết tật", "", "Giấy xác nhận tình trạng hôn nhân", "", "D"),
    ("Danh sách giáo viên của trường", "", "Danh sách học viên", "", "D"),
    ("Quy chế tổ chức và hoạt động của trường", "", "Quy chế chi tiêu nội bộ", "", "D"),
    ("Quyết định thành lập trường", "", "Quyết định cho phép thành lập trường", "", "S"),
    ("Tờ khai đăng ký nhãn hiệu", "", "Tờ khai đăng ký kiểu dáng công nghiệp", "", "D"),
    ("Giấy ủy quyền nộp hồ sơ", "", "Văn bản ủy quyền", "", "S"),
    ("Giấy chứng minh nhân dân hoặc giấy khai sinh", "", "Bản chụp thẻ căn cước", "", "O"),
    (
        "Nghị quyết của Đại hội thành viên thông qua việc thay đổi mức vốn điều lệ",
        "",
        "Nghị quyết Đại hội thành viên về việc thay đổi vốn điều lệ",
        "",
        "S",
    ),
    ("Báo cáo tài chính 02 năm liền kề", "", "Báo cáo tài chính đã được kiểm toán", "", "S"),
    ("Đơn đề nghị", "Giải quyết chế độ trợ cấp thờ cúng liệt sĩ", "Đơn đề nghị", "Thành lập hội", "D"),
    ("Tờ khai theo mẫu", "Đăng ký thường trú", "Tờ khai theo mẫu số 01", "Đăng ký thường trú", "S"),
    ("Lưu ý: mang theo bản chính để đối chiếu", "", "Bản chính giấy khai sinh", "", "D"),
    ("Thẻ đảng viên", "", "Thẻ nhà báo", "", "D"),
    ("Giấy chứng nhận đăng ký xe ô tô", "", "Đăng ký xe của phương tiện tham gia", "", "S"),
    ("Giấy phép lái xe", "", "Giấy chứng nhận đăng ký xe", "", "D"),
)
