// <photo-picker>: sends pictures as they are chosen, dropped, pasted or taken; progress, retry, remove, reorder.

import { shrunk } from "./shrink.js";
import { drop, inTurn, left, Upload } from "./uploads.js";

class PhotoPicker extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.list = this.querySelector(".picker-list");
    this.blank = this.querySelector("template").content.firstElementChild;
    this.drop = this.querySelector(".picker-drop");
    this.words = this.querySelector(".picker-say");
    this.form = this.closest("form");
    this.most = Number(this.dataset.most);
    const action = this.form?.getAttribute("action") || location.href;
    this.place = `${new URL(action, location.href).pathname} ${this.dataset.name}`;
    this.classList.add("ready");
    this.querySelector(".picker-how").hidden = false;
    this.querySelector(".picker-camera").hidden = !matchMedia("(pointer: coarse)").matches;
    this.querySelectorAll('input[type="file"]').forEach((input) => {
      input.removeAttribute("name");
      input.addEventListener("change", () => {
        this.add(input.files);
        input.value = "";
      });
    });
    [...this.list.children].forEach((item) => this.adopt(item));
    this.addEventListener("click", (event) => this.act(event));
    this.addEventListener("dragover", (event) => this.over(event));
    this.addEventListener("dragleave", () => this.drop.classList.remove("over"));
    this.addEventListener("drop", (event) => this.dropped(event));
    this.list.addEventListener("dragstart", (event) => this.lift(event));
    this.list.addEventListener("dragend", () => this.letGo());
    this.form?.addEventListener("paste", (event) => this.pasted(event));
    this.form?.addEventListener("submit", (event) => this.hold(event), true);
    this.refresh();
    this.bringBack();
  }

  say(text) {
    this.words.textContent = text;
  }

  adopt(item) {
    // A picture the server drew: its checkbox becomes a hidden field, and it gets the buttons.
    const acts = this.blank.querySelector(".picker-acts").cloneNode(true);
    item.querySelector(".picker-keep").replaceWith(acts);
    this.keep(item, item.dataset.id);
  }

  keep(item, id) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: this.dataset.name, value: id });
    item.append(field);
    item.dataset.state = "here";
    item.draggable = true;
  }

  add(files) {
    for (const file of files) {
      if (this.list.children.length >= this.most) {
        this.say(this.dataset.tooMany);
        break;
      }
      const item = this.blank.cloneNode(true);
      const image = item.querySelector("img");
      image.src = URL.createObjectURL(file);
      image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
      item.file = file;
      this.list.append(item);
      this.send(item);
    }
    this.refresh();
  }

  send(item) {
    item.dataset.state = "going";
    item.querySelector(".err").hidden = true;
    item.querySelector('[data-do="retry"]').hidden = true;
    const bar = item.querySelector("progress");
    bar.hidden = false;
    bar.value = 0;
    if (item.file?.size > Number(this.dataset.bytes)) {
      this.fail(item, this.dataset.tooLarge, false);
      return;
    }
    inTurn(() => this.sendNow(item)).then(
      (answer) => this.arrived(item, answer),
      (problem) => item.isConnected && this.fail(item, problem.message || this.dataset.lost, problem.again ?? true),
    );
  }

  async sendNow(item) {
    if (!item.isConnected) return null;
    item.upload ??= this.upload(await shrunk(item.file), item);
    return item.upload.send();
  }

  upload(blob, item, id = null) {
    const bar = item.querySelector("progress");
    const { url: address, uploads: pieces, piece } = this.dataset;
    // The last tenth is the server's work.
    const progress = (part) => {
      bar.value = part * 90;
    };
    return new Upload(blob, { id, address, pieces, piece: Number(piece), place: this.place, progress });
  }

  // What was sent for this form before the page was loaded anew.
  async bringBack() {
    for (const one of await left(this.dataset.uploads, this.place)) {
      const items = [...this.list.children];
      if (items.length >= this.most) break;
      if (items.some((item) => item.dataset.id === one.id || item.upload?.id === one.id)) continue;
      const item = this.blank.cloneNode(true);
      this.list.append(item);
      item.upload = this.upload(null, item, one.id);
      if (one.url) this.arrived(item, one, this.dataset.back);
      else this.send(item);
    }
  }

  arrived(item, answer, words = this.dataset.arrived) {
    if (!answer || !item.isConnected) return;
    const image = item.querySelector("img");
    if (!image.getAttribute("src")) image.src = answer.url;
    this.keep(item, answer.id);
    this.say(words);
    this.refresh();
    this.release();
  }

  fail(item, sentence, again = true) {
    item.dataset.state = "failed";
    item.querySelector("progress").hidden = true;
    if (!again) item.upload = null;
    const words = item.querySelector(".err");
    words.textContent = sentence;
    words.hidden = false;
    item.querySelector('[data-do="retry"]').hidden = !again;
    this.say(sentence);
    this.held = false;
    this.refresh();
  }

  act(event) {
    const button = event.target.closest("button[data-do]");
    const item = button?.closest("li");
    if (!item) return;
    const doing = button.dataset.do;
    if (doing === "retry") this.send(item);
    if (doing === "remove") this.remove_(item);
    if (doing === "earlier" && item.previousElementSibling) item.previousElementSibling.before(item);
    if (doing === "later" && item.nextElementSibling) item.nextElementSibling.after(item);
    this.refresh();
    if (doing === "earlier" || doing === "later") {
      this.tellPlace(item);
      (button.disabled ? item.querySelector('[data-do="remove"]') : button).focus();
    }
  }

  remove_(item) {
    const next = item.nextElementSibling ?? item.previousElementSibling;
    if (item.upload) item.upload.drop();
    else if (item.dataset.id) drop(this.dataset.uploads, item.dataset.id);
    item.remove();
    this.say(this.dataset.removed);
    (next?.querySelector('[data-do="remove"]') ?? this.querySelector(".picker-choose input")).focus();
    this.release();
  }

  tellPlace(item) {
    const all = [...this.list.children];
    this.say(this.dataset.moved.replace("{n}", all.indexOf(item) + 1).replace("{all}", all.length));
  }

  refresh() {
    const items = [...this.list.children];
    items.forEach((item, n) => {
      item.querySelector('[data-do="earlier"]').disabled = n === 0;
      item.querySelector('[data-do="later"]').disabled = n === items.length - 1;
      item.setAttribute("aria-label", this.dataset.nth.replace("{n}", n + 1));
    });
    this.classList.toggle("full", items.length >= this.most);
  }

  lift(event) {
    this.lifted = event.target.closest("li");
    this.lifted?.classList.add("held");
    event.dataTransfer.effectAllowed = "move";
  }

  letGo() {
    this.lifted?.classList.remove("held");
    this.lifted = null;
    this.refresh();
  }

  over(event) {
    event.preventDefault();
    if (!this.lifted) {
      this.drop.classList.add("over");
      return;
    }
    const under = event.target.closest("li");
    if (!under || under === this.lifted) return;
    const box = under.getBoundingClientRect();
    if (event.clientX < box.left + box.width / 2) under.before(this.lifted);
    else under.after(this.lifted);
  }

  dropped(event) {
    event.preventDefault();
    this.drop.classList.remove("over");
    if (this.lifted) this.tellPlace(this.lifted);
    else this.add(event.dataTransfer.files);
  }

  // Words win: Word and Excel lay a picture of the copied words beside them. A copied file brings its own name as words.
  pasted(event) {
    const data = event.clipboardData;
    const files = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!files.length) return;
    const words = data.getData("text/plain") || new DOMParser().parseFromString(data.getData("text/html"), "text/html").body.textContent;
    if (words.trim() && !files.some((file) => file.name === words.trim())) return;
    event.preventDefault();
    this.add(files);
  }

  hold(event) {
    // A form waits for its pictures, and goes by itself when they are here.
    const failed = this.list.querySelector('[data-state="failed"]');
    const going = this.list.querySelector('[data-state="going"]');
    if (!failed && !going) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.say(failed ? this.dataset.failed : this.dataset.waiting);
    this.held = !failed;
    this.sender = event.submitter;
    failed?.querySelector("button:not([hidden]):not([disabled])")?.focus();
  }

  release() {
    if (!this.held || this.list.querySelector('[data-state="going"], [data-state="failed"]')) return;
    this.held = false;
    this.form.requestSubmit(this.sender);
  }
}
customElements.define("photo-picker", PhotoPicker);
