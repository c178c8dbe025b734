//! Opens http(s) addresses: the only place that speaks to the network.
//!
//! Nothing that a server says is trusted. An answer has a size and a time that it may take; a redirect is followed only
//! to where the address itself could have led; an address in a private network is opened only if the user gave it.

mod hosts;
mod words;

#[cfg(test)]
mod tests;

use std::error::Error as _;
use std::io::Read as _;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, Response};
use reqwest::header::{LOCATION, RETRY_AFTER};
use reqwest::{StatusCode, Url, redirect};

use crate::error::{Problem, Words};
use hosts::{PrivateHost, PublicHosts, is_loopback, is_private};

/// What says who asks, so that a service can tell us what we do wrong.
const USER_AGENT: &str = concat!(
    "dqcheck/",
    env!("CARGO_PKG_VERSION"),
    " (+",
    env!("CARGO_PKG_REPOSITORY"),
    ")"
);

/// How long a server may ask us to wait before we ask again.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// What an answer may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until there is a connection.
    pub connect: Duration,
    /// Until the answer begins, and between its parts.
    pub silence: Duration,
    /// For the whole answer.
    pub whole: Duration,
    /// Bytes of the answer, unpacked.
    pub body: u64,
    pub redirects: usize,
    /// How often an address is asked for when its server is not well.
    pub attempts: u32,
    /// Before it is asked again; each time twice as long, unless the server says how long.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(30),
            whole: Duration::from_secs(300),
            body: 64 << 20,
            redirects: 5,
            attempts: 4,
            pause: Duration::from_millis(500),
        }
    }
}

/// Fetches from addresses.
#[derive(Debug)]
pub struct Fetcher {
    client: Client,
    limits: Limits,
    /// The host that the user named, which may be in a private network.
    trusted: Option<String>,
}

/// Why there was no answer.
struct Failure {
    problem: Problem,
    /// `Some` if it may be better later: then, how long the server asked us to wait.
    passing: Option<Option<Duration>>,
}

impl Fetcher {
    /// `given` is an address that the user wrote; `None` if all addresses come from data.
    pub fn new(given: Option<&str>, limits: Limits) -> Result<Fetcher, Problem> {
        let given = given.map(parsed).transpose()?;
        let trusted = given
            .as_ref()
            .and_then(|url| url.host_str())
            .map(str::to_owned);
        // Another part of the program may have chosen one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = Client::builder()
            .user_agent(USER_AGENT)
            .connect_timeout(limits.connect)
            .timeout(limits.silence)
            // They are followed here, where each is looked at first.
            .redirect(redirect::Policy::none())
            .dns_resolver(Arc::new(PublicHosts {
                trusted: trusted.clone(),
            }));
        if given.as_ref().is_some_and(is_loopback) {
            // No proxy knows this machine by that name.
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| {
            Problem::new(&words::TLS)
                .with("address", given.map(String::from).unwrap_or_default())
                .with("detail", innermost(&error))
        })?;
        Ok(Fetcher {
            client,
            limits,
            trusted,
        })
    }

    /// The whole answer of `address`. A server that is not well is asked again after a pause.
    pub fn get(&self, address: &str) -> Result<Vec<u8>, Problem> {
        let url = parsed(address)?;
        let mut pause = self.limits.pause;
        for _ in 1..self.limits.attempts {
            match self.once(url.clone()) {
                Err(Failure {
                    passing: Some(asked),
                    ..
                }) => thread::sleep(asked.unwrap_or(pause)),
                done => return done.map_err(|failure| failure.problem),
            }
            pause *= 2;
        }
        self.once(url).map_err(|failure| failure.problem)
    }

    fn once(&self, mut url: Url) -> Result<Vec<u8>, Failure> {
        let end = Instant::now() + self.limits.whole;
        for _ in 0..=self.limits.redirects {
            self.admit(&url).map_err(Failure::lasting)?;
            let sent = self.client.get(url.clone()).send();
            let answer = sent.map_err(|error| Failure::of(&error, &url))?;
            let target = answer
                .status()
                .is_redirection()
                .then(|| answer.headers().get(LOCATION))
                .flatten();
            let Some(target) = target else {
                return self.read(answer, &url, end);
            };
            let next = target.to_str().ok().and_then(|to| url.join(to).ok());
            url = next.ok_or_else(|| Failure::lasting(told(&words::REDIRECTS, &url)))?;
        }
        Err(Failure::lasting(told(&words::REDIRECTS, &url)))
    }

