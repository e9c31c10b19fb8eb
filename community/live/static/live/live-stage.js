// <live-stage>: the picture, what is said over it, and the list beside it. Without scripts the page still shows the list and takes comments.
import { clock, Log } from "./log.js";
import { Replay } from "./replay.js";
import { Unanswered } from "./unanswered.js";
import { Sky } from "./sky.js";
import { Wire } from "./wire.js";

const KEPT = "live.settings";
const FIRST = { on: true, rows: 2, clear: 0, slow: 11, size: 100 };

class LiveStage extends HTMLElement {
  connectedCallback() {
    this.words = Object.fromEntries(Object.entries(this.dataset).filter(([name]) => name.startsWith("word")).map(([name, word]) => [name.slice(4).toLowerCase(), word]));
    this.own = new Set();
    this.me = Number(this.dataset.me);
    this.video = this.find("video");
    this.settings = { ...FIRST, ...this.kept() };
    this.sky = new Sky(this.find("[data-sky]"), this.settings);
    this.log = new Log(this.find("[data-log]"), { words: this.words, me: this.me, flag: this.dataset.flag, newest: this.find("[data-newest]"), empty: this.find("[data-empty]") });
    this.knobs();
    this.composer();
    for (const [name, yes] of [["pause", true], ["play", false]]) this.video.addEventListener(name, () => this.dataset.state === "replay" && this.sky.pause(yes));
    if (this.dataset.state === "replay") this.watchAgain();
    else this.listen();
  }

  disconnectedCallback() {
    this.wire?.close();
    clearInterval(this.clock);
    clearInterval(this.cooling);
  }

  find(selector) {
    return this.querySelector(selector);
  }

  mine = (line) => line.ids.some((id) => this.own.has(id)) || Boolean(this.me && line.u === this.me && !line.times);

  listen() {
    this.wire = new Wire({
      address: this.dataset.socket,
      ticket: this.dataset.ticket,
      fresh: this.dataset.fresh,
      hear: (parts) => this.hear(parts),
      answer: (words) => this.answered(words),
      state: (name) => this.status(this.words[name]),
    });
  }

  hear(parts) {
    const lines = parts.filter((part) => part.ids);
    for (const line of this.log.add(lines, this.mine)) this.sky.add(line, this.mine(line));
    if (lines.length) this.count(lines.reduce((sum, line) => sum + line.ids.length, 0));
    for (const part of parts) {
      if (part.past) this.welcome(part);
      if (part.viewers) this.viewers(part.viewers);
      if (part.hide) this.hide(part.hide);
      if (part.started) this.turn(this.words.begins);
      if (part.ended) this.turn(this.words.over);
    }
  }

  // What was said before this screen came: into the list, not over the picture.
  welcome(hello) {
    const fresh = this.log.add(hello.past, this.mine);
    if (this.greeted) for (const line of fresh.slice(-8)) this.sky.add(line, this.mine(line));
    this.greeted = true;
    const air = this.dataset.state === "air";
    if (hello.on && !air) this.turn(this.words.begins);
    if (!hello.on && air) this.turn(this.words.over);
    if (!air) return;
    const began = performance.now() - hello.now;
    const face = this.find("[data-clock]");
    face.hidden = false;
    clearInterval(this.clock);
    const show = () => {
      face.textContent = clock(performance.now() - began);
    };
    show();
    this.clock = setInterval(show, 1000);
  }

  // Everybody hears it at the same moment; not everybody asks for the new page at once.
  turn(words) {
    if (this.turning) return;
    this.turning = true;
    this.status(words);
    setTimeout(() => location.reload(), 300 + Math.random() * 2500);
  }

  viewers(number) {
    const place = this.find("[data-viewers]");
    place.hidden = false;
    place.textContent = this.words.viewers.replace("{n}", number.toLocaleString(document.documentElement.lang));
  }

  count(more) {
    const place = this.find("[data-count]");
    if (/^\d+$/.test(place.textContent)) place.textContent = Number(place.textContent) + more;
  }

  hide(id) {
    this.log.hide(id);
    this.sky.hide(id);
  }

  status(words) {
    this.find("[data-status]").textContent = words ?? "";
    if (words === this.words.back) setTimeout(() => this.find("[data-status]").textContent === words && this.status(""), 4000);
  }

