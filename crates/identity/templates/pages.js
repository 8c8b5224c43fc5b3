// Enhancements; every page works without them.
"use strict";

// A button that shows the password. It stays hidden where scripts do not run.
for (const button of document.querySelectorAll("button[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  const set = (shown) => {
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    button.textContent = shown ? button.dataset.hide : button.dataset.show;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    set(field.type === "password");
    field.focus();
  });
  // A browser offers to keep a password only when it leaves in a password field.
  field.form.addEventListener("submit", () => set(false));
}

// An answer that travels as a form leaves by itself.
document.querySelector("form[data-send-at-once]")?.submit();

// A page that waits for the link in a message to be opened looks now and then whether it was. The answer
// that sends it on is not followed here: only the page itself may go, since that uses it up.
const waiting = document.querySelector("form[data-wait]");
if (waiting) {
  const look = async () => {
    try {
      const answer = await fetch(waiting.dataset.wait, { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect" || answer.status === 410) {
        location.assign(waiting.dataset.wait);
        return;
      }
    } catch {
      // Nobody answered; the next look may be luckier.
    }
    setTimeout(look, 3000);
  };
  setTimeout(look, 3000);
}

// Counts the seconds until another message may be sent, in the page's own words.
for (const line of document.querySelectorAll("[data-countdown]")) {
  let left = Number(line.dataset.countdown);
  const clock = setInterval(() => {
    const before = String(left);
    left -= 1;
    if (left <= 1) {
      line.hidden = true;
      clearInterval(clock);
    } else {
      line.textContent = line.textContent.replace(before, String(left));
    }
  }, 1000);
}
