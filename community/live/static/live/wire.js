// A socket that comes back. hear(parts) gets every frame as a list; answer(object) gets what is meant for this screen only.

const REFUSED = 4403;
const NOT_THERE = 4404;
// Ids hold milliseconds and twelve bits of chance. Coming back asks for five seconds more than was missed: a line of another
// process may have an earlier id and come later. The list knows which it has.
const OVERLAP = 5000 * 4096;

export class Wire {
  constructor({ address, ticket, fresh, hear, answer, state }) {
    Object.assign(this, { address, ticket, fresh, hear, answer, state });
    this.tries = 0;
    this.last = 0;
    this.wake = () => {
      if (document.visibilityState === "visible" && !this.socket) this.open();
    };
    document.addEventListener("visibilitychange", this.wake);
    this.open();
  }

  open() {
    clearTimeout(this.timer);
    const address = new URL(this.address, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    if (this.ticket) address.searchParams.set("ticket", this.ticket);
    if (this.last) address.searchParams.set("after", Math.max(1, this.last - OVERLAP));
    this.socket = new WebSocket(address);
    this.socket.addEventListener("message", (event) => this.take(JSON.parse(event.data)));
    this.socket.addEventListener("close", (event) => this.lost(event.code));
  }

  take(message) {
    if (!Array.isArray(message)) return this.answer(message);
    if (this.tries) this.state("back");
    this.tries = 0;
    for (const part of message) {
      for (const line of part.past ?? [part]) if (line.ids) this.last = Math.max(this.last, ...line.ids);
    }
    return this.hear(message);
  }

  say(text, key) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify({ say: text, key }));
    return true;
  }

  // A server that restarts loses everybody at once: the first wait is by chance up to 4 s, then it doubles, up to 30 s.
  async lost(code) {
    this.socket = null;
    if (this.gone || code === NOT_THERE) return;
    this.state("away");
    this.tries += 1;
    if (code === REFUSED) await this.renew();
    const wait = Math.random() * Math.min(30, 2 ** (this.tries + 1));
    this.timer = setTimeout(() => this.open(), Math.max(0.3, wait) * 1000);
  }

  async renew() {
    try {
      const response = await fetch(this.fresh, { headers: { Accept: "application/json" } });
      this.ticket = response.ok ? (await response.json()).ticket : "";
    } catch {
      // no network: the next try asks again
    }
  }

  close() {
    this.gone = true;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.wake);
    this.socket?.close();
  }
}
