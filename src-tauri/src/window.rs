//! The window: one page, which may call our commands and go nowhere else.
//!
//! Decides nothing. Sources: stack.md, section Shell; trust.md, G14.

use std::process::ExitCode;
use std::time::Duration;

use tauri::webview::Color;
use tauri::{AppHandle, DragDropEvent, Manager, RunEvent, Url, WebviewUrl, WebviewWindowBuilder};

use crate::commands;
use crate::state::{State, WindowEvent};
use crate::wording;

/// Name of the one window.
const MAIN: &str = "main";

/// Opens the window and stays until it is closed.
pub fn open() -> ExitCode {
    if let Err(sentence) = prepare() {
        eprintln!("{sentence}");
        return ExitCode::from(2);
    }
    #[cfg(target_os = "linux")]
    choose_renderer();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(State::default())
        .invoke_handler(commands::handler())
        .setup(|app| {
            open_ahead(app.handle().clone());
            copy_now_and_then(app.handle().clone());
            Ok(build(app.handle())?)
        })
        .build(tauri::generate_context!());
    let app = match built {
        Ok(app) => app,
        Err(error) => {
            eprintln!("{}\n{error}", wording::no_window());
            return ExitCode::from(2);
        }
    };
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            let state = app.state::<State>();
            // The page is gone: what is copied now keeps nobody waiting.
            state.copy_if_due();
            if let Err(failure) = state.close_workspace() {
                eprintln!("{}\n{}", failure.happened, failure.remedy);
            }
        }
    });
    ExitCode::SUCCESS
}

/// Opens the workspace, and draws its picture once, while the page is still being put together.
/// What fails here is tried again and told when the page asks for it.
fn open_ahead(app: AppHandle) {
    /// About as wide as the first screen draws it, in points.
    const WIDE: f32 = 480.0;
    std::thread::spawn(move || {
        let state = app.state::<State>();
        if state.open_workspace(None).unwrap_or(false) {
            let _ = state.with(|workspace| {
                let last = workspace.last_opened()?;
                last.map(|id| workspace.picture(id, WIDE)).transpose()?;
                Ok(())
            });
        }
    });
}

/// Looks now and then whether automatic copies are due, as long as the window is open.
fn copy_now_and_then(app: AppHandle) {
    const PAUSE: Duration = Duration::from_secs(10 * 60);
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(PAUSE);
            let state = app.state::<State>();
            state.copy_if_due();
            state.checkpoint();
        }
    });
}

/// What the system must have before a window can be thought of.
fn prepare() -> Result<(), &'static str> {
    if cfg!(target_os = "linux") {
        let has = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        if !has("DISPLAY") && !has("WAYLAND_DISPLAY") {
            return Err(wording::no_display());
        }
    }
    Ok(())
}

/// Starts this process over with WebKit's plain renderer, unless a person chose one: it is the
/// known cure for blank windows, and quicker to start. Returns only when that is done, or when the
/// system does not let a process start over; the window then opens as it can.
#[cfg(target_os = "linux")]
fn choose_renderer() {
    use std::os::unix::process::CommandExt;
    const RENDERER: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(RENDERER).is_some() {
        return;
    }
    if let Ok(executable) = std::env::current_exe() {
        let _ = std::process::Command::new(executable)
            .env(RENDERER, "1")
            .exec();
    }
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Label Mentorat")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        // Paper, until the page is drawn: no white flash.
        .background_color(Color(0xFA, 0xF7, 0xF2, 0xFF))
        // The page may only be ours: a link, a redirect or a script leads nowhere.
        .on_navigation(is_ours)
        .build()?;
    let handle = app.clone();
    let scale = window.clone();
    window.on_window_event(move |event| {
        let state = handle.state::<State>();
        match event {
            // The page saves what is typed, then closes; without a page there is nothing to save.
            tauri::WindowEvent::CloseRequested { api, .. }
                if state.tell(WindowEvent::CloseRefused) =>
            {
                api.prevent_close();
            }
            tauri::WindowEvent::DragDrop(event) => {
                let factor = scale.scale_factor().unwrap_or(1.0);
                if let Some(told) = dragged(&state, event, factor) {
                    state.tell(told);
                }
            }
            _ => {}
        }
    });
    Ok(())
}

/// Whether an address is the application's own.
fn is_ours(url: &Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

fn dragged(state: &State, event: &DragDropEvent, factor: f64) -> Option<WindowEvent> {
    match event {
        DragDropEvent::Enter { paths, position } => {
            let place = position.to_logical::<f64>(factor);
            Some(WindowEvent::Over {
                x: place.x,
                y: place.y,
                count: paths.len(),
            })
        }
        DragDropEvent::Over { position } => {
            let place = position.to_logical::<f64>(factor);
            Some(WindowEvent::Over {
                x: place.x,
                y: place.y,
                count: 0,
            })
        }
        DragDropEvent::Drop { paths, position } => {
            let place = position.to_logical::<f64>(factor);
            let offer = state.offer(paths.clone());
            Some(WindowEvent::Dropped {
                x: place.x,
                y: place.y,
                offer,
            })
        }
        DragDropEvent::Leave => Some(WindowEvent::Left),
        _ => None,
    }
}
