// Copies the feed's address.
"use strict";
(() => {
  const link = document.querySelector("[data-feed]"), button = document.querySelector("[data-copy]");
  if (!link || !button) return;
  // A show that has no address yet is asked for where it is being read.
  const isLocal = /^https?:\/\/(localhost|127\.|\[::1\])/.test(link.dataset.feed);
  if (isLocal && location.protocol.startsWith("http")) link.textContent = link.dataset.feed = link.href;
  const label = button.querySelector("span"), word = label.textContent;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.dataset.feed);
    } catch {
      window.getSelection().selectAllChildren(link);
      if (!document.execCommand("copy")) return;
    }
    label.textContent = button.dataset.copied;
    setTimeout(() => { label.textContent = word; }, 2500);
  };
  button.addEventListener("click", copy);
  button.hidden = false;
})();
