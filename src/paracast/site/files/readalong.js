// Reading along: the sentence that is said is marked, its word too, and the page follows.
"use strict";
(() => {
  const audio = document.getElementById("audio"), follow = document.getElementById("follow");
  const sentences = [...document.querySelectorAll(".s")];
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const words = window.Highlight && CSS.highlights ? new Highlight() : null;
  let said = []; // of each sentence: its start in milliseconds, its text, steps from word to word
  let starts = [], now = -1, word = -1, places = [], following = true;
  let asked = location.hash.startsWith("#t="); // whether anybody wants to be anywhere yet

  window.paracastReading = (folder, read) => {
    if (read.length !== sentences.length) return;
    said = read;
    starts = said.map((one) => one[0]);
    update();
    if (asked) bring(false);
  };

  // The last that has begun; -1 before the first.
  function begun(times, at) {
    let low = 0, high = times.length;
    while (low < high) {
      const half = (low + high) >> 1;
      if (times[half] <= at) low = half + 1;
      else high = half;
    }
    return low - 1;
  }
  function update() {
    const at = Math.round(audio.currentTime * 1000) + 1;
    const number = begun(starts, at);
    if (number !== now) markSentence(number);
    if (words) markWord(at);
  }
  function markSentence(number) {
    sentences[now]?.classList.remove("now");
    sentences[now]?.removeAttribute("aria-current");
    now = number;
    word = -1;
    places = [];
    if (now < 0) return;
    sentences[now].classList.add("now");
    sentences[now].setAttribute("aria-current", "true");
    let place = 0;
    const steps = said[now][2];
    for (let index = 0; index < steps.length; index += 2) {
      place += steps[index];
      places.push([place, starts[now] + steps[index + 1]]);
    }
    if (following && !audio.paused) bring(false);
  }
  // A sentence is one text; a row of a table has a text in each cell, and its tab with it.
  function textAt(place) {
    const texts = document.createTreeWalker(sentences[now], NodeFilter.SHOW_TEXT);
    let text = texts.nextNode(), rest = place;
    while (text && rest >= text.length) {
      rest -= text.length;
      text = texts.nextNode();
    }
    return [text, rest];
  }
  function markWord(at) {
    const number = begun(places.map((one) => one[1]), at);
    if (number === word) return;
    word = number;
    words.clear();
    if (number < 0) return;
    const [text, from] = textAt(places[number][0]);
    if (!text) return;
    const length = number + 1 < places.length ? places[number + 1][0] - places[number][0] : text.length;
    const own = text.data.slice(from, from + length).trimEnd();
    const range = new Range();
    range.setStart(text, from);
    range.setEnd(text, from + own.length);
    words.add(range);
  }
  if (words) CSS.highlights.set("word", words);

  // The page follows until a reader scrolls; then it waits to be asked.

  const bounds = () => [window.innerHeight * 0.12, window.innerHeight * (still.matches ? 0.8 : 0.6)];
  function isSeen() {
    const box = sentences[now]?.getBoundingClientRect(), [top, bottom] = bounds();
    return !box || (box.top >= top && box.bottom <= bottom);
  }
  function bring(always) {
    if (now < 0 || (!always && isSeen())) return;
    const box = sentences[now].getBoundingClientRect();
    const top = window.scrollY + box.top - window.innerHeight * 0.3;
    window.scrollTo({ top, behavior: still.matches ? "instant" : "smooth" });
  }
  function letGo() {
    if (!following || audio.paused) return;
    following = false;
    follow.hidden = false;
  }
  function take_up() {
    following = true;
    follow.hidden = true;
  }
  const SCROLLING = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"]);
  window.addEventListener("wheel", letGo, { passive: true });
  window.addEventListener("touchmove", letGo, { passive: true });
  window.addEventListener("keydown", (event) => { if (SCROLLING.has(event.key)) letGo(); });
  follow.addEventListener("click", () => {
    take_up();
    bring(true);
  });

  // A click on a sentence, or Shift with an arrow, goes there.

  const go = (number) => {
    if (!said[number]) return;
    take_up();
    audio.currentTime = starts[number] / 1000;
    update();
  };
  document.getElementById("text").addEventListener("click", (event) => {
    const sentence = event.target.closest(".s");
    if (sentence && window.getSelection().isCollapsed) go(sentences.indexOf(sentence));
  });
  document.addEventListener("keydown", (event) => {
    if (!event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("select, textarea, input:not(#position)")) return;
    update(); // the sound may have been moved a moment ago
    if (event.key === "ArrowLeft") go(Math.max(0, now - 1));
    else if (event.key === "ArrowRight") go(now + 1);
    else return;
    event.preventDefault();
  });

  // `timeupdate` comes four times in a second, which is too seldom for words.
  let ticking = false;
  function tick() {
    update();
    ticking = !audio.paused && !audio.ended;
    if (ticking) requestAnimationFrame(tick);
  }
  audio.addEventListener("play", () => {
    if (following) bring(false);
    if (ticking) return;
    ticking = true;
    tick();
  });
  audio.addEventListener("timeupdate", update);
  audio.addEventListener("seeked", () => {
    update();
    if (following && asked) bring(false);
  });
  for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, () => { asked = true; });
})();
