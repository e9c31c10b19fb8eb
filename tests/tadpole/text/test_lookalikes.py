"""Names that look alike have one skeleton."""

import pytest

from tadpole.text import skeleton
from tadpole.text.lookalikes import _DATA


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("Tаdpole", "tadpole"),
        ("官·方", "官方"),
        ("小-蝌-蚪", "小蝌蚪"),
        ("admín", "admin"),
        ("管 理 員", "管理员"),
        ("客\u3164服", "客服"),
        ("ADMlN", "admin"),
        ("adm1n", "admin"),
        ("TADP0LE", "tadpole"),
        ("ꓔꓮꓓꓑꓳꓡꓰ", "tadpole"),
        ("ｔɑdρole", "tadpole"),
        ("ⓐⓓⓜⓘⓝ", "admin"),
        ("𝕒𝕕𝕞𝕚𝕟", "admin"),
        ("ᴛᴀᴅᴘᴏʟᴇ", "tadpole"),
        ("🅣🅐🅓🅟🅞🅛🅔", "tadpole"),
        ("🆃🅰🅳🅿🅾🅻🅴", "tadpole"),
        ("ᎪDMIN", "admin"),
        ("αdmιn", "admin"),
        ("t\u0336a\u0336dpole", "tadpole"),
        ("米粒〇", "米粒O"),
        ("一月", "ー月"),
        ("口罩", "ロ罩"),
        ("官\U000e0100方", "官方"),
    ],
)
def test_they_look_alike(name: str, like: str) -> None:
    assert skeleton(name) == skeleton(like)


def test_others_do_not() -> None:
    assert len({skeleton(name) for name in ("小鱼妈妈", "小魚爸爸", "anna", "hanna", "慢火车", "王医生")}) == 6
    assert skeleton("🩷·🇨🇳") == ""


def test_the_data_says_what_it_is() -> None:
    head = _DATA.read_text(encoding="utf-8")[:600]
    assert "version 18.0.0" in head
    assert "Unicode License v3" in head
    assert _DATA.with_name("confusables.LICENSE.txt").is_file()
