// Appearance, htmx manners and the offline page.

const YEAR = 31536000;

class UiAppearance extends HTMLElement {
  // Buttons with data-sets="theme|size": changes the page at once and the cookie for the next one.
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-sets]");
      if (button) this.set(button.dataset.sets, button.value);
    });
  }

  set(name, value) {
    const root = document.documentElement;
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `${name}=${value}; path=/; max-age=${value ? YEAR : 0}; samesite=lax${secure}`;
    this.querySelectorAll(`[data-sets="${name}"]`).forEach((button) => {
      button.setAttribute("aria-pressed", String(button.value === value));
    });
  }
}
customElements.define("ui-appearance", UiAppearance);

// Where this browser is, for the hours of pages that are made for one reader.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `zone=${zone}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
}

// A refusal is a toast (HX-Retarget) or the form again (422): both are shown although they are not 2xx.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status === 422 || (xhr.status >= 400 && xhr.getResponseHeader("HX-Retarget"))) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// No answer, or none of ours: a process died with it in hand. The page stays, with what was typed, and says so.
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, ({ detail }) => {
    const status = detail.xhr?.status ?? 0;
    if (detail.requestConfig?.verb === "get" || (status && status < 500)) return;
    const toasts = document.getElementById("toasts");
    toasts?.show(toasts.dataset.lost, "refused");
  });
}

// While an input method composes, keys are its own: the Enter that ends a composition sends nothing and chooses nothing.
// Safari ends the composition before that key comes and leaves only its code, 229.
addEventListener(
  "keydown",
  (event) => {
    if (!event.isComposing && event.keyCode !== 229) return;
    event.stopImmediatePropagation();
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  },
  { capture: true },
);

// Forms carry their own token; bare buttons borrow one from the page.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb === "get" || event.detail.parameters.csrfmiddlewaretoken) return;
  const token = document.querySelector('[name="csrfmiddlewaretoken"]');
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});

// A link that also tells the site something small, <a data-posts="…">: sent beside the way there, which waits for nothing.
for (const name of ["click", "auxclick"]) {
  document.addEventListener(name, (event) => {
    const link = event.target.closest("a[data-posts]");
    const token = document.querySelector('[name="csrfmiddlewaretoken"]');
    if (!link || !token || event.button > 1) return;
    fetch(link.dataset.posts, { method: "POST", keepalive: true, redirect: "manual", headers: { "X-CSRFToken": token.value } });
  });
}

const worker = document.querySelector("script[data-worker]")?.dataset.worker;
if (worker && "serviceWorker" in navigator && isSecureContext) navigator.serviceWorker.register(worker, { scope: "/" });
