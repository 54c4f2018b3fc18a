//! The real window under a virtual display, driven by WebKit's own WebDriver.
//!
//! Each window has a display, a driver and a home of its own; all end with it. Nothing sleeps
//! for a fixed time: what is waited for is asked for again until it is there.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::executable::executable;

/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(40);

/// Key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An open window.
pub struct Window {
    display: Child,
    number: u32,
    driver: Child,
    base: String,
    session: String,
    dialogs: PathBuf,
}

impl Window {
    /// Opens the application with its files under `home`.
    pub fn open(home: &Path) -> Self {
        Self::open_in(home, "Adwaita")
    }

    /// As [`Window::open`], in a theme of the desktop («Adwaita», «Adwaita:dark»).
    pub fn open_in(home: &Path, theme: &str) -> Self {
        Self::open_from(executable(), home, theme)
    }

    /// As [`Window::open_in`], from another place than the application's own.
    pub fn open_from(program: &Path, home: &Path, theme: &str) -> Self {
        let (display, number) = virtual_display();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let dialogs = home.join("dialogs");
        std::fs::write(&dialogs, "").unwrap();
        let driver = Command::new("WebKitWebDriver")
            .args([format!("--port={port}"), "--host=127.0.0.1".into()])
            .env("DISPLAY", format!(":{number}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("LABEL_MENTORAT_HOME", home)
            // What the page itself remembers is this person's too.
            .env("XDG_DATA_HOME", home.join("system"))
            .env("LABEL_MENTORAT_DIALOGS", &dialogs)
            .env("GTK_THEME", theme)
            .env("LANG", "fr_FR.UTF-8")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver (Debian: webkit2gtk-driver)");
        let base = format!("http://127.0.0.1:{port}");
        let mut window = Self {
            display,
            number,
            driver,
            base,
            session: String::new(),
            dialogs,
        };
        let begun = Instant::now();
        while window.ask("GET", "/status", None).is_none() {
            assert!(begun.elapsed() < PATIENCE, "the driver does not answer");
            pause();
        }
        let options = json!({"binary": program, "args": []});
        let wanted =
            json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}});
        let session = window
            .ask("POST", "/session", Some(wanted))
            .expect("a session begins");
        window.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
        window
    }

    fn ask(&self, method: &str, path: &str, body: Option<Value>) -> Option<Value> {
        let url = format!("{}{path}", self.base);
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build()
            .new_agent();
        let mut answer = match (method, body) {
            ("GET", _) => agent.get(&url).call(),
            ("DELETE", _) => agent.delete(&url).call(),
            (_, body) => agent
                .post(&url)
                .send_json(body.unwrap_or_else(|| json!({}))),
        }
        .ok()?;
        let is_done = answer.status().is_success();
        let value: Value = answer.body_mut().read_json().ok()?;
        is_done.then(|| value["value"].clone())
    }

    /// Runs a script in the page and gives what it returns.
    pub fn script(&self, script: &str) -> Value {
        self.attempt(script)
            .unwrap_or_else(|| panic!("script failed: {script}"))
    }

    /// As [`Window::script`]; none when the script fails.
    fn attempt(&self, script: &str) -> Option<Value> {
        let body = json!({"script": script, "args": []});
        let path = format!("{}/execute/sync", self.session);
        self.ask("POST", &path, Some(body))
    }

    /// Waits until a script returns true; one that fails meets what is not there yet.
    pub fn wait(&self, script: &str) {
        let begun = Instant::now();
        while self.attempt(&format!("return !!({script})")) != Some(Value::Bool(true)) {
            if begun.elapsed() > PATIENCE {
                self.give_up(&format!("never came true: {script}"));
            }
            pause();
        }
    }

    /// Waits for a text on the page.
    pub fn wait_for_text(&self, text: &str) {
        self.wait(&format!(
            "document.body.innerText.includes({})",
            json!(text)
        ));
    }

    fn find(&self, selector: &str) -> String {
        self.wait(&format!("document.querySelector({})", json!(selector)));
        let body = json!({"using": "css selector", "value": selector});
        let found = self.ask("POST", &format!("{}/element", self.session), Some(body));
        let found = found.unwrap_or_else(|| panic!("no {selector}"));
        format!(
            "{}/element/{}",
            self.session,
            found[ELEMENT].as_str().unwrap()
        )
    }

    /// Clicks, once it can be clicked.
    pub fn click(&self, selector: &str) {
        let begun = Instant::now();
        loop {
            let element = self.find(selector);
            // The driver scrolls the page, not the part of it that scrolls here.
            let selector = json!(selector);
            self.script(&format!(
                "document.querySelector({selector})?.scrollIntoView({{block: 'center'}})"
            ));
            if self
                .ask("POST", &format!("{element}/click"), None)
                .is_some()
            {
                return;
            }
            if begun.elapsed() > PATIENCE {
                self.give_up(&format!("{selector} cannot be clicked"));
            }
            pause();
        }
    }

    /// Types into a field, replacing what is there, once it can be typed into.
    pub fn fill(&self, selector: &str, text: &str) {
        let begun = Instant::now();
        loop {
            let element = self.find(selector);
            self.ask("POST", &format!("{element}/clear"), None);
            let typed = json!({"text": text});
            let typed = self.ask("POST", &format!("{element}/value"), Some(typed));
            if typed.is_some() {
                return;
            }
            if begun.elapsed() > PATIENCE {
                self.give_up(&format!("{selector} cannot be typed into"));
            }
            pause();
        }
    }

    /// Presses keys together, the first held longest.
    pub fn press(&self, keys: &[&str]) {
        let down = keys
            .iter()
            .map(|key| json!({"type": "keyDown", "value": key}));
        let up = keys.iter().rev();
        let up = up.map(|key| json!({"type": "keyUp", "value": key}));
        let keys: Vec<Value> = down.chain(up).collect();
        let actions = json!({"actions": [{"type": "key", "id": "keys", "actions": keys}]});
        self.ask("POST", &format!("{}/actions", self.session), Some(actions))
            .expect("keys are pressed");
    }

    /// Types where the focus is.
    pub fn write(&self, text: &str) {
        let active = self
            .ask("GET", &format!("{}/element/active", self.session), None)
            .expect("something has the focus");
        let path = format!(
            "{}/element/{}/value",
            self.session,
            active[ELEMENT].as_str().unwrap()
        );
        self.ask("POST", &path, Some(json!({"text": text})))
            .expect("it can be typed into");
    }

    /// Gives the window a size, in points of the screen.
    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({"x": 0, "y": 0, "width": width, "height": height});
        self.ask("POST", &format!("{}/window/rect", self.session), Some(size))
            .expect("the window takes a size");
        self.wait(&format!("innerWidth === {width}"));
    }

    /// What the next file dialog answers.
    pub fn answer_dialog(&self, path: &Path) {
        std::fs::write(&self.dialogs, format!("{}\n", path.display())).unwrap();
    }

    /// Takes a picture of the whole display, which the window fills.
    ///
    /// WebKit's own screenshot waits for a frame that a window without a window manager never gets.
    pub fn picture(&self, path: &Path) {
        let taken = Command::new("import")
            .args(["-display", &format!(":{}", self.number), "-window", "root"])
            .arg(path)
            .status()
            .expect("import (Debian: imagemagick)");
        assert!(taken.success(), "no picture for {}", path.display());
    }

    /// Puts a picture on the clipboard, as a program for screenshots does.
    pub fn copy_picture(&self, path: &Path) {
        let copied = Command::new("xclip")
            .args(["-selection", "clipboard", "-t", "image/png", "-i"])
            .arg(path)
            .env("DISPLAY", format!(":{}", self.number))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("xclip (Debian: xclip)");
        assert!(copied.success(), "{} is not copied", path.display());
    }

    /// Fails with what a person would see: the picture stays under `test-output`.
    fn give_up(&self, why: &str) -> ! {
        let folder = crate::executable::root().join("test-output");
        std::fs::create_dir_all(&folder).unwrap();
        self.picture(&folder.join("window.png"));
        panic!("{why}\n{}", self.script("return document.body.innerText"));
    }

    /// Closes the window as a person does, and waits until the workspace file stands alone.
    pub fn close(self, home: &Path) {
        // The window may be gone before it can answer.
        let body =
            json!({"script": "window.__TAURI_INTERNALS__.invoke('close_window')", "args": []});
        let path = format!("{}/execute/sync", self.session);
        let _ = self.ask("POST", &path, Some(body));
        let log = home.join("espace-de-travail.mentorat-wal");
        let begun = Instant::now();
        while log.exists() {
            assert!(begun.elapsed() < PATIENCE, "the workspace is not closed");
            pause();
        }
        drop(self);
    }

    /// Whether a click on it would do something.
    pub fn is_enabled(&self, selector: &str) -> bool {
        let element = self.find(selector);
        self.ask("GET", &format!("{element}/enabled"), None) == Some(Value::Bool(true))
    }

    /// Ends the session, and with it the application.
    pub fn end(self) {
        drop(self);
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            self.ask("DELETE", &self.session.clone(), None);
        }
        // The display last, or what still draws on it would stay behind.
        for child in [&mut self.driver, &mut self.display] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn pause() {
    std::thread::sleep(Duration::from_millis(40));
}

fn virtual_display() -> (Child, u32) {
    let mut display = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x800x24",
            "-nolisten",
            "tcp",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb (Debian: xvfb)");
    let mut line = String::new();
    BufReader::new(display.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    (
        display,
        line.trim().parse().expect("Xvfb says which display it is"),
    )
}
