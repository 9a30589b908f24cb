//! [`Server`]: finds a port and listens on it. `server.rs` does the rest.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs as _};

use crate::serve::limits::Limits;
use crate::serve::{Port, ServeOptions};

/// How many ports after the wanted one are tried before the system chooses one.
const TRIES: u16 = 50;

/// A server that listens but does not answer until [`Server::run`].
#[derive(Debug)]
pub struct Server {
    pub(super) listener: TcpListener,
    pub(super) address: SocketAddr,
    pub(super) options: ServeOptions,
    pub(super) limits: Limits,
}

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The host is neither an address nor the name of one.
    #[error(
        "cannot listen on `{host}`: {cause}; use `127.0.0.1` for this machine alone, `0.0.0.0` for its whole network"
    )]
    Host {
        /// What was given.
        host: String,
        /// What the system says.
        cause: io::Error,
    },
    /// Another program is listening there.
    #[error(
        "port {port} is in use by another program; stop that program, choose another port, or leave out `--port` to get a free one"
    )]
    Busy {
        /// The port.
        port: u16,
    },
    /// The system does not let us listen there.
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        cause: io::Error,
    },
    /// The system does not provide timers, threads or signals.
    #[error("cannot start the server: {0}")]
    Start(io::Error),
}

impl Server {
    /// Listens on the first port that `options` allow.
    pub fn bind(options: &ServeOptions) -> Result<Self, ServeError> {
        let ip = resolve(&options.host)?;
        let listener = match options.port {
            Port::Exactly(port) => listen(ip, port)?,
            Port::From(port) => listen_from(ip, port)?,
        };
        let address = listener.local_addr().map_err(ServeError::Start)?;
        listener.set_nonblocking(true).map_err(ServeError::Start)?;
        Ok(Self { listener, address, options: options.clone(), limits: Limits::default() })
    }

    /// Returns the address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the address to type into a browser on this machine: `http://127.0.0.1:4747/repo/`.
    pub fn url(&self, base_path: &str) -> String {
        let port = self.address.port();
        match self.address.ip() {
            // Every address: show one that works here.
            ip if ip.is_unspecified() && ip.is_ipv4() => {
                format!("http://{}:{port}{base_path}", Ipv4Addr::LOCALHOST)
            }
            ip if ip.is_unspecified() => {
                format!("http://[{}]:{port}{base_path}", Ipv6Addr::LOCALHOST)
            }
            _ if self.options.host.parse::<IpAddr>().is_err() => {
                format!("http://{}:{port}{base_path}", self.options.host)
            }
            _ => format!("http://{}{base_path}", self.address),
        }
    }
}

/// Returns the address of a host. Nothing is looked up for an address, or for `localhost`, which some systems do not
/// know.
fn resolve(host: &str) -> Result<IpAddr, ServeError> {
    if let Ok(ip) = host.parse() {
        return Ok(ip);
    }
    if host.eq_ignore_ascii_case("localhost") {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    let failed = |cause| ServeError::Host { host: host.to_owned(), cause };
    let mut found = (host, 0).to_socket_addrs().map_err(failed)?;
    let first = found.next().ok_or_else(|| failed(io::ErrorKind::NotFound.into()))?;
    Ok(first.ip())
}

fn listen(ip: IpAddr, port: u16) -> Result<TcpListener, ServeError> {
    let address = SocketAddr::new(ip, port);
    TcpListener::bind(address).map_err(|cause| match cause.kind() {
        io::ErrorKind::AddrInUse => ServeError::Busy { port },
        _ => ServeError::Listen { address, cause },
    })
}

/// Listens on `port` or one of the next ones, or else on any free port.
fn listen_from(ip: IpAddr, port: u16) -> Result<TcpListener, ServeError> {
    for port in port..=port.saturating_add(TRIES) {
        match listen(ip, port) {
            Err(ServeError::Busy { .. }) => {}
            // Windows reserves ranges of ports and reports it like this.
            Err(ServeError::Listen { cause, .. })
                if cause.kind() == io::ErrorKind::PermissionDenied => {}
            done => return done,
        }
    }
    listen(ip, 0)
}
