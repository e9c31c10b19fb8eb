// <search-suggest data-from="/search/suggest/" data-found="{n} suggestions">: options under a search box while somebody types.
// A combobox (WAI-ARIA 1.2): arrow keys choose, Enter goes there, Escape closes. Without this script the form just searches.

class SearchSuggest extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type="search"]');
    if (!this.input || !this.dataset.from || this.list) return;
    this.list = document.createElement("div");
    this.list.className = "suggest";
    this.list.id = `${this.input.id}-options`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.querySelector("label")?.textContent ?? "");
    this.list.hidden = true;
    this.said = document.createElement("span");
    this.said.className = "sr";
    this.said.setAttribute("role", "status");
    (this.querySelector("search") ?? this).append(this.list, this.said);
    const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(combobox)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", (event) => {
      if (!event.isComposing) this.later();
    });
    this.input.addEventListener("compositionend", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget)) this.close();
    });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 160);
  }

  async ask() {
    const typed = this.input.value.trim();
    this.asking?.abort();
    if (!typed) return this.close();
    this.asking = new AbortController();
    try {
      const from = `${this.dataset.from}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(from, { signal: this.asking.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) return this.close();
      this.show(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(options) {
    if (document.activeElement !== this.input) return;
    this.list.innerHTML = options;
    this.options.forEach((option, n) => {
      option.id = `${this.list.id}-${n}`;
    });
    const open = this.options.length > 0;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
    this.said.textContent = open ? this.dataset.found.replace("{n}", this.options.length) : "";
  }

  get options() {
    return [...this.list.querySelectorAll('[role="option"]')];
  }

  close() {
    this.asking?.abort();
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const options = this.options;
    if (this.list.hidden || !options.length) return;
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = at < 0 && step < 0 ? options.length - 1 : at + step;
      this.choose(options, next >= options.length || next < 0 ? -1 : next);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      options[at].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  choose(options, n) {
    options.forEach((option, m) => option.setAttribute("aria-selected", String(m === n)));
    if (n < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", options[n].id);
    options[n].scrollIntoView({ block: "nearest" });
  }
}

customElements.define("search-suggest", SearchSuggest);
