//! The words of `--help`, of the completions and of the man page, in both languages.

use clap::Command;
use dqcheck_core::message::{Lang, Text};

/// `command` and its subcommands, with their words.
pub(super) fn translated(command: Command, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    let find = |words: &[(&str, Text)], wanted: &str| {
        let found = words.iter().find(|(name, _)| *name == wanted);
        found.map(|(_, text)| text.get(lang)).unwrap_or_default()
    };
    command
        .about(find(COMMANDS, &name))
        .override_usage(find(USAGE, &name))
        .after_help(find(AFTER, &name))
        .help_template(TEMPLATE.get(lang))
        .subcommand_help_heading(SUBCOMMANDS.get(lang))
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                ARGUMENTS
            } else {
                OPTIONS
            };
            let arg = arg.help_heading(heading.get(lang));
            let Some(words) = ARGS.iter().find(|words| arg.get_id() == words.id) else {
                return arg;
            };
            let arg = arg.help(words.help.get(lang));
            match words.value {
                Some(value) => arg.value_name(value.get(lang)),
                None => arg,
            }
        })
        .mut_subcommands(|subcommand| translated(subcommand, lang))
}

const TEMPLATE: Text = Text {
    en: "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
    fr: "{about}\n\nUtilisation : {usage}\n\n{all-args}{after-help}",
};
const SUBCOMMANDS: Text = Text {
    en: "Commands",
    fr: "Commandes",
};
const ARGUMENTS: Text = Text {
    en: "Arguments",
    fr: "Arguments",
};
const OPTIONS: Text = Text {
    en: "Options",
    fr: "Options",
};

const COMMANDS: &[(&str, Text)] = &[
    (
        "dqcheck",
        Text {
            en: "Checks CSV files against their Table Schema, and says what to mend and how.",
            fr: "Contrôle des fichiers CSV d'après leur schéma (Table Schema), et dit quoi corriger et comment.",
        },
    ),
    (
        "check",
        Text {
            en: "Check files (the same as dqcheck without a command)",
            fr: "Contrôler des fichiers (comme dqcheck sans commande)",
        },
    ),
    (
        "schema",
        Text {
            en: "Write a first schema, judge one or describe one",
            fr: "Écrire un premier schéma, en juger un ou en décrire un",
        },
    ),
    (
        "init",
        Text {
            en: "Write a first schema for a file, guessed from its content",
            fr: "Écrire un premier schéma pour un fichier, deviné d'après son contenu",
        },
    ),
    (
        "docs",
        Text {
            en: "Describe a schema in a page for people (Markdown)",
            fr: "Décrire un schéma dans une page à lire (Markdown)",
        },
    ),
    (
        "lint",
        Text {
            en: "Say everything that is wrong or doubtful in a schema",
            fr: "Dire tout ce qui est faux ou douteux dans un schéma",
        },
    ),
    (
        "reference",
        Text {
            en: "Look up communes, or renew those that dqcheck knows",
            fr: "Chercher des communes, ou mettre à jour celles que dqcheck connaît",
        },
    ),
    (
        "info",
        Text {
            en: "Look up a commune or an EPCI, or say what is known, from where and of when",
            fr: "Chercher une commune ou un EPCI, ou dire ce qui est connu, d'où et de quand",
        },
    ),
    (
        "update",
        Text {
            en: "Fetch the communes of today from the official service, and say what has changed",
            fr: "Récupérer les communes d'aujourd'hui auprès du service officiel, et dire ce qui a changé",
        },
    ),
    (
        "explain",
        Text {
            en: "Explain a check, or list them all",
            fr: "Expliquer un contrôle, ou les lister tous",
        },
    ),
    (
        "completions",
        Text {
            en: "Print a script that completes commands in your shell",
            fr: "Afficher un script qui complète les commandes dans votre interpréteur",
        },
    ),
    (
        "man",
        Text {
            en: "Print the manual page",
            fr: "Afficher la page de manuel",
        },
    ),
];

