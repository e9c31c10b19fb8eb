// A replay's comments, loaded a minute ahead and let go when the picture reaches them. A clip shorter than the session goes round.

const PACK = 60000;
const AHEAD = 15000;

export class Replay {
  constructor({ video, seek, packs, lasted, show, restart, tick }) {
    Object.assign(this, { video, seek, packs, lasted, show, restart, tick });
    this.base = 0;
    this.reset(0);
    video.addEventListener("timeupdate", () => this.go());
    video.addEventListener("seeked", () => this.jumped());
    seek?.addEventListener("change", () => this.moveTo(Number(seek.value)));
    this.load();
  }

  get loops() {
    return this.video.duration && this.video.duration * 1000 < this.lasted - 1000;
  }

  get now() {
    return Math.min(this.lasted, this.base + this.video.currentTime * 1000);
  }

  reset(at) {
    this.last = at;
    this.loaded = at;
    this.waiting = [];
    this.run = {};
  }

  moveTo(at) {
    const round = (this.video.duration || 1) * 1000;
    this.base = this.loops ? Math.floor(at / round) * round : 0;
    this.moving = true;
    this.video.currentTime = (at - this.base) / 1000;
    this.restart();
    this.reset(at);
    this.load();
  }

  // A looping clip begins anew: time goes on.
  wrap() {
    const round = this.video.duration * 1000;
    if (this.loops && this.video.currentTime < 1 && this.last - this.base > round - 1500) this.base += round;
  }

  // The browser says "seeked" also when a clip begins anew; only what leaves the present second is a jump.
  jumped() {
    if (this.moving) {
      this.moving = false;
      return;
    }
    this.wrap();
    if (Math.abs(this.now - this.last) < 1500) return;
    this.restart();
    this.reset(this.now);
    this.load();
  }

  go() {
    if (this.moving) return;
    this.wrap();
    const now = this.now;
    const due = this.waiting.filter((line) => line.t <= now);
    this.waiting = this.waiting.filter((line) => line.t > now);
    if (due.length) this.show(due);
    this.last = now;
    this.tick(now);
    if (this.loaded - now < AHEAD) this.load();
  }

  async load() {
    const run = this.run;
    if (this.loading === run || this.loaded >= this.lasted) return;
    this.loading = run;
    const from = Math.floor(this.loaded);
    let after = "";
    try {
      do {
        const address = new URL(this.packs, location.href);
        address.search = new URLSearchParams({ from, to: from + PACK, ...(after && { after }) });
        const response = await fetch(address, { headers: { Accept: "application/json" } });
        if (!response.ok || this.run !== run) return;
        const pack = await response.json();
        if (this.run !== run) return;
        this.waiting.push(...pack.comments);
        after = pack.next;
        this.loaded = pack.until;
      } while (after);
    } catch {
      // no network: asked again as the picture goes on
    } finally {
      if (this.loading === run) this.loading = null;
    }
  }
}
