//! The executable under test, built once, and a quiet way to run it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap()
}

/// The executable, with scripted dialogs.
pub fn executable() -> &'static Path {
    static EXECUTABLE: OnceLock<PathBuf> = OnceLock::new();
    EXECUTABLE.get_or_init(|| {
        let output = Command::new(env!("CARGO"))
            // The whole workspace, so that its parts are those that the tests were built with.
            .args([
                "build",
                "--workspace",
                "--features",
                "label-mentorat/scripted-dialogs",
            ])
            .args(["--message-format", "json-render-diagnostics"])
            .current_dir(root())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let messages = String::from_utf8(output.stdout).unwrap();
        let mut found = messages.lines().filter_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            let is_ours = message["target"]["name"] == "label-mentorat";
            is_ours.then_some(())?;
            Some(PathBuf::from(message["executable"].as_str()?))
        });
        found.next().expect("cargo names the executable")
    })
}

/// What a run of the executable gave.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the executable with these arguments, without a display.
pub fn run(arguments: &[&str]) -> Ran {
    run_with(arguments, &[])
}

/// As [`run`], with variables set.
pub fn run_with(arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(executable());
    command
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("SOURCE_DATE_EPOCH");
    command
        .envs(variables.iter().copied())
        .stdin(std::process::Stdio::null());
    ran(&command.output().unwrap())
}

fn ran(output: &Output) -> Ran {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let code = output.status.code().expect("the executable ends by itself");
    Ran {
        code,
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The home of a window whose workspace holds the example, and a dossier that came from elsewhere.
pub fn home_with_example(folder: &Path) -> (PathBuf, PathBuf) {
    let ran = run(&["demo", "--out", text(&folder.join("demo"))]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let home = folder.join("home");
    std::fs::create_dir(&home).unwrap();
    import_example(&folder.join("demo"), &home);
    (home, folder.join("demo/dossier.pdf"))
}

/// Takes the example of a folder, with its evidence, into the workspace of that home.
pub fn import_example(example: &Path, home: &Path) {
    let ran = run(&[
        "import",
        text(&example.join("assessment.json")),
        "--evidence",
        text(&example.join("evidence")),
        "--workspace",
        text(&home.join("espace-de-travail.mentorat")),
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
}