const USAGE: &[(&str, Text)] = &[
    (
        "dqcheck",
        Text {
            en: "dqcheck DATA... [--schema [SCHEMA]] [OPTIONS]\n       dqcheck COMMAND",
            fr: "dqcheck DONNÉES... [--schema [SCHÉMA]] [OPTIONS]\n              dqcheck COMMANDE",
        },
    ),
    (
        "check",
        Text {
            en: "dqcheck check DATA... [--schema [SCHEMA]] [OPTIONS]",
            fr: "dqcheck check DONNÉES... [--schema [SCHÉMA]] [OPTIONS]",
        },
    ),
    (
        "schema",
        Text {
            en: "dqcheck schema COMMAND",
            fr: "dqcheck schema COMMANDE",
        },
    ),
    (
        "init",
        Text {
            en: "dqcheck schema init DATA [--output FILE] [--lang fr|en]",
            fr: "dqcheck schema init DONNÉES [--output FICHIER] [--lang fr|en]",
        },
    ),
    (
        "docs",
        Text {
            en: "dqcheck schema docs SCHEMA [--output FILE] [--lang fr|en]",
            fr: "dqcheck schema docs SCHÉMA [--output FICHIER] [--lang fr|en]",
        },
    ),
    (
        "lint",
        Text {
            en: "dqcheck schema lint SCHEMA... [OPTIONS]",
            fr: "dqcheck schema lint SCHÉMA... [OPTIONS]",
        },
    ),
    (
        "reference",
        Text {
            en: "dqcheck reference COMMAND",
            fr: "dqcheck reference COMMANDE",
        },
    ),
    (
        "info",
        Text {
            en: "dqcheck reference info [CODE|NAME|POSITION] [--format FORMAT] [--lang fr|en]",
            fr: "dqcheck reference info [CODE|NOM|POSITION] [--format FORMAT] [--lang fr|en]",
        },
    ),
    (
        "update",
        Text {
            en: "dqcheck reference update [--output FILE] [--from URL|FOLDER] [--lang fr|en]",
            fr: "dqcheck reference update [--output FICHIER] [--from URL|DOSSIER] [--lang fr|en]",
        },
    ),
    (
        "explain",
        Text {
            en: "dqcheck explain [CHECK]",
            fr: "dqcheck explain [CONTRÔLE]",
        },
    ),
    (
        "completions",
        Text {
            en: "dqcheck completions SHELL",
            fr: "dqcheck completions INTERPRÉTEUR",
        },
    ),
    (
        "man",
        Text {
            en: "dqcheck man",
            fr: "dqcheck man",
        },
    ),
];

/// An argument by its id: what stands for its value, and its help.
struct Arg {
    id: &'static str,
    /// `None` for a flag.
    value: Option<Text>,
    help: Text,
}

