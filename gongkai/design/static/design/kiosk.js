/* On the screen in a hall: after a while without a touch, the first page again. It says so 15 seconds before. */
const { home, idle } = document.body.dataset;
const notice = document.querySelector(".gk-kiosk__idle");
const left = notice.querySelector("[data-left]");
const WARNED = 15;
let seconds = 0;
const touched = () => {
  seconds = 0;
  notice.hidden = true;
};
for (const kind of ["pointerdown", "keydown", "wheel", "scroll"]) {
  document.addEventListener(kind, touched, { passive: true });
}
document.addEventListener("contextmenu", (event) => event.preventDefault());
setInterval(() => {
  seconds += 1;
  const remaining = Number(idle) - seconds;
  if (remaining <= 0) {
    seconds = 0;
    location.replace(home);
  } else if (remaining <= WARNED) {
    left.textContent = remaining;
    notice.hidden = false;
  }
}, 1000);
