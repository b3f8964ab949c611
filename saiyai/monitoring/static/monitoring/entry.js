// The entry grid: Enter and the arrows move between cells; what is typed and not yet saved stays in this browser.

const form = document.querySelector("form[data-entry]");

if (form) {
  const cells = [...form.querySelectorAll("[data-cell]")];
  const key = `entry-${form.dataset.entry}`;
  const offer = document.querySelector("[data-kept-offer]");

  const step = (event) => {
    const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = cells.indexOf(event.target);
    if (!by || at < 0 || event.ctrlKey || event.isComposing) return;
    event.preventDefault();
    const next = cells[at + by];
    if (next) {
      next.focus();
      next.select();
    } else if (by > 0) {
      form.querySelector("[name=submit]").focus();
    }
  };

  const keep = () => {
    const values = Object.fromEntries(cells.map((cell) => [cell.name, cell.value]));
    localStorage.setItem(key, JSON.stringify({ version: form.dataset.version, at: Date.now(), values }));
  };

  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };

  const forget = () => {
    localStorage.removeItem(key);
    offer.hidden = true;
  };

  const differs = (values) => cells.some((cell) => cell.name in values && values[cell.name] !== cell.value);

  const found = kept();
  if (found && !form.dataset.typed && found.version === form.dataset.version && differs(found.values)) {
    offer.hidden = false;
    offer.querySelector("[data-kept-at]").textContent = new Date(found.at).toLocaleString(document.documentElement.lang);
    offer.querySelector("[data-kept-restore]").addEventListener("click", () => {
      cells.forEach((cell) => {
        if (cell.name in found.values) cell.value = found.values[cell.name];
      });
      offer.hidden = true;
      cells[0].focus();
    });
    offer.querySelector("[data-kept-forget]").addEventListener("click", forget);
  } else if (found && found.version !== form.dataset.version) {
    localStorage.removeItem(key);
  }

  form.addEventListener("keydown", step);
  form.addEventListener("input", keep);
}