const ARGS: &[Arg] = &[
    Arg {
        id: "data",
        value: Some(Text {
            en: "DATA",
            fr: "DONNÉES",
        }),
        help: Text {
            en: "Files, patterns such as \"data/*.csv\", folders, Data Packages (datapackage.json), or - for standard input",
            fr: "Fichiers, motifs comme \"donnees/*.csv\", dossiers, Data Packages (datapackage.json), ou - pour l'entrée standard",
        },
    },
    Arg {
        id: "schema",
        value: Some(Text {
            en: "SCHEMA",
            fr: "SCHÉMA",
        }),
        help: Text {
            en: "A schema file, or the name of a schema that comes with dqcheck. Without a value, or without this option: the schema beside the file, else the one in dqcheck.toml, else the one that fits the header best",
            fr: "Un fichier de schéma, ou le nom d'un schéma fourni avec dqcheck. Sans valeur, ou sans cette option : le schéma à côté du fichier, sinon celui de dqcheck.toml, sinon celui qui correspond le mieux à l'en-tête",
        },
    },
    Arg {
        id: "checklist",
        value: Some(Text {
            en: "FILE",
            fr: "FICHIER",
        }),
        help: Text {
            en: "More checks than those of the schema, and which findings to tell: a checklist of frictionless, in JSON",
            fr: "D'autres contrôles que ceux du schéma, et les constats à signaler : une liste de contrôles de frictionless, en JSON",
        },
    },
    Arg {
        id: "table",
        value: Some(Text {
            en: "DATA",
            fr: "DONNÉES",
        }),
        help: Text {
            en: "The file to guess from, all of which is read, or - for standard input",
            fr: "Le fichier d'après lequel deviner, lu en entier, ou - pour l'entrée standard",
        },
    },
    Arg {
        id: "described",
        value: Some(Text {
            en: "SCHEMA",
            fr: "SCHÉMA",
        }),
        help: Text {
            en: "A schema file, the name of a schema that comes with dqcheck, or - for standard input",
            fr: "Un fichier de schéma, le nom d'un schéma fourni avec dqcheck, ou - pour l'entrée standard",
        },
    },
    Arg {
        id: "target",
        value: Some(Text {
            en: "FILE",
            fr: "FICHIER",
        }),
        help: Text {
            en: "File to write; - or none is standard output",
            fr: "Fichier à écrire ; - ou rien : sortie standard",
        },
    },
    Arg {
        id: "asked",
        value: Some(Text {
            en: "CODE|NAME|POSITION",
            fr: "CODE|NOM|POSITION",
        }),
        help: Text {
            en: "A code INSEE, a postal code, the SIREN of an EPCI, a name, or a latitude and a longitude in either order; without it, what is known at all",
            fr: "Un code INSEE, un code postal, le SIREN d'un EPCI, un nom, ou une latitude et une longitude dans un ordre quelconque ; sans rien, tout ce qui est connu",
        },
    },
    Arg {
        id: "words",
        value: None,
        help: Text {
            en: "More words of the same question",
            fr: "D'autres mots de la même question",
        },
    },
    Arg {
        id: "form",
        value: Some(Text {
            en: "FORMAT",
            fr: "FORMAT",
        }),
        help: Text {
            en: "terminal (default) or json",
            fr: "terminal (par défaut) ou json",
        },
    },
    Arg {
        id: "communes",
        value: Some(Text {
            en: "FILE",
            fr: "FICHIER",
        }),
        help: Text {
            en: "File to write (default: the one that the nearest dqcheck.toml names, else dqcheck-reference.tsv beside it, else here)",
            fr: "Fichier à écrire (par défaut : celui que désigne le dqcheck.toml le plus proche, sinon dqcheck-reference.tsv à côté de lui, sinon ici)",
        },
    },
    Arg {
        id: "from",
        value: Some(Text {
            en: "URL|FOLDER",
            fr: "URL|DOSSIER",
        }),
        help: Text {
            en: "Another address of the service (default: https://geo.api.gouv.fr), or a folder with communes.json, epcis.json and communes_associees_deleguees.json as it gives them",
            fr: "Une autre adresse du service (par défaut : https://geo.api.gouv.fr), ou un dossier avec communes.json, epcis.json et communes_associees_deleguees.json tels qu'il les donne",
        },
    },
    Arg {
        id: "schemas",
        value: Some(Text {
            en: "SCHEMA",
            fr: "SCHÉMA",
        }),
        help: Text {
            en: "Schema files, patterns such as \"schemas/*.json\", folders, names of schemas that come with dqcheck, or - for standard input",
            fr: "Fichiers de schéma, motifs comme \"schemas/*.json\", dossiers, noms de schémas fournis avec dqcheck, ou - pour l'entrée standard",
        },
    },
    Arg {
        id: "config",
        value: Some(Text {
            en: "FILE",
            fr: "FICHIER",
        }),
        help: Text {
            en: "The configuration, in place of the nearest dqcheck.toml in this folder or above",
            fr: "La configuration, à la place du dqcheck.toml le plus proche, dans ce dossier ou au-dessus",
        },
    },
    Arg {
        id: "header_match",
        value: Some(Text {
            en: "MODE",
            fr: "MODE",
        }),
        help: Text {
            en: "How the header and a schema without “fieldsMatch” must agree: exact (same columns, same order), equal (any order), subset (more columns may be there), superset (columns may be missing) or partial (both). Default: columns are found by name, and only a required one must be there",
            fr: "Comment l'en-tête et un schéma sans « fieldsMatch » doivent s'accorder : exact (mêmes colonnes, même ordre), equal (ordre libre), subset (d'autres colonnes sont permises), superset (des colonnes peuvent manquer) ou partial (les deux). Par défaut, les colonnes sont reconnues à leur nom et seules les obligatoires doivent être là",
        },
    },
    Arg {
        id: "dialect",
        value: Some(Text {
            en: "FILE",
            fr: "FICHIER",
        }),
        help: Text {
            en: "How the files are written, as a Table Dialect or CSV Dialect in JSON: delimiter, quotes, header rows, comments ... What it leaves open is found out",
            fr: "Comment les fichiers sont écrits, sous forme de Table Dialect ou de CSV Dialect en JSON : séparateur, guillemets, lignes d'en-tête, commentaires... Ce qu'il ne dit pas est trouvé automatiquement",
        },
    },
    Arg {
        id: "encoding",
        value: Some(Text {
            en: "NAME",
            fr: "NOM",
        }),
        help: Text {
            en: "Encoding of the files, such as utf-8, windows-1252, iso-8859-15 or utf-16. Default: it is found out",
            fr: "Encodage des fichiers, par exemple utf-8, windows-1252, iso-8859-15 ou utf-16. Par défaut, il est trouvé automatiquement",
        },
    },
    Arg {
        id: "no_detect",
        value: None,
        help: Text {
            en: "Find out nothing from the files: what neither --dialect nor --encoding says is as the standard has it (UTF-8, comma, double quotes, header in the first row)",
            fr: "Ne rien deviner d'après les fichiers : ce que ni --dialect ni --encoding ne disent est celui de la norme (UTF-8, virgule, guillemets droits, en-tête en première ligne)",
        },
    },
    Arg {
        id: "format",
        value: Some(Text {
            en: "FORMAT",
            fr: "FORMAT",
        }),
        help: Text {
            en: "Form of the report: terminal (default), json, frictionless or csv. May be given several times",
            fr: "Forme du rapport : terminal (par défaut), json, frictionless ou csv. Peut être donnée plusieurs fois",
        },
    },
    Arg {
        id: "output",
        value: Some(Text {
            en: "FILE",
            fr: "FICHIER",
        }),
        help: Text {
            en: "File for the report of the --format before it; - or none is standard output",
            fr: "Fichier pour le rapport du --format qui précède ; - ou rien : sortie standard",
        },
    },
    Arg {
        id: "fail_on",
        value: Some(Text {
            en: "SEVERITY",
            fr: "GRAVITÉ",
        }),
        help: Text {
            en: "Severity from which on the file fails: error (default), warning or never",
            fr: "Gravité à partir de laquelle le fichier échoue : error (erreur, par défaut), warning (avertissement) ou never (jamais)",
        },
    },
    Arg {
        id: "max_findings",
        value: Some(Text { en: "N", fr: "N" }),
        help: Text {
            en: "How many findings are listed with their place, at least one of each cause; the counts are always exact (default: 1000)",
            fr: "Nombre de constats listés avec leur place, au moins un par cause ; les comptes sont toujours exacts (par défaut : 1000)",
        },
    },
    Arg {
        id: "threads",
        value: Some(Text { en: "N", fr: "N" }),
        help: Text {
            en: "How many processors are used (default: all)",
            fr: "Nombre de processeurs utilisés (par défaut : tous)",
        },
    },
    Arg {
        id: "color",
        value: Some(Text {
            en: "WHEN",
            fr: "QUAND",
        }),
        help: Text {
            en: "Colours: auto (default), always or never",
            fr: "Couleurs : auto (par défaut), always (toujours) ou never (jamais)",
        },
    },
    Arg {
        id: "quiet",
        value: None,
        help: Text {
            en: "Only the verdict of each file, and no progress bar",
            fr: "Seulement le verdict de chaque fichier, sans barre de progression",
        },
    },
    Arg {
        id: "lang",
        value: Some(Text {
            en: "fr|en",
            fr: "fr|en",
        }),
        help: Text {
            en: "Language: fr or en (default: that of the system)",
            fr: "Langue : fr ou en (par défaut : celle du système)",
        },
    },
    Arg {
        id: "help",
        value: None,
        help: Text {
            en: "Show this help",
            fr: "Afficher cette aide",
        },
    },
    Arg {
        id: "version",
        value: None,
        help: Text {
            en: "Show the version",
            fr: "Afficher la version",
        },
    },
    Arg {
        id: "check",
        value: Some(Text {
            en: "CHECK",
            fr: "CONTRÔLE",
        }),
        help: Text {
            en: "Name of a check, as reports show it; none lists all",
            fr: "Nom d'un contrôle, tel que les rapports le montrent ; sans nom, tous sont listés",
        },
    },
    Arg {
        id: "shell",
        value: Some(Text {
            en: "SHELL",
            fr: "INTERPRÉTEUR",
        }),
        help: Text {
            en: "bash, zsh, fish, elvish or powershell",
            fr: "bash, zsh, fish, elvish ou powershell",
        },
    },
];

