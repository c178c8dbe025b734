//! What is said of a list of checks that is not right.

use dqcheck_core::message::Text;

use crate::error::Words;

pub(super) const AN_OBJECT: Text = Text {
    en: "an object between braces { } is wanted here",
    fr: "il faut ici un objet entre accolades { }",
};
pub(super) const A_LIST: Text = Text {
    en: "a list between brackets [ ] is wanted here",
    fr: "il faut ici une liste entre crochets [ ]",
};
pub(super) const A_TEXT: Text = Text {
    en: "a text between quotes is wanted here",
    fr: "il faut ici un texte entre guillemets",
};
pub(super) const CHECKS: Text = Text {
    en: "checks are a list such as [{ type = \"duplicate-row\" }]",
    fr: "les contrôles forment une liste telle que [{ type = \"duplicate-row\" }]",
};

pub(super) static NOT_JSON: Words = Words {
    id: "checklist-json",
    message: Text {
        en: "The checklist is not valid JSON from here on.",
        fr: "À partir d'ici, la liste de contrôles n'est pas du JSON valide.",
    },
    help: Text {
        en: "Look for a comma, a quote or a bracket that is missing or one too many.",
        fr: "Cherchez une virgule, un guillemet ou un crochet manquant ou de trop.",
    },
};

pub(super) static WRONG_KIND: Words = Words {
    id: "checklist-kind",
    message: Text {
        en: "This value is of the wrong kind: {wanted}.",
        fr: "Cette valeur n'est pas de la bonne sorte : {wanted}.",
    },
    help: Text {
        en: "A checklist looks like this: { \"checks\": [{ \"type\": \"duplicate-row\" }], \"skipErrors\": [\"blank-row\"] }",
        fr: "Une liste de contrôles s'écrit ainsi : { \"checks\": [{ \"type\": \"duplicate-row\" }], \"skipErrors\": [\"blank-row\"] }",
    },
};

pub(super) static NO_TYPE: Words = Words {
    id: "checklist-no-type",
    message: Text {
        en: "This check does not say which one it is.",
        fr: "Ce contrôle ne dit pas lequel il est.",
    },
    help: Text {
        en: "Add its “type”, such as duplicate-row.",
        fr: "Ajoutez son « type », par exemple duplicate-row.",
    },
};

pub(super) static NO_KEY: Words = Words {
    id: "checklist-unknown-key",
    message: Text {
        en: "“{key}” means nothing in a checklist.",
        fr: "« {key} » ne veut rien dire dans une liste de contrôles.",
    },
    help: Text {
        en: "A checklist has checks, pickErrors and skipErrors.",
        fr: "Une liste de contrôles contient checks, pickErrors et skipErrors.",
    },
};

pub(super) static NO_KEY_CLOSE: Words = Words {
    id: "checklist-unknown-key",
    message: NO_KEY.message,
    help: CLOSE,
};

pub(super) static NO_ERROR: Words = Words {
    id: "checklist-unknown-error",
    message: Text {
        en: "“{name}” is neither a type of error nor a tag.",
        fr: "« {name} » n'est ni un type d'erreur, ni une étiquette.",
    },
    help: Text {
        en: "Write a type such as blank-row or constraint-error, or one of #header, #label, #row, #cell, #table.",
        fr: "Écrivez un type tel que blank-row ou constraint-error, ou l'une des étiquettes #header, #label, #row, #cell, #table.",
    },
};

pub(super) static NO_ERROR_CLOSE: Words = Words {
    id: "checklist-unknown-error",
    message: NO_ERROR.message,
    help: CLOSE,
};

pub(super) static NO_CHECK: Words = Words {
    id: "checklist-unknown-check",
    message: Text {
        en: "There is no check “{name}” that can be asked for.",
        fr: "Il n'y a pas de contrôle « {name} » que l'on puisse demander.",
    },
    help: Text {
        en: "Write one of: {checks}.",
        fr: "Écrivez l'un de ceux-ci : {checks}.",
    },
};

pub(super) static NO_CHECK_CLOSE: Words = Words {
    id: "checklist-unknown-check",
    message: NO_CHECK.message,
    help: CLOSE,
};

pub(super) static NO_PARAM: Words = Words {
    id: "checklist-unknown-setting",
    message: Text {
        en: "The check “{check}” has no setting “{key}”.",
        fr: "Le contrôle « {check} » n'a pas de réglage « {key} ».",
    },
    help: Text {
        en: "It has these: {params}. “dqcheck explain {check}” tells what they mean.",
        fr: "Il a ceux-ci : {params}. « dqcheck explain {check} » dit à quoi ils servent.",
    },
};

pub(super) static NO_PARAM_CLOSE: Words = Words {
    id: "checklist-unknown-setting",
    message: NO_PARAM.message,
    help: CLOSE,
};

const CLOSE: Text = Text {
    en: "Did you mean “{close}”?",
    fr: "Vouliez-vous dire « {close} » ?",
};

pub(crate) static LEFT_OUT: Words = Words {
    id: "left-out",
    message: Text {
        en: "In “{file}”, {count} findings are left out: the checklist does not want them (pickErrors, skipErrors).",
        fr: "Dans « {file} », {count} constats sont laissés de côté : la liste de contrôles n'en veut pas (pickErrors, skipErrors).",
    },
    help: Text {
        en: "Without the checklist all findings are told.",
        fr: "Sans la liste de contrôles, tous les constats sont signalés.",
    },
};
