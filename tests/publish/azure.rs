//! Azure Blob Storage, as Azurite has it.

use crate::course::{AZURE_KEY, Course};
use crate::http::send;
use crate::servers::Server;

pub(crate) const BELOW: &str = "/devstoreaccount1/course/repair/";

#[test]
fn azure_gets_what_changed_and_the_version_before_back() {
    let azurite = Server::azurite("course");
    let course = Course::at_azure(&azurite.address, "compress = true");
    let said = course.published(&["--verbose"]);
    assert!(!said.contains("note:") && !said.contains(AZURE_KEY), "{said}");
    let header = |path: &str, name: &str| {
        send(&azurite.address, "HEAD", &format!("{BELOW}{path}")).header(name).unwrap_or_default().to_owned()
    };
    assert_eq!(header("index.html", "content-type"), "text/html; charset=utf-8");
    assert_eq!(header("index.html", "content-encoding"), "gzip");
    assert_eq!(header("index.html", "cache-control"), "no-cache");
    assert!(course.published(&[]).contains("is as it should be"));
    course.remove("03-own/01-one.md");
    course.published(&[]);
    assert_eq!(send(&azurite.address, "HEAD", &format!("{BELOW}own/one/index.html")).status(), 404);
    course.published(&["--previous"]);
    assert_eq!(send(&azurite.address, "HEAD", &format!("{BELOW}own/one/index.html")).status(), 200);
    assert_eq!(header("index.html", "content-encoding"), "gzip", "headers come back as well");
}

/// A key for part of an account stands in every address that is asked for.
#[test]
fn a_shared_access_signature_is_in_no_message() {
    let azurite = Server::azurite("course");
    let token = "sv=2021-08-06&ss=b&srt=sco&sp=rwdlac&se=2030-01-01T00:00:00Z&sig=bm90Zm9yYW55Ym9keQ%3D%3D";
    for address in [azurite.address.as_str(), "127.0.0.1:1"] {
        let course = Course::at_azure(address, "").with("AZURE_STORAGE_SAS_TOKEN", token);
        let mut command = course.command(&["--verbose"]);
        command.env_remove("AZURE_STORAGE_ACCOUNT_KEY");
        let (said, status) = crate::course::ended(&command.output().expect("it runs"));
        assert!(status == 3 && !said.contains("bm90Zm9y") && !said.contains("sig="), "{said}");
    }
}
