//! What the official service says of the communes of today, or what was saved of it in a folder.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use dqcheck_core::message::Text;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Problem, Words};
use crate::input::not_read;

/// Where the communes of today are asked for, unless somebody says otherwise.
pub(super) const SERVICE: &str = "https://geo.api.gouv.fr";

/// More than a document can have: the communes of France are 4 MB.
const LARGEST: u64 = 64 << 20;

/// The three documents.
#[derive(Debug)]
pub(super) struct Documents {
    pub(super) communes: Vec<Commune>,
    pub(super) epcis: Vec<Epci>,
    pub(super) parts: Vec<Part>,
}

/// A commune or an arrondissement.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Commune {
    pub(super) code: String,
    pub(super) nom: String,
    #[serde(default)]
    pub(super) codes_postaux: Vec<String>,
    pub(super) code_epci: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Epci {
    pub(super) code: String,
    pub(super) nom: String,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
}

/// A commune associée or déléguée, which was a commune once.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Part {
    pub(super) code: String,
    pub(super) nom: String,
    pub(super) chef_lieu: Option<String>,
}

/// A document: its name in the service and, with `.json`, in a folder; and what is asked of it.
struct Document {
    name: &'static str,
    query: &'static str,
}

const COMMUNES: Document = Document {
    name: "communes",
    query: "fields=code,nom,codesPostaux,codeEpci&type=commune-actuelle,arrondissement-municipal&zone=metro,drom,com",
};
const EPCIS: Document = Document {
    name: "epcis",
    query: "fields=code,nom,type&zone=metro,drom",
};
const PARTS: Document = Document {
    name: "communes_associees_deleguees",
    query: "fields=code,nom,chefLieu&type=commune-associee,commune-deleguee",
};

/// Reads the documents of a folder.
pub(super) fn from_folder(folder: &Path) -> Result<Documents, Problem> {
    read(|document| {
        let path = folder.join(format!("{}.json", document.name));
        let mut bytes = Vec::new();
        let file = File::open(&path);
        let read = file.and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
        read.map_err(|error| not_read(&path, &error))?;
        let name = path.to_string_lossy().into_owned();
        if bytes.len() as u64 > LARGEST {
            let limit = LARGEST >> 20;
            return Err(Problem::new(&TOO_LARGE)
                .with("place", name)
                .with("limit", limit));
        }
        Ok((name, bytes))
    })
}

/// Fetches the documents from a service.
#[cfg(feature = "net")]
pub(super) fn from_service(base: &str) -> Result<Documents, Problem> {
    use crate::input::http::{Fetcher, Limits};
    let limits = Limits {
        body: LARGEST,
        ..Limits::default()
    };
    let fetcher = Fetcher::new(Some(base), limits)?;
    read(|document| {
        let (base, name) = (base.trim_end_matches('/'), document.name);
        let address = format!("{base}/{name}?{}", document.query);
        let bytes = fetcher.get(&address)?;
        Ok((address, bytes))
    })
}

#[cfg(not(feature = "net"))]
pub(super) fn from_service(_: &str) -> Result<Documents, Problem> {
    let addresses = [COMMUNES, EPCIS, PARTS]
        .map(|document| format!("{SERVICE}/{}?{}", document.name, document.query));
    Err(Problem::new(&NO_NETWORK).with("addresses", addresses.to_vec()))
}

fn read(
    mut bytes: impl FnMut(&Document) -> Result<(String, Vec<u8>), Problem>,
) -> Result<Documents, Problem> {
    let mut next = |document| bytes(document);
    Ok(Documents {
        communes: parsed(next(&COMMUNES)?)?,
        epcis: parsed(next(&EPCIS)?)?,
        parts: parsed(next(&PARTS)?)?,
    })
}

fn parsed<T: DeserializeOwned>((place, bytes): (String, Vec<u8>)) -> Result<T, Problem> {
    serde_json::from_slice(&bytes).map_err(|error| {
        let words = if bytes.trim_ascii_start().starts_with(b"<") {
            &A_PAGE
        } else if error.is_eof() {
            &CUT
        } else {
            &NOT_JSON
        };
        Problem::new(words)
            .with("place", place)
            .with("detail", error.to_string())
    })
}

static A_PAGE: Words = Words {
    id: "reference-page",
    message: Text {
        en: "“{place}” is a web page, and not the list of communes.",
        fr: "« {place} » est une page web, et non la liste des communes.",
    },
    help: Text {
        en: "Your network may want you to log in first: open any page in a browser. If the service is being repaired, try again later.",
        fr: "Votre réseau demande peut-être une connexion préalable : ouvrez une page quelconque dans un navigateur. Si le service est en maintenance, réessayez plus tard.",
    },
};

static CUT: Words = Words {
    id: "reference-cut",
    message: Text {
        en: "“{place}” breaks off before its end.",
        fr: "« {place} » s'interrompt avant la fin.",
    },
    help: Text {
        en: "Try again, or download it again.",
        fr: "Réessayez, ou téléchargez-le de nouveau.",
    },
};

static TOO_LARGE: Words = Words {
    id: "reference-too-large",
    message: Text {
        en: "“{place}” is larger than {limit} MiB, which the list of communes is not.",
        fr: "« {place} » dépasse {limit} Mio, ce qui est trop pour la liste des communes.",
    },
    help: Text {
        en: "Check that the folder is the right one, or download the list again.",
        fr: "Vérifiez que le dossier est le bon, ou téléchargez de nouveau la liste.",
    },
};

static NOT_JSON: Words = Words {
    id: "reference-not-json",
    message: Text {
        en: "“{place}” is not the list that the service gives: {detail}.",
        fr: "« {place} » n'est pas la liste que donne le service : {detail}.",
    },
    help: Text {
        en: "Check that the address is that of the service, https://geo.api.gouv.fr. If it is, the service has changed: look for a newer version of dqcheck.",
        fr: "Vérifiez que l'adresse est celle du service, https://geo.api.gouv.fr. Si c'est le cas, le service a changé : cherchez une version plus récente de dqcheck.",
    },
};

#[cfg(not(feature = "net"))]
static NO_NETWORK: Words = Words {
    id: "reference-no-network",
    message: Text {
        en: "This dqcheck was built without access to the network.",
        fr: "Ce dqcheck a été compilé sans accès au réseau.",
    },
    help: Text {
        en: "Save these pages as communes.json, epcis.json and communes_associees_deleguees.json, and give their folder with --from: {addresses}",
        fr: "Enregistrez ces pages sous les noms communes.json, epcis.json et communes_associees_deleguees.json, et indiquez leur dossier avec --from : {addresses}",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_is_too_large_is_not_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let file = File::create(folder.path().join("communes.json")).unwrap();
        file.set_len(LARGEST + 1).unwrap();
        let problem = from_folder(folder.path()).unwrap_err();
        assert_eq!(problem.words.id, "reference-too-large");
    }
}
