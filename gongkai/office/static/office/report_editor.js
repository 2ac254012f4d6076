// The words of a section with live figures as labels: picked from a list, never typed. The text field stays
// what is sent; without this script, or on asking for plain text, it is what is edited.
(function () {
  const field = document.getElementById("id_text");
  const known = document.getElementById("report-figures");
  if (!field || !known) return;
  const figures = JSON.parse(known.textContent);
  const TOKEN = /\{\{\s*([^{}|]+?)\s*(?:\|\s*([^{}:：|]+?)\s*(?:[:：]\s*([^{}|]+?)\s*)?)?\}\}/g;
  const ONE = new RegExp(TOKEN.source); // the other remembers where it stopped
  const FACTS = { year: "报告年度", previous_year: "上一年度", next_year: "下一年度", body: "本机关名称" };
  const KINDS = { 比上年: "growth", 上年数: "before", 占比: "share" };
  const CODES = Object.fromEntries(Object.entries(figures).map(([code, [label]]) => [label, code]));
  const EDGE = "\u200b"; // takes no room
  const WORDS = { "": "", growth: "比上年", before: "上年数", share: "占" };

  const paper = document.createElement("div");
  paper.className = "report-words";
  paper.contentEditable = "true";
  paper.setAttribute("role", "textbox");
  paper.setAttribute("aria-multiline", "true");
  paper.setAttribute("aria-label", "正文，数字为标签");
  const panel = document.getElementById("chip-panel");
  const offers = document.getElementById("offers");
  const undone = document.getElementById("enlivened");
  let chosen = null;
  let place = null;

  function nameOf(code) {
    const [name, ...more] = code.split(/\s+/);
    const label = figures[name] ? figures[name][0] : FACTS[name] || name;
    const words = more.map((pair) => (figures[pair.replace(/^[^=]*/, "")] || [pair])[0]);
    return words.length ? `${label}（${words.join("，")}）` : label;
  }

  function chipOf(token) {
    const [, name, said = "", whole = ""] = ONE.exec(token);
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
    if (node.nodeType === Node.TEXT_NODE) return node.data.replaceAll(EDGE, "").replace(/\u00a0/g, " ");
    if (node.dataset && node.dataset.token) return node.dataset.token;
    if (node.nodeName === "BR") return "";
    return [...node.childNodes].map(textOf).join("");
  }

  // The rows of the paper, each as the nodes that stand in it.
  function rowsOf() {
    const rows = [];
    let loose = [];
    for (const node of paper.childNodes) {
      if (node.nodeName === "DIV" || node.nodeName === "P") {
        if (loose.length) rows.push(loose);
        loose = [];
        rows.push([node]);
      } else if (node.nodeName === "BR") {
        rows.push(loose);
        loose = [];
      } else {
        loose.push(node);
      }
    }
    if (loose.length) rows.push(loose);
    return rows;
  }

  function keep() {
    field.value = rowsOf().map((row) => row.map(textOf).join("")).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Each piece of typed text or label, with the place in the field where it begins.
  function pieces() {
    const found = [];
    let at = 0;
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE || (node.dataset && node.dataset.token)) {
        found.push([node, at]);
        at += textOf(node).length;
      } else {
        node.childNodes.forEach(walk);
      }
    };
    for (const row of rowsOf()) {
      row.forEach(walk);
      at += 1; // the line break
    }
    return found;
  }

  function caret() {
    if (paper.hidden) return field.selectionStart;
    const selection = document.getSelection();
    const found = pieces().find(([node]) => node === selection.anchorNode);
    if (!found) return null;
    const said = found[0].nodeType === Node.TEXT_NODE ? found[0].data.slice(0, selection.anchorOffset) : "";
    return found[1] + said.replaceAll(EDGE, "").length;
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
    replace(place, node, EDGE);
  }

  function select(node, start, end) {
    const selection = document.getSelection();
    selection.setBaseAndExtent(node, start, node, end);
    return selection;
  }

  // Put a label in place of the selection in such a way that the browser's own undo takes it back. At the edge
  // of a row it would fall out of the row, so that something unseen is put on either side first.
  function replace(range, chip, text) {
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    document.execCommand("insertText", false, EDGE + text + EDGE);
    const end = selection.anchorOffset - EDGE.length;
    select(selection.anchorNode, end - text.length, end);
    chip.id = "fresh-chip";
    document.execCommand("insertHTML", false, chip.outerHTML);
    const fresh = document.getElementById("fresh-chip");
    fresh.removeAttribute("id");
    select(fresh.nextSibling, EDGE.length, EDGE.length);
    keep();
  }

  // The place in a text node of the given character of what it says.
  function placeIn(node, at) {
    let said = 0;
    for (let place = 0; place < node.length; place += 1) {
      if (node.data[place] === EDGE) continue;
      if (said === at) return place;
      said += 1;
    }
    return node.length;
  }

  // A typed number becomes the live one that it equals; what has changed since is left alone.
  function enliven(button) {
    const before = field.value;
    const { live, text } = button.dataset;
    const [start, end] = [Number(button.dataset.start), Number(button.dataset.end)];
    if (field.value.slice(start, end) !== text) return;
    if (paper.hidden) {
      field.focus();
      field.setSelectionRange(start, end);
      document.execCommand("insertText", false, live);
    } else {
      const spot = pieces().find(([node, at]) => at <= start && end <= at + textOf(node).length);
      if (!spot || spot[0].nodeType !== Node.TEXT_NODE) return;
      const range = document.createRange();
      range.setStart(spot[0], placeIn(spot[0], start - spot[1]));
      range.setEnd(spot[0], placeIn(spot[0], end - 1 - spot[1]) + 1);
      paper.focus();
      replace(range, chipOf(live), text);
    }
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "gk-linkbutton";
    undo.textContent = "撤销";
    undo.addEventListener("click", () => {
      (paper.hidden ? field : paper).focus();
      for (let step = 0; step < 2 && field.value !== before; step += 1) document.execCommand("undo");
      undone.hidden = true;
    });
    undone.replaceChildren(`“${text}”已改成活数字。`, undo);
    undone.hidden = false;
  }

  // Once something else is typed, the last step is another than the label.
  function forget(event) {
    if (event.inputType && event.inputType !== "insertHTML") undone.hidden = true;
  }

  function enlivenHere(event) {
    if (!event.altKey || event.key !== "Enter") return;
    event.preventDefault();
    const at = caret();
    const near = [...offers.querySelectorAll("[data-live]")].map((button) => {
      const [start, end] = [Number(button.dataset.start), Number(button.dataset.end)];
      return [at === null ? 0 : Math.max(start - at, at - end, 0), button];
    });
    near.sort(([one], [other]) => one - other);
    if (near.length) enliven(near[0][1]);
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
  paper.addEventListener("beforeinput", forget);
  field.addEventListener("beforeinput", forget);
  paper.addEventListener("keydown", enlivenHere);
  field.addEventListener("keydown", enlivenHere);
  offers.addEventListener("click", (event) => {
    const button = event.target.closest("[data-live]");
    if (button) enliven(button);
  });
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
  offers.hidden = false;
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
