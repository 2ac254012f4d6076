// The balance: the sums of the cell under the cursor or the focus, written out at the foot of the page.
(function () {
  const bar = document.getElementById("balance");
  let marked = [];

  function show(cell) {
    const rules = document.getElementById(cell.closest("table").dataset.sums);
    const sums = rules ? [...rules.querySelectorAll(`li[data-cells~="${cell.dataset.cell}"]`)] : [];
    marked.forEach((one) => one.classList.remove("report-marked"));
    marked = sums.flatMap((sum) => sum.dataset.cells.split(" ").map((key) => document.getElementById(`cell-${key}`)));
    marked = marked.filter(Boolean);
    marked.forEach((one) => one.classList.add("report-marked"));
    document.getElementById("balance-place").textContent = place(cell);
    document.getElementById("balance-sums").replaceChildren(...sums.map((sum) => sum.cloneNode(true)));
    const change = document.getElementById("balance-change");
    if (change) change.search = `?cell=${encodeURIComponent(cell.dataset.cell)}`;
    bar.hidden = false;
  }

  function place(cell) {
    const head = [...cell.parentElement.querySelectorAll("th")].pop();
    return head ? head.textContent.trim() : cell.closest("table").caption.textContent.trim();
  }

  function of(event) {
    const cell = event.target.closest && event.target.closest("td[data-cell]");
    if (cell && bar) show(cell);
  }

  document.addEventListener("mouseover", of);
  document.addEventListener("focusin", of);

  // Put a reference into the text where the cursor stands.
  document.querySelectorAll("[data-insert]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = document.getElementById("id_text");
      text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
      text.focus();
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
})();
