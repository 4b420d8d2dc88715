// A page that is left open is cleared: first it asks, and the answer can put it off as often as wanted.
import { clear } from "./leaving.js";

const QUIET = 10 * 60 * 1000; // milliseconds without a sign of life
const ANSWER = 2 * 60 * 1000;
const SIGNS = ["keydown", "pointerdown", "scroll", "touchstart", "input"];

export function watchIdle() {
  const dialog = document.getElementById("idle");
  if (document.querySelector("[data-cleared]")) return; // there is nothing left to clear
  let timer;

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(ask, QUIET);
  }

  function ask() {
    if (document.querySelector("#main .reading")) return wait();
    dialog.showModal();
    timer = setTimeout(clear, ANSWER);
  }

  SIGNS.forEach((sign) =>
    document.addEventListener(sign, () => dialog.open || wait(), { capture: true, passive: true }),
  );
  dialog.querySelector("[data-stay]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", wait);
  wait();
}
