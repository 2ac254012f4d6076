/* 检索建议: a list below the search field while one types, by keyboard too. Without it the form works as it is. */
for (const form of document.querySelectorAll("form[data-suggest]")) {
  const field = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  const said = form.querySelector("[data-said]");
  const options = () => [...list.children];
  let typed = field.value, asked = null, later = 0;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  const show = (shown) => {
    list.hidden = !shown;
    field.setAttribute("aria-expanded", String(shown));
    field.removeAttribute("aria-activedescendant");
    for (const option of options()) option.setAttribute("aria-selected", "false");
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: asked.signal });
      list.innerHTML = answer.ok ? await answer.text() : "";
      show(list.children.length > 0);
      said.textContent = list.children.length ? `有${list.children.length}条建议，用上下方向键选择` : "";
    } catch {
      show(false); // a newer question, or no network: the form still works
    }
  };

  const choose = (step) => {
    const all = options(), at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = ((at < 0 && step < 0 ? all.length : at) + step + all.length + 1) % (all.length + 1);
    for (const option of all) option.setAttribute("aria-selected", "false");
    field.value = next < all.length ? all[next].dataset.text ?? all[next].textContent.trim() : typed;
    if (next < all.length) {
      all[next].setAttribute("aria-selected", "true");
      field.setAttribute("aria-activedescendant", all[next].id);
    } else field.removeAttribute("aria-activedescendant");
  };

  field.addEventListener("input", (event) => {
    typed = field.value.trim();
    clearTimeout(later);
    if (event.isComposing && !/[a-z]/i.test(typed)) return;
    if (typed) later = setTimeout(ask, 150);
    else show(false);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      field.value = typed;
      show(false);
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
}
