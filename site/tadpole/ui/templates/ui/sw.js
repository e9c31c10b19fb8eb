// Keeps the offline page and the style sheets. Pages, pictures and anything people wrote are never kept.
const plan = {{ plan|safe }};
const store = `offline-${plan.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(store).then((cache) => cache.addAll(plan.keep)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const others = caches.keys().then((names) => names.filter((name) => name !== store));
  event.waitUntil(others.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

const languageOf = (path) => plan.languages.find((code) => path.startsWith(`/${code}/`)) ?? plan.first;

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(`${plan.page}?l=${languageOf(url.pathname)}`)));
  } else if (plan.keep.includes(url.pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
