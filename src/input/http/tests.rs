//! Against a small server on this machine that says what servers say.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// A server that gives one answer after the other, the last one again and again.
struct Server {
    address: String,
    port: u16,
    asked: Arc<AtomicUsize>,
}

impl Server {
    /// `{port}` in an answer is that of the server; an empty answer is none at all.
    fn new(answers: &[&str]) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(AtomicUsize::new(0));
        let answers: Vec<String> = answers
            .iter()
            .map(|answer| answer.replace("{port}", &port.to_string()))
            .collect();
        let count = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let at = count.fetch_add(1, Ordering::SeqCst);
                let answer = answers[at.min(answers.len() - 1)].clone();
                thread::spawn(move || serve(stream, &answer));
            }
        });
        Server {
            address: format!("http://127.0.0.1:{port}/"),
            port,
            asked,
        }
    }

    fn get(&self) -> Result<Vec<u8>, Problem> {
        Fetcher::new(Some(&self.address), QUICK)?.get(&self.address)
    }

    fn refusal(&self) -> &'static str {
        self.get().expect_err("it is refused").words.id
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn serve(mut stream: TcpStream, answer: &str) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let mut agent = false;
    while let Some(Ok(line)) = lines.next() {
        agent |= line.starts_with("user-agent: dqcheck/") && line.contains("https://");
        if line.is_empty() {
            break;
        }
    }
    assert!(agent, "we say who we are");
    if answer.is_empty() {
        // Longer than anybody waits here.
        thread::sleep(Duration::from_secs(5));
    }
    let _ = stream.write_all(answer.as_bytes());
}

const QUICK: Limits = Limits {
    connect: Duration::from_secs(2),
    silence: Duration::from_millis(300),
    whole: Duration::from_secs(2),
    body: 1 << 20,
    redirects: 3,
    attempts: 3,
    pause: Duration::from_millis(10),
};

const GOOD: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]";

#[test]
fn a_good_answer_is_given_whole() {
    let server = Server::new(&[GOOD]);
    assert_eq!(server.get().unwrap(), b"[]");
    assert_eq!(server.asked(), 1);
}

#[test]
fn a_server_that_is_not_well_is_asked_again() {
    for status in ["500 Oh", "502 Oh", "503 Oh", "429 Oh\r\nRetry-After: 0"] {
        let bad = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        let server = Server::new(&[&bad, GOOD]);
        assert_eq!(server.get().unwrap(), b"[]", "{status}");
    }
    let server =
        Server::new(&["HTTP/1.1 503 Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"]);
    assert_eq!(server.refusal(), "http-server");
    assert_eq!(server.asked(), 3);
}

#[test]
fn a_server_that_wants_us_to_wait_for_long_is_believed() {
    let server = Server::new(&[
        "HTTP/1.1 429 Oh\r\nRetry-After: 86400\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ]);
    assert_eq!(server.refusal(), "http-busy");
    assert_eq!(server.asked(), 1);
}

#[test]
fn what_is_not_there_is_not_asked_for_again() {
    for (status, id) in [
        ("404", "http-not-found"),
        ("403", "http-forbidden"),
        ("400", "http-status"),
        ("204", "http-status"),
    ] {
        let answer =
            format!("HTTP/1.1 {status} Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        let server = Server::new(&[&answer]);
        assert_eq!(server.refusal(), id);
        assert_eq!(server.asked(), 1);
    }
}

#[test]
fn an_answer_that_breaks_off_is_never_taken_for_whole() {
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\nConnection: close\r\n\r\n[";
    let server = Server::new(&[cut]);
    assert_eq!(server.refusal(), "http-cut");
    assert_eq!(server.asked(), 3);
    assert_eq!(Server::new(&[cut, GOOD]).get().unwrap(), b"[]");
}

#[test]
fn a_server_that_says_nothing_is_left() {
    assert_eq!(Server::new(&[""]).refusal(), "http-timeout");
    let begun = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n[";
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(begun.as_bytes()).unwrap();
        thread::sleep(Duration::from_secs(1));
    });
    let fetcher = Fetcher::new(Some(&address), QUICK).unwrap();
    assert_eq!(fetcher.get(&address).unwrap_err().words.id, "http-timeout");
    server.join().unwrap();
}

#[test]
fn a_huge_answer_is_not_kept() {
    let told = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n[";
    assert_eq!(Server::new(&[told]).refusal(), "http-too-large");
    let untold = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}",
        " ".repeat(2 << 20)
    );
    assert_eq!(Server::new(&[&untold]).refusal(), "http-too-large");
}

#[test]
fn a_redirect_goes_no_farther_than_the_address_could_have() {
    let to = |target: &str| {
        format!(
            "HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )
    };
    let server = Server::new(&[&to("/there"), &to("http://127.0.0.1:{port}/again"), GOOD]);
    assert_eq!(server.get().unwrap(), b"[]");
    // Another server of a private network, which nobody named.
    let other = Server::new(&[GOOD]);
    for target in [
        format!("http://localhost:{}/", other.port),
        "https://192.168.0.1/".to_owned(),
        "https://169.254.169.254/latest/meta-data".to_owned(),
    ] {
        assert_eq!(Server::new(&[&to(&target)]).refusal(), "http-private");
    }
    assert_eq!(other.asked(), 0);
    let refusal = |target: &str| Server::new(&[&to(target)]).refusal();
    assert_eq!(refusal("http://example.org/"), "http-not-encrypted");
    assert_eq!(refusal("file:///etc/passwd"), "http-address");
    assert_eq!(refusal("/round"), "http-redirects");
}

#[test]
fn addresses_that_nobody_may_open_are_refused_unasked() {
    let refusal = |given: Option<&str>, address: &str| {
        let fetcher = Fetcher::new(given, QUICK)?;
        fetcher.get(address).map(drop)
    };
    let id = |given, address| refusal(given, address).unwrap_err().words.id;
    assert_eq!(id(None, "data.csv"), "http-address");
    assert_eq!(id(None, "ftp://example.org/a"), "http-address");
    assert_eq!(id(None, "http://example.org/a"), "http-not-encrypted");
    assert_eq!(id(None, "http://127.0.0.1:9/"), "http-private");
    assert_eq!(id(None, "https://localhost/"), "http-private");
    assert_eq!(
        id(Some("https://a.fr"), "https://10.0.0.1/"),
        "http-private"
    );
}

#[test]
fn nobody_at_the_other_end_is_told_as_such() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", free.local_addr().unwrap());
    drop(free);
    let fetcher = Fetcher::new(Some(&address), QUICK).unwrap();
    assert_eq!(fetcher.get(&address).unwrap_err().words.id, "http-connect");
}
