// The words of a section with live figures as labels: picked from a list, never typed. The text field stays
// what is sent; without this script, or on asking for plain text, it is what is edited.
(function () {
  const field = document.getElementById("id_text");
  const known = document.getElementById("report-figures");
  if (!field || !known) return;
  const figures = JSON.parse(known.textContent);
  const TOKEN = /\{\{\s*([^{}|]+?)\s*(?:\|\s*([^{}:：|]+?)\s*(?:[:：]\s*([^{}|]+?)\s*)?)?\}\}/g;
  const FACTS = { year: "报告年度", previous_year: "上一年度", next_year: "下一年度", body: "本机关名称" };
  const KINDS = { 比上年: "growth", 上年数: "before", 占比: "share" };
  const CODES = Object.fromEntries(Object.entries(figures).map(([code, [label]]) => [label, code]));
  const WORDS = { "": "", growth: "比上年", before: "上年数", share: "占" };

  const paper = document.createElement("div");
  paper.className = "report-words";
  paper.contentEditable = "true";
  paper.setAttribute("role", "textbox");
  paper.setAttribute("aria-multiline", "true");
  paper.setAttribute("aria-label", "正文，数字为标签");
  const panel = document.getElementById("chip-panel");
  let chosen = null;
  let place = null;

  function nameOf(code) {
    const [name, ...more] = code.split(/\s+/);
    const label = figures[name] ? figures[name][0] : FACTS[name] || name;
    const words = more.map((pair) => (figures[pair.replace(/^[^=]*/, "")] || [pair])[0]);
    return words.length ? `${label}（${words.join("，")}）` : label;
  }

  function chipOf(token) {
    TOKEN.lastIndex = 0;
    const [, name, said = "", whole = ""] = TOKEN.exec(token);
    const code = CODES[name] || name;
    const kind = KINDS[said] || said;
    const other = CODES[whole] || whole;
    const chip = document.createElement("span");
    chip.className = "report-chip";
    chip.contentEditable = "false";
    chip.dataset.code = code;
    chip.dataset.kind = kind;
    chip.dataset.other = other;
    show(chip);
    return chip;
  }

  function show(chip) {
    const { code, kind, other } = chip.dataset;
    const tail = kind ? `|${kind}${other ? `:${other}` : ""}` : "";
    chip.dataset.token = `{{${code}${tail}}}`;
    const now = !kind && figures[code] ? ` ${figures[code][1]}` : "";
    chip.textContent = `${nameOf(code)}${kind ? "·" + (WORDS[kind] || kind) + (other ? nameOf(other) : "") : ""}${now}`;
    chip.title = "点一下可以改为比上年增减、上年数或者占比";
  }

  function draw() {
    paper.replaceChildren(...field.value.split("\n").map((line) => {
      const row = document.createElement("div");
      let at = 0;
      for (const match of line.matchAll(TOKEN)) {
        row.append(line.slice(at, match.index), chipOf(match[0]));
        at = match.index + match[0].length;
      }
      row.append(line.slice(at));
      if (!row.textContent) row.append(document.createElement("br"));
      return row;
    }));
  }

  function textOf(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\u00a0/g, " ");
    if (node.dataset && node.dataset.token) return node.dataset.token;
    if (node.nodeName === "BR") return "";
    return [...node.childNodes].map(textOf).join("");
  }

  function keep() {
    const rows = [];
    let loose = "";
    for (const node of paper.childNodes) {
      if (node.nodeName === "DIV" || node.nodeName === "P") {
        if (loose) rows.push(loose);
        loose = "";
        rows.push(textOf(node));
      } else if (node.nodeName === "BR") {
        rows.push(loose);
        loose = "";
      } else {
        loose += textOf(node);
      }
    }
    if (loose) rows.push(loose);
    field.value = rows.join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function remember() {
    const selection = document.getSelection();
    if (selection.rangeCount && paper.contains(selection.anchorNode)) place = selection.getRangeAt(0).cloneRange();
  }

  function insert(node) {
    paper.focus();
    if (!place || !paper.contains(place.startContainer)) {
      place = document.createRange();
      place.selectNodeContents(paper.lastElementChild || paper);
      place.collapse(false);
    }
    place.deleteContents();
    place.insertNode(node);
    place.setStartAfter(node);
    place.collapse(true);
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(place);
    keep();
  }

  function choose(chip) {
    if (chosen) chosen.classList.remove("report-chip--chosen");
    chosen = chip;
    panel.hidden = !chip || Boolean(FACTS[chip.dataset.code]);
    if (panel.hidden) return;
    chip.classList.add("report-chip--chosen");
    panel.querySelector("b").textContent = nameOf(chip.dataset.code);
    panel.querySelector(`input[value="${chip.dataset.kind}"]`).checked = true;
    panel.querySelector("select").value = chip.dataset.other;
  }

  function change() {
    if (!chosen) return;
    const kind = panel.querySelector("input:checked").value;
    const whole = panel.querySelector("select");
    if (kind === "share" && !whole.value) return;
    chosen.dataset.kind = kind;
    chosen.dataset.other = kind === "share" ? whole.value : "";
    show(chosen);
    keep();
  }

  paper.addEventListener("input", keep);
  paper.addEventListener("click", (event) => choose(event.target.closest(".report-chip")));
  paper.addEventListener("paste", (event) => {
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    document.execCommand("insertText", false, text);
    keep();
    if (text.includes("{{")) draw();
  });
  document.addEventListener("selectionchange", remember);
  panel.addEventListener("change", change);
  document.querySelectorAll("[data-insert]").forEach((button) => {
    button.addEventListener("click", (event) => {
      if (paper.hidden) return;
      event.stopImmediatePropagation();
      insert(chipOf(button.dataset.insert));
    }, true);
  });

  const plain = document.getElementById("plain-text");
  plain.hidden = false;
  plain.addEventListener("click", () => {
    const toPlain = !paper.hidden;
    paper.hidden = toPlain;
    field.hidden = !toPlain;
    plain.textContent = toPlain ? "数字显示为标签" : "改为纯文字编辑";
    choose(null);
    if (!toPlain) draw();
  });

  document.execCommand("defaultParagraphSeparator", false, "div");
  field.before(paper);
  field.hidden = true;
  draw();

  const find = document.getElementById("find-figure");
  find.parentElement.hidden = false;
  find.addEventListener("input", () => {
    document.querySelectorAll(".report-references li").forEach((line) => {
      line.hidden = Boolean(find.value.trim()) && !line.textContent.includes(find.value.trim());
    });
    document.querySelectorAll(".report-references").forEach((group) => {
      const shown = [...group.querySelectorAll("li")].some((line) => !line.hidden);
      group.hidden = !shown;
      group.open = shown && Boolean(find.value.trim());
    });
  });
})();
