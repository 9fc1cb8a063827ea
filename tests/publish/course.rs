//! A course with a target, and what publishing it says.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) use crate::files::files;
use crate::http::{Message, send};

/// A secret, which must stand in nothing that is said.
pub(crate) const SECRET: &str = "not+for/anybody/else==";

/// Of the account that every Azurite has.
pub(crate) const AZURE_KEY: &str =
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
/// An account for which nobody is asked for a token.
const GOOGLE_ACCOUNT: &str =
    r#"{"private_key":"none","private_key_id":"none","client_email":"a@example.org","disable_oauth":true}"#;

pub(crate) struct Course {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

impl Course {
    /// A small course that is published as `target` says.
    pub(crate) fn new(target: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let course = Self { folder, variables: Vec::new() };
        let made = attune().arg("init").arg(course.root()).output().expect("it runs");
        assert!(made.status.success(), "{}", said(&made));
        course.configure(&format!("[publish.live]\n{target}"));
        for (path, text) in [("_index.md", "Own"), ("01-one.md", "One"), ("02-two.md", "Two"), ("03-three.md", "Three")]
        {
            course.write(&format!("03-own/{path}"), format!("---\ntitle: {text}\n---\n\nText.\n"));
        }
        course.write("03-own/a.txt", "As it is.\n");
        course
    }

    /// One that is published to S3 at this address.
    pub(crate) fn at_s3(address: &str, more: &str) -> Self {
        Self::at_s3_below(address, "repair", more)
    }

    /// The same below another prefix.
    pub(crate) fn at_s3_below(address: &str, prefix: &str, more: &str) -> Self {
        let target =
            format!("to = \"s3://course/{prefix}\"\nendpoint = \"http://{address}\"\nallow_http = true\n{more}");
        Self::new(&target).with("AWS_ACCESS_KEY_ID", "attune").with("AWS_SECRET_ACCESS_KEY", SECRET)
    }

    /// The header of a request that moto takes for one with credentials.
    pub(crate) fn signed() -> (&'static str, &'static str) {
        ("authorization", "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request")
    }

    /// One that is published to Azure at this address.
    pub(crate) fn at_azure(address: &str, more: &str) -> Self {
        let to = "to = \"az://course/repair\"\nallow_http = true";
        Self::new(&format!("{to}\nendpoint = \"http://{address}/devstoreaccount1\"\n{more}"))
            .with("AZURE_STORAGE_ACCOUNT_NAME", "devstoreaccount1")
            .with("AZURE_STORAGE_ACCOUNT_KEY", AZURE_KEY)
    }

    /// One that is published to Google at this address.
    pub(crate) fn at_google(address: &str, more: &str) -> Self {
        let to = "to = \"gs://course/repair\"\nallow_http = true";
        Self::new(&format!("{to}\nendpoint = \"http://{address}\"\n{more}"))
            .with("GOOGLE_SERVICE_ACCOUNT_KEY", GOOGLE_ACCOUNT)
    }

    /// With a variable in its environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same course in another place, as another publisher has it.
    pub(crate) fn copied(&self) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&self.root(), &folder.path().join("course"));
        Self { folder, variables: self.variables.clone() }
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("course")
    }

    /// A path beside the course.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join("content").join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.root().join("content").join(path)).expect("removed");
    }

    /// Adds lines to `site.toml`.
    pub(crate) fn configure(&self, lines: &str) {
        let site = self.root().join("site.toml");
        let text = fs::read_to_string(&site).expect("it is there");
        fs::write(site, format!("{text}\n{lines}\n")).expect("written");
    }

    /// From now on it is published into this folder, and no longer into `../pages`.
    pub(crate) fn publish_to_folder(&self, folder: &Path) {
        let site = self.root().join("site.toml");
        let text = fs::read_to_string(&site).expect("it is there");
        fs::write(site, text.replace("\"../pages\"", &format!("{:?}", folder.to_string_lossy()))).expect("written");
    }

    /// Changes the theme, and so every page and the address of every style sheet.
    pub(crate) fn change_theme(&self, number: usize) {
        let path = self.root().join("themes/default/static/site.css");
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("made");
        let sheet = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/static/site.css"));
        fs::write(path, format!("{}\n.number-{number} {{ margin: {number}px }}\n", sheet.expect("it is there")))
            .expect("written");
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = attune();
        command.env_clear().args(["publish", "live", "--root"]).arg(self.root()).args(arguments);
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Publishes, and returns what was said and the exit status.
    pub(crate) fn publish(&self, arguments: &[&str]) -> (String, i32) {
        ended(&self.command(arguments).output().expect("it runs"))
    }

    /// Publishes without a fault; what was said.
    pub(crate) fn published(&self, arguments: &[&str]) -> String {
        let (said, status) = self.publish(arguments);
        assert_eq!(status, 0, "{said}");
        said
    }

    /// The site as it is built.
    pub(crate) fn site(&self) -> BTreeMap<String, Vec<u8>> {
        let output = self.beside("site");
        let built =
            attune().args(["build", "--quiet", "--root"]).arg(self.root()).arg("--output").arg(&output).output();
        let built = built.expect("it runs");
        assert!(built.status.success(), "{}", said(&built));
        files(&output)
    }

    /// Every file of the site is at the address, and no page that is not.
    pub(crate) fn assert_at(&self, address: &str, below: &str, gone: &[&str]) {
        for (path, bytes) in self.site() {
            let answer = get(address, below, &path);
            assert_eq!((answer.status(), answer.body == bytes), (200, true), "{path}");
        }
        for path in gone {
            assert_eq!(get(address, below, path).status(), 404, "{path}");
        }
    }
}

pub(crate) fn get(address: &str, below: &str, path: &str) -> Message {
    send(address, "GET", &format!("{below}{path}"))
}

pub(crate) fn attune() -> Command {
    Command::new(env!("CARGO_BIN_EXE_attune"))
}

pub(crate) fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// What was said, which has no secret in it, and the exit status.
pub(crate) fn ended(output: &Output) -> (String, i32) {
    let said = said(output);
    for secret in [SECRET, "not%2Bfor", "Signature=", AZURE_KEY] {
        assert!(!said.contains(secret), "{said}");
    }
    assert!(!said.contains("panicked"), "{said}");
    (said, output.status.code().expect("it ended by itself"))
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().expect("it is in a folder")).expect("made");
        fs::write(target, bytes).expect("written");
    }
}
