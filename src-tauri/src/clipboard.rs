//! The system's clipboard: the picture on it, where the page is not given it.
//!
//! WebKitGTK tells a page that something was pasted, but hands it no picture
//! (<https://bugs.webkit.org/show_bug.cgi?id=320303>). Elsewhere the page has it from the event.

use tauri::AppHandle;

#[cfg(target_os = "linux")]
mod native {
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;

    use gtk::{Clipboard, gdk};
    use tauri::AppHandle;

    /// Kinds of picture that are asked for, the best first.
    const KINDS: &[&str] = &["image/png", "image/jpeg"];

    /// How long another application may take to hand it over.
    const PATIENCE: Duration = Duration::from_secs(5);

    pub fn picture(app: &AppHandle) -> Option<Vec<u8>> {
        let (sender, receiver) = channel();
        app.run_on_main_thread(move || {
            let clipboard = Clipboard::get(&gdk::SELECTION_CLIPBOARD);
            ask(&clipboard, KINDS, sender);
        })
        .ok()?;
        receiver.recv_timeout(PATIENCE).ok()
    }

    /// Asks for one kind after the other; a sender that is dropped says that there is none.
    fn ask(clipboard: &Clipboard, kinds: &'static [&'static str], sender: Sender<Vec<u8>>) {
        let Some((kind, others)) = kinds.split_first() else {
            return;
        };
        clipboard.request_contents(&gdk::Atom::intern(kind), move |clipboard, content| {
            if content.length() > 0 {
                // Whoever asked may have given up.
                let _ = sender.send(content.data());
            } else {
                ask(clipboard, others, sender);
            }
        });
    }
}

#[cfg(not(target_os = "linux"))]
mod native {
    use tauri::AppHandle;

    pub fn picture(_: &AppHandle) -> Option<Vec<u8>> {
        None
    }
}

/// The picture on the clipboard; none when there is none, or when the page has it by itself.
pub fn picture(app: &AppHandle) -> Option<Vec<u8>> {
    native::picture(app)
}
