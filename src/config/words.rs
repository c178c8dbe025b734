//! What is said of a configuration that is not right.

use dqcheck_core::message::Text;

use crate::error::Words;

pub(super) const A_TABLE: Text = Text {
    en: "a table is wanted here",
    fr: "il faut ici une table",
};
pub(super) const A_TEXT: Text = Text {
    en: "a text between quotes is wanted here",
    fr: "il faut ici un texte entre guillemets",
};
pub(super) const DATASETS: Text = Text {
    en: "datasets are written as [[dataset]], with two brackets on each side",
    fr: "les jeux de données s'écrivent [[dataset]], avec deux crochets de chaque côté",
};

pub(super) static SYNTAX: Words = Words {
    id: "config-syntax",
    message: Text {
        en: "This is no valid TOML: {detail}.",
        fr: "Ce n'est pas du TOML valide : {detail}.",
    },
    help: Text {
        en: "A line is “key = \"value\"”. Texts stand between quotes, and each quote and bracket is closed.",
        fr: "Une ligne s'écrit « clé = \"valeur\" ». Les textes sont entre guillemets ; chaque guillemet et chaque crochet est refermé.",
    },
};

pub(super) static UNKNOWN_KEY: Words = Words {
    id: "config-unknown-key",
    message: Text {
        en: "“{key}” means nothing here.",
        fr: "« {key} » ne veut rien dire ici.",
    },
    help: Text {
        en: "Known here: {keys}.",
        fr: "Sont connus ici : {keys}.",
    },
};

pub(super) static UNKNOWN_KEY_CLOSE: Words = Words {
    id: "config-unknown-key",
    message: UNKNOWN_KEY.message,
    help: Text {
        en: "Did you mean “{close}”?",
        fr: "Vouliez-vous dire « {close} » ?",
    },
};

pub(super) static UNKNOWN_CHECK: Words = Words {
    id: "config-unknown-check",
    message: Text {
        en: "There is no check “{key}”.",
        fr: "Il n'y a pas de contrôle « {key} ».",
    },
    help: Text {
        en: "“dqcheck explain” lists the checks.",
        fr: "« dqcheck explain » donne la liste des contrôles.",
    },
};

pub(super) static UNKNOWN_CHECK_CLOSE: Words = Words {
    id: "config-unknown-check",
    message: UNKNOWN_CHECK.message,
    help: UNKNOWN_KEY_CLOSE.help,
};

pub(super) static NOT_ONE_OF: Words = Words {
    id: "config-value",
    message: Text {
        en: "“{value}” is not possible here.",
        fr: "« {value} » n'est pas possible ici.",
    },
    help: Text {
        en: "Write one of: {values}.",
        fr: "Écrivez l'une de ces valeurs : {values}.",
    },
};

pub(super) static NOT_OFF: Words = Words {
    id: "config-value",
    message: Text {
        en: "A check cannot be switched off: what is found is always told.",
        fr: "Un contrôle ne se désactive pas : ce qui est constaté est toujours dit.",
    },
    help: NOT_ONE_OF.help,
};

pub(super) static WRONG_KIND: Words = Words {
    id: "config-kind",
    message: Text {
        en: "This value is of the wrong kind: {wanted}.",
        fr: "Cette valeur n'est pas de la bonne sorte : {wanted}.",
    },
    help: Text {
        en: "Compare with the example in the documentation of dqcheck.toml.",
        fr: "Comparez avec l'exemple de la documentation de dqcheck.toml.",
    },
};

pub(super) static MISSING_KEY: Words = Words {
    id: "config-missing-key",
    message: Text {
        en: "This dataset has no “{key}”.",
        fr: "Ce jeu de données n'a pas de « {key} ».",
    },
    help: Text {
        en: "Each dataset has a name, a path (of its files) and a schema.",
        fr: "Chaque jeu de données a un nom (name), un chemin (path, celui de ses fichiers) et un schéma (schema).",
    },
};

pub(super) static TWICE: Words = Words {
    id: "config-twice",
    message: Text {
        en: "Two datasets have the name “{dataset}”.",
        fr: "Deux jeux de données portent le nom « {dataset} ».",
    },
    help: Text {
        en: "Give one of them another name, or remove it.",
        fr: "Donnez un autre nom à l'un des deux, ou supprimez-le.",
    },
};

pub(super) static PATTERN: Words = Words {
    id: "config-pattern",
    message: Text {
        en: "This path is not understood: {detail}.",
        fr: "Ce chemin n'est pas compris : {detail}.",
    },
    help: Text {
        en: "“*” stands for any text within a name, “**” for any folders. A bracket that is part of a name is written “[[]”.",
        fr: "« * » remplace n'importe quel texte dans un nom, « ** » n'importe quels dossiers. Un crochet qui fait partie du nom s'écrit « [[] ».",
    },
};

pub(super) static NO_SCHEMA: Words = Words {
    id: "config-schema",
    message: Text {
        en: "There is no schema “{schema}”.",
        fr: "Le schéma « {schema} » n'existe pas.",
    },
    help: Text {
        en: "Write a path that starts from the folder of dqcheck.toml, or the name of a schema that comes with dqcheck.",
        fr: "Écrivez un chemin qui part du dossier de dqcheck.toml, ou le nom d'un schéma fourni avec dqcheck.",
    },
};

pub(super) static UNUSED: Words = Words {
    id: "config-unused",
    message: Text {
        en: "The dataset “{dataset}” of dqcheck.toml means none of the files: {pattern}.",
        fr: "Le jeu de données « {dataset} » de dqcheck.toml ne désigne aucun des fichiers : {pattern}.",
    },
    help: Text {
        en: "If its file should have been checked, look at its path. Otherwise there is nothing to do.",
        fr: "Si son fichier devait être contrôlé, vérifiez son chemin. Sinon, il n'y a rien à faire.",
    },
};
