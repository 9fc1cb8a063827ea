//! Azure Blob Storage, as Azurite has it.

use crate::course::Course;
use crate::http::send;
use crate::servers::Server;

/// Of the account that every Azurite has.
const KEY: &str = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const BELOW: &str = "/devstoreaccount1/course/repair/";

#[test]
fn azure_gets_what_changed_and_the_version_before_back() {
    let azurite = Server::azurite("course");
    let target = format!(
        "to = \"az://course/repair\"\nendpoint = \"http://{}/devstoreaccount1\"\nallow_http = true\ncompress = true",
        azurite.address
    );
    let course = Course::new(&target)
        .with("AZURE_STORAGE_ACCOUNT_NAME", "devstoreaccount1")
        .with("AZURE_STORAGE_ACCOUNT_KEY", KEY);
    let said = course.published(&["--verbose"]);
    assert!(!said.contains("note:") && !said.contains(KEY), "{said}");
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
