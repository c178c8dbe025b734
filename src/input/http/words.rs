//! What is said when an address cannot be read.

use dqcheck_core::message::Text;

use crate::error::Words;

pub(super) static ADDRESS: Words = Words {
    id: "http-address",
    message: Text {
        en: "“{address}” is no address that can be opened.",
        fr: "« {address} » n'est pas une adresse qui peut être ouverte.",
    },
    help: Text {
        en: "An address begins with https://, for example https://geo.api.gouv.fr.",
        fr: "Une adresse commence par https://, par exemple https://geo.api.gouv.fr.",
    },
};

pub(super) static NOT_HTTPS: Words = Words {
    id: "http-not-encrypted",
    message: Text {
        en: "The address “{address}” is not encrypted: somebody on the way could change the answer.",
        fr: "L'adresse « {address} » n'est pas chiffrée : la réponse pourrait être modifiée en chemin.",
    },
    help: Text {
        en: "Write https:// in place of http://. If the server has no https, download the files with a browser and give their folder.",
        fr: "Écrivez https:// à la place de http://. Si le serveur n'a pas de https, téléchargez les fichiers avec un navigateur et indiquez leur dossier.",
    },
};

pub(super) static PRIVATE: Words = Words {
    id: "http-private",
    message: Text {
        en: "“{address}” leads into a private network, and you did not name this server.",
        fr: "« {address} » mène à un réseau privé, et vous n'avez pas désigné ce serveur.",
    },
    help: Text {
        en: "If you trust the server “{host}”, give its address yourself on the command line.",
        fr: "Si vous faites confiance au serveur « {host} », donnez vous-même son adresse dans la commande.",
    },
};

pub(super) static NO_HOST: Words = Words {
    id: "http-no-host",
    message: Text {
        en: "The server “{host}” was not found ({detail}).",
        fr: "Le serveur « {host} » est introuvable ({detail}).",
    },
    help: Text {
        en: "Check that this computer is connected to the internet, and the spelling of the address. Behind a proxy, set HTTPS_PROXY.",
        fr: "Vérifiez que cet ordinateur est relié à internet, et l'orthographe de l'adresse. Derrière un proxy, définissez HTTPS_PROXY.",
    },
};

pub(super) static CONNECT: Words = Words {
    id: "http-connect",
    message: Text {
        en: "There is no connection to the server “{host}” ({detail}).",
        fr: "La connexion au serveur « {host} » est impossible ({detail}).",
    },
    help: NO_HOST.help,
};

pub(super) static PROXY: Words = Words {
    id: "http-proxy",
    message: Text {
        en: "The proxy of your network did not let “{address}” through ({detail}).",
        fr: "Le proxy de votre réseau n'a pas laissé passer « {address} » ({detail}).",
    },
    help: Text {
        en: "Check the variables HTTPS_PROXY and NO_PROXY, with name and password if the proxy wants them, or ask whoever runs your network to allow “{host}”.",
        fr: "Vérifiez les variables HTTPS_PROXY et NO_PROXY, avec le nom et le mot de passe si le proxy les demande, ou demandez à votre service informatique d'autoriser « {host} ».",
    },
};

pub(super) static TLS: Words = Words {
    id: "http-certificate",
    message: Text {
        en: "The server of “{address}” could not prove that it is the right one: {detail}.",
        fr: "Le serveur de « {address} » n'a pas pu prouver son identité : {detail}.",
    },
    help: Text {
        en: "Check the date of this computer and its root certificates. If your network looks into encrypted traffic, its certificate must be known to the system: ask whoever runs it.",
        fr: "Vérifiez la date de cet ordinateur et ses certificats racine. Si votre réseau inspecte le trafic chiffré, son certificat doit être connu du système : voyez votre service informatique.",
    },
};

pub(super) static TIMEOUT: Words = Words {
    id: "http-timeout",
    message: Text {
        en: "The server “{host}” takes too long to answer.",
        fr: "Le serveur « {host} » met trop de temps à répondre.",
    },
    help: Text {
        en: "Try again later. If it goes on, check the connection of this computer.",
        fr: "Réessayez plus tard. Si cela continue, vérifiez la connexion de cet ordinateur.",
    },
};

pub(super) static NOT_FOUND: Words = Words {
    id: "http-not-found",
    message: Text {
        en: "There is nothing at “{address}” (answer {status}).",
        fr: "Il n'y a rien à l'adresse « {address} » (réponse {status}).",
    },
    help: Text {
        en: "Check the spelling of the address. The service may also have changed: look for a newer version of dqcheck.",
        fr: "Vérifiez l'orthographe de l'adresse. Le service a peut-être aussi changé : cherchez une version plus récente de dqcheck.",
    },
};

pub(super) static FORBIDDEN: Words = Words {
    id: "http-forbidden",
    message: Text {
        en: "The server does not let us read “{address}” (answer {status}).",
        fr: "Le serveur ne permet pas de lire « {address} » (réponse {status}).",
    },
    help: Text {
        en: "Check that the address can be opened in a browser without a password.",
        fr: "Vérifiez que l'adresse s'ouvre dans un navigateur sans mot de passe.",
    },
};

pub(super) static BUSY: Words = Words {
    id: "http-busy",
    message: Text {
        en: "The server “{host}” has been asked too often (answer {status}).",
        fr: "Le serveur « {host} » a reçu trop de demandes (réponse {status}).",
    },
    help: Text {
        en: "Wait a few minutes, then try again.",
        fr: "Attendez quelques minutes, puis réessayez.",
    },
};

pub(super) static SERVER: Words = Words {
    id: "http-server",
    message: Text {
        en: "The server “{host}” is not well (answer {status}).",
        fr: "Le serveur « {host} » est en panne (réponse {status}).",
    },
    help: Text {
        en: "It was asked several times. Try again later.",
        fr: "Plusieurs essais ont été faits. Réessayez plus tard.",
    },
};

pub(super) static STATUS: Words = Words {
    id: "http-status",
    message: Text {
        en: "The server answered “{address}” with {status}, which is not what was asked for.",
        fr: "Le serveur a répondu {status} à « {address} », ce qui n'est pas la réponse attendue.",
    },
    help: NOT_FOUND.help,
};

pub(super) static REDIRECTS: Words = Words {
    id: "http-redirects",
    message: Text {
        en: "“{address}” leads on and on, or to no address.",
        fr: "« {address} » renvoie sans fin d'une adresse à l'autre, ou vers aucune.",
    },
    help: Text {
        en: "Open the address in a browser, and give the one where it ends.",
        fr: "Ouvrez l'adresse dans un navigateur, et donnez celle à laquelle il arrive.",
    },
};

pub(super) static CUT: Words = Words {
    id: "http-cut",
    message: Text {
        en: "The answer of “{address}” broke off before its end.",
        fr: "La réponse de « {address} » s'est interrompue avant la fin.",
    },
    help: Text {
        en: "It was asked several times. Try again, and check the connection if it goes on.",
        fr: "Plusieurs essais ont été faits. Réessayez, et vérifiez la connexion si cela continue.",
    },
};

pub(super) static TOO_LARGE: Words = Words {
    id: "http-too-large",
    message: Text {
        en: "The answer of “{address}” is larger than the {limit} MiB that are read.",
        fr: "La réponse de « {address} » dépasse les {limit} Mio qui sont lus.",
    },
    help: Text {
        en: "Check that the address is the right one.",
        fr: "Vérifiez que c'est la bonne adresse.",
    },
};
