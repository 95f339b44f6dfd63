// The list of episodes: how much was heard of each, and a search of all that they say.
"use strict";
(() => {
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const items = [...document.querySelectorAll(".episodes > li")];
  const status = document.querySelector(".found"), query = document.getElementById("query");
  const SHOWN = 20; // episodes whose sentences are looked at
  const HITS = 3; // sentences of each

  // How much was heard

  for (const item of items) {
    let at = null;
    try { at = localStorage.getItem(`paracast:at:${item.dataset.guid}`); } catch { /* nothing is kept */ }
    if (!at) continue;
    const left = Math.max(1, Math.round((Number(item.dataset.seconds) - Number(at)) / 60));
    const told = item.querySelector(".progress");
    told.textContent = at === "end" ? facts.finished : facts.left.replace("{n}", left);
    told.hidden = false;
  }

  // Data comes as scripts: a page that was opened from a folder may not fetch anything else.

  const index = new Map(), readings = new Map(), waiting = new Map();
  window.paracastSearch = (episodes) => {
    for (const [folder, edition, words] of episodes) index.set(folder, { edition, words });
  };
  window.paracastReading = (folder, sentences) => readings.set(folder, sentences);
  const load = (src) => {
    if (!waiting.has(src)) {
      waiting.set(src, new Promise((done) => {
        const script = document.createElement("script");
        script.src = src;
        script.onload = script.onerror = done;
        document.head.append(script);
      }));
    }
    return waiting.get(src);
  };

  // Searching

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  const begins = (text, word) => (UNSPACED.test(word) ? text.includes(word) : text.includes(` ${word}`));
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}_]+/gu) ?? [];
  const spaced = (text) => ` ${wordsOf(text).join(" ")}`;

  function find(asked) {
    return items.filter((item) => {
      const known = index.get(item.dataset.folder)?.words ?? "";
      const title = spaced(item.querySelector("h3").textContent);
      return asked.every((word) => begins(known, word) || begins(title, word));
    });
  }
  async function showHits(item, asked) {
    const folder = item.dataset.folder, list = item.querySelector(".hits");
    await load(`${encodeURIComponent(folder)}/reading.js?${index.get(folder)?.edition ?? ""}`);
    const rated = (readings.get(folder) ?? [])
      .map(([start, text]) => ({ start, text, found: asked.filter((word) => begins(spaced(text), word)).length }))
      .filter((one) => one.found);
    const most = Math.max(0, ...rated.map((one) => one.found));
    const hits = rated.filter((one) => one.found === most).slice(0, HITS);
    if (asked.join(" ") !== current) return;
    list.replaceChildren(...hits.map((hit) => hitOf(folder, hit, asked)));
    list.hidden = !hits.length;
  }
  function hitOf(folder, hit, asked) {
    const item = document.createElement("li"), link = document.createElement("a"), at = document.createElement("span");
    const seconds = Math.floor(hit.start / 1000), minutes = Math.floor(seconds / 60);
    link.href = `${encodeURIComponent(folder)}/index.html#t=${hit.start / 1000}`;
    at.className = "at";
    at.textContent = `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
    for (const piece of hit.text.split(/([\p{L}\p{M}\p{N}_]+)/u)) {
      const marked = asked.some((word) => (UNSPACED.test(word) ? plain(piece).includes(word) : plain(piece).startsWith(word)));
      const node = marked ? document.createElement("mark") : document.createTextNode(piece);
      if (marked) node.textContent = piece;
      link.append(node);
    }
    item.append(at, " ", link);
    return item;
  }
  let current = "";
  async function search() {
    const asked = [...new Set(wordsOf(query.value))], wanted = asked.join(" ");
    current = wanted;
    if (!asked.length) {
      for (const item of items) { item.hidden = false; item.querySelector(".hits").hidden = true; }
      status.textContent = "";
      status.classList.add("unseen");
      return;
    }
    status.classList.remove("unseen");
    if (!index.size) status.textContent = facts.searching;
    await load(query.dataset.index);
    if (wanted !== current) return;
    const found = new Set(find(asked));
    for (const item of items) { item.hidden = !found.has(item); item.querySelector(".hits").hidden = true; }
    status.textContent = found.size === 1 ? facts.found_one : found.size ? facts.found.replace("{n}", found.size) : facts.found_none;
    await Promise.all([...found].slice(0, SHOWN).map((item) => showHits(item, asked)));
  }
  const form = document.querySelector(".search");
  if (!items.length) return;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  query.addEventListener("focus", () => load(query.dataset.index), { once: true });
  query.addEventListener("input", search);
  if (query.value) search(); // a browser that came back to this page has kept it
})();
