// The entry grid: Enter and the arrows move between cells, conditions and totals follow what is typed, drafts are kept on
// the server while one types, and what could not be kept stays in this browser.

const form = document.querySelector("form[data-entry]");

if (form) {
  const cells = () => [...form.querySelectorAll("[data-cell]")].filter((cell) => !cell.closest("[hidden]"));
  const key = `entry-${form.dataset.entry}`;
  const offer = document.querySelector("[data-kept-offer]");
  const said = form.querySelector("[data-kept-said]");
  const CHECK_AFTER = 400;
  const KEEP_AFTER = 20000;
  let checkTimer = 0;
  let keepTimer = 0;
  let asked = 0;

  const step = (event) => {
    const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.target.matches("select") && event.key !== "Enter") return;
    const all = cells();
    const at = all.indexOf(event.target);
    if (!by || at < 0 || event.ctrlKey || event.isComposing) return;
    event.preventDefault();
    const next = all[at + by];
    if (next) {
      next.focus();
      if (next.select) next.select();
    } else if (by > 0) {
      form.querySelector("[name=submit]").focus();
    }
  };

  const typed = () => [...new FormData(form)].filter(([name]) => name.startsWith("a."));

  const keep = (isSent) => {
    localStorage.setItem(
      key,
      JSON.stringify({ version: form.dataset.version, at: Date.now(), values: typed(), isSent }),
    );
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

  const putBack = (values) => {
    const byName = new Map();
    values.forEach(([name, value]) => byName.set(name, [...(byName.get(name) || []), value]));
    form.querySelectorAll("[name^='a.']").forEach((cell) => {
      const told = byName.get(cell.name) || [];
      if (cell.type === "checkbox" || cell.type === "radio") cell.checked = told.includes(cell.value);
      else cell.value = told[0] || "";
    });
  };

  const sent = () => {
    const body = new URLSearchParams(new FormData(form));
    body.delete("submit");
    body.delete("save");
    return { method: "POST", body, headers: { "X-Requested-With": "fetch" }, redirect: "error" };
  };

  const show = (told) => {
    const hidden = new Set(told.hidden);
    form.querySelectorAll("tr[data-line]").forEach((line) => {
      line.hidden = hidden.has(line.dataset.line);
    });
    form.querySelectorAll("[data-reckoned]").forEach((cell) => {
      cell.textContent = told.reckoned[cell.dataset.reckoned] || "–";
    });
    form.querySelectorAll("[data-error]").forEach((line) => {
      const words = told.errors[line.dataset.error] || "";
      line.hidden = !words;
      line.querySelector("[data-said]").textContent = words;
      line.closest("tr").classList.toggle("asked", Boolean(words));
    });
  };

  const check = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.check, sent());
      if (answer.ok && mine === asked) show(await answer.json());
    } catch {
      return; // the server checks again when the form is sent
    }
  };

  const autosave = async () => {
    try {
      const answer = await fetch(form.dataset.keep, sent());
      const told = await answer.json();
      if (!told.saved) throw new Error("not kept");
      form.querySelector("[name=version]").value = told.version;
      form.dataset.version = String(told.version);
      localStorage.removeItem(key);
      said.textContent = `${said.dataset.saved} ${new Date().toLocaleTimeString(document.documentElement.lang)}`;
    } catch {
      said.textContent = said.dataset.unsaved;
    }
  };

  const found = kept();
  const isBehind = found && found.version !== form.dataset.version;
  if (found && isBehind && found.isSent) {
    localStorage.removeItem(key); // what was sent has come in
  } else if (found && !form.dataset.typed) {
    offer.hidden = false;
    offer.querySelector("[data-kept-changed]").hidden = !isBehind;
    offer.querySelector("[data-kept-at]").textContent = new Date(found.at).toLocaleString(document.documentElement.lang);
    offer.querySelector("[data-kept-restore]").addEventListener("click", () => {
      putBack(found.values);
      offer.hidden = true;
      check();
      cells()[0].focus();
    });
    offer.querySelector("[data-kept-forget]").addEventListener("click", forget);
  }

  form.addEventListener("keydown", step);
  form.addEventListener("input", () => {
    keep(false);
    clearTimeout(checkTimer);
    clearTimeout(keepTimer);
    checkTimer = setTimeout(check, CHECK_AFTER);
    keepTimer = setTimeout(autosave, KEEP_AFTER);
  });
  form.addEventListener("submit", () => {
    clearTimeout(keepTimer);
    keep(true);
  });
}
