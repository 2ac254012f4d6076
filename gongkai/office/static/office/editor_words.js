// The editor speaks English; its menu and its dialogs get Chinese words before it starts and as it draws them.
(() => {
  const WORDS = {
    bold: "加粗", italic: "斜体", underline: "下划线", strike: "删除线", subscript: "下标", superscript: "上标",
    paragraph: "正文", blockquote: "引用", figure: "图片", "unordered list": "项目符号", "ordered list": "编号",
    "horizontal rule": "分隔线", "insert link": "插入链接", "remove link": "取消链接", undo: "撤销", redo: "重做",
    "edit html": "编辑网页代码", "toggle fullscreen": "全屏", styles: "样式", html: "网页代码",
    "insert table": "插入表格", "merge cells": "合并单元格", "split cell": "拆分单元格", "add column": "插入列",
    "delete column": "删除列", "add row": "插入行", "delete row": "删除行", "toggle header cell": "设为表头",
    "delete table": "删除表格", "list properties": "编号格式", "list type": "编号样式", bullets: "圆点",
    "decimal numbers": "数字", "lowercase letters": "小写字母", "uppercase letters": "大写字母",
    "lowercase roman numerals": "小写罗马数字", "uppercase roman numerals": "大写罗马数字", "start at": "起始编号",
    "alternative text": "替代文字（写明图中的内容，看不见图的人听到的就是它）", "image url": "图片地址",
    "insert figure": "插入图片", "edit figure": "修改图片", "edit image": "修改图片", "add caption": "加图题",
    "remove caption": "去掉图题", caption: "图题", "browse...": "选择…", "table properties": "表格", rows: "行数",
    columns: "列数", "include header row": "第一行是表头", "edit link": "修改链接", url: "网址", title: "标题",
    "open in new window": "在新窗口打开", prettify: "整理格式", insert: "插入", update: "更新", cancel: "取消",
    "the html contents of the editor. note that the allowed html is restricted by the editor schema.":
      "正文的网页代码；不允许的标签会去掉。",
  };
  const DIGITS = ["", "一", "二", "三", "四", "五", "六"];
  const chinese = (text) => {
    const plain = text.trim().toLowerCase();
    const level = /^heading (\d)$/.exec(plain);
    return level ? `${DIGITS[level[1]]}级标题` : WORDS[plain];
  };

  const before = window.gettext;
  window.gettext = (text) => chinese(text) || (before ? before(text) : text);

  const say = (element) => {
    for (const name of ["title", "aria-label"]) {
      const word = chinese(element.getAttribute(name) || "");
      if (word) element.setAttribute(name, word);
    }
    const word = !element.children.length && !element.classList.contains("material-icons") && chinese(element.textContent);
    if (word) element.textContent = word;
  };
  const watch = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      for (const each of [target, ...addedNodes]) {
        const menu = each.nodeType === 1 && (each.closest(".prose-menubar") ? each : each.querySelector(".prose-menubar"));
        if (menu) [menu, ...menu.querySelectorAll("*")].forEach(say);
      }
    }
  });
  watch.observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["title", "aria-label"] });
})();
