#!/usr/bin/env python3
"""Takes pictures of every page that the backend itself shows: of people at their account, and of operators.

    scripts/server-pages.py FOLDER      every page, light and dark, on a phone and on a desk
    scripts/server-pages.py --docs      the pictures in docs/pictures that docs/portal.md shows

It starts a demo of its own on a free port, with people who come, stay, merge and leave over some days, and drives
Chromium through chromedriver. It needs a built backend (HOUSEGUEST_BACKEND, or target/debug/houseguest-backend),
chromium, chromedriver and openssl. A page that is wider than its screen fails the run.
"""

import base64
import hashlib
import html
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PICTURES = PROJECT / "docs" / "pictures"
SCREENS = {"phone": (390, 844), "desk": (1280, 900)}
SCHEMES = ("light", "dark")
# What docs/portal.md shows: the page, the screen, the scheme, the name of the file.
IN_DOCS = {
    ("portal-overview", "desk", "light"): "portal-overview.png",
    ("portal-member", "desk", "light"): "portal-user.png",
    ("portal-guests", "phone", "dark"): "portal-users.png",
    ("portal-anonymous", "desk", "light"): "portal-anonymous.png",
    ("portal-application", "desk", "dark"): "portal-application.png",
    ("portal-clean-up-rehearsal", "desk", "light"): "portal-clean-up.png",
    ("portal-events", "desk", "dark"): "portal-events.png",
    ("portal-changes", "desk", "light"): "portal-changes.png",
    ("merge", "phone", "dark"): "merge.png",
    ("sign-up", "phone", "light"): "sign-up.png",
}
TALLEST = {"portal-overview": 900, "portal-member": 1000, "portal-guests": 844, "portal-anonymous": 900,
           "portal-application": 900, "portal-clean-up-rehearsal": 900, "portal-events": 900, "portal-changes": 700}
PASSWORD = "lantern otter gravel"
INES = "ines@example.com"
PATIENCE_SECONDS = 20