  watchAgain() {
    const seek = this.find("[data-seek] input");
    if (seek) this.find("[data-seek]").hidden = false;
    const face = this.find("[data-clock]");
    face.hidden = false;
    this.log.restart();
    this.replay = new Replay({
      video: this.video,
      seek,
      packs: this.dataset.packs,
      lasted: Number(this.dataset.lasted),
      restart: () => {
        this.log.restart();
        this.sky.clear();
      },
      show: (lines) => {
        for (const line of this.log.add(lines, this.mine)) this.sky.add(line, this.mine(line));
      },
      tick: (now) => {
        face.textContent = clock(now);
        if (!seek || seek.matches(":active")) return;
        seek.value = now;
        this.find("[data-at]").textContent = clock(now);
        seek.setAttribute("aria-valuetext", clock(now));
      },
    });
  }

  composer() {
    this.form = this.find("form.say");
    if (!this.form) return;
    this.input = this.form.querySelector("input[name=text]");
    this.unanswered = new Unanswered(this.dataset.socket, this.form.elements.key);
    this.input.value ||= this.unanswered.text;
    this.button = this.form.querySelector("button");
    this.label = this.button.textContent;
    this.form.addEventListener("submit", (event) => this.send(event), true);
  }

  // Goes through the socket; while there is none, the form is sent as it always could be.
  send(event) {
    const text = this.input.value;
    if (this.cooling || !text.trim()) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (!this.wire?.say(text, this.unanswered.keyOf(text))) return;
    event.preventDefault();
    event.stopPropagation();
    this.sent = text;
    this.wrong("");
    clearTimeout(this.late);
    this.late = setTimeout(() => this.wrong(this.words.late), 5000);
  }

  answered(words) {
    clearTimeout(this.late);
    if (words.ok) {
      this.own.add(words.ok);
      this.unanswered.done();
      if (this.input?.value === this.sent) this.input.value = "";
      this.input?.dispatchEvent(new Event("input"));
    } else if (words.error) {
      this.wrong(words.error);
      if (words.wait) this.cool(words.wait);
    }
  }

  wrong(words) {
    this.find("[data-wrong]").textContent = words;
    this.input?.toggleAttribute("aria-invalid", Boolean(words));
  }

  cool(seconds) {
    let rest = seconds;
    clearInterval(this.cooling);
    const show = () => {
      this.button.setAttribute("aria-disabled", "true");
      this.button.textContent = this.words.wait.replace("{n}", rest);
      if (rest > 0) {
        rest -= 1;
        return;
      }
      clearInterval(this.cooling);
      this.cooling = null;
      this.button.removeAttribute("aria-disabled");
      this.button.textContent = this.label;
      this.wrong("");
    };
    this.cooling = setInterval(show, 1000);
    show();
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) ?? {};
    } catch {
      return {};
    }
  }

  keep() {
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.settings));
    } catch {
      // a private window: kept as long as the page is open
    }
    this.sky.dress();
  }

  measure(knob) {
    if (knob.dataset.set === "rows") return knob.value;
    return knob.dataset.set === "slow" ? this.dataset.wordWait.replace("{n}", knob.value) : `${knob.value}%`;
  }

  knobs() {
    const box = document.querySelector("[data-flyset]");
    const fly = this.find("[data-fly]");
    if (!box || !fly) return;
    box.hidden = false;
    fly.hidden = this.sky.still.matches;
    box.querySelector("[data-stillness]").hidden = !this.sky.still.matches;
    const show = () => {
      fly.setAttribute("aria-pressed", String(this.settings.on));
      for (const knob of box.querySelectorAll("[data-set]")) {
        if (knob.type === "checkbox") knob.checked = this.settings[knob.dataset.set];
        else knob.value = this.settings[knob.dataset.set];
        if (knob.nextElementSibling) knob.nextElementSibling.textContent = this.measure(knob);
      }
    };
    const set = (name, value) => {
      this.settings[name] = value;
      this.keep();
      show();
    };
    fly.addEventListener("click", () => set("on", !this.settings.on));
    box.addEventListener("input", ({ target }) => set(target.dataset.set, target.type === "checkbox" ? target.checked : Number(target.value)));
    this.sky.still.addEventListener("change", () => {
      fly.hidden = this.sky.still.matches;
      box.querySelector("[data-stillness]").hidden = !this.sky.still.matches;
      this.sky.dress();
    });
    show();
  }
}

customElements.define("live-stage", LiveStage);
