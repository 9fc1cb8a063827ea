//! The rules, and the list that they stand for.

/// A rule, each with a code of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A person's name.
    Name,
    /// A place smaller than a country or region; an address; an institution.
    Place,
    /// A date with more than a year.
    Date,
    /// An exact age.
    Age,
    /// A phone or fax number.
    Phone,
    /// An email address.
    Email,
    /// A web address or a name on a platform.
    Url,
    /// An address on the internet.
    Ip,
    /// A number of a record, an account, an insurance, a licence or a tax.
    Number,
    /// A number plate or the number of a vehicle.
    Vehicle,
    /// The number of a device.
    Device,
    /// A fingerprint, a voice, a mark on the body.
    Biometric,
    Photo,
    /// Details that together single a person out.
    Combination,
    /// A made-up name that is like a term of the deny list.
    Pseudonym,
    /// What a file tells beside what it shows.
    Metadata,
}

impl Rule {
    /// Every rule with its name in exceptions and in `[privacy]`.
    pub const NAMES: [(&'static str, Self); 16] = [
        ("privacy-name", Self::Name),
        ("privacy-place", Self::Place),
        ("privacy-date", Self::Date),
        ("privacy-age", Self::Age),
        ("privacy-phone", Self::Phone),
        ("privacy-email", Self::Email),
        ("privacy-url", Self::Url),
        ("privacy-ip", Self::Ip),
        ("privacy-number", Self::Number),
        ("privacy-vehicle", Self::Vehicle),
        ("privacy-device", Self::Device),
        ("privacy-biometric", Self::Biometric),
        ("privacy-photo", Self::Photo),
        ("privacy-combination", Self::Combination),
        ("privacy-pseudonym", Self::Pseudonym),
        ("privacy-metadata", Self::Metadata),
    ];

    /// The rule of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule)
    }

    pub fn as_str(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
}

/// An entry of the Safe Harbor list, 45 CFR 164.514(b)(2)(i), in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Identifier {
    /// (A)
    Names,
    /// (B)
    Places,
    /// (C)
    Dates,
    /// (D)
    Phones,
    /// (E)
    Faxes,
    /// (F)
    Emails,
    /// (G)
    SocialSecurity,
    /// (H)
    MedicalRecords,
    /// (I)
    HealthPlans,
    /// (J)
    Accounts,
    /// (K)
    Licences,
    /// (L)
    Vehicles,
    /// (M)
    Devices,
    /// (N)
    Urls,
    /// (O)
    IpAddresses,
    /// (P)
    Biometrics,
    /// (Q)
    Photographs,
    /// (R)
    Other,
}

impl Identifier {
    /// Every identifier with its name in plain words.
    const NAMES: [(Self, &'static str); 18] = [
        (Self::Names, "names"),
        (Self::Places, "geographic subdivisions smaller than a state"),
        (Self::Dates, "dates but the year, and ages over 89"),
        (Self::Phones, "telephone numbers"),
        (Self::Faxes, "fax numbers"),
        (Self::Emails, "email addresses"),
        (Self::SocialSecurity, "social security numbers"),
        (Self::MedicalRecords, "medical record numbers"),
        (Self::HealthPlans, "health plan beneficiary numbers"),
        (Self::Accounts, "account numbers"),
        (Self::Licences, "certificate and license numbers"),
        (Self::Vehicles, "vehicle identifiers and license plates"),
        (Self::Devices, "device identifiers and serial numbers"),
        (Self::Urls, "web addresses"),
        (Self::IpAddresses, "IP addresses"),
        (Self::Biometrics, "biometric identifiers"),
        (Self::Photographs, "full-face photographs"),
        (Self::Other, "any other unique number, characteristic or code"),
    ];

    /// From 1 to 18.
    pub(crate) fn number(self) -> usize {
        self as usize + 1
    }

    /// In plain words.
    pub(crate) fn name(self) -> &'static str {
        Self::NAMES[self as usize].1
    }
}

#[cfg(test)]
mod tests {
    use super::Identifier;

    #[test]
    fn identifiers_stand_in_the_order_of_the_list() {
        for (at, (identifier, _)) in Identifier::NAMES.iter().enumerate() {
            assert_eq!(identifier.number(), at + 1);
        }
    }
}
