//! What `serve` and `preview` have in common: an address of this machine, printed and opened.

use std::io::{self, Write as _};
use std::process::{Command, Stdio};
use std::thread;

use nutgraf::serve::{Port, ServeOptions, Server};

/// A local server as requested.
pub(crate) struct Local<'a> {
    /// The address to listen on, or its name.
    pub(crate) host: &'a str,
    /// The port; without one, `usual` or the next free one.
    pub(crate) port: Option<u16>,
    /// The port that is used if none was given.
    pub(crate) usual: u16,
    /// Whether to open the browser.
    pub(crate) open: bool,
    /// What everybody who reaches the address can read.
    pub(crate) shows: &'static str,
}

impl Local<'_> {
    /// Returns how to serve pages that keep themselves up to date.
    pub(crate) fn options(&self) -> ServeOptions {
        ServeOptions {
            // In a URL, an IPv6 address has brackets.
            host: self.host.trim_matches(['[', ']']).to_owned(),
            port: self.port.map_or(Port::From(self.usual), Port::Exactly),
            live_reload: true,
            max_age: None,
        }
    }

    /// Prints the address, before anything else; warns if it is reachable from other machines, and opens it in the
    /// browser if requested.
    pub(crate) fn announce(&self, server: &Server, url: &str) -> anyhow::Result<()> {
        writeln!(io::stdout().lock(), "{url}")?;
        if !server.address().ip().is_loopback() {
            let (shows, port) = (self.shows, server.address().port());
            let warning = format!(
                "anyone who can reach this machine can read {shows} at its address and port {port}"
            );
            writeln!(io::stderr().lock(), "{warning}")?;
        }
        if self.open
            && let Err(cause) = browse(url)
        {
            writeln!(io::stderr().lock(), "cannot open a browser: {cause}")?;
        }
        Ok(())
    }
}

/// Opens an address in the browser. Nothing waits for it.
fn browse(url: &str) -> io::Result<()> {
    let (program, first) = if cfg!(target_os = "macos") {
        ("open", None)
    } else if cfg!(windows) {
        ("rundll32", Some("url.dll,FileProtocolHandler"))
    } else {
        ("xdg-open", None)
    };
    let mut command = Command::new(program);
    command.args(first).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // We must wait for it, or it stays as a dead process for as long as we run.
    thread::spawn(move || drop(child.wait()));
    Ok(())
}
