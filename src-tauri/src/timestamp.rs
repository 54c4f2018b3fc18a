//! The one place that may use the network: a timestamp service that a person named.
//!
//! Off unless asked for with an address. The question holds the digest of the signature and nothing
//! else; the answer is checked by `pades` before it is believed. Source: RFC 3161, 3.4.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use pades::timestamp::{Service, Unanswered};
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

use crate::failure::{Failure, Kind};
use crate::wording;

/// How long a service may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a person is asked, meanwhile, whether to go on.
const GLANCE: Duration = Duration::from_millis(50);
/// Longest answer that is read: more than fits into a signature's place.
const LARGEST: u64 = 64 * 1024;

/// A timestamp service on the web.
pub struct WebService {
    address: String,
    agent: Agent,
}

impl WebService {
    /// The service at an address that begins with `http://` or `https://`. Nothing is asked yet.
    ///
    /// # Errors
    /// Wrong usage when it is no such address.
    pub fn at(address: &str) -> Result<Self, Failure> {
        let address = address.trim();
        let is_web = ["http://", "https://"]
            .iter()
            .any(|scheme| address.len() > scheme.len() && address.starts_with(scheme));
        if !is_web || address.chars().any(char::is_whitespace) {
            return Err(Failure::new(Kind::Usage, wording::not_a_service(address)));
        }
        // The system's own list of authorities, so that none is shipped and grows old.
        let tls = TlsConfig::builder()
            .provider(TlsProvider::NativeTls)
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let agent = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(2)
            .tls_config(tls)
            .build()
            .new_agent();
        Ok(Self {
            address: address.to_owned(),
            agent,
        })
    }

    /// Its address.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Service for WebService {
    fn answer(
        &mut self,
        request: &[u8],
        goes_on: &mut dyn FnMut() -> bool,
    ) -> Result<Vec<u8>, Unanswered> {
        let (agent, address, request) =
            (self.agent.clone(), self.address.clone(), request.to_vec());
        let (give, answered) = mpsc::channel();
        // Nobody can interrupt the system's own waiting: whoever gives up leaves it to a thread
        // that ends by itself, and whose answer nobody takes.
        std::thread::spawn(move || give.send(ask(&agent, &address, &request)));
        loop {
            match answered.recv_timeout(GLANCE) {
                Ok(answer) => return answer.map_err(|error| failed(error.to_string())),
                Err(RecvTimeoutError::Timeout) if goes_on() => {}
                Err(RecvTimeoutError::Timeout) => return Err(Unanswered::Cancelled),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(failed("the thread that asked has ended".to_owned()));
                }
            }
        }
    }
}

fn failed(reason: String) -> Unanswered {
    Unanswered::Failed { reason }
}

fn ask(agent: &Agent, address: &str, request: &[u8]) -> Result<Vec<u8>, ureq::Error> {
    let mut answer = agent
        .post(address)
        .header("Content-Type", "application/timestamp-query")
        .header("Accept", "application/timestamp-reply")
        .send(request)?;
    answer.body_mut().with_config().limit(LARGEST).read_to_vec()
}
