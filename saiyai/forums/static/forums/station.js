"use strict";
// A station at a forum's door: keeps the list encrypted, notes who comes without a network, and hands over later.
// Each note is an event with a running number of this station; the server takes each once, in whatever order.

const root = document.getElementById("station");
const by = (id) => document.getElementById(id);
const language = document.documentElement.lang;
const words = Object.fromEntries(
  [...by("words-of-station").content.querySelectorAll("[data-word]")].map((each) => [each.dataset.word, each.textContent]),
);
const say = (word, ...values) => values.reduce((text, value) => text.replace("{}", value), words[word]);
const number = root.dataset.number;
const SHOWN = 12;
const EVERY_MS = 20_000;
const LOOK_MS = 250;
const EMPTY = { people: [], quotas: [], pending: [], notes: [], last: 0, token: "", handed: 0, has_list: false };

// ---- the box: one encrypted state a station, its key never leaves the browser's own store

const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

async function opened() {
  const request = indexedDB.open("kept", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("keys");
    request.result.createObjectStore("box");
  };
  return asked(request);
}

const database = await opened();
database.onversionchange = () => database.close(); // signing out in another window wipes it
const store = (name, mode) => database.transaction(name, mode).objectStore(name);

async function key() {
  const known = await asked(store("keys", "readonly").get(number));
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await asked(store("keys", "readwrite").put(made, number));
  return made;
}

async function load() {
  const kept = await asked(store("box", "readonly").get(number));
  if (!kept) return structuredClone(EMPTY);
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, await key(), kept.text);
  return JSON.parse(new TextDecoder().decode(text));
}

async function save(state) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), new TextEncoder().encode(JSON.stringify(state)));
  await asked(store("box", "readwrite").put({ iv, text }, number));
}

// Two windows of one station take turns, so that no running number is given twice.
const change = (act) => navigator.locks.request(`station-${number}`, async () => {
  const state = await load();
  const result = await act(state);
  await save(state);
  show(state);
  return result;
});

// ---- what is noted

const here = (state) => {
  const back = new Set(state.pending.filter((each) => each.kind === "void").map((each) => each.of));
  const noted = state.pending.filter((each) => each.kind === "came" && !back.has(each.sequence));
  return new Set([...state.people.filter((each) => each[5]).map((each) => each[0]), ...noted.map((each) => each.badge)]);
};

function add(state, event, text) {
  state.last += 1;
  state.pending.push({ sequence: state.last, at: Date.now(), ...event });
  state.notes.unshift({ sequence: state.last, kind: event.kind, badge: event.badge || "", text, at: Date.now() });
  state.notes.length = Math.min(state.notes.length, SHOWN);
}

async function note(badge) {
  await change((state) => {
    const person = state.people.find((each) => each[0] === badge);
    if (!person) {
      tell(say(state.has_list ? "nobody" : "no_list"));
    } else if (here(state).has(badge)) {
      tell(say("twice", person[1]));
    } else {
      add(state, { kind: "came", badge }, person[1]);
      tell(say("noted", person[1]));
      navigator.vibrate?.(60);
    }
  });
  by("found").replaceChildren();
  handOver();
}

const takeBack = (noted) => change((state) => {
  add(state, { kind: "void", badge: noted.badge, of: noted.sequence }, `${noted.text}: ${words.taken_back}`);
  state.notes = state.notes.filter((each) => each.sequence !== noted.sequence);
  for (const each of state.people) if (each[0] === noted.badge) each[5] = false;
}).then(handOver);

function tell(text) {
  by("said").textContent = text;
}

// ---- what is shown

function row(text, side) {
  const item = document.createElement("li");
  const left = document.createElement("div");
  left.append(...text);
  item.append(left);
  if (side) {
    side.classList.add("side");
    item.append(side);
  }
  return item;
}

function button(text, name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = text;
  const unseen = document.createElement("span");
  unseen.className = "unseen";
  unseen.textContent = `: ${name}`;
  made.append(unseen);
  made.addEventListener("click", act);
  return made;
}

function strong(text) {
  const made = document.createElement("strong");
  made.lang = "th";
  made.textContent = text;
  return made;
}

function show(state) {
  by("line").textContent = words[navigator.onLine ? "on_line" : "off_line"];
  by("waiting").textContent = say("waiting", state.pending.length);
  by("when").textContent = state.handed ? say("handed", new Date(state.handed).toLocaleTimeString(language)) : words.never;
  by("count").textContent = state.has_list ? say("count", here(state).size, state.people.length) : words.no_list;
  const quota = by("quota");
  if (quota.options.length !== state.quotas.length) {
    quota.replaceChildren(...state.quotas.map(([value, text]) => new Option(text, value)));
  }
  by("noted").replaceChildren(...state.notes.map((each) => {
    const time = new Date(each.at).toLocaleTimeString(language);
    const back = each.kind === "came" ? button(words.take_back, each.text, () => takeBack(each)) : null;
    return row([strong(each.text), document.createElement("br"), time], back);
  }));
}

