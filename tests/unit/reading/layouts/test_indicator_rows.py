from __future__ import annotations

from tests.spec.layout_cases import LayoutCase

HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]


def test_a_level_printed_again_on_a_page_stands_there_for_the_rows_below_it() -> None:
    pages = [
        [
            ["项目名称", {"text": "水厂改造", "columns": 3}],
            ["年度目标", {"text": "保障供水。", "columns": 3}],
            HEAD,
            ["产出指标", "数量指标", "改造水厂", "1座"],
        ],
        [
            ["产出指标", "数量指标", "清洗水池", "9座"],
            ["", "", "更换阀门", "30个"],
        ],
    ]
    case = LayoutCase("form", "", {"front": ["项目绩效目标表"], "pages": pages})
    ((_, project),) = case.read().tables[0].projects()
    at = [
        [indicator.traces[level].span()[0].page for level in ("level1", "level2")]
        for indicator in project.indicators
    ]
    assert at == [[1, 1], [2, 2], [2, 2]]