    /// Whether an address may be opened at all, as far as its text tells.
    fn admit(&self, url: &Url) -> Result<(), Problem> {
        let trusted = self.trusted.is_some() && url.host_str() == self.trusted.as_deref();
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(url) => {}
            "http" => return Err(told(&words::NOT_HTTPS, url)),
            _ => return Err(told(&words::ADDRESS, url)),
        }
        if !trusted && is_private(url) {
            return Err(told(&words::PRIVATE, url));
        }
        Ok(())
    }

    fn read(&self, mut answer: Response, url: &Url, end: Instant) -> Result<Vec<u8>, Failure> {
        if answer.status() != StatusCode::OK {
            return Err(Failure::status(&answer, url));
        }
        let too_large = || {
            let limit = self.limits.body >> 20;
            Failure::lasting(told(&words::TOO_LARGE, url).with("limit", limit))
        };
        if answer
            .content_length()
            .is_some_and(|length| length > self.limits.body)
        {
            return Err(too_large());
        }
        let (mut body, mut part) = (Vec::new(), [0; 1 << 14]);
        loop {
            if Instant::now() > end {
                return Err(Failure::lasting(told(&words::TIMEOUT, url)));
            }
            let count = match answer.read(&mut part) {
                Ok(0) => return Ok(body),
                Ok(count) => count,
                Err(error) => {
                    let cause = error
                        .get_ref()
                        .and_then(|cause| cause.downcast_ref::<reqwest::Error>());
                    let slow = cause.is_some_and(reqwest::Error::is_timeout);
                    let words = if slow { &words::TIMEOUT } else { &words::CUT };
                    return Err(Failure {
                        problem: told(words, url),
                        passing: (!slow).then_some(None),
                    });
                }
            };
            body.extend_from_slice(&part[..count]);
            if body.len() as u64 > self.limits.body {
                return Err(too_large());
            }
        }
    }
}

impl Failure {
    /// One that would be the same the next time.
    fn lasting(problem: Problem) -> Failure {
        Failure {
            problem,
            passing: None,
        }
    }

    fn status(answer: &Response, url: &Url) -> Failure {
        let status = answer.status();
        let words = match status.as_u16() {
            404 | 410 => &words::NOT_FOUND,
            401 | 403 => &words::FORBIDDEN,
            407 => &words::PROXY,
            429 => &words::BUSY,
            500.. => &words::SERVER,
            _ => &words::STATUS,
        };
        let after = answer.headers().get(RETRY_AFTER);
        let asked = after
            .and_then(|value| value.to_str().ok()?.trim().parse().ok())
            .map(Duration::from_secs);
        let again = matches!(status.as_u16(), 429 | 500 | 502 | 503 | 504);
        let soon = asked.is_none_or(|asked| asked <= LONGEST_PAUSE);
        let mut problem = told(words, url).with("status", u64::from(status.as_u16()));
        if words == &words::PROXY {
            problem = problem.with("detail", status.to_string());
        }
        Failure {
            problem,
            passing: (again && soon).then_some(asked),
        }
    }

    /// What kept us from an answer.
    fn of(error: &reqwest::Error, url: &Url) -> Failure {
        let mut causes = Vec::new();
        let mut cause = error.source();
        while let Some(inner) = cause {
            causes.push(inner);
            cause = inner.source();
        }
        let any = |is: fn(&(dyn std::error::Error + 'static)) -> bool| {
            causes.iter().any(|cause| is(*cause))
        };
        let words = if any(|cause| cause.is::<PrivateHost>()) {
            &words::PRIVATE
        } else if error.is_timeout() {
            &words::TIMEOUT
        } else if any(|cause| cause.to_string().contains("tunnel")) {
            &words::PROXY
        } else if any(is_tls) {
            &words::TLS
        } else if error.is_dns() {
            &words::NO_HOST
        } else if error.is_connect() {
            &words::CONNECT
        } else {
            &words::CUT
        };
        Failure {
            problem: told(words, url).with("detail", innermost(error)),
            passing: (words == &words::CUT).then_some(None),
        }
    }
}

/// The cause is within an error of the system where the connection itself met it.
fn is_tls(cause: &(dyn std::error::Error + 'static)) -> bool {
    let within = cause
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    cause.is::<rustls::Error>() || within.is_some_and(|cause| cause.is::<rustls::Error>())
}

fn parsed(address: &str) -> Result<Url, Problem> {
    let url = Url::parse(address).ok().filter(Url::has_host);
    url.ok_or_else(|| Problem::new(&words::ADDRESS).with("address", address))
}

fn told(words: &'static Words, url: &Url) -> Problem {
    Problem::new(words)
        .with("address", url.as_str())
        .with("host", url.host_str().unwrap_or_default())
}

/// The last cause is the one that says something.
fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    let mut inner = error;
    while let Some(cause) = inner.source() {
        inner = cause;
    }
    inner.to_string()
}
