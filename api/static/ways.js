// Ways within a page and beside it, without an entry in the history; printing.

export function openWays() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']") ?? ofMark(event.target.closest("mark"));
    const target = document.getElementById(link?.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (!target.matches("a, [tabindex]")) target.tabIndex = -1;
    target.scrollIntoView({ block: target.matches(".to") ? "center" : "start" });
    target.focus({ preventScroll: true });
  });
}

// Marked words lead where the number before them leads; where several stand together, the lowest is the worst part.
function ofMark(mark) {
  const numbers = [];
  for (let before = mark?.previousElementSibling; before; before = before.previousElementSibling) {
    if (before.matches(".to")) numbers.push(before);
    else if (numbers.length) break;
  }
  return numbers.sort((one, other) => Number(one.textContent) - Number(other.textContent))[0];
}

export function printWhole() {
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll(".fold:not([open]), .law:not([open])")];
    closed.forEach((part) => (part.open = true));
  });
  window.addEventListener("afterprint", () => closed.forEach((part) => (part.open = false)));
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
}

// Who could see this: read beside the page, since a page that is left is wiped.
export function readAside() {
  const dialog = document.getElementById("aside");
  const place = dialog.lastElementChild;
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-aside]");
    if (event.target.closest("[data-close]")) dialog.close();
    if (!link) return;
    event.preventDefault();
    try {
      const html = await (await fetch(link.href)).text();
      const page = new DOMParser().parseFromString(html, "text/html").querySelector("main > *");
      page.querySelector(".button").remove();
      place.replaceChildren(page);
      dialog.showModal();
      dialog.scrollTop = 0;
      place.focus({ preventScroll: true });
    } catch {
      window.location.assign(link.href);
    }
  });
}
