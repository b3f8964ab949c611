"use strict";
// Choosing a place: options while one types, arrows and Enter to take one, the typed text alone where nothing was taken.

(() => {
  if (window.saiyaiPlaceChooser) return;
  window.saiyaiPlaceChooser = true;
  const WAIT_MS = 120;
  const timers = new WeakMap();

  const parts = (input) => {
    const box = input.closest("[data-place-chooser]");
    return {
      code: box.querySelector("input[type=hidden]"),
      list: box.querySelector("[role=listbox]"),
      status: box.querySelector("[role=status]"),
    };
  };
  const options = (list) => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];

  function close(input) {
    parts(input).list.hidden = true;
    parts(input).status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(input, index) {
    const all = options(parts(input).list);
    if (!all.length) return;
    const at = (index + all.length) % all.length;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  }

  function take(input, option) {
    input.value = option.dataset.text.trim();
    parts(input).code.value = option.dataset.code;
    close(input);
    input.dispatchEvent(new CustomEvent("place-chosen", { bubbles: true, detail: option.dataset.code }));
  }

  async function offer(input) {
    const { list, status } = parts(input);
    const typed = input.value;
    if (!typed.trim()) { close(input); return; }
    const asked = new URLSearchParams({ text: typed, level: input.dataset.level, within: input.dataset.within, list: list.id });
    const answer = await fetch(`${input.dataset.url}?${asked}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok || input.value !== typed) return;
    list.innerHTML = await answer.text();
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    const count = options(list).length;
    status.textContent = count ? input.dataset.says.replace("{count}", count) : input.dataset.saysNone;
  }

  document.addEventListener("input", (event) => {
    const input = event.target.closest?.("[data-place-chooser] [role=combobox]");
    if (!input) return;
    parts(input).code.value = "";
    clearTimeout(timers.get(input));
    timers.set(input, setTimeout(() => offer(input), WAIT_MS));
  });

  document.addEventListener("keydown", (event) => {
    const input = event.target.closest?.("[data-place-chooser] [role=combobox]");
    if (!input) return;
    const { list } = parts(input);
    const all = options(list);
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(input); }
    if (list.hidden || !all.length) return;
    if (event.key === "ArrowDown") { event.preventDefault(); mark(input, at + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); mark(input, at < 0 ? all.length - 1 : at - 1); }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); take(input, all[at]); }
  });

  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest?.("[data-place-chooser] [role=option]:not([aria-disabled])");
    if (!option) return;
    event.preventDefault();
    take(option.closest("[data-place-chooser]").querySelector("[role=combobox]"), option);
  });

  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("[data-place-chooser] [role=combobox]")) close(event.target);
  });
})();
