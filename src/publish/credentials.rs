//! Credentials: from the environment alone, and in no message.

use std::env;

/// Whose store it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Provider {
    /// S3, or a store that speaks its language.
    S3,
    /// Google Cloud Storage.
    Google,
    /// Azure Blob Storage.
    Azure,
}

/// Variables of which all in one row are enough.
const S3: &[&[&str]] = &[
    &["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
    &["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"],
    &["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"],
    &["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"],
    &["AWS_SKIP_SIGNATURE"],
];
const GOOGLE: &[&[&str]] = &[
    &["GOOGLE_APPLICATION_CREDENTIALS"],
    &["GOOGLE_SERVICE_ACCOUNT"],
    &["GOOGLE_SERVICE_ACCOUNT_PATH"],
    &["GOOGLE_SERVICE_ACCOUNT_KEY"],
    &["SERVICE_ACCOUNT"],
    &["GOOGLE_SKIP_SIGNATURE"],
];
const AZURE: &[&[&str]] = &[
    &["AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ACCOUNT_KEY"],
    &["AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ACCESS_KEY"],
    &["AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_SAS_TOKEN"],
    &["AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_SAS_KEY"],
    &["AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_TOKEN"],
    &["AZURE_STORAGE_ACCOUNT_NAME", "AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_CLIENT_SECRET"],
    &["AZURE_STORAGE_ACCOUNT_NAME", "AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE"],
    &["AZURE_STORAGE_ACCOUNT_NAME", "IDENTITY_ENDPOINT"],
];

impl Provider {
    /// Whether the environment has credentials: nothing else is asked for them, neither files at home nor a service on the network.
    pub(crate) fn check(self) -> Result<(), &'static str> {
        let rows = match self {
            Self::S3 => S3,
            Self::Google => GOOGLE,
            Self::Azure => AZURE,
        };
        let is_set = |name: &&str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let has_all = rows.iter().any(|row| row.iter().all(is_set));
        if has_all { Ok(()) } else { Err("the environment has no credentials for it") }
    }

    /// Which variables to set.
    pub(crate) fn help(self) -> &'static str {
        match self {
            Self::S3 => "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN where there is one",
            Self::Google => "set GOOGLE_APPLICATION_CREDENTIALS to the path of the key of a service account",
            Self::Azure => "set AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY, or AZURE_STORAGE_SAS_TOKEN",
        }
    }
}

/// What must stand in no message.
pub(crate) struct Secrets(Vec<String>);

impl std::fmt::Debug for Secrets {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secrets")
    }
}

impl Secrets {
    /// The values of all variables that name one.
    pub(crate) fn from_environment() -> Self {
        let words = ["KEY", "SECRET", "TOKEN", "SAS", "CREDENTIAL", "SERVICE_ACCOUNT", "PASSWORD"];
        let is_secret = |name: &str| words.iter().any(|word| name.contains(word));
        let variables =
            env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Self::new(variables.filter(|(name, _)| is_secret(&name.to_ascii_uppercase())).map(|(_, value)| value))
    }

    fn new(values: impl IntoIterator<Item = String>) -> Self {
        // What is shorter stands everywhere.
        let mut values: Vec<String> = values.into_iter().filter(|value| value.len() >= 6).collect();
        let encoded = |value: &String| {
            percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string()
        };
        values.extend(values.iter().map(encoded).collect::<Vec<_>>());
        // One may be part of another.
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        Self(values)
    }

    /// A text without any of them.
    pub(crate) fn covered(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "…"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_covered_as_it_is_and_as_addresses_have_it() {
        let secrets = Secrets::new(["a+b/c==".to_owned(), "abc".to_owned(), "a+b/c==and more".to_owned()]);
        assert_eq!(secrets.covered("x a+b/c== y a%2Bb%2Fc%3D%3D z a+b/c==and more abc"), "x … y … z … abc");
        assert_eq!(format!("{secrets:?}"), "Secrets");
    }
}
