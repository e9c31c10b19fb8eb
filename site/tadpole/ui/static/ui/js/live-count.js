// <live-count data-socket="/ws/notices/" data-label="new notices">3</live-count>
// The socket sends {"unread": 4}. Lost connections come back after 1, 2, 4 … 60 seconds, with a little chance in it.

class LiveCount extends HTMLElement {
  connectedCallback() {
    this.tries = 0;
    this.show(Number.parseInt(this.textContent, 10) || 0);
    this.wake = () => {
      if (document.visibilityState === "visible" && !this.socket) this.open();
    };
    document.addEventListener("visibilitychange", this.wake);
    this.open();
  }

  disconnectedCallback() {
    this.gone = true;
    document.removeEventListener("visibilitychange", this.wake);
    clearTimeout(this.timer);
    this.socket?.close();
  }

  open() {
    clearTimeout(this.timer);
    const address = new URL(this.dataset.socket, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.socket = new WebSocket(address);
    this.socket.addEventListener("open", () => {
      this.tries = 0;
    });
    this.socket.addEventListener("message", (event) => this.hear(event.data));
    this.socket.addEventListener("close", (event) => {
      this.socket = null;
      const refused = event.code === 4401 || event.code === 4403;
      if (this.gone || refused || document.visibilityState === "hidden") return;
      const wait = Math.min(60, 2 ** this.tries) * (0.7 + Math.random() * 0.6);
      this.tries += 1;
      this.timer = setTimeout(() => this.open(), wait * 1000);
    });
  }

  hear(data) {
    const message = JSON.parse(data);
    const unread = message.unread ?? message.count;
    if (Number.isInteger(unread)) this.show(unread);
    this.dispatchEvent(new CustomEvent("notice", { bubbles: true, detail: message }));
  }

  show(unread) {
    this.replaceChildren();
    if (!unread) return;
    const dot = document.createElement("span");
    dot.className = "dot";
    dot.textContent = unread > 99 ? "99+" : unread;
    const words = document.createElement("span");
    words.className = "sr";
    words.textContent = ` ${this.dataset.label}`;
    dot.append(words);
    this.append(dot);
  }
}

customElements.define("live-count", LiveCount);
