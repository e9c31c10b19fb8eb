// <thread-news id="news" data-from="/t/7/news/" data-seen="20" data-here="1">: asks now and then whether others have answered, as
// long as somebody looks at the page, and offers to show the answers. Nothing that is read or typed moves: the room is kept.

const SHORTEST = 30000;
const LONGEST = 300000;

class ThreadNews extends HTMLElement {
  connectedCallback() {
    this.wait = SHORTEST;
    this.told = 0;
    this.asked = Date.now();
    this.seen = () => {
      if (document.visibilityState === "visible") this.later(Math.max(0, this.asked + SHORTEST - Date.now()));
      else clearTimeout(this.timer);
    };
    document.addEventListener("visibilitychange", this.seen);
    this.later(this.wait);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.seen);
    clearTimeout(this.timer);
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    if (document.visibilityState === "visible") this.timer = setTimeout(() => this.ask(), milliseconds);
  }

  async ask() {
    this.asked = Date.now();
    const { from, seen, here } = this.dataset;
    try {
      const answer = await fetch(`${from}?${new URLSearchParams({ seen, here, told: this.told })}`, {
        headers: { Accept: "text/html" },
      });
      if (answer.status === 200) this.show(await answer.text());
      else if (answer.status === 204) this.wait = Math.min(LONGEST, this.wait * 1.5);
      else if (answer.status === 429 || answer.status >= 500) {
        this.wait = Math.max(LONGEST, 1000 * Number(answer.headers.get("Retry-After")));
      } else return;
    } catch {
      this.wait = LONGEST;
    }
    if (this.isConnected) this.later(this.wait);
  }

  show(offer) {
    this.innerHTML = offer;
    this.told = this.firstElementChild?.dataset.count ?? 0;
    this.wait = SHORTEST;
    htmx.process(this);
    const said = document.getElementById("said");
    if (said) said.textContent = this.textContent.trim();
  }
}

customElements.define("thread-news", ThreadNews);
