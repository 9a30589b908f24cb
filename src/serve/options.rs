//! [`ServeOptions`]: how to serve.

/// How to serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServeOptions {
    /// The address to listen on, or its name: `127.0.0.1`, `localhost`, `::1`, `0.0.0.0`.
    pub host: String,
    /// The port to listen on.
    pub port: Port,
    /// Whether pages get the script that keeps them up to date.
    pub live_reload: bool,
    /// For how many seconds browsers may cache answers; GitHub Pages allows 600. `None`: not at all.
    pub max_age: Option<u32>,
}

/// Which port to listen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one or, if it is busy, the next free one.
    From(u16),
    /// This one and no other; 0 lets the system choose.
    Exactly(u16),
}
