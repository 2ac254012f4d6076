// Going from one difference to the next: by button, or J and K.
(() => {
  const changes = [...document.querySelectorAll("[data-change]")];
  const next = document.querySelector("[data-next]");
  const previous = document.querySelector("[data-previous]");
  if (!changes.length || !next) return;
  let at = -1;
  const go = (step) => {
    at = Math.min(Math.max(at + step, 0), changes.length - 1);
    changes[at].scrollIntoView({ block: "center" });
    changes[at].focus({ preventScroll: true });
  };
  next.hidden = previous.hidden = false;
  next.addEventListener("click", () => go(1));
  previous.addEventListener("click", () => go(-1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "j") go(1);
    if (event.key === "k") go(-1);
  });
})();
