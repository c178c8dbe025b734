//! What is said of a Data Package that is not right.

use dqcheck_core::message::Text;

use crate::error::Words;

pub(crate) static NOT_USABLE: Words = Words {
    id: "package-not-usable",
    message: Text {
        en: "“{path}” cannot be used. {what}",
        fr: "« {path} » est inutilisable. {what}",
    },
    help: Text {
        en: "{help}",
        fr: "{help}",
    },
};

pub(crate) static TOO_LARGE: Words = Words {
    id: "package-too-large",
    message: Text {
        en: "“{path}” is larger than {limit} MiB, which is too much for a description of data.",
        fr: "« {path} » dépasse {limit} Mio, ce qui est trop pour une description de données.",
    },
    help: Text {
        en: "If the data stand in it, move them to CSV files, and name each with \"path\".",
        fr: "S'il contient les données elles-mêmes, déplacez-les dans des fichiers CSV et indiquez chacun avec \"path\".",
    },
};

pub(crate) static NO_PACKAGE: Words = Words {
    id: "package-without-resources",
    message: Text {
        en: "“{path}” is no Data Package: it has no list called \"resources\".",
        fr: "« {path} » n'est pas un Data Package : il ne contient pas de liste nommée \"resources\".",
    },
    help: Text {
        en: "Check that this is the right file. In a Data Package, \"resources\" lists the files between brackets [ ].",
        fr: "Vérifiez qu'il s'agit du bon fichier. Dans un Data Package, \"resources\" énumère les fichiers entre crochets [ ].",
    },
};

pub(crate) static SCHEMA_AS_DATA: Words = Words {
    id: "package-is-schema",
    message: Text {
        en: "“{path}” is a schema, and data are needed here.",
        fr: "« {path} » est un schéma, alors qu'il faut ici des données.",
    },
    help: Text {
        en: "Name the CSV file first, and the schema behind it: dqcheck data.csv --schema {path}",
        fr: "Indiquez d'abord le fichier CSV, puis le schéma : dqcheck donnees.csv --schema {path}",
    },
};

pub(crate) static NO_TABLE: Words = Words {
    id: "package-without-table",
    message: Text {
        en: "No resource of the Data Package “{path}” is a table, so that there is nothing to check.",
        fr: "Aucune ressource du Data Package « {path} » n'est un tableau : il n'y a rien à contrôler.",
    },
    help: Text {
        en: "A resource is a table if its file ends in .csv or .tsv, if it has a \"schema\", or with \"type\": \"table\".",
        fr: "Une ressource est un tableau si son fichier se termine par .csv ou .tsv, si elle a un \"schema\", ou avec \"type\": \"table\".",
    },
};

pub(crate) static TOO_MANY: Words = Words {
    id: "package-too-many-resources",
    message: Text {
        en: "“{path}” lists {count} resources; more than {limit} are not read.",
        fr: "« {path} » énumère {count} ressources ; au-delà de {limit}, elles ne sont pas lues.",
    },
    help: Text {
        en: "Divide it into several packages.",
        fr: "Répartissez-les dans plusieurs paquets.",
    },
};

pub(crate) static TOO_MANY_FILES: Words = Words {
    id: "package-too-many-files",
    message: Text {
        en: "The resource “{resource}” has more than {limit} files (line {line}, column {column} of “{path}”).",
        fr: "La ressource « {resource} » compte plus de {limit} fichiers (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Put the rows together in fewer files.",
        fr: "Rassemblez les lignes dans moins de fichiers.",
    },
};

pub(crate) static NOT_AN_OBJECT: Words = Words {
    id: "package-resource",
    message: Text {
        en: "The resource {resource} is no object between braces (line {line}, column {column} of “{path}”).",
        fr: "La ressource {resource} n'est pas un objet entre accolades (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Write a resource so: { \"name\": \"stops\", \"path\": \"stops.csv\", \"schema\": \"stops.schema.json\" }",
        fr: "Écrivez une ressource ainsi : { \"name\": \"arrets\", \"path\": \"arrets.csv\", \"schema\": \"arrets.schema.json\" }",
    },
};

pub(crate) static NO_DATA: Words = Words {
    id: "package-resource",
    message: Text {
        en: "The resource “{resource}” has neither \"path\" nor \"data\" (line {line}, column {column} of “{path}”).",
        fr: "La ressource « {resource} » n'a ni \"path\" ni \"data\" (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Name its file, by a path that starts from the folder of the package: \"path\": \"stops.csv\"",
        fr: "Indiquez son fichier, par un chemin qui part du dossier du paquet : \"path\": \"arrets.csv\"",
    },
};

