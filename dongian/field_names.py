"""A path of a changed value in the words of an official: "Cách thức thực hiện (trực tuyến), Phí 2"."""

import re

from dongian.language import say

TOKEN = re.compile(r'(?P<name>\w+)(?:\[(?:"(?P<label>.*?)"|(?P<mark>[^\]]*))\])?(?:\.|$)')
NAMES = {
    "name": ("Tên", "Name"),
    "other_names": ("Tên bằng ngôn ngữ khác", "Other names"),
    "sector": ("Lĩnh vực", "Sector"),
    "levels": ("Cấp thực hiện", "Levels"),
    "kind": ("Loại", "Kind"),
    "issuing_agency": ("Cơ quan công bố", "Issuing agency"),
    "handling_agencies": ("Cơ quan thực hiện", "Handling agencies"),
    "deciding_agency": ("Cơ quan có thẩm quyền", "Deciding agency"),
    "coordinating_agencies": ("Cơ quan phối hợp", "Coordinating agencies"),
    "authorised_agencies": ("Cơ quan được ủy quyền", "Authorised agencies"),
    "applicants": ("Đối tượng thực hiện", "Applicants"),
    "address": ("Địa điểm thực hiện", "Address"),
    "steps": ("Trình tự thực hiện", "Steps"),
    "channels": ("Cách thức thực hiện", "Channels"),
    "time_limit": ("Thời hạn giải quyết", "Time limit"),
    "fees": ("Phí, lệ phí", "Fees"),
    "cases": ("Thành phần hồ sơ", "Dossier"),
    "components": ("Giấy tờ", "Component"),
    "dossier_sets": ("Số bộ hồ sơ", "Sets"),
    "outcomes": ("Kết quả", "Outcomes"),
    "conditions": ("Yêu cầu, điều kiện", "Conditions"),
    "forms": ("Mẫu đơn, tờ khai", "Forms"),
    "legal_bases": ("Căn cứ pháp lý", "Legal bases"),
    "keywords": ("Từ khóa", "Keywords"),
    "related": ("Thủ tục liên quan", "Related"),
    "articles": ("Điều khoản", "Articles"),
    "amount": ("số tiền", "amount"),
    "currency": ("loại tiền", "currency"),
    "per": ("tính cho", "per"),
    "text": ("lời văn", "words"),
    "value": ("số", "number"),
    "unit": ("đơn vị", "unit"),
    "originals": ("bản chính", "originals"),
    "copies": ("bản sao", "copies"),
    "notes": ("ghi chú", "notes"),
    "responsible": ("người thực hiện", "responsible"),
    "duration": ("thời gian", "duration"),
    "number": ("số hiệu", "number"),
    "date": ("ngày ban hành", "date"),
    "effective": ("ngày hiệu lực", "effective"),
    "agency": ("cơ quan ban hành", "agency"),
    "code": ("mã", "code"),
    "channel": ("kênh", "channel"),
    "order": ("thứ tự", "order"),
}
CHANNELS = {
    "in_person": ("trực tiếp", "in person"),
    "post": ("bưu chính", "post"),
    "online": ("trực tuyến", "online"),
    "*": ("chung", "all"),
}


def field_name(path: str) -> str:
    """The path of a change (catalogue/diff.py) as the screen shows it; unknown parts stay as they are.

    >>> field_name("channels[online].time_limit.value")
    'Cách thức thực hiện (trực tuyến), Thời hạn giải quyết, số'
    """
    told = []
    for token in TOKEN.finditer(path):
        name = token["name"]
        shown = say(*NAMES[name]) if name in NAMES else name
        mark = token["label"] or token["mark"]
        if mark:
            shown += f" ({say(*CHANNELS[mark])})" if mark in CHANNELS else f" {mark}"
        told.append(shown)
    return ", ".join(told)