const CHECK_AFTER: Text = Text {
    en: "Examples:
  dqcheck data.csv                                  find the schema, and check
  dqcheck data.csv --schema zones-de-stationnement  with a schema that comes with dqcheck
  dqcheck data/ --schema schema.json                all files of a folder
  dqcheck data.csv --format csv --output todo.csv   a list to mend in a spreadsheet
  dqcheck data.csv --dialect dialect.json           with delimiter, quotes and header rows as told
  dqcheck data.csv --no-detect --encoding latin1    as the standard has it, in Latin-1
  dqcheck data.csv --format terminal --format json --output report.json

Exit code: 0 the data passed, 1 it failed, 2 it could not be judged.",
    fr: "Exemples :
  dqcheck donnees.csv                                  trouver le schéma, et contrôler
  dqcheck donnees.csv --schema zones-de-stationnement  avec un schéma fourni avec dqcheck
  dqcheck donnees/ --schema schema.json                tous les fichiers d'un dossier
  dqcheck donnees.csv --format csv --output liste.csv  une liste à corriger dans un tableur
  dqcheck donnees.csv --dialect dialecte.json          avec séparateur, guillemets... indiqués
  dqcheck donnees.csv --no-detect --encoding latin1    comme le veut la norme, en Latin-1
  dqcheck donnees.csv --format terminal --format json --output rapport.json

Code de sortie : 0 les données sont bonnes, 1 elles ont échoué, 2 le contrôle n'a pas pu se faire.",
};

