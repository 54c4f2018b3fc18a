//! The house rules that a compiler does not know: rungs, rooms, lengths, words.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::executable::root;

/// Rung of each module of the domain; a module uses lower rungs only.
const RUNGS: &[(&str, u8)] = &[
    ("clock", 0),
    ("digest", 0),
    ("id", 0),
    ("json", 0),
    ("place", 0),
    ("random", 0),
    ("whole_file", 0),
    ("grid", 1),
    ("organisation", 1),
    ("assessment", 2),
    ("journal", 2),
    ("scoring", 3),
    ("plan", 4),
    ("store", 5),
    ("evidence", 5),
    ("dossier", 5),
    ("spreadsheet", 5),
    ("trust", 5),
    ("trust_sheet", 6),
    ("verification", 6),
    ("review", 6),
    ("workspace", 7),
    ("schema", 7),
];

fn rung(module: &str) -> Option<u8> {
    RUNGS
        .iter()
        .find(|(name, _)| *name == module)
        .map(|(_, rung)| *rung)
}

fn files(folder: &str, extensions: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                if !["node_modules", "dist", "target", "gen", "fonts"].contains(&name) {
                    waiting.push(path);
                }
            } else if extensions.iter().any(|extension| name.ends_with(extension)) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// The module that a file of the domain belongs to.
fn module(path: &Path) -> String {
    let inside = path
        .strip_prefix(root().join("crates/quality/src"))
        .unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn a_module_uses_lower_rungs_only() {
    for (path, text) in files("crates/quality/src", &[".rs"]) {
        let here = module(&path);
        if here == "lib" {
            continue;
        }
        let mine = rung(&here).unwrap_or_else(|| panic!("{here} has no rung"));
        for used in uses(&text) {
            let Some(theirs) = rung(&used) else { continue };
            let allowed = used == here || theirs < mine;
            // Tests may look at anything; they stand apart.
            let is_test =
                path.ends_with("tests.rs") || path.components().any(|c| c.as_os_str() == "tests");
            assert!(
                allowed || is_test,
                "{}: {here} (rung {mine}) uses {used} (rung {theirs})",
                path.display()
            );
        }
        if text.contains("pades::") {
            assert!(mine >= 5, "{}: pades is for rungs 5 to 7", path.display());
        }
    }
}

/// Modules that a text names as `crate::module` or in `use crate::{module, …}`.
fn uses(text: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        let inside = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap().to_owned(),
            None => rest.to_owned(),
        };
        let list = rest.starts_with('{');
        for part in inside.split(',') {
            let word: String = part
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            used.insert(word);
            if !list {
                break;
            }
        }
    }
    used
}

#[test]
fn nothing_below_the_shell_knows_tauri() {
    for folder in ["crates/quality", "crates/pades"] {
        for (path, text) in files(folder, &[".rs", "Cargo.toml"]) {
            assert!(
                !text.to_lowercase().contains("tauri::"),
                "{}",
                path.display()
            );
        }
    }
    for (path, text) in files("ui/src", &[".ts", ".svelte"]) {
        let is_boundary = path.ends_with("api/commands.ts");
        assert!(
            is_boundary || !text.contains("@tauri-apps"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn no_file_is_longer_than_a_person_reads() {
    let rust = ["crates", "src-tauri/src", "tests"]
        .into_iter()
        .flat_map(|f| files(f, &[".rs"]));
    let ui = files("ui/src", &[".ts", ".svelte", ".css"]);
    for (path, text) in rust.chain(ui) {
        let is_wording = path.to_str().unwrap().contains("wording");
        let lines = text.lines().count();
        assert!(
            lines <= 600 || is_wording,
            "{} has {lines} lines",
            path.display()
        );
    }
}

#[test]
fn every_file_says_what_it_holds() {
    for folder in ["crates", "src-tauri", "tests"] {
        for (path, text) in files(folder, &[".rs"]) {
            assert!(text.starts_with("//!"), "{} has no header", path.display());
        }
    }
}

#[test]
fn french_stands_only_in_wording() {
    let french = |line: &str| {
        let code = line.split("//").next().unwrap_or_default();
        code.contains('"') && code.chars().any(|c| "éèêàçùôîÉÀ’".contains(c))
    };
    for folder in ["crates/quality/src", "crates/pades/src", "src-tauri/src"] {
        for (path, text) in files(folder, &[".rs"]) {
            let name = path.to_str().unwrap().to_owned();
            let is_test = name.contains("/tests") || name.contains("/testing");
            if name.contains("wording") || name.contains("typography") || is_test {
                continue;
            }
            let code = text.split("#[cfg(test)]").next().unwrap();
            if let Some(line) = code.lines().find(|line| french(line)) {
                panic!("{name}: {line}");
            }
        }
    }
}

#[test]
fn rooms_have_names_that_say_something() {
    let banned = [
        "utils", "util", "helpers", "helper", "common", "misc", "types", "models", "services",
        "manager",
    ];
    for folder in ["crates", "src-tauri/src", "tests", "ui/src"] {
        for (path, _) in files(folder, &[".rs", ".ts", ".svelte"]) {
            // `types.ts` of the boundary is made from the Rust types.
            if path.ends_with("api/types.ts") {
                continue;
            }
            let stem = path.file_stem().unwrap().to_str().unwrap();
            assert!(!banned.contains(&stem), "{}", path.display());
        }
    }
}

#[test]
fn commands_agree_from_the_page_to_the_shell() {
    let read = |name: &str| std::fs::read_to_string(root().join(name)).unwrap();
    let between = |text: &str, begin: &str, end: &str| {
        let rest = text.split_once(begin).expect(begin).1;
        rest.split_once(end).expect(end).0.to_owned()
    };
    let words = |text: String| -> BTreeSet<String> {
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let build = words(between(
        &read("src-tauri/build.rs"),
        "COMMANDS: &[&str] = &[",
        "];",
    ));
    let handler = between(
        &read("src-tauri/src/commands.rs"),
        "generate_handler![",
        "]",
    );
    let handler: BTreeSet<String> = handler
        .split(',')
        .filter_map(|path| Some(path.trim().rsplit_once("::")?.1.to_owned()))
        .collect();
    let capabilities: BTreeSet<String> = words(between(
        &read("src-tauri/capabilities/main.json"),
        "\"permissions\": [",
        "]",
    ))
    .iter()
    .map(|word| word.trim_start_matches("allow-").replace('-', "_"))
    .collect();
    let page =
        ["commands", "library", "reviewing"].map(|name| read(&format!("ui/src/api/{name}.ts")));
    let page = page.concat();
    let page: BTreeSet<String> = page
        .split("invoke(\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect();
    assert_eq!(build, handler);
    assert_eq!(capabilities, handler);
    assert_eq!(page, handler);
}
