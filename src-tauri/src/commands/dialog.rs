//! Native file dialogs. Paths never reach the page.
//!
//! With the feature `scripted-dialogs`, for end-to-end tests alone, each dialog is answered by
//! the next line of the file that `LABEL_MENTORAT_DIALOGS` names; an empty line closes it.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, WebviewWindow};

/// Kinds of file that a dialog shows first.
#[cfg_attr(
    feature = "scripted-dialogs",
    expect(dead_code, reason = "a script needs no title")
)]
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// Title of the dialog.
    pub title: &'static str,
    /// Name of the kind.
    pub name: &'static str,
    /// Extensions; none for every file.
    pub extensions: &'static [&'static str],
}

#[cfg(not(feature = "scripted-dialogs"))]
mod native {
    use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

    use super::{AppHandle, Path, PathBuf, Shown, WebviewWindow};

    pub fn print(window: &WebviewWindow) -> tauri::Result<()> {
        window.print()
    }

    fn dialog(app: &AppHandle, shown: Shown) -> FileDialogBuilder<tauri::Wry> {
        let dialog = app.dialog().file().set_title(shown.title);
        match shown.extensions {
            [] => dialog,
            extensions => dialog.add_filter(shown.name, extensions),
        }
    }

    fn path(chosen: FilePath) -> Option<PathBuf> {
        chosen.into_path().ok()
    }

    pub fn open_many(app: &AppHandle, shown: Shown) -> Vec<PathBuf> {
        let chosen = dialog(app, shown).blocking_pick_files().unwrap_or_default();
        chosen.into_iter().filter_map(path).collect()
    }

    pub fn open_one(app: &AppHandle, shown: Shown) -> Option<PathBuf> {
        dialog(app, shown).blocking_pick_file().and_then(path)
    }

    pub fn folder(app: &AppHandle, title: &'static str) -> Option<PathBuf> {
        let dialog = app.dialog().file().set_title(title);
        dialog.blocking_pick_folder().and_then(path)
    }

    pub fn view(file: &Path) -> std::io::Result<()> {
        open::that_detached(file)
    }

    pub fn save(app: &AppHandle, shown: Shown, name: &str) -> Option<PathBuf> {
        dialog(app, shown)
            .set_file_name(name)
            .blocking_save_file()
            .and_then(path)
    }
}

#[cfg(feature = "scripted-dialogs")]
mod scripted {
    use super::{AppHandle, Path, PathBuf, Shown, WebviewWindow};

    #[expect(
        clippy::unnecessary_wraps,
        reason = "as the native one, which may find no printing"
    )]
    pub fn print(_: &WebviewWindow) -> tauri::Result<()> {
        Ok(())
    }

    fn next_answer() -> Option<PathBuf> {
        let script = std::env::var_os("LABEL_MENTORAT_DIALOGS")?;
        let text = std::fs::read_to_string(&script).ok()?;
        let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
        std::fs::write(&script, rest).ok()?;
        (!first.is_empty()).then(|| first.into())
    }

    pub fn open_many(_: &AppHandle, _: Shown) -> Vec<PathBuf> {
        next_answer().into_iter().collect()
    }

    pub fn open_one(_: &AppHandle, _: Shown) -> Option<PathBuf> {
        next_answer()
    }

    pub fn folder(_: &AppHandle, _: &'static str) -> Option<PathBuf> {
        next_answer()
    }

    /// No viewer opens in a test: the copy that it would show is there.
    pub fn view(file: &Path) -> std::io::Result<()> {
        std::fs::metadata(file).map(|_| ())
    }

    pub fn save(_: &AppHandle, _: Shown, _: &str) -> Option<PathBuf> {
        next_answer()
    }
}

#[cfg(not(feature = "scripted-dialogs"))]
pub use native::{folder, open_many, open_one, print, save, view};
#[cfg(feature = "scripted-dialogs")]
pub use scripted::{folder, open_many, open_one, print, save, view};
