//! A person at the real window, with a mouse or with the keyboard alone.
//!
//! The keyboard reaches everything by Tab from where the focus is, and never by a script: what it
//! cannot reach fails the test.

use std::path::Path;

use serde_json::{Value, json};

use crate::window::Window;

/// What a person works with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    Mouse,
    Keyboard,
}

/// Keys that write nothing, as WebDriver names them.
pub const TAB: &str = "\u{e004}";
pub const ENTER: &str = "\u{e007}";
pub const ESCAPE: &str = "\u{e00c}";
pub const SHIFT: &str = "\u{e008}";
pub const CONTROL: &str = "\u{e009}";
pub const ALT: &str = "\u{e00a}";
pub const UP: &str = "\u{e013}";
pub const DOWN: &str = "\u{e015}";
pub const SPACE: &str = " ";

/// The most steps of Tab that a person would bear.
const STEPS: usize = 400;

/// A person at a window.
pub struct Person<'w> {
    pub window: &'w Window,
    pub hand: Hand,
}

impl Person<'_> {
    /// Works a button, a link, a box to tick or what unfolds.
    pub fn work(&self, selector: &str) {
        if self.hand == Hand::Mouse {
            return self.window.click(selector);
        }
        match self.kind(selector).as_str() {
            "radio" => self.choose_radio(selector),
            "checkbox" => {
                self.reach(selector);
                self.window.press(&[SPACE]);
            }
            _ => {
                self.reach(selector);
                self.window.press(&[ENTER]);
            }
        }
    }

    /// Types into a field, replacing what is there.
    pub fn fill(&self, selector: &str, text: &str) {
        if self.hand == Hand::Mouse {
            return self.window.fill(selector, text);
        }
        self.reach(selector);
        self.window.press(&[CONTROL, "a"]);
        self.window.write(text);
    }

    /// Takes an option of a list.
    pub fn choose(&self, selector: &str, value: &str) {
        if self.hand == Hand::Mouse {
            return self
                .window
                .click(&format!("{selector} option[value={value:?}]"));
        }
        self.reach(selector);
        let list = format!("document.querySelector({})", json!(selector));
        let away = format!(
            "const list = {list}; return [...list.options].findIndex(one => one.value === {}) - list.selectedIndex",
            json!(value)
        );
        let away = self.window.script(&away).as_i64().unwrap();
        for _ in 0..away.abs() {
            self.window.press(&[if away > 0 { DOWN } else { UP }]);
        }
        self.window
            .wait(&format!("{list}.value === {}", json!(value)));
    }

    /// Answers the next file dialog, then works what opens it.
    pub fn with_file(&self, selector: &str, path: &Path) {
        self.window.answer_dialog(path);
        self.work(selector);
    }

    fn kind(&self, selector: &str) -> String {
        let selector = json!(selector);
        self.window
            .wait(&format!("document.querySelector({selector})"));
        let kind = format!("return document.querySelector({selector}).type ?? ''");
        self.window.script(&kind).as_str().unwrap().to_owned()
    }

    /// One of a group has the focus by Tab; arrows choose among them.
    fn choose_radio(&self, selector: &str) {
        let wanted = format!("document.querySelector({})", json!(selector));
        let name = self.window.script(&format!("return {wanted}.name"));
        self.reach(&format!("input[name={name}]"));
        let away = self.window.script(&format!(
            "const group = [...document.getElementsByName({name})];
             return group.indexOf({wanted}) - group.indexOf(document.activeElement)"
        ));
        let away = away.as_i64().unwrap();
        for _ in 0..away.abs() {
            self.window.press(&[if away > 0 { DOWN } else { UP }]);
        }
        assert!(self.has_focus(selector), "arrows do not lead to {selector}");
        self.window.press(&[SPACE]);
    }

    fn has_focus(&self, selector: &str) -> bool {
        let has = format!(
            "return document.activeElement?.matches({})",
            json!(selector)
        );
        self.window.script(&has) == Value::Bool(true)
    }

    /// Goes there by Tab, or backwards when that is where it stands.
    fn reach(&self, selector: &str) {
        self.window
            .wait(&format!("document.querySelector({})", json!(selector)));
        // Once it is there, it may still have to become usable.
        self.window.wait(&format!(
            "!document.querySelector({}).disabled",
            json!(selector)
        ));
        let is_before = format!(
            "const [from, to] = [document.activeElement, document.querySelector({})];
             return (from.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_PRECEDING) !== 0",
            json!(selector)
        );
        for _ in 0..STEPS {
            if self.has_focus(selector) {
                return;
            }
            if self.window.script(&is_before) == Value::Bool(true) {
                self.window.press(&[SHIFT, TAB]);
            } else {
                self.window.press(&[TAB]);
            }
        }
        panic!("Tab does not lead to {selector}");
    }
}
