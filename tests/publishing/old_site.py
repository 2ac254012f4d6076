"""Pages as old government sites have them, each made by another content management system."""

from pathlib import Path

from tests.common.test_uploads import pdf, picture

NAV = "<div class='nav'>" + "".join(f"<a href='/l{n}/'>栏目{n}导航链接</a>" for n in range(12)) + "</div>"
FOOT = "<div class='footer'><a href='/about'>关于我们</a><a href='/map'>网站地图</a> 主办：海城市人社局</div>"
TEXT = "各县（区）人力资源和社会保障局：为做好稳岗返还工作，现将有关事项通知如下，请认真贯彻执行。"

TAGGED = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于稳岗返还的通知_海城市人社局</title>
<meta name="ArticleTitle" content="关于稳岗返还的通知"><meta name="PubDate" content="2021-03-08 09:30">
<meta name="ContentSource" content="就业促进科"><meta name="ColumnName" content="通知"></head><body>{NAV}
<div class="share">分享到：微信</div><h1>关于稳岗返还的通知</h1>
<div class="TRS_Editor"><style>p{{}}</style><p>海人社发〔2021〕7号</p><p>{TEXT}</p>
<p>附件：<a href="./P020210308.pdf">申请表.pdf</a></p><p><img src="../../images/流程.png" alt="流程图"></p>
<p>详见<a href="../gs/t2.html">公示</a>和<a href="http://www.gov.cn/x.html">国务院文件</a>。</p><p>2021年3月1日</p></div>
{FOOT}</body></html>"""

TABLES = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>失业保险办事须知 - 海城市人社局</title></head><body><table width="960"><tr><td>{NAV}</td></tr>
<tr><td>您现在的位置：<a href="/">首页</a> &gt; <a href="/jy/">就业</a></td></tr>
<tr><td class="title">失业保险办事须知</td></tr>
<tr><td>发布时间：2015-6-3　来源：失业保险科　浏览次数：12</td></tr>
<tr><td><font face="宋体"><p>{TEXT}</p><p>办理地点：市民之家二楼。</p><p>{TEXT}</p></font></td></tr>
<tr><td>【打印本页】【关闭窗口】</td></tr><tr><td>{FOOT}</td></tr></table></body></html>"""

HEADED = f"""<html><head><title>海城市人力资源和社会保障局关于公布就业补贴目录的公告</title></head><body>
<table class="head"><tr><td>索 引 号：</td><td>014416330/2018-04736</td>
<td>文　　号：</td><td>海人社告〔2018〕3号</td></tr>
<tr><td>发布机构：</td><td>海城市人力资源和社会保障局</td><td>成文日期：</td><td>2018年5月2日</td></tr>
<tr><td>发布日期：</td><td>2018-05-09</td><td>有 效 性：</td><td>现行有效</td></tr></table>
<div id="zoom"><p>{TEXT}</p></div></body></html>"""

LIST = f"""<html><head><title>通知</title></head><body>{NAV}
<ul><li><a href='t1.html'>关于稳岗返还的通知</a></li></ul></body></html>"""

RULES = """address = "http://rsj.haicheng.gov.cn/"
[columns]
"zwgk/gs" = "就业"
"通知" = "statutory/notices"
"""


def make_old_site(folder: Path) -> Path:
    """Write an old site of five pages, two files and its rules."""
    for place, text, encoding in (
        ("zwgk/tz/t1.html", TAGGED, "utf-8"),
        ("jy/sy.htm", TABLES, "gb18030"),
        ("zwgk/gs/t2.html", HEADED, "gb18030"),
        ("zwgk/tz/index.html", LIST, "utf-8"),
    ):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
    (folder / "zwgk/tz/P020210308.pdf").write_bytes(pdf())
    (folder / "images").mkdir()
    (folder / "images/流程.png").write_bytes(picture("PNG"))
    (folder / "site.toml").write_text(RULES, encoding="utf-8")
    return folder


def page(body: str, *, title: str = "公示", published: str = "2020-01-02") -> str:
    """Return a page with the tags that the guidelines ask for."""
    head = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{published}">'
    head += '<meta name="ColumnName" content="就业">'
    return f'<html><head>{head}</head><body><div id="zoom">{body}</div></body></html>'
