//! What is told once of a whole column of positions, by their type or by a check of where they are.

use crate::check::Reason;
use crate::message::Text;

pub(crate) const SWAPPED: Reason = Reason {
    id: "swapped-column",
    message: Text {
        en: "Longitude and latitude have changed places in the whole column, {count} rows. Exchanged, they lie \
             {within}: {examples}.",
        fr: "La longitude et la latitude sont inversées dans toute la colonne, soit {count} lignes. Une fois \
             échangées, elles sont bien {within} : {examples}.",
    },
    help: Text {
        en: "Exchange the two once for the whole column, in the export or in the spreadsheet: rename the two \
             columns, or put the parts of the text the other way round. If the data is right, the schema is \
             wrong about the order.",
        fr: "Échangez les deux une fois pour toute la colonne, dans l'export ou dans le tableur : renommez les \
             deux colonnes, ou inversez les deux parties du texte. Si les données sont justes, c'est le schéma \
             qui se trompe d'ordre.",
    },
};

pub(crate) const PROJECTED: Reason = Reason {
    id: "projected-column",
    message: Text {
        en: "The whole column, {count} rows, is in metres, not in degrees; this row is in {projection}. In \
             degrees the positions lie {within}: {examples}.",
        fr: "Toute la colonne, soit {count} lignes, est en mètres et non en degrés ; cette ligne est en \
             {projection}. En degrés, les positions sont bien {within} : {examples}.",
    },
    help: PROJECTED_HELP,
};

pub(super) const DECIMAL_COMMA: Reason = Reason {
    id: "decimal-comma-column",
    message: Text {
        en: "The whole column, {count} rows, is written with decimal commas. With points: {examples}.",
        fr: "Toute la colonne, soit {count} lignes, est écrite avec des virgules décimales. Avec des points : \
             {examples}.",
    },
    help: DECIMAL_COMMA_HELP,
};

const PROJECTED_HELP: Text = Text {
    en: "Export the layer again in WGS 84 (EPSG:4326): in QGIS, Export, Save Features As, CRS.",
    fr: "Exportez de nouveau la couche en WGS 84 (EPSG:4326) : dans QGIS, Exporter, Sauvegarder les entités sous, SCR.",
};
pub(super) const DECIMAL_COMMA_HELP: Text = Text {
    en: "Write decimals after a point, and keep the comma for what separates longitude and latitude.",
    fr: "Écrivez les décimales après un point, et gardez la virgule pour séparer longitude et latitude.",
};

/// Where positions lie, in the words that the messages set behind it.
pub(crate) const IN_FRANCE: Text = Text {
    en: "in France",
    fr: "en France",
};
pub(super) const ON_EARTH: Text = Text {
    en: "on Earth",
    fr: "sur la Terre",
};