pub(crate) static TWO_DATA: Words = Words {
    id: "package-resource",
    message: Text {
        en: "The resource “{resource}” has both \"path\" and \"data\" (line {line}, column {column} of “{path}”).",
        fr: "La ressource « {resource} » a à la fois \"path\" et \"data\" (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Remove the one that does not hold the data.",
        fr: "Supprimez celui des deux qui ne contient pas les données.",
    },
};

pub(crate) static WRONG_KIND: Words = Words {
    id: "package-kind",
    message: Text {
        en: "\"{key}\" of the resource “{resource}” is of the wrong kind (line {line}, column {column} of “{path}”).",
        fr: "\"{key}\" de la ressource « {resource} » n'est pas de la bonne sorte (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Wanted here: {wanted}.",
        fr: "Il faut ici : {wanted}.",
    },
};

pub(crate) static PATH_EMPTY: Words = Words {
    id: "package-path-empty",
    message: Text {
        en: "A path of the resource “{resource}” is no name of a file (line {line}, column {column} of “{path}”).",
        fr: "Un chemin de la ressource « {resource} » n'est pas un nom de fichier (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Write the path of the file, starting from the folder of the package: \"stops.csv\"",
        fr: "Écrivez le chemin du fichier, en partant du dossier du paquet : \"arrets.csv\"",
    },
};

pub(crate) static PATH_URL: Words = Words {
    id: "package-path-url",
    message: Text {
        en: "“{value}”, of the resource “{resource}”, is an address, and a package is checked without the network (line {line}, column {column} of “{path}”).",
        fr: "« {value} », de la ressource « {resource} », est une adresse, or un paquet se contrôle sans le réseau (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Download the file into the folder of the package, and write its name here.",
        fr: "Téléchargez le fichier dans le dossier du paquet et écrivez ici son nom.",
    },
};

pub(crate) static PATH_ABSOLUTE: Words = Words {
    id: "package-path-absolute",
    message: Text {
        en: "“{value}”, of the resource “{resource}”, does not start from the folder of the package; the file was not opened (line {line}, column {column} of “{path}”).",
        fr: "« {value} », de la ressource « {resource} », ne part pas du dossier du paquet ; le fichier n'a pas été ouvert (ligne {line}, colonne {column} de « {path} »).",
    },
    help: PUT_INSIDE,
};

pub(crate) static PATH_LEAVES: Words = Words {
    id: "package-path-leaves",
    message: Text {
        en: "“{value}”, of the resource “{resource}”, goes up by “..”, which could leave the folder of the package; the file was not opened (line {line}, column {column} of “{path}”).",
        fr: "« {value} », de la ressource « {resource} », remonte par « .. », ce qui peut sortir du dossier du paquet ; le fichier n'a pas été ouvert (ligne {line}, colonne {column} de « {path} »).",
    },
    help: PUT_INSIDE,
};

pub(crate) static PATH_LINK: Words = Words {
    id: "package-path-link",
    message: Text {
        en: "“{value}”, of the resource “{resource}”, is or crosses a link that leaves the folder of the package; the file was not opened (line {line}, column {column} of “{path}”).",
        fr: "« {value} », de la ressource « {resource} », est ou traverse un lien qui sort du dossier du paquet ; le fichier n'a pas été ouvert (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Put the file itself into the folder of the package, in place of the link.",
        fr: "Placez le fichier lui-même dans le dossier du paquet, à la place du lien.",
    },
};

pub(crate) static PATH_HIDDEN: Words = Words {
    id: "package-path-hidden",
    message: Text {
        en: "“{value}”, of the resource “{resource}”, leads to a hidden file or folder, which a package must not use (line {line}, column {column} of “{path}”).",
        fr: "« {value} », de la ressource « {resource} », mène à un fichier ou un dossier caché, ce qu'un paquet n'a pas le droit d'utiliser (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Give the file and its folders names that do not begin with a point.",
        fr: "Donnez au fichier et à ses dossiers des noms qui ne commencent pas par un point.",
    },
};

