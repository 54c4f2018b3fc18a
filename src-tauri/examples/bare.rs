//! The barest window that Tauri opens: one page with one line, no command, no plug-in.
//!
//! What the real window's start and memory are measured against (benches/window.py).

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() {
    let built = tauri::Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .inner_size(1280.0, 800.0)
                .build()?;
            Ok(())
        })
        .build(tauri::generate_context!("../benches/bare/tauri.conf.json"));
    match built {
        Ok(app) => app.run(|_, _| {}),
        Err(error) => eprintln!("{error}"),
    }
}
