//! Tells Tauri where this app keeps its capabilities and permissions, since the package is at the root
//! of the repository and its core below it.

use std::{fs, io, path::Path};

/// The built interface, as `tauri.conf.json` names it.
const INTERFACE: &str = "src-ui/dist";

/// Stands where the interface will be, so that a plain `cargo build` works before it was ever built.
const PLACEHOLDER: &str = "<!doctype html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>Houseguest</title></head>
<body><main><h1>The interface is not built yet</h1><p>Run <code>./x run</code>: it builds the interface, then the app.</p></main></body>
</html>
";

fn main() -> io::Result<()> {
    ensure_interface(Path::new(INTERFACE))?;
    for watched in ["src-tauri/capabilities", "src-tauri/permissions", INTERFACE, "tauri.conf.json"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let windows = tauri_build::WindowsAttributes::new().window_icon_path("assets/icons/icon.ico");
    let app = tauri_build::AppManifest::new().permissions_path_pattern("src-tauri/permissions/**/*");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/**/*")
        .app_manifest(app)
        .windows_attributes(windows);
    tauri_build::try_build(attributes).map_err(io::Error::other)
}

/// Writes the placeholder unless there is an interface.
fn ensure_interface(folder: &Path) -> io::Result<()> {
    let index = folder.join("index.html");
    if index.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    fs::write(index, PLACEHOLDER)
}