pub(crate) static PATH_BACKSLASH: Words = Words {
    id: "package-path-backslash",
    message: Text {
        en: "“{value}”, of the resource “{resource}”, has a backslash (line {line}, column {column} of “{path}”).",
        fr: "« {value} », de la ressource « {resource} », contient une barre oblique inverse (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "In a package folders are separated by “/”, on every system: \"data/stops.csv\"",
        fr: "Dans un paquet, les dossiers se séparent par « / », quel que soit le système : \"donnees/arrets.csv\"",
    },
};

pub(crate) static NOT_A_FILE: Words = Words {
    id: "package-not-a-file",
    message: Text {
        en: "“{value}”, of the resource “{resource}”, is no ordinary file; it was not opened (line {line}, column {column} of “{path}”).",
        fr: "« {value} », de la ressource « {resource} », n'est pas un fichier ordinaire ; il n'a pas été ouvert (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Put an ordinary file in its place.",
        fr: "Mettez un fichier ordinaire à sa place.",
    },
};

const PUT_INSIDE: Text = Text {
    en: "Put the file into the folder of the package or below it, and write its path from there: \"data/stops.csv\"",
    fr: "Placez le fichier dans le dossier du paquet ou plus bas, et écrivez son chemin à partir de là : \"donnees/arrets.csv\"",
};

pub(crate) static REFERENCE: Words = Words {
    id: "package-reference",
    message: Text {
        en: "\"{key}\" of the resource “{resource}” refers elsewhere by \"$ref\", which a Data Package does not know (line {line}, column {column} of “{path}”).",
        fr: "\"{key}\" de la ressource « {resource} » renvoie ailleurs par \"$ref\", que le Data Package ne connaît pas (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Write the path of a file of the package in place of the object: \"{key}\": \"stops.schema.json\"",
        fr: "Écrivez le chemin d'un fichier du paquet à la place de l'objet : \"{key}\": \"arrets.schema.json\"",
    },
};

pub(crate) static ENCODING: Words = Words {
    id: "package-encoding",
    message: Text {
        en: "The encoding “{value}” of the resource “{resource}” is not one that is read (line {line}, column {column} of “{path}”).",
        fr: "L'encodage « {value} » de la ressource « {resource} » n'est pas de ceux qui sont lus (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Save the file as UTF-8 and write \"encoding\": \"utf-8\". Read are: {known}.",
        fr: "Enregistrez le fichier en UTF-8 et écrivez \"encoding\": \"utf-8\". Sont lus : {known}.",
    },
};

pub(crate) static FORMAT: Words = Words {
    id: "package-format",
    message: Text {
        en: "The resource “{resource}” is a table in the format {format}, which is not read (line {line}, column {column} of “{path}”).",
        fr: "La ressource « {resource} » est un tableau au format {format}, qui n'est pas lu (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Export the table to CSV, and name that file here.",
        fr: "Exportez le tableau au format CSV, et indiquez ici ce fichier.",
    },
};

pub(crate) static INLINE: Words = Words {
    id: "package-inline",
    message: Text {
        en: "The \"data\" of the resource “{resource}” are no rows of a table (line {line}, column {column} of “{path}”).",
        fr: "Les \"data\" de la ressource « {resource} » ne sont pas les lignes d'un tableau (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Write a list of rows: either each row as a list, the header first, or each row as an object; not both.",
        fr: "Écrivez une liste de lignes : soit chaque ligne comme une liste, l'en-tête en premier, soit chaque ligne comme un objet ; pas les deux.",
    },
};

pub(crate) static INLINE_FORMAT: Words = Words {
    id: "package-inline",
    message: Text {
        en: "The \"data\" of the resource “{resource}” are a text, and nothing says in which format (line {line}, column {column} of “{path}”).",
        fr: "Les \"data\" de la ressource « {resource} » sont un texte, et rien ne dit dans quel format (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Add \"format\": \"csv\" to the resource.",
        fr: "Ajoutez \"format\": \"csv\" à la ressource.",
    },
};

pub(crate) static INLINE_TOO_LARGE: Words = Words {
    id: "package-inline-too-large",
    message: Text {
        en: "The rows have too many different keys to be a table (line {line}, column {column} of “{path}”).",
        fr: "Les lignes ont trop de clés différentes pour former un tableau (ligne {line}, colonne {column} de « {path} »).",
    },
    help: Text {
        en: "Give all rows the same keys, or move them to a CSV file, and name that with \"path\".",
        fr: "Donnez les mêmes clés à toutes les lignes, ou déplacez-les dans un fichier CSV, à indiquer avec \"path\".",
    },
};