def eventually(what, ask):
    """What `ask` answers, once that is not None."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = ask()
        if found is not None:
            return found
        time.sleep(0.05)
    sys.exit(f"it never happened: {what}")


def call(method, address, body=None, headers=None):
    """Sends a request; answers status, and the body as JSON where it is."""
    request = urllib.request.Request(address, method=method, data=body, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            status, read = answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        status, read = refused.code, refused.read()
    try:
        return status, json.loads(read)
    except ValueError:
        return status, read.decode(errors="replace")


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Backend:
    """A demo of its own, in a folder that goes with it."""

    def __init__(self, folder):
        program = os.environ.get("HOUSEGUEST_BACKEND", PROJECT / "target/debug/houseguest-backend")
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("HOUSEGUEST_")}
        command = [program, "serve", "--demo", "--no-rate-limits", "--listen", "127.0.0.1:0", "--data", folder]
        self.log = open(Path(folder) / "log", "w")
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.log, env=surroundings, text=True)
        self.origin = self.process.stdout.readline().split()[-1]
        self.portal_link = self.process.stdout.readline().split()[-1]

    def post(self, path, body, token=None):
        """Posts JSON, or a form if `body` is text; answers what came back, which must be a success."""
        is_form = isinstance(body, str)
        kind = "application/x-www-form-urlencoded" if is_form else "application/json"
        headers = {"content-type": kind, "idempotency-key": secrets.token_hex(8)}
        if token:
            headers["authorization"] = f"Bearer {token}"
        data = body.encode() if is_form else json.dumps(body).encode()
        method = "PUT" if path.endswith(("/reaction", "/preferences")) else "POST"
        status, answer = call(method, self.origin + path, data, headers)
        if status >= 300:
            sys.exit(f"{path}: {status} {answer}")
        return answer

    def get(self, path, token=None):
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return call("GET", self.origin + path, headers=headers)[1]

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()


class Guest:
    """A guest of the app: a key that openssl keeps, and what it brings about."""

    def __init__(self, backend, folder):
        self.backend = backend
        self.key = Path(folder) / f"{secrets.token_hex(8)}.pem"
        openssl("genpkey", "-algorithm", "ed25519", "-out", self.key)
        # The last 32 bytes of the document are the key itself (RFC 8410).
        self.public = openssl("pkey", "-in", self.key, "-pubout", "-outform", "DER")[-32:]
        grant = "urn:authgear:params:oauth:grant-type:anonymous-request"
        form = {"grant_type": grant, "client_id": "houseguest-app", "jwt": self.proof("auth")}
        self.tokens = backend.post("/oauth2/token", urllib.parse.urlencode(form))

    def proof(self, action):
        """A request signed with the key, for a challenge of just now."""
        challenge = self.backend.post("/oauth2/challenge", {"purpose": "anonymous_request"})["result"]["token"]
        kid = encoded(hashlib.sha256(self.public).digest())
        jwk = {"kty": "OKP", "crv": "Ed25519", "x": encoded(self.public), "kid": kid, "alg": "EdDSA"}
        now = int(time.time()) + self.backend.ahead
        header = {"typ": "vnd.authgear.anonymous-request", "alg": "EdDSA", "kid": kid, "jwk": jwk}
        claims = {"iat": now, "exp": now + 300, "challenge": challenge, "action": action}
        signed = ".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
        with tempfile.NamedTemporaryFile() as file:
            file.write(signed.encode())
            file.flush()
            signature = openssl("pkeyutl", "-sign", "-rawin", "-inkey", self.key, "-in", file.name)
        return f"{signed}.{encoded(signature)}"

    def takes_part(self, comments, reactions=0, theme=None):
        """Writes, reacts and chooses, so that there is something to keep."""
        token = self.tokens["access_token"]
        posts = self.backend.get("/social/v1/posts")["items"]
        for n in range(comments):
            body = {"body": "The light was on, so I came in."}
            self.backend.post(f"/social/v1/posts/{posts[n]['id']}/comments", body, token)
        for n in range(reactions):
            self.backend.post(f"/social/v1/posts/{posts[n]['id']}/reaction", {"reaction": "love"}, token)
        if theme:
            body = {"version": 0, "preferences": {"theme": theme, "density": "comfortable", "language": "en"}}
            self.backend.post("/social/v1/me/preferences", body, token)

    def hint(self):
        """What an app says when it sends this guest to sign up."""
        return "https://authgear.com/login_hint?" + urllib.parse.urlencode(
            {"type": "anonymous", "jwt": self.proof("promote")})


def openssl(*arguments):
    return subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True).stdout


class Browser:
    """A browser of somebody's own: it shares no cookies with another."""

    def __init__(self, driver, backend, folder):
        self.backend, self.folder, self.too_wide = backend, folder, []
        switches = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=en",
                    "--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage"]
        wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": switches}}}}
        self.session = f"{driver}/session/" + self._ask(f"{driver}/session", wanted)["sessionId"]

    def _ask(self, address, body):
        status, answer = call("POST", address, json.dumps(body).encode(), {"content-type": "application/json"})
        if status >= 300:
            sys.exit(f"the browser refuses: {answer}")
        return answer["value"]

    def _devtools(self, command, **parameters):
        return self._ask(f"{self.session}/goog/cdp/execute", {"cmd": command, "params": parameters})

    def run(self, script, *arguments):
        return self._ask(f"{self.session}/execute/sync", {"script": script, "args": list(arguments)})

    def visit(self, address):
        whole = address if address.startswith("http") else self.backend.origin + address
        self._ask(f"{self.session}/url", {"url": whole})

    def path(self):
        return self.run("return location.pathname + location.search")

    def link(self, selector):
        """Where the first link leads that matches."""
        return self.run("return document.querySelector(arguments[0])?.getAttribute('href') ?? null", selector)

    def send(self, form, fields=None, button=None):
        """Fills in the form whose action ends so, sends it, and waits for what comes back."""
        sent = self.run(
            """
            const [action, fields, button] = arguments;
            const form = [...document.forms].find(form => new URL(form.action).pathname.endsWith(action));
            if (!form) return false;
            for (const [name, value] of Object.entries(fields)) {
              const field = form.elements[name];
              if (field.type === 'checkbox') field.checked = value; else field.value = value;
            }
            document.documentElement.dataset.left = 'behind';
            const pressed = button ? form.querySelector(`button[value="${button}"]`) : undefined;
            form.noValidate = true;
            form.requestSubmit(pressed ?? form.querySelector('button[type=submit]'));
            return true;
            """, form, fields or {}, button)
        if not sent:
            sys.exit(f"{self.path()} has no form {form}")
        arrived = "return !document.documentElement.dataset.left && document.readyState === 'complete'"
        eventually(f"{form} is answered", lambda: True if self.run(arrived) else None)

    def pictures(self, name, path=None):
        """Takes the page, or the one at `path`, on every screen and in every scheme that is asked for."""
        if path:
            self.visit(path)
        for screen, (width, height) in SCREENS.items():
            for scheme in SCHEMES:
                target = self.target(name, screen, scheme)
                if target:
                    self._picture(name, target, scheme, width, height)

    def target(self, name, screen, scheme):
        if self.folder:
            return Path(self.folder) / f"{name}-{screen}-{scheme}.png"
        file = IN_DOCS.get((name, screen, scheme))
        return file and PICTURES / file

    def _picture(self, name, target, scheme, width, height):
        self._devtools("Emulation.setDeviceMetricsOverride",
                       width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self._devtools("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}])
        self.run("document.activeElement?.blur(); return document.fonts.ready.then(() => true)")
        across, down = self.run("const e = document.documentElement; return [e.scrollWidth, e.scrollHeight]")
        if across > width:
            self.too_wide.append(f"{name} is {across} pixels wide on a screen of {width}")
        most = TALLEST.get(name, 4000) if not self.folder else 4000
        shown = min(max(down, height), most)
        # As high as the picture, so that what sticks to the screen's edges is where it would be.
        self._devtools("Emulation.setDeviceMetricsOverride",
                       width=width, height=shown, deviceScaleFactor=1, mobile=width < 600)
        clip = {"x": 0, "y": 0, "width": width, "height": shown, "scale": 1}
        taken = self._devtools("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        target.write_bytes(base64.b64decode(taken["data"]))

    def end(self):
        call("DELETE", self.session)


def authorize(browser, hint=None, prompt=None):
    """Opens the page that an app sends people to."""
    challenge = encoded(hashlib.sha256(secrets.token_bytes(32)).digest())
    request = {"response_type": "code", "client_id": "houseguest-app", "redirect_uri": "http://127.0.0.1:1/callback",
               "scope": "openid offline_access https://authgear.com/scopes/full-access", "state": "porch",
               "code_challenge": challenge, "code_challenge_method": "S256"}
    if hint:
        request |= {"login_hint": hint, "prompt": "login"}
    if prompt:
        request["prompt"] = prompt
    browser.visit("/oauth2/authorize?" + urllib.parse.urlencode(request))


def newest_message(browser, to):
    """Code and link of the newest message in the demo's inbox."""
    def look():
        page = browser.backend.get(f"/demo/inbox?to={urllib.parse.quote(to)}")
        text = html.unescape(str(page))
        found = re.search(r'class="message__text">(.*?)</p>(.*?)</article>', text, re.S)
        if not found:
            return None
        code = re.search(r"\b(\d{6})\b", found.group(1))
        link = re.search(r'href="([^"]+)"', found.group(2))
        return code and code.group(1), link and link.group(1)
    return eventually(f"a message to {to}", look)


def people(person, folder):
    """Somebody keeps their account; later the same person brings along what they did as another guest."""
    backend = person.backend
    guest = Guest(backend, folder)
    guest.takes_part(2, theme="light")
    authorize(person, guest.hint())
    person.pictures("sign-up")
    page = person.path()
    person.send("/sign-up", {"login": "ines@", "password": "porch"})
    person.pictures("sign-up-refused")
    person.visit(page)
    person.send("/sign-up", {"login": INES, "password": PASSWORD})
    person.pictures("verify")
    person.send("/verify", {"code": "000000"})
    person.pictures("verify-refused")
    person.pictures("wait", person.path().replace("/verify", "/verify/wait"))
    person.visit(person.path().replace("/verify/wait", "/verify"))
    code, link = newest_message(person, INES)
    person.pictures("link", link)
    person.visit(page.replace("/sign-up", "/verify"))
    person.send("/verify", {"code": code})

    second = Guest(backend, folder)
    second.takes_part(3, reactions=2, theme="dark")
    authorize(person, second.hint())
    page = person.path()
    person.send("/sign-up", {"login": INES, "password": PASSWORD})
    before = code
    code = eventually("a new code", lambda: (lambda new: new if new != before else None)(newest_message(person, INES)[0]))
    person.send("/verify", {"code": code})
    person.visit(page.replace("/sign-up", "/account"))
    person.pictures("account-exists")
    person.pictures("merge", page.replace("/sign-up", "/merge"))
    person.send("/merge")
    person.pictures("account", "/settings")
    undo = person.link(".guests__item a.button")
    person.pictures("undo-merge", undo)
    person.pictures("log-out", "/logout")
    person.pictures("inbox", "/demo/inbox")


def visitor(stranger):
    """The pages of somebody who is not logged in."""
    authorize(stranger)
    page = stranger.path()
    stranger.pictures("log-in", page.replace("/sign-up", "/log-in"))
    stranger.send("/log-in", {"login": INES, "password": "not the password"})
    stranger.pictures("log-in-refused")
    stranger.pictures("join", page.replace("/log-in", "/sign-up"))
    stranger.pictures("forgot", page.replace("/log-in", "/forgotten-password"))
    stranger.send("/forgotten-password", {"login": INES})
    stranger.pictures("forgot-sent")
    stranger.pictures("signed-out", "/settings")
    stranger.pictures("link-gone", "/verify/nothing")


def days(operator, folder):
    """Guests who come over some days, a few of whom come back."""
    backend = operator.backend
    body = {"client_id": "houseguest-web", "session_type": "refresh_token"}
    before = None
    for day, count in enumerate((3, 5, 2, 7, 4, 24, 6, 5, 8, 3, 4)):
        made = [backend.post("/api/anonymous_user/signup", body)["result"] for _ in range(count)]
        if before and day % 2:
            form = {"grant_type": "refresh_token", "client_id": "houseguest-web", "refresh_token": before}
            backend.post("/oauth2/token", urllib.parse.urlencode(form))
        before = made[0]["refresh_token"]
        operator.visit("/portal/clock")
        operator.send("/portal/clock", button="day")
        backend.ahead += 86_400


def office(operator, person, folder):
    """Every page of the Portal."""
    backend = operator.backend
    operator.pictures("portal-log-in", "/portal/log-in")
    operator.visit(backend.portal_link)
    operator.pictures("portal-welcome")
    operator.send("/welcome", {"name": "Ines", "password": PASSWORD, "again": PASSWORD})
    operator.pictures("portal-overview-empty", "/portal")
    operator.pictures("portal-changes-none", "/portal/changes")
    days(operator, folder)
    for _ in range(2):
        Guest(backend, folder)
    people(person, folder)

    # A receiver that nobody is at: `.invalid` never resolves (RFC 6761).
    operator.visit("/portal/events")
    operator.send("/webhooks", {"id": "crm", "url": "https://crm.invalid/houseguest", "user.created": True})
    operator.pictures("portal-webhook-secret")
    backend.post("/api/anonymous_user/signup", {"client_id": "houseguest-web", "session_type": "refresh_token"})
    for _ in range(12):
        operator.visit("/portal/clock")
        operator.send("/portal/clock", button="hour")
        backend.ahead += 3_600
        time.sleep(0.6)
    operator.pictures("portal-events", "/portal/events")
    operator.pictures("portal-overview", "/portal")
    operator.pictures("portal-anonymous", "/portal/anonymous-users")
    operator.pictures("portal-applications", "/portal/applications")
    operator.pictures("portal-application-new", "/portal/applications/new")
    operator.pictures("portal-application", "/portal/applications/houseguest-app")
    operator.send("/houseguest-app", {"access_token_lifetime_seconds": "5"})
    operator.pictures("portal-application-refused")
    operator.pictures("portal-application-delete", "/portal/applications/houseguest-app/delete")
    operator.pictures("portal-session", "/portal/session")
    operator.pictures("portal-clock", "/portal/clock")
    operator.pictures("portal-members", "/portal/users")
    operator.pictures("portal-member", operator.link('main a[href^="/portal/users/"]'))
    operator.pictures("portal-merged", operator.link("[aria-labelledby=aliases] th a"))
    operator.pictures("portal-guests", "/portal/users?kind=guests")
    operator.pictures("portal-nobody-found", "/portal/users?kind=all&q=nobody")
    operator.visit("/portal/users?kind=guests")
    guest = operator.link('main a[href^="/portal/users/"]:not([href*="?"])')
    operator.pictures("portal-guest", guest)
    operator.pictures("portal-user-delete", f"{guest}/delete")
    operator.visit(guest)
    operator.send("/disable")
    operator.pictures("portal-user-disabled")
    operator.visit("/portal/clean-up")
    operator.send("/portal/clean-up", {"idle_days": "0"})
    operator.pictures("portal-clean-up-refused")
    operator.visit("/portal/clean-up")
    operator.send("/portal/clean-up", {"idle_days": "5"})
    operator.visit("/portal/clean-up")
    operator.send("/rehearse")
    operator.pictures("portal-clean-up-rehearsal")
    operator.send("/run")
    operator.visit("/portal/clean-up")

    def is_done():
        operator.visit("/portal/clean-up")
        return operator.run("return document.querySelector('main tbody tr') ? true : null")
    eventually("a run is listed", is_done)
    operator.pictures("portal-clean-up")
    operator.visit("/portal/session")
    operator.send("/portal/session", {"lifetime_seconds": "15552000"})
    operator.visit("/portal/applications/houseguest-app")
    operator.send("/houseguest-app", {"access_token_lifetime_seconds": "600"})
    operator.pictures("portal-changes", "/portal/changes")
    operator.pictures("portal-missing", "/portal/nothing")
    operator.pictures("portal-gone", backend.portal_link)


def main():
    if len(sys.argv) != 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    folder = None if sys.argv[1] == "--docs" else sys.argv[1]
    Path(folder or PICTURES).mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    browsers = []
    with tempfile.TemporaryDirectory() as data:
        backend = Backend(data)
        backend.ahead = 0
        try:
            def ready():
                try:
                    return call("GET", f"{address}/status")[1]["value"]["ready"] or None
                except OSError:
                    return None
            eventually("the driver listens", ready)
            browsers = [Browser(address, backend, folder) for _ in range(3)]
            operator, person, stranger = browsers
            office(operator, person, data)
            visitor(stranger)
        finally:
            for browser in browsers:
                browser.end()
            driver.terminate()
            driver.wait()
            backend.end()
    too_wide = [line for browser in browsers for line in browser.too_wide]
    if too_wide:
        sys.exit("\n".join(too_wide))


if __name__ == "__main__":
    main()
