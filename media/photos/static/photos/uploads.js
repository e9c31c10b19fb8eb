// Sends pictures in pieces over networks that break: two pictures at a time, each going on where it stopped.
// The server keeps every piece; an answer that was lost, a reload of the page or another network lose nothing of them.

import { token } from "../ui/js/token.js";

const AT_A_TIME = 2;
const SILENCE = 30000; // ms in which nothing moved: the connection is gone, however long the whole may take
const DECODING = 90000; // ms the server may take for its answer to the last piece
const TRIES = 3;

export class Refusal extends Error {
  // `again`: the sender may go on from here; false: this file is not taken.
  constructor(sentence, again) {
    super(sentence);
    this.again = again;
  }
}
class Lost extends Error {}
class Gone extends Error {}
class Closed extends Refusal {}

const running = new Set();
const waiting = [];

// Runs `task` when one of the two places is free.
export async function inTurn(task) {
  while (running.size >= AT_A_TIME) await new Promise((go) => waiting.push(go));
  const mark = Symbol("running");
  running.add(mark);
  try {
    return await task();
  } finally {
    running.delete(mark);
    waiting.shift()?.();
  }
}

export class Upload {
  // `piece`: bytes that are sent at a time.
  constructor(blob, { id = null, address, pieces, piece, place, progress }) {
    Object.assign(this, { blob, id: id ?? fresh(), address, pieces, piece, place, progress });
    this.offset = 0;
    this.begun = this.unsure = Boolean(id);
  }

  get where() {
    return `${this.pieces}${this.id}/`;
  }

  // Resolves with what the server says of the picture; rejects with a Refusal, or an Error when the network did not carry it.
  async send() {
    for (let tries = 1; ; tries += 1) {
      try {
        if (this.unsure) await this.ask();
        return await this.rest();
      } catch (problem) {
        if (this.stopped || problem instanceof Refusal) throw problem;
        if (problem instanceof Gone) this.again();
        else this.unsure = this.begun;
        if (tries > TRIES || !navigator.onLine) throw problem;
        await new Promise((later) => setTimeout(later, 500 * 2 ** tries));
      }
    }
  }

  async rest() {
    for (;;) {
      const piece = this.blob?.slice(this.offset, this.offset + this.piece) ?? new Blob();
      const { status, answer } = await (this.begun ? this.next(piece) : this.first(piece));
      this.begun = true;
      if (status === 201) return answer;
      this.offset = answer.offset;
    }
  }

  first(piece) {
    const facts = new URLSearchParams({ id: this.id, size: this.blob.size, place: this.place });
    this.tried = true;
    return this.request("POST", `${this.address}?${facts}`, piece);
  }

  next(piece) {
    return this.request("PUT", `${this.where}?start=${this.offset}`, piece);
  }

  // What was lost may have been the piece or its answer.
  async ask() {
    const { answer } = await this.request("GET", this.where);
    this.offset = answer.offset;
    this.unsure = false;
  }

  again() {
    if (!this.blob) throw new Refusal("", false);
    Object.assign(this, { id: fresh(), offset: 0, begun: false, unsure: false });
  }

  // A token that was changed in another tab is asked for anew, once.
  async request(method, address, piece = null) {
    if (!piece) return this.carry(method, address);
    try {
      return await this.carry(method, address, piece, await token());
    } catch (problem) {
      if (!(problem instanceof Closed)) throw problem;
      return await this.carry(method, address, piece, await token(true));
    }
  }

  carry(method, address, piece = null, proof = "") {
    return new Promise((done, failed) => {
      if (this.stopped) {
        failed(new Lost());
        return;
      }
      const request = new XMLHttpRequest();
      this.running = request;
      const last = !piece || this.offset + piece.size >= (this.blob?.size ?? 0);
      let timer;
      const wait = (long) => {
        clearTimeout(timer);
        timer = setTimeout(() => request.abort(), long);
      };
      request.open(method, address);
      request.responseType = "json";
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-Language", document.documentElement.lang);
      if (piece) {
        request.setRequestHeader("Content-Type", "application/octet-stream");
        request.setRequestHeader("X-CSRFToken", proof);
      }
      request.upload.addEventListener("progress", (event) => {
        wait(SILENCE);
        if (this.blob) this.progress((this.offset + event.loaded) / this.blob.size);
      });
      request.upload.addEventListener("load", () => wait(last ? DECODING : SILENCE));
      request.addEventListener("progress", () => wait(SILENCE));
      request.addEventListener("loadend", () => {
        clearTimeout(timer);
        const { status, response } = request;
        if (status === 200 || status === 201) done({ status, answer: response });
        else if (status === 404) failed(new Gone());
        else if (!status || ((status === 409 || status >= 500) && !response?.error)) failed(new Lost());
        else if (status === 403) failed(new Closed(response?.error ?? "", true));
        else failed(new Refusal(response?.error ?? "", status !== 413 && status !== 422));
      });
      wait(SILENCE);
      request.send(piece);
    });
  }

  // Taken out of the form: nothing of it stays on the server either.
  drop() {
    this.stopped = true;
    this.running?.abort();
    if (this.tried || this.begun) drop(this.pieces, this.id);
  }
}

export async function drop(pieces, id) {
  const headers = { "X-CSRFToken": await token(), Accept: "application/json" };
  fetch(`${pieces}${id}/`, { method: "DELETE", headers, keepalive: true }).catch(() => {});
}

// Whole pictures that were sent for this form, which was not sent itself.
export async function left(pieces, place) {
  try {
    const answer = await fetch(`${pieces}?${new URLSearchParams({ place })}`, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).uploads : [];
  } catch {
    return [];
  }
}

// A version 4 UUID. crypto.randomUUID is only there on https.
function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