pub(crate) static SAME_NAME: Words = Words {
    id: "package-same-name",
    message: Text {
        en: "Two resources are called “{resource}” (lines {first} and {line} of “{path}”). Keys that refer to that name mean the first.",
        fr: "Deux ressources s'appellent « {resource} » (lignes {first} et {line} de « {path} »). Les clés qui renvoient à ce nom désignent la première.",
    },
    help: Text {
        en: "Give each resource a name of its own.",
        fr: "Donnez à chaque ressource un nom qui n'est qu'à elle.",
    },
};

pub(crate) static SKIPPED: Words = Words {
    id: "package-not-tables",
    message: Text {
        en: "Resources of “{path}” that are no tables are not checked: {resources}.",
        fr: "Les ressources de « {path} » qui ne sont pas des tableaux ne sont pas contrôlées : {resources}.",
    },
    help: Text {
        en: "If one of them is a table, add \"type\": \"table\" to it.",
        fr: "Si l'une d'elles est un tableau, ajoutez-lui \"type\": \"table\".",
    },
};

pub(crate) static SUM: Words = Words {
    id: "package-sums",
    message: Text {
        en: "\"bytes\" and \"hash\" of the resources of “{path}” are not compared with the files: {resources}.",
        fr: "\"bytes\" et \"hash\" des ressources de « {path} » ne sont pas comparés aux fichiers : {resources}.",
    },
    help: Text {
        en: "After a change of the files, see to it yourself that these values are still right.",
        fr: "Après une modification des fichiers, vérifiez vous-même que ces valeurs sont encore justes.",
    },
};

pub(crate) static NO_SCHEMA: Words = Words {
    id: "package-without-schema",
    message: Text {
        en: "These resources of “{path}” have no schema, so that only the form of their files was checked: {resources}.",
        fr: "Ces ressources de « {path} » n'ont pas de schéma, si bien que seule la forme de leurs fichiers a été contrôlée : {resources}.",
    },
    help: Text {
        en: "Add a \"schema\" to them, which says what each column holds.",
        fr: "Ajoutez-leur un \"schema\", qui dit ce que contient chaque colonne.",
    },
};

pub(crate) static SEVERAL_FILES: Words = Words {
    id: "package-several-files",
    message: Text {
        en: "The resource “{resource}” of “{path}” is read from several files, one behind the other, and its lines are counted over all of them: {files}.",
        fr: "La ressource « {resource} » de « {path} » est lue dans plusieurs fichiers, mis bout à bout, et ses lignes sont comptées d'un fichier à l'autre : {files}.",
    },
    help: Text {
        en: "To find a line in its file, count on from the line of that file that is named here.",
        fr: "Pour retrouver une ligne dans son fichier, comptez à partir de la ligne de ce fichier qui est indiquée ici.",
    },
};

/// One of the files of [`SEVERAL_FILES`].
pub(crate) const LINE_OF: Text = Text {
    en: "line {line} is line {own} of {file}",
    fr: "la ligne {line} est la ligne {own} de {file}",
};

pub(crate) static DIALECT: Words = Words {
    id: "package-dialect",
    message: Text {
        en: "In the dialect of the resource “{resource}” (line {line}, column {column} of “{path}”): {what}",
        fr: "Dans le dialecte de la ressource « {resource} » (ligne {line}, colonne {column} de « {path} ») : {what}",
    },
    help: Text {
        en: "{help}",
        fr: "{help}",
    },
};

pub(crate) static OPTION: Words = Words {
    id: "package-option",
    message: Text {
        en: "“{path}” is a Data Package, which says of each of its tables what {option} would say of all.",
        fr: "« {path} » est un Data Package, qui dit de chacun de ses tableaux ce que {option} dirait de tous.",
    },
    help: Text {
        en: "Leave out {option}; or name the CSV file itself in place of the package.",
        fr: "Retirez {option} ; ou indiquez le fichier CSV lui-même à la place du paquet.",
    },
};

pub(crate) static FOLDER: Words = Words {
    id: "package-folder",
    message: Text {
        en: "The folder of “{path}” was checked as that Data Package; files that it does not name were not.",
        fr: "Le dossier de « {path} » a été contrôlé comme ce Data Package ; les fichiers qu'il ne cite pas ne l'ont pas été.",
    },
    help: Text {
        en: "To check a file that the package does not name, name it yourself.",
        fr: "Pour contrôler un fichier que le paquet ne cite pas, indiquez-le vous-même.",
    },
};
