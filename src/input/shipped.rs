//! The schemas that are part of the program.

/// Name and text of each, sorted by name.
pub const SHIPPED: &[(&str, &str)] = &[
    (
        "dae-boulogne-billancourt",
        include_str!("../../schemas/dae-boulogne-billancourt.json"),
    ),
    (
        "emprunts-romans-adultes",
        include_str!("../../schemas/emprunts-romans-adultes.json"),
    ),
    (
        "lieux-de-stationnement-parkings-sous-sols",
        include_str!("../../schemas/lieux-de-stationnement-parkings-sous-sols.json"),
    ),
    (
        "permis-de-construire-boulogne-billancourt",
        include_str!("../../schemas/permis-de-construire-boulogne-billancourt.json"),
    ),
    (
        "place-de-stationnement-deux-roues-en-voirie",
        include_str!("../../schemas/place-de-stationnement-deux-roues-en-voirie.json"),
    ),
    (
        "places-de-livraison-en-voirie",
        include_str!("../../schemas/places-de-livraison-en-voirie.json"),
    ),
    (
        "places-de-stationnement-pmr-en-voirie",
        include_str!("../../schemas/places-de-stationnement-pmr-en-voirie.json"),
    ),
    (
        "zones-de-stationnement",
        include_str!("../../schemas/zones-de-stationnement.json"),
    ),
];
