"use strict";
// What a page does beyond its HTML: folds that close, a way back, a summary of errors that takes the focus, the palette of Ctrl-K.

(() => {
  const palette = document.getElementById("palette");
  const input = palette?.querySelector("input[type=search]");
  const list = document.getElementById("found");
  let chosen = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function choose(index) {
    const all = options();
    chosen = all.length ? (index + all.length) % all.length : -1;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    if (chosen >= 0) {
      input.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function openPalette() {
    if (palette.open) return;
    closeFolds(null);
    palette.showModal();
    input.select();
    input.dispatchEvent(new CustomEvent("palette-open"));
  }

  function closeFolds(except) {
    document.querySelectorAll("details.fold[open]").forEach((fold) => {
      if (fold !== except) fold.open = false;
    });
  }

  function onPaletteKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      options()[chosen]?.click();
    }
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK" && palette) {
      event.preventDefault();
      openPalette();
    } else if (event.key === "Escape") {
      const open = document.querySelector("details.fold[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    }
  });

  document.addEventListener("click", (event) => {
    closeFolds(event.target.closest("details.fold"));
    if (palette && event.target.closest("[data-palette]") && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      openPalette();
    } else if (event.target === palette || event.target.closest("[data-close]")) {
      palette.close();
    } else if (event.target.closest("[data-print]")) {
      window.print();
    } else if (event.target.closest("[data-back]")) {
      window.history.back();
    }
  });

  if (palette) {
    input.addEventListener("keydown", onPaletteKey);
    document.body.addEventListener("htmx:afterSwap", (event) => {
      if (event.detail.target !== list) return;
      input.setAttribute("aria-expanded", String(options().length > 0));
      choose(options().length && input.value ? 0 : -1);
    });
  }

  // A part that renews itself keeps the place of who was in it: htmx gives the focus back to what bears the same id.
  let left = "";
  document.body.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
    left = target.contains(document.activeElement) ? target.id : "";
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    if (left && document.activeElement === document.body) document.getElementById(left)?.focus();
    left = "";
  });

  // Whoever signs out leaves nothing on the phone: what pages kept to work without a connection goes with its keys.
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.getAttribute("action") || "", location.href).pathname !== "/accounts/logout/") return;
    window.indexedDB?.deleteDatabase("kept");
    window.caches?.keys().then((names) => names.filter((name) => name.startsWith("kept-")).forEach((name) => caches.delete(name)));
  });

  document.querySelector("[data-focus]")?.focus();
  document.querySelectorAll("[data-needs-script]").forEach((each) => { each.hidden = false; });
  if ("serviceWorker" in navigator && window.isSecureContext) {
    window.addEventListener("load", () => { navigator.serviceWorker.register("/service-worker.js").catch(() => undefined); });
  }
})();
