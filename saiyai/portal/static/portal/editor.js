"use strict";
// Gives names to the editor's boxes that Wagtail leaves without one, for those who hear the page: a block's box takes the
// name of its block, the box of a picture's words that of its label, the box of files that of the button it lies on.

(() => {
  const text = (tag) => (tag ? tag.textContent.replace(/\s+/g, " ").trim() : "");
  const isNamed = (box) => box.labels?.length || box.hasAttribute("aria-label") || box.hasAttribute("aria-labelledby");

  const nameOfBlock = (box) => text(box.closest("section")?.querySelector(".c-sf-block__type, [data-panel-heading]"));
  const nameOfWords = (box) => text(box.closest("[data-field-wrapper]")?.querySelector("label"));
  const nameOfFiles = (box) => text(box.parentElement.querySelector("button"));

  const NAMES = [
    [".public-DraftEditor-content", nameOfBlock],
    ["[data-streamfield-child] :is(input:not([type=hidden]), textarea, select)", nameOfBlock],
    [".tagit-new input", nameOfWords],
    [".replace-file-input input[type=file]", nameOfFiles],
  ];

  const complete = () => {
    for (const [boxes, nameOf] of NAMES) {
      for (const box of document.querySelectorAll(boxes)) {
        const name = isNamed(box) ? "" : nameOf(box);
        if (name) box.setAttribute("aria-label", name);
      }
    }
    // headings that say nothing, that are no headings, or that skip a level
    for (const heading of document.querySelectorAll("td > h2:empty")) heading.hidden = true;
    for (const heading of document.querySelectorAll("h2[role=alert]")) {
      heading.removeAttribute("role");
      heading.setAttribute("aria-live", "polite");
    }
    for (const heading of document.querySelectorAll("h3.filter-title")) heading.setAttribute("aria-level", "2");
  };

  let waits = false;
  const soon = () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; complete(); });
  };
  document.addEventListener("DOMContentLoaded", () => {
    complete();
    new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  });
})();
