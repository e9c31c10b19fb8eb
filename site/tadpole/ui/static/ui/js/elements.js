// Dialogs, menus, toasts, relative times and forms that say they are busy. Every one of them works as plain HTML first.
import "./counting.js";

class UiMenu extends HTMLElement {
  // Wraps <details>: closes on Escape, on a click outside and when the focus leaves.
  connectedCallback() {
    this.details = this.querySelector("details");
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.details.open) return;
      this.details.open = false;
      this.details.querySelector("summary").focus();
    });
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.contains(event.relatedTarget)) this.details.open = false;
    });
    this.outside = (event) => {
      if (!this.contains(event.target)) this.details.open = false;
    };
    document.addEventListener("pointerdown", this.outside);
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.outside);
  }
}

class UiToasts extends HTMLElement {
  // The place toasts come to. show(text, tone) adds one from a script. Those that came with the page are shown a moment later:
  // a live region is read aloud only when it changes.
  connectedCallback() {
    const toasts = [...this.children];
    for (const toast of toasts) toast.hidden = true;
    setTimeout(() => toasts.forEach((toast) => toast.removeAttribute("hidden")), 200);
  }

  show(text, tone = "info") {
    const toast = document.createElement("ui-toast");
    toast.className = `toast ${tone}`;
    if (tone === "refused" || tone === "error") toast.dataset.stays = "";
    const words = document.createElement("span");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "tapic";
    close.dataset.closes = "";
    close.textContent = "×";
    close.setAttribute("aria-label", this.dataset.close ?? "×");
    toast.append(words, close);
    this.append(toast);
  }
}

class UiToast extends HTMLElement {
  // Goes away by itself after six seconds unless it is being read, or must be seen (data-stays).
  connectedCallback() {
    this.addEventListener("click", (event) => {
      if (event.target.closest("[data-closes]")) this.remove();
    });
    if ("stays" in this.dataset) return;
    const wait = () => {
      this.timer = setTimeout(() => this.remove(), 6000);
    };
    for (const name of ["pointerenter", "focusin"]) this.addEventListener(name, () => clearTimeout(this.timer));
    for (const name of ["pointerleave", "focusout"]) this.addEventListener(name, wait);
    wait();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }
}

class UiForm extends HTMLElement {
  // Once sent, a form is not sent again until the answer is here. The button keeps its name=value.
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      const form = event.target;
      if (form.getAttribute("aria-busy") === "true") {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      setTimeout(() => {
        if (event.defaultPrevented && !form.matches("[hx-post], [data-hx-post]")) return;
        this.busy(form, true);
      });
    }, true);
    this.rest = () => this.querySelectorAll("form").forEach((form) => this.busy(form, false));
    this.addEventListener("htmx:afterRequest", this.rest);
    addEventListener("pageshow", this.rest);
    this.querySelector("[data-focus]")?.focus({ preventScroll: false });
  }

  disconnectedCallback() {
    removeEventListener("pageshow", this.rest);
  }

  busy(form, yes) {
    form.toggleAttribute("aria-busy", yes);
    if (yes) form.setAttribute("aria-busy", "true");
    form.querySelectorAll('button[type="submit"], button:not([type])').forEach((button) => {
      if (yes) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    });
  }
}

class TimeAgo extends HTMLElement {
  // Keeps minutes and hours true while the page stays open; older moments stay as the server wrote them.
  connectedCallback() {
    this.time = this.querySelector("time");
    if (this.time.dataset.zone) this.turn();
    this.timer = setInterval(() => this.say(), 60000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  // Written for many readers, in the hours of one zone: into those of this browser.
  turn() {
    const moment = new Date(this.time.dateTime);
    const lang = document.documentElement.lang;
    const hours = { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false };
    const told = (zone) => new Intl.DateTimeFormat(lang, { ...hours, timeZone: zone }).format(moment);
    const exact = told(undefined);
    this.time.title = exact;
    if (exact === told(this.time.dataset.zone)) {
      this.time.textContent = this.time.dataset.here;
      return;
    }
    const ago = Date.now() - moment;
    if (ago >= 0 && ago < 86400000) return;
    const { year, hour, minute, hour12, ...day } = hours;
    const shown = ago < 0 ? { ...day, hour, minute, hour12 } : ago < 31536000000 ? day : { year, ...day };
    this.time.textContent = new Intl.DateTimeFormat(lang, shown).format(moment);
  }

  say() {
    const seconds = (Date.now() - Date.parse(this.time.dateTime)) / 1000;
    if (!(seconds >= 60 && seconds < 21600)) return;
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: "short" });
    this.time.textContent = seconds < 3600 ? words.format(-Math.floor(seconds / 60), "minute") : words.format(-Math.floor(seconds / 3600), "hour");
  }
}

class UiTabs extends HTMLElement {
  // Around links to parts of this page (#a, #b): shows one part at a time. Without scripts all parts are there.
  connectedCallback() {
    this.links = [...this.querySelectorAll('[role="tablist"] a, .tabs a')].filter((link) => link.hash);
    this.parts = this.links.map((link) => document.querySelector(link.hash));
    if (!this.links.length || this.parts.includes(null)) return;
    this.links[0].parentElement.setAttribute("role", "tablist");
    this.links.forEach((link, n) => {
      link.setAttribute("role", "tab");
      link.setAttribute("aria-controls", this.parts[n].id);
      this.parts[n].setAttribute("role", "tabpanel");
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.open(n);
      });
      link.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) this.open((n + step + this.links.length) % this.links.length, true);
      });
    });
    this.open(Math.max(0, this.links.findIndex((link) => link.hash === location.hash)));
  }

  open(chosen, focus = false) {
    this.links.forEach((link, n) => {
      link.setAttribute("aria-selected", String(n === chosen));
      link.removeAttribute("aria-current");
      link.tabIndex = n === chosen ? 0 : -1;
      this.parts[n].hidden = n !== chosen;
    });
    if (focus) this.links[chosen].focus();
  }
}

class UiDialog extends HTMLElement {
  // Around a <dialog> that htmx brings in: opens on arrival, is taken out when closed, gives the focus back.
  connectedCallback() {
    const dialog = this.querySelector("dialog");
    const active = document.activeElement;
    const before = active?.closest("ui-menu")?.querySelector("summary") ?? active; // the menu it came from is closed by then
    dialog.addEventListener("close", () => {
      this.remove();
      before?.focus?.();
    });
    dialog.showModal();
  }
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const open = event.target.closest("dialog[open]");
  if (open && (event.target === open || event.target.closest("[data-closes]"))) open.close();
});

const elements = { "ui-menu": UiMenu, "ui-toasts": UiToasts, "ui-toast": UiToast, "ui-form": UiForm, "time-ago": TimeAgo, "ui-tabs": UiTabs, "ui-dialog": UiDialog };
for (const [name, element] of Object.entries(elements)) customElements.define(name, element);