const AFTER: &[(&str, Text)] = &[
    ("dqcheck", CHECK_AFTER),
    ("check", CHECK_AFTER),
    (
        "init",
        Text {
            en: "The schema has the type of each column, its format, which cells may be empty, lists of values, SIRET numbers, codes, positions, the primary key, and what stands for no value. The file passes its own schema.

Each field has a “comment” that says how sure the guess is. Comments have no effect: once you have read one, delete its line. A file that exists already is never written over.

Examples:
  dqcheck schema init data.csv                            show the schema
  dqcheck schema init data.csv --output data.schema.json  save it where dqcheck finds it
  dqcheck schema init data.csv | jq 'del(.comment, .fields[].comment)'
                                                          without comments

Exit code: 0 the schema was written, 2 the file could not be read.",
            fr: "Le schéma donne le type de chaque colonne, son format, les cellules qui peuvent être vides, les listes de valeurs, les numéros SIRET, les codes, les positions, la clé primaire et ce qui remplace une valeur absente. Le fichier est conforme à son propre schéma.

Chaque champ a un « comment » qui dit à quel point l'hypothèse est sûre. Les commentaires n'ont aucun effet : une fois l'un d'eux lu, supprimez sa ligne. Un fichier qui existe déjà n'est jamais remplacé.

Exemples :
  dqcheck schema init parcs.csv                             afficher le schéma
  dqcheck schema init parcs.csv --output parcs.schema.json  l'enregistrer où dqcheck le trouve
  dqcheck schema init parcs.csv | jq 'del(.comment, .fields[].comment)'
                                                            sans commentaires

Code de sortie : 0 le schéma est écrit, 2 le fichier n'a pas pu être lu.",
        },
    ),
    (
        "docs",
        Text {
            en: "Examples:
  dqcheck schema docs schema.json                            show the page
  dqcheck schema docs schema.json --lang fr --output doc.md  save it, in French
  dqcheck schema docs zones-de-stationnement                 a schema that comes with dqcheck

Exit code: 0 the page was written, 2 the schema could not be read.",
            fr: "Exemples :
  dqcheck schema docs schema.json                            afficher la page
  dqcheck schema docs schema.json --lang en --output doc.md  l'enregistrer, en anglais
  dqcheck schema docs zones-de-stationnement                 un schéma fourni avec dqcheck

Code de sortie : 0 la page est écrite, 2 le schéma n'a pas pu être lu.",
        },
    ),
    (
        "lint",
        Text {
            en: "Examples:
  dqcheck schema lint schema.json                    everything doubtful, and what to write instead
  dqcheck schema lint schemas/ --fail-on warning     all schemas of a folder, strictly
  dqcheck schema lint schema.json --format json --output report.json

Exit code: 0 the schemas passed, 1 they failed, 2 one could not be read.",
            fr: "Exemples :
  dqcheck schema lint schema.json                    tout ce qui est douteux, et quoi écrire à la place
  dqcheck schema lint schemas/ --fail-on warning     tous les schémas d'un dossier, sans indulgence
  dqcheck schema lint schema.json --format json --output rapport.json

Code de sortie : 0 les schémas sont bons, 1 ils ont échoué, 2 l'un d'eux n'a pas pu être lu.",
        },
    ),
    (
        "info",
        Text {
            en: "Examples:
  dqcheck reference info                    years, counts, sources, licence
  dqcheck reference info Sèvres             a name, of today or of once
  dqcheck reference info 92100              a code INSEE or a postal code
  dqcheck reference info 48.8352, 2.2399    the commune at a place
  dqcheck reference info 200057974 --format json

Exit code: 0 it was found, 2 it was not.",
            fr: "Exemples :
  dqcheck reference info                    millésimes, nombres, sources, licence
  dqcheck reference info Sèvres             un nom, actuel ou ancien
  dqcheck reference info 92100              un code INSEE ou un code postal
  dqcheck reference info 48.8352, 2.2399    la commune à un endroit
  dqcheck reference info 200057974 --format json

Code de sortie : 0 trouvé, 2 non trouvé.",
        },
    ),
    (
        "update",
        Text {
            en: "The file takes effect where dqcheck.toml names it, so that everybody gets the same verdicts:

    reference = \"dqcheck-reference.tsv\"

Its communes, postal codes and EPCI then take the place of those of the last year that dqcheck knows. Earlier years, EPT, departments, regions and contours are not updated.

Examples:
  dqcheck reference update
  dqcheck reference update --from saved/ --output dqcheck-reference.tsv

Exit code: 0 the file was written, 2 it was not.",
            fr: "Le fichier prend effet là où dqcheck.toml le désigne, pour que tous aient les mêmes verdicts :

    reference = \"dqcheck-reference.tsv\"

Ses communes, codes postaux et EPCI remplacent alors ceux du dernier millésime que dqcheck connaît. Les millésimes précédents, les EPT, les départements, les régions et les contours ne sont pas mis à jour.

Exemples :
  dqcheck reference update
  dqcheck reference update --from copie/ --output dqcheck-reference.tsv

Code de sortie : 0 le fichier est écrit, 2 il ne l'est pas.",
        },
    ),
    (
        "explain",
        Text {
            en: "Examples:\n  dqcheck explain\n  dqcheck explain number",
            fr: "Exemples :\n  dqcheck explain\n  dqcheck explain number",
        },
    ),
    (
        "completions",
        Text {
            en: "Example:\n  dqcheck completions bash > ~/.local/share/bash-completion/completions/dqcheck",
            fr: "Exemple :\n  dqcheck completions bash > ~/.local/share/bash-completion/completions/dqcheck",
        },
    ),
];

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Cli;
    use super::*;

    fn all(command: &Command) -> Vec<&Command> {
        let below = command.get_subcommands().flat_map(all);
        [command].into_iter().chain(below).collect()
    }

    #[test]
    fn every_command_and_argument_has_words() {
        for lang in Lang::ALL {
            let command = translated(Cli::command(), lang);
            for command in all(&command) {
                assert!(
                    !command.get_about().unwrap().to_string().is_empty(),
                    "{}",
                    command.get_name()
                );
                for arg in command.get_arguments() {
                    assert!(
                        !arg.get_help().unwrap().to_string().is_empty(),
                        "{}",
                        arg.get_id()
                    );
                }
            }
        }
    }
}
