"""Code points that look like Chinese characters but are others: radicals, compatibility forms.

Fonts embedded in PDFs often map a glyph to the first code point that looks like it, ⼀ for 一. The
mappings are those of Unicode: NFKC for the Kangxi radicals and the compatibility ideographs, and
Equivalent_Unified_Ideograph for the supplement of radicals, which NFKC leaves alone. Only ⼾ is
taken for 户, with which it shares its glyph in fonts of simplified Chinese, and not for 戶.
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = (
    "⺁厂⺄乙⺅亻⺆冂⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬"
    "⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺷羊⺸羋⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤"
    "⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞飠⻟飠"
    "⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_RANGES = ((0x2F00, 0x2FD6), (0xF900, 0xFAFF))


def _table() -> dict[int, str]:
    table = dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True))
    for first, stop in _RANGES:
        for code in range(first, stop):
            ideograph = unicodedata.normalize("NFKC", chr(code))
            if len(ideograph) == 1 and ideograph != chr(code):
                table[code] = ideograph
    table[ord("⼾")] = "户"
    return table


FOLDED = _table()
"""Code point → the ideograph it looks like, one for one; for `str.translate`."""
