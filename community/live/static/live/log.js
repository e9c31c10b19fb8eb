// The same comments as text. Follows the newest line unless the reader has scrolled up to read.

const MOST = 300;

export function clock(ms) {
  const total = Math.floor(ms / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const rest = `${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

export class Log {
  constructor(box, { words, me, flag, newest, empty }) {
    Object.assign(this, { box, words, me, flag, newest, empty });
    this.list = box.querySelector("ol");
    this.missed = 0;
    this.items = new Map();
    this.keys = new Set();
    for (const item of this.list.children) this.items.set(Number(item.dataset.id), item);
    box.addEventListener("scroll", () => this.atEnd && this.follow());
    newest.addEventListener("click", () => this.follow());
    this.follow();
  }

  get atEnd() {
    return this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 60;
  }

  follow() {
    this.missed = 0;
    this.newest.hidden = true;
    this.box.scrollTop = this.box.scrollHeight;
  }

  // By id, or by its sender's key: what was sent a second time may have come under another id.
  has(line) {
    return line.ids.some((id) => this.items.has(id)) || Boolean(line.k?.some((key) => this.keys.has(key)));
  }

  add(lines, mine) {
    const stays = this.atEnd;
    const fresh = lines.filter((line) => !this.has(line));
    for (const line of fresh) {
      const item = this.item(line, mine(line));
      for (const id of line.ids) this.items.set(id, item);
      this.keep(line.k);
      this.list.append(item);
    }
    while (this.list.children.length > MOST) this.forget(this.list.firstElementChild);
    this.empty.hidden = this.list.children.length > 0;
    if (stays || fresh.some(mine)) this.follow();
    else if (fresh.length) this.tellMissed(fresh.length);
    return fresh;
  }

  keep(keys = []) {
    for (const key of keys) this.keys.add(key);
    for (const key of this.keys) {
      if (this.keys.size <= 2 * MOST) break;
      this.keys.delete(key);
    }
  }

  tellMissed(more) {
    this.missed += more;
    this.newest.hidden = false;
    this.newest.querySelector("span").textContent = this.words.new.replace("{n}", this.missed);
  }

  item(line, mine) {
    const item = document.createElement("li");
    const time = document.createElement("time");
    time.textContent = clock(line.t);
    const said = document.createElement("span");
    const who = document.createElement("b");
    who.textContent = line.host ? `${line.by}\u00a0· ${this.words.host}` : mine ? this.words.you : line.by;
    who.classList.toggle("host", Boolean(line.host));
    if (!line.times || mine) said.append(who, " ");
    said.append(line.x);
    if (line.times) {
      const times = document.createElement("span");
      times.className = "x";
      times.textContent = `×${line.times}`;
      said.append(times);
    }
    item.dataset.id = line.ids[0];
    item.classList.toggle("mine", mine);
    item.append(time, said);
    if (this.flag && !mine) item.append(this.report(line.ids[0]));
    return item;
  }

  report(id) {
    const link = document.createElement("a");
    link.className = "tapic flag";
    link.href = this.flag.replace("/0/", `/${id}/`);
    link.rel = "nofollow";
    link.title = this.words.report;
    link.setAttribute("aria-label", this.words.report);
    link.append(this.icon());
    for (const [name, value] of [["get", link.href], ["target", "#main"], ["swap", "beforeend"], ["push-url", "false"]]) link.setAttribute(`hx-${name}`, value);
    window.htmx?.process(link);
    return link;
  }

  icon() {
    const drawing = this.box.ownerDocument.querySelector("template[data-flag-icon]");
    return drawing ? drawing.content.cloneNode(true) : document.createTextNode("⚑");
  }

  hide(id) {
    const item = this.items.get(id);
    if (!item) return;
    this.items.delete(id);
    const left = [...this.items.values()].filter((one) => one === item).length;
    const times = item.querySelector(".x");
    if (!left) item.remove();
    else if (left === 1) times?.remove();
    else if (times) times.textContent = `×${left}`;
  }

  forget(item) {
    for (const [id, known] of this.items) if (known === item) this.items.delete(id);
    item.remove();
  }

  restart() {
    this.items.clear();
    this.keys.clear();
    this.list.replaceChildren();
  }
}
