// The player's controls: they drive the page's <audio>, and remember where a listener was.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const facts = JSON.parse($("facts").textContent);
  const audio = $("audio"), position = $("position"), speed = $("speed"), sleep = $("sleep");
  const BACK = 15, FORWARD = 30; // seconds
  const NEAR_START = 5, NEAR_END = 10; // seconds that are not worth remembering

  // Browsers may refuse to keep anything, and then nothing is kept.
  const keep = (key, value) => { try { localStorage.setItem(`paracast:${key}`, value); } catch { /* refused */ } };
  const kept = (key) => { try { return localStorage.getItem(`paracast:${key}`); } catch { return null; } };
  const place = `at:${facts.guid}`;

  const clock = (seconds) => {
    const whole = Math.floor(seconds), two = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
    return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  };
  const length = () => (Number.isFinite(audio.duration) ? audio.duration : facts.seconds);
  const seek = (seconds) => {
    audio.currentTime = Math.max(0, Math.min(seconds, length()));
    show();
  };
  const toggle = () => (audio.paused ? audio.play().catch(() => {}) : audio.pause());
  const chapterAt = (seconds) => facts.chapters.findLastIndex((chapter) => chapter.start <= seconds + 0.01);

  // What is shown

  const stops = [...document.querySelectorAll(".chapters [data-at]")];
  const art = $("art"), ownArt = art.getAttribute("src");
  let chapter = -2;
  function show() {
    const at = audio.currentTime;
    if (document.activeElement !== position || !dragging) position.value = at;
    position.style.setProperty("--done", `${(100 * at) / length()}%`);
    position.setAttribute("aria-valuetext", facts.words.position_of.replace("{at}", clock(at)).replace("{length}", clock(Math.round(length()))));
    $("at").textContent = clock(at);
    if (chapterAt(at) !== chapter) showChapter(chapterAt(at));
  }
  function showChapter(number) {
    chapter = number;
    $("chapter").textContent = facts.chapters.length > 1 ? facts.chapters[number]?.title ?? "" : "";
    stops.forEach((stop, index) => {
      if (index === number) stop.setAttribute("aria-current", "true");
      else stop.removeAttribute("aria-current");
    });
    art.src = stops[number]?.dataset.picture ?? ownArt;
    tell();
  }
  function showState() {
    const word = audio.paused ? facts.words.play : facts.words.pause, button = $("play");
    button.setAttribute("aria-label", word);
    button.title = word;
    document.documentElement.classList.toggle("playing", !audio.paused);
    if ("mediaSession" in navigator) navigator.mediaSession.playbackState = audio.paused ? "paused" : "playing";
  }

  // Where a listener was

  let saved = -1;
  function save() {
    const at = audio.currentTime;
    if (audio.ended || at > length() - NEAR_END) keep(place, "end");
    else if (at > NEAR_START) keep(place, at.toFixed(1));
    saved = at;
  }
  const asked = () => /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash)?.[1];
  function begin() {
    const known = Number.parseFloat(kept(place));
    if (asked()) seek(Number(asked()));
    else if (known > NEAR_START && known < length()) seek(known);
    show();
  }

  // When to sleep

  let deadline = 0, last = 0;
  sleep.addEventListener("change", () => {
    const minutes = Number(sleep.value);
    deadline = minutes ? Date.now() + minutes * 60000 : 0;
    last = sleep.value === "chapter" ? chapter : -1;
    document.documentElement.classList.toggle("sleepy", sleep.value !== "");
  });
  function tire() {
    const chapterOver = sleep.value === "chapter" && chapter !== last;
    if (!(deadline && Date.now() >= deadline) && !chapterOver) return;
    audio.pause();
    sleep.value = "";
    sleep.dispatchEvent(new Event("change"));
  }

  // What the system shows of it (W3C, Media Session)

  function tell() {
    if (!("mediaSession" in navigator)) return;
    navigator.mediaSession.metadata = new MediaMetadata({
      title: facts.title,
      artist: facts.author,
      album: facts.show,
      artwork: location.protocol.startsWith("http") ? [{ src: art.src }] : [], // no other is taken
      chapterInfo: facts.chapters.map((one) => ({ title: one.title, startTime: one.start })),
    });
  }
  function tellPosition() {
    if (!("mediaSession" in navigator) || !Number.isFinite(audio.duration)) return;
    navigator.mediaSession.setPositionState({ duration: audio.duration, playbackRate: audio.playbackRate, position: Math.min(audio.currentTime, audio.duration) });
  }
  const toChapter = (step) => {
    const wanted = facts.chapters[chapter + step];
    if (wanted) seek(wanted.start);
  };
  if ("mediaSession" in navigator) {
    const actions = {
      play: () => audio.play(),
      pause: () => audio.pause(),
      seekbackward: (asked) => seek(audio.currentTime - (asked.seekOffset || BACK)),
      seekforward: (asked) => seek(audio.currentTime + (asked.seekOffset || FORWARD)),
      seekto: (asked) => seek(asked.seekTime),
      previoustrack: () => toChapter(-1),
      nexttrack: () => toChapter(1),
    };
    for (const [action, act] of Object.entries(actions)) {
      try { navigator.mediaSession.setActionHandler(action, act); } catch { /* one that this browser has not */ }
    }
  }

  // What a listener does

  let dragging = false;
  position.addEventListener("pointerdown", () => { dragging = true; });
  position.addEventListener("pointerup", () => { dragging = false; });
  position.addEventListener("input", () => seek(Number(position.value)));
  $("play").addEventListener("click", toggle);
  $("back").addEventListener("click", () => seek(audio.currentTime - BACK));
  $("forward").addEventListener("click", () => seek(audio.currentTime + FORWARD));
  speed.addEventListener("change", () => {
    audio.playbackRate = Number(speed.value);
    audio.defaultPlaybackRate = Number(speed.value);
    keep("speed", speed.value);
  });
  document.addEventListener("click", (event) => {
    const stop = event.target.closest("a[data-at]");
    if (!stop || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    seek(Number(stop.dataset.at));
    audio.play().catch(() => {});
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const on = event.target;
    if (on.closest("select, textarea, input:not(#position)")) return;
    if (event.key === " " && !on.closest("button, a, summary")) toggle();
    else if (event.key === "ArrowLeft" && !event.shiftKey) seek(audio.currentTime - BACK);
    else if (event.key === "ArrowRight" && !event.shiftKey) seek(audio.currentTime + FORWARD);
    else return;
    event.preventDefault();
  });

  // What the sound does

  audio.addEventListener("timeupdate", () => {
    show();
    tire();
    if (Math.abs(audio.currentTime - saved) > 5) save();
  });
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, showState);
  for (const event of ["seeked", "ratechange", "play"]) audio.addEventListener(event, tellPosition);
  audio.addEventListener("pause", save);
  audio.addEventListener("durationchange", () => {
    position.max = length();
    $("length").textContent = clock(Math.round(length()));
    show();
  });
  window.addEventListener("pagehide", save);
  window.addEventListener("hashchange", () => { if (asked()) seek(Number(asked())); });

  audio.controls = false;
  document.querySelector(".controls").hidden = false;
  document.documentElement.classList.add("ready");
  if (kept("speed") && [...speed.options].some((one) => one.value === kept("speed"))) {
    speed.value = kept("speed");
    speed.dispatchEvent(new Event("change"));
  }
  showState();
  begin();
})();