async function find(text) {
  const code = text.replace(/[\s-]/g, "").toUpperCase();
  const state = await load();
  if (state.people.some((each) => each[0] === code)) {
    by("words").value = "";
    return note(code);
  }
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = parts.length
    ? state.people.filter(([, name, kept, area]) => parts.every((part) => `${name} ${kept} ${area}`.toLowerCase().includes(part)))
    : [];
  const present = here(state);
  tell(fits.length ? "" : say(state.has_list ? "nobody" : "no_list"));
  by("found").replaceChildren(...fits.slice(0, SHOWN).map(([badge, name, , area, kind]) => {
    const came = document.createElement("span");
    came.textContent = words.came;
    const side = present.has(badge) ? came : button(words.check_in, name, () => note(badge));
    return row([strong(name), document.createElement("br"), `${area} · ${kind}`], side);
  }));
  return undefined;
}

// ---- to and from the server

async function takeList(again) {
  const answer = await fetch(`${root.dataset.list}${again ? "?again=1" : ""}`, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (answer.redirected || [401, 403, 404].includes(answer.status)) return forgetNames();
  if (!answer.ok) throw new Error(String(answer.status));
  const list = await answer.json();
  await change((state) => {
    state.people = list.people;
    state.quotas = list.quotas;
    state.token = list.token;
    state.last = Math.max(state.last, list.last);
    state.has_list = true;
  });
  return true;
}

async function forgetNames() {
  await change((state) => Object.assign(state, { people: [], quotas: [], notes: [], token: "", has_list: false }));
  by("found").replaceChildren();
  tell(words.gone);
  return false;
}

let handing = false;

async function handOver() {
  if (handing || !navigator.onLine) return show(await load());
  handing = true;
  try {
    if (!(await takeList((await load()).has_list))) return undefined;
    const { pending, token } = await load();
    if (!pending.length) return await change((state) => { state.handed = Date.now(); });
    const answer = await fetch(root.dataset.handOver, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ now: Date.now(), events: pending }),
    });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const { refused } = await answer.json();
    const sent = new Set(pending.map((each) => each.sequence));
    await change((state) => {
      state.pending = state.pending.filter((each) => !sent.has(each.sequence));
      state.handed = Date.now();
    });
    if (refused.length) tell(refused.map(([, text]) => text).join(" "));
    return await takeList(true);
  } catch {
    return show(await load()); // the notes stay, and go with the next hand-over
  } finally {
    handing = false;
  }
}

async function keepPage() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/service-worker.js");
  const kept = await caches.open("kept-station");
  await kept.addAll([location.pathname, ...root.dataset.files.split(" ")]);
}

// ---- the camera, where the browser reads QR codes itself

let looking = null;

function stopLooking() {
  clearInterval(looking);
  looking = null;
  const camera = by("camera");
  camera.srcObject?.getTracks().forEach((track) => track.stop());
  camera.srcObject = null;
  camera.hidden = true;
}

async function scan() {
  if (looking) return stopLooking();
  const camera = by("camera");
  try {
    const reader = new BarcodeDetector({ formats: ["qr_code"] });
    camera.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    camera.hidden = false;
    await camera.play();
    let latest = "";
    looking = setInterval(async () => {
      const [seen] = await reader.detect(camera).catch(() => []);
      const code = seen?.rawValue.trim().toUpperCase() ?? "";
      if (code && code !== latest) await note(code);
      latest = code || latest;
    }, LOOK_MS);
  } catch {
    stopLooking();
    tell(words.no_camera);
  }
  return undefined;
}

by("scan").hidden = !("BarcodeDetector" in window && navigator.mediaDevices);
by("scan").addEventListener("click", scan);
by("find").addEventListener("submit", (event) => {
  event.preventDefault();
  find(by("words").value);
});
by("walk-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = by("name").value.trim();
  await change((state) => add(state, { kind: "walk_in", name, quota: Number(by("quota").value) }, name));
  by("name").value = "";
  tell(say("waits", name));
  handOver();
});
by("send").addEventListener("click", handOver);
window.addEventListener("online", handOver);
window.addEventListener("offline", async () => show(await load()));
setInterval(handOver, EVERY_MS);

show(await load());
root.hidden = false;
keepPage().catch(() => undefined);
handOver();
