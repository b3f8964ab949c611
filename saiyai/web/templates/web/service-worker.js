{% autoescape off %}"use strict";
// Keeps one page for those without a connection; everything else is always asked of the server. Pages that work without
// one put themselves and their files into a store of their own ("kept-…"), which is looked into where the server is not reached.
const KEPT = "saiyai-{{ version }}";
const DRAWN_WITH = ["style", "script", "font", "image"];
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const drop = (names) => Promise.all(names.filter((name) => name.startsWith("saiyai-") && name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(drop).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) || caches.match(FILES[0])));
  } else if (DRAWN_WITH.includes(request.destination)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) || Response.error()));
  }
});
{% endautoescape %}
