//! Every screen, light and dark, in French and in English, by axe-core's rules for WCAG 2.2 A and
//! AA; and nothing cut or out of the window at 1024×700, nor with text twice as large.

use serde_json::Value;

use crate::executable::{import_example, root};
use crate::hand::{ESCAPE, TAB};
use crate::pictures::{FOLLOWED, SCREENS, follow, review, verify};
use crate::window::Window;

/// Sizes of the window, and what a person may ask of the text in it: twice as large; four times in
/// one column (RGAA 10.11: 320 points wide); spaced as WCAG 1.4.12 says.
const WAYS: &[(u32, u32, &str)] = &[
    (1024, 700, ""),
    (1280, 800, "font-size: 200%"),
    (1280, 800, "font-size: 400%"),
    (
        1280,
        800,
        "letter-spacing: 0.12em; word-spacing: 0.16em; line-height: 1.5",
    ),
];

/// Runs the rules on what the window shows; one line for each fault.
fn faults(window: &Window, axe: &str) -> Vec<String> {
    if window.script("return typeof axe") != "object" {
        window.script(axe);
    }
    window.script(
        "window.checked = null;
         axe.run(document, {
           runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
           resultTypes: ['violations'],
         }).then(found => { window.checked = found.violations.flatMap(({ id, help, nodes }) =>
             nodes.map(node => `${id} (${help}): ${node.target} ${node.failureSummary}`)); },
           thrown => { window.checked = [String(thrown)]; });",
    );
    window.wait("window.checked !== null");
    let found = window.script("return window.checked");
    let lines = found.as_array().unwrap();
    lines
        .iter()
        .map(|one| one.as_str().unwrap().to_owned())
        .collect()
}

/// What stands out of the window, or is cut where it stands.
fn cut(window: &Window) -> Vec<String> {
    let found = window.script(
        "const told = [];
         const wide = document.documentElement;
         if (wide.scrollWidth > wide.clientWidth + 1) told.push(`page wider than the window: ${wide.scrollWidth}`);
         for (const one of document.querySelectorAll('body *')) {
           const style = getComputedStyle(one);
           if (one.closest('.reading-aid, svg, [data-may-scroll]') || style.clipPath !== 'none') continue;
           const own = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
           if (!own || !one.checkVisibility()) continue;
           const clips = ['hidden', 'clip'].includes(style.overflowX) && style.textOverflow !== 'ellipsis';
           if (clips && one.scrollWidth > one.clientWidth + 1) told.push(`cut: ${one.innerText.slice(0, 60)}`);
         }
         return told",
    );
    let lines = found.as_array().unwrap();
    lines
        .iter()
        .map(|one| one.as_str().unwrap().to_owned())
        .collect()
}

/// Goes through a screen by Tab, and tells what shows no focus or stands out of sight with it.
fn unseen_focus(window: &Window) -> Vec<String> {
    let mut told = Vec::new();
    window
        .script("document.activeElement.blur(); document.getElementById('screen-title')?.focus()");
    for _ in 0..40 {
        window.press(&[TAB]);
        let seen = window.script(
            "const one = document.activeElement;
             if (!one || one === document.body) return 'end';
             const box = one.getBoundingClientRect();
             if (box.bottom < 1 || box.top > innerHeight - 1) return `out of sight: ${one.outerHTML.slice(0, 120)}`;
             const shown = [one, one.closest('label'), one.closest('.choice'), one.parentElement].some(at => {
               if (!at) return false;
               const style = getComputedStyle(at);
               return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
             });
             return shown ? '' : `no focus to be seen: ${one.outerHTML.slice(0, 120)}`",
        );
        match seen.as_str().unwrap() {
            "" => {}
            "end" => break,
            fault => told.push(fault.to_owned()),
        }
    }
    told
}

