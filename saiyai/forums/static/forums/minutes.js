"use strict";
// Minutes save themselves a moment after the last letter; where another note taker was quicker, nothing is overwritten:
// both texts stand side by side until somebody joins them.

const box = document.querySelector("textarea[data-minutes]");
const form = box?.form;

if (form) {
  const version = form.querySelector("[name=based_on]");
  const said = document.getElementById("minutes-said");
  const theirs = document.getElementById("minutes-theirs");
  const PAUSE_MS = 1_500;
  let waiting = null;
  let saving = false;
  let saved = box.value;

  const tell = (text) => { said.textContent = text; };

  async function save() {
    if (saving || box.value === saved) return;
    saving = true;
    const text = box.value;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new FormData(form),
      });
      if (answer.redirected) throw new Error("signed out");
      const told = await answer.json();
      if (answer.ok) {
        version.value = told.version;
        saved = text;
        tell(said.dataset.saved);
      } else if (answer.status === 409) {
        theirs.querySelector("[data-text]").textContent = told.text;
        theirs.hidden = false;
        theirs.dataset.version = told.version;
        tell(told.said);
        theirs.querySelector("button").focus();
      } else {
        tell(told.said);
      }
    } catch {
      tell(said.dataset.unsaved);
    } finally {
      saving = false;
    }
    if (theirs.hidden && box.value !== saved && box.value !== text) plan();
  }

  function plan() {
    clearTimeout(waiting);
    if (theirs.hidden) waiting = setTimeout(save, PAUSE_MS);
  }

  box.addEventListener("input", plan);
  theirs.querySelector("button").addEventListener("click", () => {
    box.value = `${theirs.querySelector("[data-text]").textContent}\n\n${box.value}`;
    version.value = theirs.dataset.version;
    theirs.hidden = true;
    box.focus();
    save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (box.value !== saved) event.preventDefault();
  });
  form.addEventListener("submit", () => { saved = box.value; });
}
