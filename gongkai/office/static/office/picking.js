// Ticking rows of a list: all of the page at once, a range with the shift key, and how many are ticked.
// Without a script each row is ticked by itself.
(() => {
  const form = document.querySelector("form[data-pick]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("input[name=item]")];
  const count = form.querySelector("[data-picked]");
  // One at the head of the table, one in the bar below it, which is what a phone shows.
  const alls = [...form.querySelectorAll("[data-pick-all]")].map((place) => {
    const all = document.createElement("input");
    const label = document.createElement("label");
    const words = document.createElement("span");
    all.type = "checkbox";
    words.textContent = "勾选本页全部";
    if (place.dataset.pickAll === "unseen") words.className = "gk-unseen";
    label.append(all, words);
    place.append(label);
    return all;
  });

  let last = null;
  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    count.textContent = ticked ? ` ${ticked} 条` : "";
    for (const all of alls) {
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
  };
  for (const all of alls) {
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      tell();
    });
  }
  form.addEventListener("click", (event) => {
    const box = event.target;
    if (!boxes.includes(box)) return;
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const each of boxes.slice(from, to + 1)) each.checked = box.checked;
    }
    last = box;
    tell();
  });
  tell();
})();
