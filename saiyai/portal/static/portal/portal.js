"use strict";
// The panel of news remembers whether it was closed; an article prints itself and gives its address to be pasted.

(() => {
  const KEY = "news-panel";
  const panel = document.getElementById("news-panel");
  const kept = (act) => { try { return act(localStorage); } catch { return null; } };  // where storage is barred

  if (panel) {
    if (kept((store) => store.getItem(KEY)) === "closed") panel.open = false;
    panel.addEventListener("toggle", () => kept((store) => store.setItem(KEY, panel.open ? "open" : "closed")));
  }

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });

  document.querySelectorAll("[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.querySelector("[role=status]").textContent = button.dataset.copied;
    });
  });
})();
