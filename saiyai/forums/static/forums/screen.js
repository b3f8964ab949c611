"use strict";
// The wall's screen asks every two seconds whether anything was recorded; where nothing was, the answer is 304 and empty.

const screen = document.getElementById("screen");
const EVERY_MS = 2_000;
let tag = "";

async function look() {
  try {
    const answer = await fetch(screen.dataset.part, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    if (answer.status === 200 && !answer.redirected) {
      tag = answer.headers.get("ETag") ?? "";
      const read = new DOMParser().parseFromString(await answer.text(), "text/html");
      screen.replaceChildren(...read.body.childNodes);
    }
  } catch {
    tag = ""; // without a network the last state stays on the wall
  }
  setTimeout(look, EVERY_MS);
}

setTimeout(look, EVERY_MS);
