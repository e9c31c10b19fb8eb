// Comments over the picture: lanes from the top, never over each other, never on the lower part where subtitles stand.

const KEPT_OFF = 0.3; // of the picture's height, at the bottom
const FEWEST = 4; // lanes on a small picture: with two, the third of three quick comments waited for seconds
const GAP = 24;
const MOST_WAITING = 40;
const LATEST = 4000; // ms a comment may wait for a lane before it stays in the list only

export class Sky {
  constructor(place, settings) {
    this.place = place;
    this.settings = settings;
    this.lanes = [];
    this.waiting = [];
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.dress();
  }

  get flies() {
    return this.settings.on && !this.still.matches && document.visibilityState === "visible";
  }

  dress() {
    this.place.style.opacity = String(1 - this.settings.clear / 100);
    this.place.style.fontSize = `${this.settings.size / 100}em`;
    this.place.hidden = !this.settings.on || this.still.matches;
    if (!this.flies) this.clear();
  }

  add(line, mine) {
    if (!this.flies) return;
    this.waiting.push({ line, mine, since: performance.now() });
    if (this.waiting.length > MOST_WAITING) this.waiting.shift();
    this.fly();
  }

  // Puts what waits into free lanes; comes back as long as something waits.
  fly() {
    cancelAnimationFrame(this.next);
    const now = performance.now();
    this.waiting = this.waiting.filter((one) => now - one.since < LATEST);
    const width = this.place.clientWidth;
    const lane = parseFloat(getComputedStyle(this.place).lineHeight) || 28;
    const all = Math.max(1, Math.floor((this.place.parentElement.clientHeight * (1 - KEPT_OFF)) / lane));
    const rows = Math.max(Math.min(all, FEWEST), Math.floor((all * this.settings.rows) / 4));
    while (this.waiting.length && width) {
      const bubble = this.bubble(this.waiting[0]);
      this.place.append(bubble);
      const long = bubble.offsetWidth;
      const seconds = this.settings.slow;
      const speed = (width + long) / seconds;
      const row = this.free(rows, now, speed, width);
      if (row < 0) {
        bubble.remove();
        break;
      }
      this.waiting.shift();
      this.lanes[row] = { tail: now + ((long + GAP) / speed) * 1000, out: now + seconds * 1000, speed };
      bubble.style.insetBlockStart = `${row * lane}px`;
      const flight = bubble.animate([{ transform: `translateX(${width}px)` }, { transform: `translateX(${-long}px)` }], { duration: seconds * 1000, easing: "linear" });
      flight.finished.then(() => bubble.remove(), () => bubble.remove());
      bubble.dataset.flies = "";
    }
    if (this.waiting.length) this.next = requestAnimationFrame(() => this.fly());
  }

  // A lane is free when the comment before has wholly entered, and the new one does not reach it before it is out.
  free(rows, now, speed, width) {
    for (let row = 0; row < rows; row += 1) {
      const before = this.lanes[row];
      if (!before || before.out <= now) return row;
      const reaches = now + (width / speed) * 1000;
      if (before.tail <= now && (speed <= before.speed || reaches >= before.out)) return row;
    }
    return -1;
  }

  bubble({ line, mine }) {
    const bubble = document.createElement("span");
    bubble.textContent = line.times ? `${line.x} ×${line.times}` : line.x;
    bubble.dataset.ids = line.ids.join(" ");
    bubble.classList.toggle("x", Boolean(line.times));
    bubble.classList.toggle("mine", mine);
    bubble.classList.toggle("ask", Boolean(line.host));
    return bubble;
  }

  hide(id) {
    this.waiting = this.waiting.filter((one) => !one.line.ids.includes(id));
    for (const bubble of this.place.children) if (bubble.dataset.ids.split(" ").includes(String(id))) bubble.remove();
  }

  clear() {
    this.waiting = [];
    this.lanes = [];
    this.place.replaceChildren();
  }

  pause(yes) {
    for (const flight of this.place.getAnimations({ subtree: true })) yes ? flight.pause() : flight.play();
  }
}
