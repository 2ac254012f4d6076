// Files dropped anywhere on the form go into its input; without this script the input does as well.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.dataset.over = "";
  });
  form.addEventListener("dragleave", () => delete form.dataset.over);
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    delete form.dataset.over;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// From one finding to the next: buttons at the foot of the page, or Alt with an arrow. The place of the finding
// comes into view on the left, the spot it was read from on the right. Without this script each is a link.
for (const list of document.querySelectorAll("[data-steps]")) {
  const links = [...list.querySelectorAll("li > a[href^='#']")];
  if (links.length < 2) continue;
  const bar = document.createElement("nav");
  const said = document.createElement("p");
  let at = -1;
  bar.className = "proofing-steps gk-noprint";
  bar.setAttribute("aria-label", "逐处看问题");
  said.setAttribute("role", "status");
  said.textContent = `共 ${links.length} 处问题，逐处看：Alt＋↓`;

  const show = (step) => {
    at = (at + step + links.length + (at < 0 && step < 0 ? 1 : 0)) % links.length;
    const place = document.getElementById(decodeURIComponent(links[at].hash.slice(1)));
    said.textContent = `第 ${at + 1} 处，共 ${links.length} 处：${links[at].textContent}`;
    location.replace(links[at].hash);
    document.querySelectorAll(".proofing-here").forEach((one) => one.classList.remove("proofing-here"));
    if (!place) return;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
    const spot = (place.matches("[data-spot]") ? place : place.querySelector("[data-spot]"));
    const source = spot && document.getElementById(spot.hash.slice(1));
    const pane = source && source.closest(".proofing-source");
    if (!pane) return;
    source.classList.add("proofing-here");
    const gap = source.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += gap - pane.clientHeight / 3;
  };

  for (const [name, key, step] of [["上一处", "ArrowUp", -1], ["下一处", "ArrowDown", 1]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "gk-button gk-button--plain gk-button--small";
    button.textContent = name;
    button.title = `Alt＋${step < 0 ? "↑" : "↓"}`;
    button.setAttribute("aria-keyshortcuts", `Alt+${key}`);
    button.addEventListener("click", () => show(step));
    bar.append(button);
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.key !== key) return;
      event.preventDefault();
      show(step);
    });
  }
  bar.append(said);
  (list.closest(".gk-office") || list.parentElement).append(bar);
}
