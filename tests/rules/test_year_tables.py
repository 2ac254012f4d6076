"""Importing the arrangement of a year: three formats, and what is refused with which words."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.rules.year_tables import BadYear, read_year

TOML = """
year = 2027
paper = "国办发明电〔2026〕9号"
[holidays]
"元旦" = [2027-01-01]
"春节" = [2027-02-05, 2027-02-06, 2027-02-07, 2027-02-08, 2027-02-09, 2027-02-10, 2027-02-11]
"清明节" = [2027-04-05]
"劳动节" = [2027-05-01, 2027-05-03]
"端午节" = [2027-06-09]
"中秋节" = [2027-09-15]
"国庆节" = [2027-10-01]
[workdays]
"元旦" = [2026-12-26]
"春节" = [2027-02-14]
"""
JSON = """{"year": 2027, "papers": ["国办发明电〔2026〕9号"], "days": [
  {"name": "元旦", "date": "2026-12-26", "isOffDay": false},
  {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
  {"name": "春节", "date": "2027-02-08", "isOffDay": true},
  {"name": "清明节", "date": "2027-04-05", "isOffDay": true},
  {"name": "劳动节", "date": "2027-05-03", "isOffDay": true},
  {"name": "端午节", "date": "2027-06-09", "isOffDay": true},
  {"name": "中秋节", "date": "2027-09-15", "isOffDay": true},
  {"name": "国庆节", "date": "2027-10-01", "isOffDay": true}]}"""
CSV = """日期,名称,上班
2027年1月1日,元旦,否
2027/2/8,春节,否
2027-02-14,春节,是
2027-04-05,清明节,否
2027-05-03,劳动节,否
2027-06-09,端午节,否
2027-09-15,中秋节,否
2027-10-01,国庆节,否
"""


@pytest.mark.parametrize("text", [TOML, JSON, CSV, "\ufeff" + CSV])
def test_three_formats_are_read(text: str) -> None:
    table = read_year(text, year=2027)

    assert table.year == 2027
    assert table.holidays[date(2027, 2, 8)] == "春节"
    assert set(table.workdays) & {date(2026, 12, 26), date(2027, 2, 14)}


def test_lines_of_a_spreadsheet_that_are_empty_are_passed_over() -> None:
    assert read_year(CSV.replace("2027-05-03", ",,\n2027-05-03") + "\n,,\n") == read_year(CSV)


def test_a_table_without_its_year_is_of_the_year_of_its_days() -> None:
    assert read_year(TOML.replace("year = 2027\n", "")).year == 2027
    assert read_year(JSON.replace('"year": 2027, ', "")).year == 2027


def test_the_paper_is_kept() -> None:
    assert read_year(TOML).paper == read_year(JSON).paper == "国办发明电〔2026〕9号"


def test_a_table_in_the_encoding_of_old_spreadsheets_is_read(tmp_path: Path) -> None:
    path = tmp_path / "安排.csv"
    path.write_bytes(CSV.encode("gb18030"))

    assert read_year(path).holidays[date(2027, 6, 9)] == "端午节"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "无法识别的放假安排"),
        ("你好，世界", "无法识别的放假安排"),
        ("year = 2027\n", "没有任何日期"),
        ("year = = 2027", "不是有效的 TOML"),
        ('{"year": 2027, "days": [', "不是有效的 JSON（第1行）"),
        ('{"year": 2027}', "缺少日期列表"),
        ('{"days": [{"name": "元旦", "date": "2027-01-01"}]}', "第1项缺少“isOffDay”"),
        (TOML.replace("year = 2027", 'year = "2027"'), "年份“2027”不正确"),
        (TOML.replace("2027-06-09", '"6月9日"'), "“6月9日”不是日期"),
        (CSV.replace("2027-06-09", "2027-06-31"), "“2027-06-31”不是日期"),
        (CSV.replace("端午节,否", "端午节,也许"), "第7行：“上班”一列应填“是”或“否”"),
        (CSV.replace("端午节,否", ",否"), "2027-06-09没有写明是什么节日"),
        (TOML.replace("2027-05-03]", "2027-05-01]"), "2027-05-01出现了两次"),
        (TOML.replace("[2027-02-14]", "[2027-02-08]"), "2027-02-08出现了两次"),
        (TOML.replace("[2027-02-14]", "[2027-02-16]"), "2027-02-16不是星期六、星期日"),
        (TOML.replace("[2026-12-26]", "[2026-11-28]"), "2026-11-28不属于2027年的放假安排"),
        (TOML.replace("[2026-12-26]", "[2028-01-02]"), "2028-01-02不属于2027年的放假安排"),
        (TOML.replace('"清明节" = [2027-04-05]', ""), "2027年的放假安排不完整，缺少：清明"),
        ("year = 2027\n[holidays]\n元旦1 = [2027-01-01]", "不是有效的 TOML"),
        ('year = 2027\n[holidays]\n"元旦" = [2027-01-01]', "缺少：春节、劳动、国庆、清明、端午"),
        ('year = 2027\nholidays = "元旦"', "“holidays”应当写成"),
        ('year = 2027\ndays = ["元旦"]', "不认识的字段：days"),
        (CSV.replace("\n", "\r"), "CSV 无法读取"),  # as an old Macintosh ends its lines
    ],
)
def test_what_cannot_be_used_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadYear, match=message):
        read_year(text)


def test_another_year_is_refused() -> None:
    with pytest.raises(BadYear, match="这是2027年的放假安排，不是2028年的"):
        read_year(TOML, year=2028)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "2027.xlsx"
    path.write_bytes(b"PK\x03\x04\xff\xfe\x00\x81")

    with pytest.raises(BadYear, match=r"2027\.xlsx 不是文本文件"):
        read_year(path)


def test_a_file_that_is_missing_or_huge_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "2027.csv"
    huge.write_bytes(b" " * 1_000_001)

    with pytest.raises(BadYear, match="太大"):
        read_year(huge)
    with pytest.raises(BadYear, match="无法读取"):
        read_year(tmp_path / "2028.csv")
