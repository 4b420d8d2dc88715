// A page that is left open is cleared: first it asks, and the answer can put it off as often as wanted.
import { clear } from "./leaving.js";

const QUIET = 10 * 60 * 1000; // milliseconds without a sign of life
const ANSWER = 2 * 60 * 1000;
const LOOK = 10 * 1000;
const SIGNS = ["keydown", "pointerdown", "scroll", "touchstart", "input"];

export function watchIdle() {
  const dialog = document.getElementById("idle");
  if (document.querySelector("[data-cleared]")) return; // there is nothing left to clear
  let last = Date.now(); // by the clock on the wall: timers stand still while the device sleeps

  function look() {
    const quiet = Date.now() - last;
    if (document.querySelector("#main .reading")) return alive();
    if (quiet > QUIET + ANSWER) return clear();
    if (quiet > QUIET && !dialog.open) dialog.showModal();
  }

  function alive() {
    last = Date.now();
  }

  function sign() {
    look();
    if (!dialog.open) alive();
  }

  SIGNS.forEach((each) => document.addEventListener(each, sign, { capture: true, passive: true }));
  document.addEventListener("visibilitychange", look);
  // Before it closes: a look between the closing and its event would open it again.
  dialog.addEventListener("cancel", alive);
  dialog.querySelector("[data-stay]").addEventListener("click", () => {
    alive();
    dialog.close();
  });
  setInterval(look, LOOK);
}