/// What opens over a screen: its name, the screen, what opens it, and what it is.
const DIALOGS: &[(&str, &str, &str, &str)] = &[
    ("recherche", "#/home", "#search-open", "#search-field"),
    ("raccourcis", "#/home", "#keyboard-list", "#shortcuts"),
    (
        "pièce",
        "#/evidence",
        "#evidence-table tbody th button",
        "#evidence-details",
    ),
    (
        "case",
        "#/evidence?view=matrix",
        "#matrix td button",
        "#mark-details",
    ),
    (
        "action",
        "#/plan",
        "#actions li .ways button",
        "#action-form",
    ),
];

/// Looks at one screen, and says what is wrong with it.
fn look_at(
    window: &Window,
    axe: &str,
    (name, address, selector): &(&str, &str, &str),
    theme: &str,
    told: &mut Vec<String>,
) {
    window.script(&format!("location.hash = '{address}'"));
    window.wait(&format!("document.querySelector(\"{selector}\")"));
    window.wait("!document.querySelector('.waiting')");
    look_here(window, axe, name, theme, told);
}

/// Looks at what the window shows.
fn look_here(window: &Window, axe: &str, name: &str, theme: &str, told: &mut Vec<String>) {
    let language = window.script("return document.documentElement.lang");
    let here = format!("{name}, {theme}, {}", language.as_str().unwrap());
    let mut tell = |here: &str, found: Vec<String>| {
        told.extend(found.iter().map(|one| format!("{here}: {one}")));
    };
    tell(&here, faults(window, axe));
    if language == "fr" {
        tell(&here, unseen_focus(window));
    }
    for (width, height, changed) in WAYS {
        window.resize(*width, *height);
        window.script(&format!(
            "document.documentElement.style.cssText = '{changed}'"
        ));
        window.wait("document.fonts.status === 'loaded'");
        tell(&format!("{here}, {width}×{height} {changed}"), cut(window));
    }
    window.script("document.documentElement.style.cssText = ''");
}

/// Looks at every screen of the example in a theme, and says what is wrong with each.
fn look(theme: &str, told: &mut Vec<String>) {
    let axe = std::fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js")).unwrap();
    let home = tempfile::tempdir().unwrap();
    import_example(&root().join("fixtures/demo"), home.path());
    let window = Window::open_in(home.path(), theme);
    window.wait_for_text("Cap Binôme");
    for language in ["fr", "en"] {
        if window.script("return document.documentElement.lang") != language {
            window.click("#language");
            window.wait(&format!("document.documentElement.lang === '{language}'"));
        }
        for screen in SCREENS {
            look_at(&window, &axe, screen, theme, told);
        }
        for (name, address, opener, selector) in DIALOGS {
            window.script(&format!("location.hash = '{address}'"));
            window.click(opener);
            window.wait(&format!("document.querySelector(\"{selector}\")"));
            let found = faults(&window, &axe);
            told.extend(
                found
                    .iter()
                    .map(|one| format!("{name}, {theme}, {language}: {one}")),
            );
            window.press(&[ESCAPE]);
            window.wait("!document.querySelector('dialog[open]')");
        }
    }
    window.click("#language");
    window.script("location.hash = '#/verify'");
    verify(&window);
    look_here(&window, &axe, "vérifié", theme, told);
    review(&window, &mut |name| {
        look_here(&window, &axe, name, theme, told);
    });
    follow(&window);
    for screen in FOLLOWED {
        look_at(&window, &axe, screen, theme, told);
    }
    let is_dark = window.script("return matchMedia('(prefers-color-scheme: dark)').matches");
    assert_eq!(is_dark, Value::Bool(theme.ends_with("dark")));
    window.end();
}

#[test]
fn no_screen_has_a_fault_in_light() {
    let mut told = Vec::new();
    look("Adwaita", &mut told);
    assert!(told.is_empty(), "{}\n{}", told.len(), told.join("\n"));
}

#[test]
fn no_screen_has_a_fault_in_dark() {
    let mut told = Vec::new();
    look("Adwaita:dark", &mut told);
    assert!(told.is_empty(), "{}\n{}", told.len(), told.join("\n"));
}
