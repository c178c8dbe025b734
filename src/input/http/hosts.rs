//! Which hosts may be asked: an address that comes from data must not lead into the network of whoever runs dqcheck.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs as _};

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Finds the addresses of a name, and keeps those that are public; of the trusted name, all.
pub(super) struct PublicHosts {
    pub(super) trusted: Option<String>,
}

/// A name all of whose addresses are private.
#[derive(Debug)]
pub(super) struct PrivateHost;

impl Resolve for PublicHosts {
    fn resolve(&self, name: Name) -> Resolving {
        let trusted = self.trusted.as_deref() == Some(name.as_str());
        Box::pin(async move {
            // The connection asks for the port itself.
            let all = (name.as_str(), 0).to_socket_addrs()?;
            let allowed: Vec<SocketAddr> = all
                .filter(|address| trusted || is_public(address.ip()))
                .collect();
            if allowed.is_empty() {
                return Err(PrivateHost.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

impl fmt::Display for PrivateHost {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("private")
    }
}

impl std::error::Error for PrivateHost {}

/// Whether the text of an address names this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    url.host_str() == Some("localhost") || ip(url).is_some_and(|ip| ip.is_loopback())
}

/// Whether the text of an address leads to a place that is not public.
pub(super) fn is_private(url: &Url) -> bool {
    is_loopback(url) || ip(url).is_some_and(|ip| !is_public(ip))
}

fn ip(url: &Url) -> Option<IpAddr> {
    let host = url.host_str()?;
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    bare.unwrap_or(host).parse().ok()
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => match embedded(ip) {
            Some(ip) => is_public_v4(ip),
            // 2000::/3 is all that has been given out.
            None => ip.segments()[0] & 0xe000 == 0x2000,
        },
    }
}

/// What is public according to the IANA registry of special addresses.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(a == 0
        || a >= 240
        || ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || (a == 100 && b & 0xc0 == 64)
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && b & 0xfe == 18))
}

/// The older address that a newer one stands for: mapped, translated (64:ff9b::) or tunnelled (2002::).
fn embedded(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, c, ..] = ip.segments();
    let octets = ip.octets();
    match (a, b) {
        (0x2002, _) => {
            let ([b1, b2], [c1, c2]) = (b.to_be_bytes(), c.to_be_bytes());
            Some(Ipv4Addr::new(b1, b2, c1, c2))
        }
        (0x64, 0xff9b) => Some(Ipv4Addr::new(
            octets[12], octets[13], octets[14], octets[15],
        )),
        _ => ip.to_ipv4_mapped(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_public_is_private_however_it_is_written() {
        let private = |address: &str| is_private(&Url::parse(address).unwrap());
        for address in [
            "http://localhost/",
            "http://127.1/",
            "http://2130706433/",
            "https://10.0.0.1/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest",
            "https://100.64.0.1/",
            "https://0.0.0.0/",
            "https://[::1]/",
            "https://[fd00::1]/",
            "https://[fe80::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://[64:ff9b::a00:1]/",
            "https://[2002:a00:1::]/",
        ] {
            assert!(private(address), "{address}");
        }
        for address in [
            "https://geo.api.gouv.fr/",
            "https://9.9.9.9/",
            "https://[2001:4860::1]/",
        ] {
            assert!(!private(address), "{address}");
        }
    }
}
